/* part.c -- what of the selected cases this run has: its shard, and that several times over. */
#include "part.h"
#include "names.h"
#include <stdlib.h>
#include <string.h>

static void use_terms_of(sb_plan *plan, size_t i) { plan->terms[plan->item[i].terms - plan->terms].used = true; }

static void number(sb_plan *plan, unsigned rounds)
{
    uint64_t digest = rounds;
    for (size_t i = 0; i < plan->n; i++) {
        plan->item[i].place = (uint32_t)i;
        use_terms_of(plan, i);
        digest = (digest ^ plan->item[i].digest) * 0x94d049bb133111ebu;
        digest ^= digest >> 29;
    }
    plan->digest = digest;
    plan->selected = plan->n;
}

static void keep_shard(sb_plan *plan, unsigned shard, unsigned shards)
{
    size_t n = 0;
    for (size_t i = 0; i < plan->terms_n; i++)
        plan->terms[i].used = false;
    for (size_t i = shard - 1; i < plan->n; i += shards) {
        plan->item[n] = plan->item[i];
        use_terms_of(plan, n++);
    }
    plan->n = n;
}

/* Whether the name ends in this mark and a number. */
static bool ends_like_a_round(const char *name, const char *mark)
{
    size_t size = strlen(name), digits = 0, n = strlen(mark);
    while (digits < size && name[size - digits - 1] >= '0' && name[size - digits - 1] <= '9')
        digits++;
    return digits && size - digits >= n && memcmp(name + size - digits - n, mark, n) == 0;
}

static char *free_mark(const sb_plan *plan)
{
    char *mark = sb_strdup(" #");
    for (size_t i = 0; i < plan->n;) {
        if (!ends_like_a_round(plan->item[i++].name, mark))
            continue;
        char *longer = sb_format("%s#", mark);
        free(mark);
        mark = longer;
        i = 0;
    }
    return mark;
}

static void add_rounds(sb_plan *plan, unsigned rounds)
{
    size_t n = plan->n;
    char *mark = free_mark(plan);
    plan->item = sb_realloc(plan->item, (n * rounds + 1) * sizeof *plan->item);
    for (unsigned round = 1; round < rounds; round++)
        for (size_t i = 0; i < n; i++) {
            sb_planned *again = &plan->item[plan->n++];
            char *name = sb_format("%s%s%u", plan->item[i].name, mark, round + 1);
            *again = plan->item[i];
            again->base = (uint32_t)strlen(again->name);
            again->name = sb_name_keep(&plan->names, name);
            again->place += (uint32_t)(round * plan->selected);
            free(name);
        }
    plan->selected *= rounds;
    free(mark);
}

void sb_plan_part(sb_plan *plan, unsigned shard, unsigned shards, unsigned rounds)
{
    number(plan, rounds ? rounds : 1);
    if (shards)
        keep_shard(plan, shard, shards);
    if (rounds > 1)
        add_rounds(plan, rounds);
}
