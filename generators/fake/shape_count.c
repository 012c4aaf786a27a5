/* shape_count.c -- how many different texts a pattern has, and the nth of them.
 *
 * A pattern may come to one text in several ways: a?a? has three texts, not four. So it becomes an automaton that is in one state after each
 * beginning of a text: states of it are sets of places in the pattern, in which all repeats are written out. From each state there are so many
 * ways to an end, and each of them is another text. As nothing repeats without an end there is no circle.
 */
#include "shape.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_PLACES = 20000, MOST_STATES = 20000, BUCKETS = 4096 };

/* A place: a set of characters leads on; or no set, and two ways from here; or neither, and the text may end. */
typedef struct place {
    const sb_shape_part *set;
    uint32_t next, other; /* + 1; 0: none */
} place;

typedef struct edge {
    uint32_t low, high;
    struct state *to;
} edge;

typedef struct state {
    struct state *same; /* in the bucket */
    const uint32_t *place;
    size_t places, edges;
    const edge *edge;
    uint64_t count; /* of texts from here; saturated */
    uint64_t wide;  /* characters that lead to states whose count is saturated */
    bool end, done;
} state;

struct sb_shape_states {
    const state *first;
};

typedef struct building {
    sb_store *store;
    place *place;
    size_t places, room, states;
    state *bucket[BUCKETS];
    uint32_t *mark; /* per place: the round in which it was last seen */
    uint32_t round;
    bool full;
} building;

static uint32_t add_place(building *b, const sb_shape_part *set, uint32_t next, uint32_t other)
{
    if (b->places >= MOST_PLACES) {
        b->full = true;
        return 1;
    }
    b->place = sb_grow(b->place, b->places, &b->room, sizeof *b->place);
    b->place[b->places++] = (place){ set, next, other };
    return (uint32_t)b->places;
}

static uint32_t write_out(building *b, const sb_shape_part *part, uint32_t next);

/* Once, before what comes next: the number of the place where it begins. */
static uint32_t write_once(building *b, const sb_shape_part *part, uint32_t next)
{
    uint32_t begin = next;

    if (part->is == SB_SHAPE_SET)
        return add_place(b, part, next, 0);
    if (part->is == SB_SHAPE_ALL) {
        for (size_t i = part->n; i-- > 0 && !b->full;)
            begin = write_out(b, &part->part[i], begin);
        return begin;
    }
    begin = write_out(b, &part->part[part->n - 1], next);
    for (size_t i = part->n - 1; i-- > 0 && !b->full;)
        begin = add_place(b, NULL, write_out(b, &part->part[i], next), begin);
    return begin;
}

static uint32_t write_out(building *b, const sb_shape_part *part, uint32_t next)
{
    uint32_t begin = next;

    for (uint32_t i = part->low; i < part->high && !b->full; i++)
        begin = add_place(b, NULL, write_once(b, part, begin), next);
    for (uint32_t i = 0; i < part->low && !b->full; i++)
        begin = write_once(b, part, begin);
    return begin;
}

/* All places with a set, and ends, that are reached from here without a character. */
static void reach(building *b, uint32_t from, uint32_t *list, size_t *n)
{
    while (from && b->mark[from - 1] != b->round) {
        const place *at = &b->place[from - 1];
        b->mark[from - 1] = b->round;
        if (at->set || !at->next) {
            list[(*n)++] = from - 1;
            return;
        }
        reach(b, at->next, list, n);
        from = at->other;
    }
}

static int by_number(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, two = *(const uint32_t *)b;

    return (one > two) - (one < two);
}

static state *state_of(building *b, uint32_t *list, size_t n)
{
    uint64_t hash = n;
    state *one;

    qsort(list, n, sizeof *list, by_number);
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ list[i]) * UINT64_C(0x9e3779b97f4a7c15);
    hash = (hash >> 40) % BUCKETS;
    for (one = b->bucket[hash]; one; one = one->same)
        if (one->places == n && memcmp(one->place, list, n * sizeof *list) == 0)
            return one;
    one = sb_store_alloc(b->store, sizeof *one);
    one->place = (const uint32_t *)(const void *)sb_store_copy(b->store, list, n * sizeof *list);
    one->places = n;
    for (size_t i = 0; i < n; i++)
        one->end |= !b->place[list[i]].set;
    one->same = b->bucket[hash];
    b->bucket[hash] = one;
    b->full |= ++b->states > MOST_STATES;
    return one;
}

