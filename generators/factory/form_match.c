/* form_match.c -- whether a text has a form: every way is tried, which is no matter for the short texts of columns. */
#include "form_parts.h"
#include <string.h>

/* What comes when the sequence at hand has ended: the group that it was a turn of. */
typedef struct after {
    const sb_sequence *in;
    size_t part;
    uint32_t turns;
    const char *from;
    const struct after *then;
} after;

typedef struct matching {
    const char *start;
    unsigned steps; /* that are left: a form with repeats in repeats may have more ways than anybody has time for */
} matching;

static bool fits(matching *m, const sb_sequence *in, size_t part, uint32_t turns, const char *at, const after *then);

static bool ends(matching *m, const char *at, const after *then)
{
    if (!then)
        return true;
    if (at == then->from) /* an empty turn: no more of them lead anywhere */
        return fits(m, then->in, then->part + 1, 0, at, then->then);
    return fits(m, then->in, then->part, then->turns, at, then->then);
}

static bool takes_one(matching *m, const sb_sequence *in, size_t i, uint32_t turns, const char *at, const after *then)
{
    const sb_form_part *part = &in->part[i];
    after turn = { in, i, turns + 1, at, then };

    if (part->kind == SB_PART_SET)
        return *at && sb_part_takes(part, *at) && fits(m, in, i, turns + 1, at + 1, then);
    for (size_t c = 0; c < part->choices; c++)
        if (fits(m, &part->choice[c], 0, 0, at, &turn))
            return true;
    return false;
}

static bool fits(matching *m, const sb_sequence *in, size_t i, uint32_t turns, const char *at, const after *then)
{
    const sb_form_part *part;

    if (m->steps == 0)
        return false;
    m->steps--;
    if (i >= in->n)
        return ends(m, at, then);
    part = &in->part[i];
    if (part->kind == SB_PART_START || part->kind == SB_PART_END)
        return (part->kind == SB_PART_START ? at == m->start : !*at) && fits(m, in, i + 1, 0, at, then);
    if (turns < part->most && takes_one(m, in, i, turns, at, then))
        return true;
    return turns >= part->least && fits(m, in, i + 1, 0, at, then);
}

bool sb_form_has(const sb_form *form, const char *text)
{
    sb_form_part whole = form->whole;
    sb_sequence all = { &whole, 1, 1 };
    matching m = { text, 200000 };

    for (;; text++) {
        if (fits(&m, &all, 0, 0, text, NULL))
            return true;
        if (!*text)
            return false;
    }
}
