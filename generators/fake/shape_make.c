/* shape_make.c -- a text of a pattern, at random: each character of a set and each alternative as likely as the others. */
#include "shape.h"

void sb_shape_put(uint32_t c, sb_put *to)
{
    char text[5] = "";

    if (c < 0x80) {
        sb_put_byte(to, (char)c);
        return;
    }
    if (c < 0x800) {
        text[0] = (char)(0xc0 | c >> 6);
        text[1] = (char)(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        text[0] = (char)(0xe0 | c >> 12);
        text[1] = (char)(0x80 | (c >> 6 & 0x3f));
        text[2] = (char)(0x80 | (c & 0x3f));
    } else {
        text[0] = (char)(0xf0 | c >> 18);
        text[1] = (char)(0x80 | (c >> 12 & 0x3f));
        text[2] = (char)(0x80 | (c >> 6 & 0x3f));
        text[3] = (char)(0x80 | (c & 0x3f));
    }
    sb_put_text(to, text);
}

/* spare: characters that there is room for beyond the shortest text. */
typedef struct making {
    sb_draw *draw;
    sb_put *to;
    size_t spare;
} making;

static void make_part(making *it, const sb_shape_part *part);

static void make_member(making *it, const sb_shape_part *set)
{
    uint64_t at = set->members > 1 ? sb_draw_below(it->draw, set->members) : 0;
    const sb_shape_range *range = set->range;

    while (at > range->high - range->low) {
        at -= range->high - range->low + 1;
        range++;
    }
    sb_shape_put(range->low + (uint32_t)at, it->to);
}

/* Only among those that there is room for; the shortest is always one of them. */
static void make_either(making *it, const sb_shape_part *either)
{
    size_t fit = 0, chosen;

    for (size_t i = 0; i < either->n; i++)
        fit += either->part[i].shortest - either->shortest <= it->spare;
    chosen = fit > 1 ? (size_t)sb_draw_below(it->draw, fit) : 0;
    for (size_t i = 0; i < either->n; i++) {
        size_t more = either->part[i].shortest - either->shortest;
        if (more > it->spare || chosen-- > 0)
            continue;
        it->spare -= more;
        make_part(it, &either->part[i]);
        return;
    }
}

static void make_part(making *it, const sb_shape_part *part)
{
    uint64_t more = part->high - part->low, times;

    if (part->shortest && more > it->spare / part->shortest)
        more = it->spare / part->shortest;
    times = more ? sb_draw_below(it->draw, more + 1) : 0;
    it->spare -= (size_t)times * part->shortest;
    for (times += part->low; times; times--)
        switch (part->is) {
        case SB_SHAPE_SET: make_member(it, part); break;
        case SB_SHAPE_EITHER: make_either(it, part); break;
        default:
            for (size_t i = 0; i < part->n; i++)
                make_part(it, &part->part[i]);
        }
}

void sb_shape_make(const sb_shape *shape, sb_draw *draw, size_t most, sb_put *to)
{
    making it = { draw, to, most ? most - shape->shortest : SIZE_MAX };

    make_part(&it, shape->whole);
}
