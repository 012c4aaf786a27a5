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

static uint64_t locks_of(struct names *names, const char *needs)
{
    uint64_t locks = 0;
    for (const char *at = needs; at && *at;) {
        size_t size = strcspn(at, " ");
        locks |= UINT64_C(1) << number_of(names, (struct name){ at, size }) % 64;
        at += size + strspn(at + size, " ");
    }
    return locks;
}

void sb_locks_number(sb_plan *plan)
{
    struct names names = { NULL, 0, 0 };
    for (size_t i = 0; i < plan->n; i++)
        if (i == 0 || plan->item[i].terms != plan->item[i - 1].terms) {
            sb_planned_terms *terms = &plan->terms[plan->item[i].terms - plan->terms];
            terms->locks = locks_of(&names, terms->needs);
        }
    free(names.at);
}
