/* intern.c -- strings that do not end in NUL, copied once each into memory that stays: a tree per thread, ordered by content. */
#include "context.h"
#include <stdlib.h>
#include <string.h>

struct sb_interned {
    struct sb_interned *side[2];
    size_t size;
    char text[];
};

static int order(const struct sb_interned *one, sb_bytes text)
{
    if (one->size != text.size)
        return one->size < text.size ? -1 : 1;
    return memcmp(one->text, text.data, text.size);
}

const char *sb_intern(sb_bytes text)
{
    struct sb_interned **link = sb_context_interned(), *one;
    int found = 1;

    while (*link && (found = order(*link, text)) != 0)
        link = &(*link)->side[found < 0];
    if (!*link) {
        one = sb_alloc(sizeof *one + text.size + 1);
        one->size = text.size;
        memcpy(one->text, text.data, text.size);
        *link = one;
    }
    return (*link)->text;
}

/* Without recursion, because texts that come in order make a list of the tree: the left side is turned to the right until none is. */
void sb_intern_release(struct sb_interned *all)
{
    while (all) {
        struct sb_interned *left = all->side[0], *next = all->side[1];

        if (left) {
            all->side[0] = left->side[1];
            left->side[1] = all;
            all = left;
        } else {
            free(all);
            all = next;
        }
    }
}
