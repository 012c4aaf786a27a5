/* form_put.c -- texts that have a form. */
#include "form_parts.h"
#include <string.h>

typedef struct putting {
    sb_draw *draw;
    bool unique;
    uint64_t left;         /* of n: each choice takes its share, as a digit of a number does */
    size_t more;           /* characters that are wanted beyond the fewest that the form has */
    size_t room;           /* characters beyond the fewest that there is room for */
    const uint64_t *among; /* NULL: any */
    sb_put *to;
} putting;

static uint64_t choose(putting *p, uint64_t of)
{
    uint64_t chosen;

    if (!p->unique)
        return sb_draw_below(p->draw, of);
    chosen = p->left % of;
    p->left /= of;
    return chosen;
}

/* Small letters and digits where there are any, then what can be read, then whatever there is. */
static size_t characters_of(const sb_form_part *part, char *out, bool only_letters)
{
    static const char *const wishes[] = { "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz0123456789",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" };
    size_t n = 0;

    for (int wish = only_letters ? 0 : 1; wish < 3; wish++) {
        for (const char *c = wishes[wish]; *c; c++)
            if (sb_part_takes(part, *c))
                out[n++] = *c;
        if (n)
            return n;
    }
    for (int c = ' '; c < 127; c++)
        if (sb_part_takes(part, (char)c))
            out[n++] = (char)c;
    for (int c = 1; !n && c < 256; c++)
        if (sb_part_takes(part, (char)c))
            out[n++] = (char)c;
    return n;
}

static size_t shortest(const sb_form_part *part)
{
    size_t least = SIZE_MAX;

    if (part->kind == SB_PART_START || part->kind == SB_PART_END)
        return 0;
    if (part->kind == SB_PART_SET)
        return part->least;
    for (size_t c = 0; c < part->choices; c++) {
        size_t sum = 0;
        for (size_t i = 0; i < part->choice[c].n; i++)
            sum += shortest(&part->choice[c].part[i]);
        least = sum < least ? sum : least;
    }
    return (least == SIZE_MAX ? 0 : least) * part->least;
}

/* Repeats take up what is wanted, or a few more than they must; unique ones always the same number, so that no two n meet. */
static size_t turns_of(putting *p, const sb_form_part *part)
{
    size_t spare = part->most == SB_PART_ENDLESS ? 1000 : part->most - part->least, few = p->unique ? 8 : 6, more;

    if (spare == 0)
        return part->least;
    more = p->unique ? few : sb_draw_below(p->draw, few + 1);
    more = more > p->more ? more : p->more;
    if (part->least == 0 && more == 0 && part->most == SB_PART_ENDLESS)
        more = 1;
    more = more < spare ? more : spare;
    more = more < p->room ? more : p->room;
    p->room -= more;
    p->more -= more < p->more ? more : p->more;
    return part->least + more;
}

/* Those of a set that are wanted; all of it where none is. */
static size_t wanted_of(const putting *p, const sb_form_part *part, char *out)
{
    sb_form_part both = *part;
    size_t n;

    for (int i = 0; p->among && i < 4; i++)
        both.set[i] &= p->among[i];
    n = characters_of(&both, out, !p->unique);
    return n ? n : characters_of(part, out, !p->unique);
}

static bool put_part(putting *p, const sb_form_part *part)
{
    char characters[256];
    size_t n, turns;

    if (part->kind == SB_PART_START || part->kind == SB_PART_END)
        return true;
    turns = turns_of(p, part);
    if (part->kind == SB_PART_SET) {
        n = wanted_of(p, part, characters);
        for (size_t i = 0; n && i < turns; i++)
            sb_put_byte(p->to, characters[choose(p, n)]);
        return n > 0 || turns == 0;
    }
    for (size_t i = 0; i < turns; i++) {
        const sb_sequence *choice = &part->choice[choose(p, part->choices)];
        for (size_t k = 0; k < choice->n; k++)
            if (!put_part(p, &choice->part[k]))
                return false;
    }
    return true;
}

bool sb_form_put(const sb_form *form, sb_draw *draw, const uint64_t *n, const sb_form_wish *wish, sb_put *to)
{
    size_t fewest = shortest(&form->whole), least = wish->least, most = wish->most;
    putting p = { draw, n != NULL, n ? *n : 0, least > fewest ? least - fewest : 0, SIZE_MAX, wish->among, to };

    if (most && most < fewest)
        return false;
    if (most)
        p.room = most - fewest;
    return put_part(&p, &form->whole) && p.left == 0;
}
