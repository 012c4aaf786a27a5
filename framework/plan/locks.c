/* locks.c -- the names in .needs as numbers: a bit for each lock that a case needs. */
#include "locks.h"
#include <stdlib.h>
#include <string.h>

/* Borrowed from the cases. */
struct name {
    const char *at;
    size_t size;
};

struct names {
    struct name *at;
    size_t n, room;
};

static size_t number_of(struct names *names, struct name one)
{
    for (size_t i = 0; i < names->n; i++)
        if (names->at[i].size == one.size && memcmp(names->at[i].at, one.at, one.size) == 0)
            return i;
    names->at = sb_grow(names->at, names->n, &names->room, sizeof *names->at);
    names->at[names->n] = one;
    return names->n++;
}

void sb_locks_number(sb_plan *plan)
{
    struct names names = { NULL, 0, 0 };
    for (size_t i = 0; i < plan->n; i++) {
        plan->item[i].locks = 0;
        for (const char *at = plan->item[i].needs; at && *at;) {
            size_t size = strcspn(at, " ");
            plan->item[i].locks |= UINT64_C(1) << number_of(&names, (struct name){ at, size }) % 64;
            at += size + strspn(at + size, " ");
        }
    }
    free(names.at);
}
