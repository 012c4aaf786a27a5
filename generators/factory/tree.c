/* tree.c -- what the factories of a test made, as lines: roots in the order of their make(), and alike rows folded into one line. */
#include "tree.h"
#include "row.h"
#include <stdlib.h>
#include <string.h>

enum { LINES = 30, TELLING = 40 };

/* A row, the oldest having number 0. What was made for a row was done before it: its number is smaller. */
typedef struct node {
    const sb_row *row;
    struct node *child, *last, *next; /* in the order in which they were made */
    size_t rows;                      /* this and all below */
    uint64_t shape;                   /* of this and all below: what is alike has the same */
    bool below;                       /* another row */
} node;

typedef struct tree {
    sb_store *store;
    sb_text *out;
    size_t n, lines, shown;
    node *node;
    node **by_row; /* sorted by address */
} tree;

static int by_address(const void *a, const void *b)
{
    const sb_row *one = (*(node *const *)a)->row, *other = (*(node *const *)b)->row;

    return one < other ? -1 : one > other;
}

static node *find(const tree *t, const sb_row *row)
{
    node key = { .row = row }, *at = &key;
    node **found = row ? bsearch(&at, t->by_row, t->n, sizeof at, by_address) : NULL;

    return found ? *found : NULL;
}

static uint64_t mixed(uint64_t shape, uint64_t more) { return (shape ^ more) * 0x9e3779b97f4a7c15u + (shape >> 29); }

static void hang(node *below, node *up)
{
    if (up->last)
        up->last->next = below;
    else
        up->child = below;
    up->last = below;
    up->rows += below->rows;
    up->shape = mixed(up->shape, below->shape);
    below->below = true;
}

static void read_rows(tree *t, const sb_row *newest)
{
    size_t at;

    for (const sb_row *row = newest; row; row = row->next)
        t->n++;
    t->node = sb_store_alloc(t->store, (t->n + 1) * sizeof *t->node);
    t->by_row = sb_store_alloc(t->store, (t->n + 1) * sizeof *t->by_row);
    at = t->n;
    for (const sb_row *row = newest; row; row = row->next) {
        t->node[--at] = (node){ .row = row, .rows = 1, .shape = sb_draw_name(row->maker) + 2 * row->state + row->found };
        t->by_row[at] = &t->node[at];
    }
    qsort(t->by_row, t->n, sizeof(node *), by_address);
}

/* A row whose own could not be made stands by itself. */
static void hang_all(tree *t)
{
    for (size_t i = 0; i < t->n; i++) {
        node *up = find(t, t->node[i].row->up);
        if (up > &t->node[i])
            hang(&t->node[i], up);
    }
}

static node *next_root(const tree *t, const node *after)
{
    for (size_t i = after ? (size_t)(after - t->node) + 1 : 0; i < t->n; i++)
        if (!t->node[i].below)
            return &t->node[i];
    return NULL;
}

static bool alike(const node *one, const node *other)
{
    return one->shape == other->shape && one->rows == other->rows && strcmp(one->row->maker, other->row->maker) == 0 &&
        one->row->line == other->row->line && strcmp(one->row->file, other->row->file) == 0;
}

/* ---- the words for a row ---- */

/* By what people know a row, the best first. */
static const char *const names[] = { "username", "login", "slug", "code", "name", "title", "full_name", "email", "label", "sku" };

static void put_value(const tree *t, const char *before, const sb_value *value)
{
    const char *text = sb_value_text(t->store, value);
    size_t n = text ? strlen(text) : 0, cut = n;

    if (!text)
        text = "NULL", n = cut = 4;
    if (cut > TELLING)
        for (cut = TELLING; cut > 0 && ((unsigned char)text[cut] & 0xc0) == 0x80;)
            cut--;
    sb_text_add(t->out, "%s", before);
    for (size_t i = 0; i < cut; i++) /* a line stays one */
        sb_text_put(t->out, (unsigned char)text[i] < ' ' ? " " : text + i, 1);
    sb_text_add(t->out, "%s", cut < n ? "..." : "");
}