/* Where the sets of a state begin and end, in order: between two of them all characters lead to the same state. */
static size_t borders(const building *b, const state *from, uint32_t **out)
{
    size_t n = 0, kept = 0;
    uint32_t *list;

    for (size_t i = 0; i < from->places; i++)
        n += b->place[from->place[i]].set ? 2 * b->place[from->place[i]].set->n : 0;
    list = sb_alloc((n + 1) * sizeof *list);
    n = 0;
    for (size_t i = 0; i < from->places; i++) {
        const sb_shape_part *set = b->place[from->place[i]].set;
        for (size_t r = 0; set && r < set->n; r++) {
            list[n++] = set->range[r].low;
            list[n++] = set->range[r].high + 1;
        }
    }
    qsort(list, n, sizeof *list, by_number);
    for (size_t i = 0; i < n; i++)
        if (!kept || list[kept - 1] != list[i])
            list[kept++] = list[i];
    *out = list;
    return kept;
}

static bool has(const sb_shape_part *set, uint32_t c)
{
    for (size_t i = 0; set && i < set->n; i++)
        if (c >= set->range[i].low && c <= set->range[i].high)
            return true;
    return false;
}

/* NULL: the character leads nowhere. */
static state *step(building *b, const state *from, uint32_t c, uint32_t *list)
{
    size_t n = 0;

    b->round++;
    for (size_t i = 0; i < from->places; i++)
        if (has(b->place[from->place[i]].set, c))
            reach(b, b->place[from->place[i]].next, list, &n);
    return n ? state_of(b, list, n) : NULL;
}

static void connect(building *b, state *from)
{
    uint32_t *border, *list = sb_alloc((b->places + 1) * sizeof *list);
    size_t n = borders(b, from, &border);
    edge *edges = sb_store_alloc(b->store, (n + 1) * sizeof *edges);

    for (size_t i = 0; i + 1 < n && !b->full; i++) {
        state *to = step(b, from, border[i], list);
        if (to)
            edges[from->edges++] = (edge){ border[i], border[i + 1] - 1, to };
    }
    from->edge = edges;
    free(border);
    free(list);
}

static uint64_t plus(uint64_t a, uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }

static uint64_t times(uint64_t a, uint64_t b)
{
    uint64_t product;

    return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}

/* As deep as the longest text. */
static void count(building *b, state *from)
{
    if (from->done || b->full)
        return;
    from->done = true;
    connect(b, from);
    from->count = from->end;
    for (size_t i = 0; i < from->edges && !b->full; i++) {
        uint64_t width = from->edge[i].high - from->edge[i].low + 1;
        count(b, from->edge[i].to);
        from->count = plus(from->count, times(width, from->edge[i].to->count));
        from->wide += from->edge[i].to->count == UINT64_MAX ? width : 0;
    }
}

void sb_shape_count(sb_shape *shape, sb_store *store)
{
    building *b = sb_alloc(sizeof *b);
    struct sb_shape_states *states = sb_store_alloc(store, sizeof *states);
    uint32_t *list, begin;
    size_t n = 0;
    state *first;

    b->store = store;
    begin = write_out(b, shape->whole, add_place(b, NULL, 0, 0));
    if (!b->full) {
        b->mark = sb_alloc(b->places * sizeof *b->mark);
        list = sb_alloc(b->places * sizeof *list);
        b->round = 1;
        reach(b, begin, list, &n);
        first = state_of(b, list, n);
        free(list);
        count(b, first);
        states->first = first;
    }
    shape->states = states;
    shape->count = b->full ? 0 : states->first->count;
    free(b->mark);
    free(b->place);
    free(b);
}

/* Where there are more texts than n can be, n chooses among the characters behind which there still are. */
static const state *among_many(const state *at, uint64_t *n, sb_put *to)
{
    uint64_t choice = *n % at->wide;
    const edge *one = at->edge;

    *n /= at->wide;
    for (;; one++) {
        uint64_t width = one->high - one->low + 1;
        if (one->to->count != UINT64_MAX)
            continue;
        if (choice < width)
            break;
        choice -= width;
    }
    sb_shape_put(one->low + (uint32_t)choice, to);
    return one->to;
}

static const state *among_few(const state *at, uint64_t *n, sb_put *to)
{
    const edge *one = at->edge;

    *n -= at->end;
    for (;; one++) {
        uint64_t block = times(one->high - one->low + 1, one->to->count);
        if (*n < block)
            break;
        *n -= block;
    }
    sb_shape_put(one->low + (uint32_t)(*n / one->to->count), to);
    *n %= one->to->count;
    return one->to;
}

void sb_shape_nth(const sb_shape *shape, uint64_t n, sb_put *to)
{
    const state *at = shape->states->first;

    while (at->edges && (at->wide || n || !at->end))
        at = at->wide ? among_many(at, &n, to) : among_few(at, &n, to);
}
