/* order.c -- in which order the cases of a plan begin. */
#include "order.h"
#include <stdlib.h>
#include <string.h>

/* ---- shuffled ---- */

/* splitmix64 (Steele, Lea, Flood): the same numbers on every machine. */
static uint64_t next_number(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* Below n. The remainder is uneven by n / 2^64, which no order shows. */
static size_t below(uint64_t *state, size_t n) { return (size_t)(next_number(state) % n); }

static void shuffle_items(sb_planned *item, size_t n, uint64_t *state)
{
    for (size_t i = n; i > 1; i--) {
        size_t other = below(state, i);
        sb_planned one = item[i - 1];
        item[i - 1] = item[other];
        item[other] = one;
    }
}

/* The cases of one suite, which stand together. */
typedef struct group {
    size_t from, n;
} group;

static void shuffle_groups(group *at, size_t n, uint64_t *state)
{
    for (size_t i = n; i > 1; i--) {
        size_t other = below(state, i);
        group one = at[i - 1];
        at[i - 1] = at[other];
        at[other] = one;
    }
}

/* The round that begins at `from` ends before `end`: a case of it comes again in the next, where suites may begin anew. */
static void shuffle_round(sb_plan *plan, size_t from, size_t end, uint64_t *state)
{
    size_t n = 0, room = 0, to = 0;
    group *suites = NULL;
    for (size_t i = from; i < end; i++) {
        if (i == from || plan->item[i].suite != plan->item[i - 1].suite) {
            suites = sb_grow(suites, n, &room, sizeof *suites);
            suites[n++] = (group){ i, 0 };
        }
        suites[n - 1].n++;
    }
    shuffle_groups(suites, n, state);
    sb_planned *shuffled = sb_alloc((end - from + 1) * sizeof *shuffled);
    for (size_t i = 0; i < n; i++) {
        memcpy(shuffled + to, plan->item + suites[i].from, suites[i].n * sizeof *shuffled);
        shuffle_items(shuffled + to, suites[i].n, state);
        to += suites[i].n;
    }
    if (to)
        memcpy(plan->item + from, shuffled, to * sizeof *shuffled);
    free(shuffled);
    free(suites);
}

static int by_place(const void *a, const void *b)
{
    const sb_planned *x = a, *y = b;
    return (x->place > y->place) - (x->place < y->place);
}

static void shuffle(sb_plan *plan, uint64_t seed, size_t rounds)
{
    qsort(plan->item, plan->n, sizeof *plan->item, by_place); /* a shuffle begins from one order, whatever the last one left */
    for (size_t round = 0; round < rounds; round++)
        shuffle_round(plan, plan->n / rounds * round, plan->n / rounds * (round + 1), &seed);
}

/* ---- longest first ---- */

typedef struct slow {
    uint64_t duration_ns;
    uint32_t index;
} slow;

static int longest_first(const void *a, const void *b)
{
    const slow *x = a, *y = b;
    int order = (x->duration_ns < y->duration_ns) - (x->duration_ns > y->duration_ns);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* A case that begins last while the other workers have nothing left makes the run longer by up to its own duration. That matters
 * for one that takes more than a twentieth of the time in which all of them together could be done, and there are never more than
 * 20 * jobs of those. The others stay where they are: neighbours share what their suite has set up. */
enum { PART_THAT_MATTERS = 20 };

static size_t slow_ones(const sb_plan *plan, const sb_selection *selection, slow *list)
{
    size_t known = 0, n = 0;
    uint64_t sum_ns = 0;
    for (size_t i = 0; i < plan->n; i++) {
        sb_recalled last;
        if (plan->item[i].terms->serial || !selection->recall->find(selection->recall->env, plan->item[i].name, &last))
            continue;
        sum_ns += last.duration_ns;
        list[known++] = (slow){ last.duration_ns, (uint32_t)i };
    }
    for (size_t i = 0; i < known; i++)
        if (list[i].duration_ns > sum_ns / selection->jobs / PART_THAT_MATTERS)
            list[n++] = list[i];
    qsort(list, n, sizeof *list, longest_first);
    return n;
}

/* Their indices to the front of the order; they are marked as taken. */
static size_t begin_with_slow_ones(sb_plan *plan, const sb_selection *selection, bool *taken)
{
    slow *list = sb_alloc((plan->n + 1) * sizeof *list);
    size_t n = slow_ones(plan, selection, list);
    for (size_t i = 0; i < n; i++) {
        plan->order[i] = list[i].index;
        taken[list[i].index] = true;
    }
    free(list);
    return n;
}

/* ---- all ---- */

static bool any_serial(const sb_plan *plan)
{
    for (size_t i = 0; i < plan->terms_n; i++)
        if (plan->terms[i].used && plan->terms[i].serial)
            return true;
    return false;
}

static void order_rest(sb_plan *plan, size_t k, const bool *taken)
{
    for (size_t i = 0; i < plan->n; i++)
        if (!plan->item[i].terms->serial && !(taken && taken[i]))
            plan->order[k++] = (uint32_t)i;
    plan->parallel = k;
    for (size_t i = 0; i < plan->n && k < plan->n; i++)
        if (plan->item[i].terms->serial)
            plan->order[k++] = (uint32_t)i;
}

/* As they stand, but for serial ones. */
static void order_plainly(sb_plan *plan)
{
    if (plan->order)
        order_rest(plan, 0, NULL);
    else
        plan->parallel = plan->n;
}

void sb_plan_order(sb_plan *plan, const sb_selection *selection)
{
    size_t rounds = selection->repeat ? selection->repeat : 1;
    bool plainly = !selection->recall || selection->jobs < 2 || selection->shuffle || rounds > 1;
    plan->rounds = rounds;
    if (!plainly || any_serial(plan))
        plan->order = sb_alloc((plan->n + 1) * sizeof *plan->order);
    if (selection->shuffle)
        shuffle(plan, selection->seed, rounds);
    if (plainly) {
        order_plainly(plan);
        return;
    }
    bool *taken = sb_alloc(plan->n + 1);
    order_rest(plan, begin_with_slow_ones(plan, selection, taken), taken);
    free(taken);
}

void sb_plan_shuffle(sb_plan *plan, uint64_t seed)
{
    shuffle(plan, seed, plan->rounds);
    order_plainly(plan);
}