static const sb_filled *name_of(const sb_row *row)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const sb_filled *one = sb_row_filled(row, names[i]);
        if (one && one->value.kind == SB_STR)
            return one;
    }
    return NULL;
}

/* Its name, and one value that the test gave. */
static void put_telling(const tree *t, const sb_row *row)
{
    const sb_filled *name = name_of(row);

    if (name)
        put_value(t, " ", &name->value);
    for (size_t i = 0; i < row->n; i++) {
        const sb_filled *one = &row->filled[i];
        if (one == name || !one->word || one->filling != SB_DONE || one->origin != SB_ORIGIN_GIVEN || one->key)
            continue;
        sb_text_add(t->out, "%s %s", name ? "," : "", one->name);
        put_value(t, " ", &one->value);
        break;
    }
}

/* An id that is no number is among the values, if anywhere. */
static void put_one(const tree *t, const sb_row *row)
{
    bool numbered = row->state == SB_ROW_MADE && row->id > 0;

    if (numbered)
        sb_text_add(t->out, " %lld", (long long)row->id);
    put_telling(t, row);
    if (row->state == SB_ROW_BUILT)
        sb_text_add(t->out, " (built)");
    if (row->found)
        sb_text_add(t->out, " (was there)");
}

static void put_many(const tree *t, node *const *row, size_t n)
{
    int64_t first = row[0]->row->id, last = row[n - 1]->row->id;
    bool made = row[0]->row->state == SB_ROW_MADE;

    if (made && last > first && (uint64_t)(last - first) == n - 1)
        sb_text_add(t->out, " %lld to %lld", (long long)first, (long long)last);
    else
        sb_text_add(t->out, ", %zu rows%s", n, made ? "" : " (built)");
}

/* ---- lines ---- */

static void put_group(tree *t, node *const *group, size_t n, int deep);

/* Runs of alike rows among those below the first; each row of the group has such below it. */
static void put_below(tree *t, node *const *group, size_t n, int deep)
{
    node **at = sb_store_alloc(t->store, n * sizeof *at), **run;

    for (size_t i = 0; i < n; i++)
        at[i] = group[i]->child;
    while (at[0]) {
        size_t size = 1;
        for (const node *next = at[0]->next; next && alike(at[0], next); next = next->next)
            size++;
        run = sb_store_alloc(t->store, n * size * sizeof *run);
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < size; k++, at[i] = at[i]->next)
                run[i * size + k] = at[i];
        put_group(t, run, n * size, deep);
    }
}

static void put_group(tree *t, node *const *group, size_t n, int deep)
{
    const sb_row *row = group[0]->row;

    if (t->lines == LINES)
        return;
    t->lines++;
    t->shown += n;
    sb_text_add(t->out, "%*s%s", 2 * deep, "", row->maker);
    if (n == 1)
        put_one(t, row);
    else
        put_many(t, group, n);
    if (deep == 0)
        sb_text_add(t->out, "  %s:%d", row->file, row->line);
    sb_text_add(t->out, "\n");
    put_below(t, group, n, deep + 1);
}

static void put_roots(tree *t)
{
    node **group = sb_store_alloc(t->store, (t->n + 1) * sizeof *group);

    for (node *root = next_root(t, NULL); root && t->lines < LINES;) {
        size_t n = 0;
        for (const node *first = root; root && alike(first, root); root = next_root(t, root))
            group[n++] = root;
        put_group(t, group, n, 0);
    }
}

void sb_made_tree(sb_makers *makers, sb_text *out)
{
    tree t = { .store = &makers->store, .out = out };

    if (!makers->row)
        return;
    read_rows(&t, makers->row);
    hang_all(&t);
    put_roots(&t);
    if (t.shown < t.n)
        sb_text_add(out, "and %zu other%s\n", t.n - t.shown, t.n - t.shown == 1 ? "" : "s");
}
