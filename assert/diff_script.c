/* diff_script.c -- the shortest list of removals and additions that makes one text of another, by the algorithm of E. Myers.
 *
 * The lines that both begin and end with are taken off first. The work and the memory then grow with the square of how many lines
 * differ, so that beyond MOST all that is left is shown as removed and added: true, if not shortest.
 */
#include "diff_script.h"
#include "reading.h"
#include <stdlib.h>
#include <string.h>

enum { MOST = 1500 };

/* How far the best paths came after d changes: on diagonal k = i - j, -d <= k <= d, reach[k + d] lines of a. */
struct paths {
    const struct sb_side *a, *b;
    size_t first, n, m; /* the lines a[first, first + n) and b[first, first + m) */
    int *reach[MOST + 1];
    int d;
};

static uint64_t hash_of(const char *s, size_t n)
{
    uint64_t hash = 14695981039346656037u;

    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (unsigned char)s[i]) * 1099511628211u;
    return hash;
}

static struct sb_line line_of(const char *s, size_t size, bool ended, unsigned ignoring)
{
    struct sb_line line = { .at = s, .size = size, .ended = ended };

    if (!ignoring) {
        line.hash = hash_of(s, size);
        return line;
    }
    if (ignoring & SB_IGNORING_LINE_ENDS && ended && size && s[size - 1] == '\r')
        size--;
    line.key = sb_format("%.*s", (int)size, s);
    line.hash = sb_texts_hash(line.key, ignoring);
    return line;
}

struct sb_side sb_side_of(const char *s, unsigned ignoring)
{
    struct sb_side side = { NULL, 0, ignoring };
    size_t room = 0;

    while (*s) {
        const char *end = strchr(s, '\n');
        size_t size = end ? (size_t)(end - s) : strlen(s);

        side.line = sb_grow(side.line, side.n, &room, sizeof *side.line);
        side.line[side.n++] = line_of(s, size, end != NULL, ignoring);
        s += size + (end != NULL);
    }
    return side;
}

void sb_side_release(struct sb_side *side)
{
    for (size_t i = 0; i < side->n; i++)
        free(side->line[i].key);
    free(side->line);
}

bool sb_line_same(const struct sb_side *a, size_t i, const struct sb_side *b, size_t j)
{
    const struct sb_line *x = &a->line[i], *y = &b->line[j];

    if (x->hash != y->hash || x->ended != y->ended)
        return false;
    return x->key ? sb_texts_equal(x->key, y->key, a->ignoring) : x->size == y->size && memcmp(x->at, y->at, x->size) == 0;
}

static void add_step(struct sb_script *script, char mark, size_t at)
{
    script->step = sb_grow(script->step, script->n, &script->room, sizeof *script->step);
    script->step[script->n++] = (struct sb_step){ mark, at };
}

static bool same_at(const struct paths *p, int i, int j)
{
    return sb_line_same(p->a, p->first + (size_t)i, p->b, p->first + (size_t)j);
}

/* Whether the best path to diagonal k with d changes ends in an addition: down from k + 1; else in a removal, from k - 1. */
static bool comes_by_addition(const int *before, int d, int k)
{
    return k == -d || (k != d && before[k - 1 + d - 1] < before[k + 1 + d - 1]);
}

/* One change more. True: the end of both is reached. */
static bool go_on(struct paths *p, int d)
{
    const int *before = d ? p->reach[d - 1] : NULL;
    int *now = p->reach[d] = sb_alloc((size_t)(2 * d + 1) * sizeof *now);

    p->d = d;
    for (int k = -d; k <= d; k += 2) {
        int i = !d ? 0 : comes_by_addition(before, d, k) ? before[k + 1 + d - 1] : before[k - 1 + d - 1] + 1, j = i - k;
        while (i >= 0 && j >= 0 && (size_t)i < p->n && (size_t)j < p->m && same_at(p, i, j))
            i++, j++;
        now[k + d] = i;
        if ((size_t)i >= p->n && j >= 0 && (size_t)j >= p->m)
            return true;
    }
    return false;
}

/* From the end of both to their beginning, the last step first. */
static void walk_back(const struct paths *p, struct sb_script *back)
{
    int i = (int)p->n, j = (int)p->m;

    for (int d = p->d; d > 0; d--) {
        const int *before = p->reach[d - 1];
        int k = i - j, from = comes_by_addition(before, d, k) ? k + 1 : k - 1, i_before = before[from + d - 1],
            j_before = i_before - from;

        while (i > i_before && j > j_before)
            i--, add_step(back, ' ', p->first + (size_t)--j);
        if (i > i_before)
            add_step(back, '-', p->first + (size_t)--i);
        else
            add_step(back, '+', p->first + (size_t)--j);
    }
    while (j > 0)
        add_step(back, ' ', p->first + (size_t)--j);
}

static void add_steps(struct sb_script *script, const struct sb_script *from, size_t begin, size_t end, char mark)
{
    for (size_t i = end; i-- > begin;) {
        if (from->step[i].mark == mark)
            add_step(script, mark, from->step[i].at);
    }
}

/* `back` the right way round; where removals and additions meet, the removals first. */
static void add_forward(struct sb_script *script, const struct sb_script *back)
{
    for (size_t i = back->n; i > 0;) {
        size_t begin = i;
        bool change = back->step[i - 1].mark != ' ';

        while (begin > 0 && (back->step[begin - 1].mark != ' ') == change)
            begin--;
        add_steps(script, back, begin, i, change ? '-' : ' ');
        if (change)
            add_steps(script, back, begin, i, '+');
        i = begin;
    }
}

/* The lines a[first, first + n) and b[first, first + m). */
static void pair_up(struct sb_script *script, const struct sb_side *a, size_t n, const struct sb_side *b, size_t m, size_t first)
{
    struct paths p = { .a = a, .b = b, .first = first, .n = n, .m = m };
    struct sb_script back = { NULL, 0, 0 };
    bool done = false;

    for (int d = 0; d <= MOST && !done; d++)
        done = go_on(&p, d);
    if (done) {
        walk_back(&p, &back);
        add_forward(script, &back);
    }
    for (size_t i = 0; !done && i < n; i++)
        add_step(script, '-', first + i);
    for (size_t j = 0; !done && j < m; j++)
        add_step(script, '+', first + j);
    for (int d = 0; d <= p.d; d++)
        free(p.reach[d]);
    free(back.step);
}

struct sb_script sb_script_of(const struct sb_side *a, const struct sb_side *b)
{
    struct sb_script script = { NULL, 0, 0 };
    size_t head = 0, tail = 0, least = a->n < b->n ? a->n : b->n;

    while (head < least && sb_line_same(a, head, b, head))
        add_step(&script, ' ', head++);
    while (tail < least - head && sb_line_same(a, a->n - 1 - tail, b, b->n - 1 - tail))
        tail++;
    pair_up(&script, a, a->n - head - tail, b, b->n - head - tail, head);
    for (; tail; tail--)
        add_step(&script, ' ', b->n - tail);
    return script;
}
