/* differences.c -- the fields and elements in which two things in memory differ. */
#include "differences.h"
#include "diff.h"
#include "pairs.h"
#include "value.h"
#include <stdlib.h>
#include <string.h>

/* So many differences are shown, and the others counted. Where a short one stands on one line, it has so many columns at most. */
enum { DIFFERENCES_SHOWN = 10, SHORT = 60 };
/* Of a path that leads over more pointers so many steps are shown at its beginning, and so many at its end. */
enum { STEPS_SHOWN = 5 };

static bool full(void) { return sb_value_shown() == SIZE_MAX; }
static size_t most(void) { return full() ? SIZE_MAX : DIFFERENCES_SHOWN; }

void sb_differences_block(sb_text *out, const char *path, const struct sb_text *lines)
{
    sb_text_add(out, "%s:\n", path);
    for (size_t from = 0; from < lines->size;) {
        const char *end = memchr(lines->at + from, '\n', lines->size - from);
        size_t n = end ? (size_t)(end - lines->at) - from : lines->size - from;

        sb_text_add(out, n ? "  " : "");
        sb_text_put(out, lines->at + from, n);
        sb_text_add(out, "\n");
        from += n + 1;
    }
}

/* A number with a printer of its own beside a plain one is shown as both, and so is the plain one: VERIFIED (1). */
static void add_beside(sb_text *out, const struct sb_item *one, const struct sb_item *other)
{
    const sb_type *as = sb_item_shown_as(other);
    sb_value value;

    if (one->shape == SB_ITEM_VALUE && as && sb_type_print_number(out, as, &one->value)) {
        sb_text_add(out, " (");
        sb_value_print(out, &one->value);
        sb_text_add(out, ")");
    } else if (one->shape == SB_ITEM_VALUE && other->shape == SB_ITEM_VALUE)
        sb_value_print_beside(out, &one->value, &other->value);
    else
        sb_item_print(out, one);
    if (one->shape == SB_ITEM_OWN && one->type->print && one->at && other->shape == SB_ITEM_VALUE) {
        sb_text_add(out, " (");
        value = sb_item_value(one);
        sb_value_print(out, &value);
        sb_text_add(out, ")");
    }
}

static bool nans(const struct sb_item *a, const struct sb_item *b)
{
    return a->shape == SB_ITEM_VALUE && b->shape == SB_ITEM_VALUE && sb_value_nan(&a->value) && sb_value_nan(&b->value);
}

/* Several texts share LINES_SHARED lines: each gets half of what is left, and LINES_LEAST at least. */
enum { LINES_SHARED = 60, LINES_LEAST = 4 };

static void cut_to_share(struct sb_differences *d, struct sb_text *lines)
{
    size_t left = d->lines < LINES_SHARED ? LINES_SHARED - d->lines : 0, n = 0, end = 0;
    size_t share = left / 2 > LINES_LEAST ? left / 2 : LINES_LEAST;

    for (size_t i = 0; i < lines->size; i++) {
        if (lines->at[i] == '\n' && ++n == share)
            end = i + 1;
    }
    d->lines += n < share ? n : share;
    if (full() || n <= share + 1)
        return;
    lines->size = end;
    sb_text_add(lines, "... more lines, --full-values shows all\n"); /* how many is not known: the diff was cut before */
}

/* Under the path: what was expected and what was there. */
static void add_block(struct sb_differences *d, const struct sb_item *expected, const struct sb_item *got)
{
    struct sb_text lines = SB_TEXT_EMPTY;

    if (!sb_diff_as_texts(expected, got, d->ignoring, &lines)) {
        sb_text_add(&lines, "expected: ");
        add_beside(&lines, expected, got);
        sb_text_add(&lines, "\n     got: ");
        add_beside(&lines, got, expected);
        sb_text_add(&lines, "\n%s", nans(expected, got) ? "nan equals nothing, not even itself\n" : "");
    }
    cut_to_share(d, &lines);
    sb_differences_block(d->out, d->path.at, &lines);
    sb_text_release(&lines);
}

/* "[3] is 5, not 4", where both are short values. */
static bool add_short(struct sb_differences *d, const struct sb_item *expected, const struct sb_item *got)
{
    struct sb_text line = SB_TEXT_EMPTY;
    bool element = d->path.size && d->path.at[d->path.size - 1] == ']', is_short;
    sb_bytes text;

    if (!element || sb_item_bytes(expected, &text) || sb_item_bytes(got, &text))
        return false;
    sb_text_add(&line, "%s is ", d->path.at);
    add_beside(&line, got, expected);
    sb_text_add(&line, ", not ");
    add_beside(&line, expected, got);
    sb_text_add(&line, nans(expected, got) ? " (nan equals nothing, not even itself)" : "");
    is_short = line.size <= SHORT;
    if (is_short)
        sb_text_add(d->out, "%s\n", line.at);
    sb_text_release(&line);
    return is_short;
}

/* ---- the walk ----
 * What pointers lead to is walked later, one after the other, so that what is near is told first, chains need no stack and circles end. */
enum { NOT_BEHIND = -1 };

/* How a pair was come by: from which, and by what path from there. */
struct way {
    ptrdiff_t from;
    char *step; /* ".home.owner", "[2].next" */
};

struct walk {
    struct sb_differences *d;
    const char *path;
    struct sb_text local; /* from the pair that is walked */
    struct sb_pairs pairs;
    struct way *way; /* of each pair */
    size_t ways_room;
    ptrdiff_t here; /* the pair that is walked */
    size_t again;
};

static size_t steps_to(const struct walk *w, ptrdiff_t pair)
{
    size_t n = 0;

    for (; pair != NOT_BEHIND; pair = w->way[pair].from)
        n++;
    return n;
}

static void add_steps(const struct walk *w, ptrdiff_t pair, sb_text *out)
{
    size_t n = steps_to(w, pair), cut = n > 2 * STEPS_SHOWN && !full() ? n - 2 * STEPS_SHOWN : 0;
    ptrdiff_t *all = sb_alloc((n + 1) * sizeof *all);

    for (size_t i = n; i--; pair = w->way[pair].from)
        all[i] = pair;
    for (size_t i = 0; i < n; i++) {
        if (cut && i == STEPS_SHOWN) {
            sb_text_add(out, " ... (");
            sb_value_print_count(out, cut);
            sb_text_add(out, " pointers cut, --full-values shows all) ... ");
            i += cut;
        }
        sb_text_add(out, "%s", w->way[all[i]].step);
    }
    free(all);
}

/* The whole path to a pair and on from there, without the dot that it may begin with. */
static void set_path(const struct walk *w, ptrdiff_t pair, const char *local, struct sb_text *out)
{
    out->size = 0;
    sb_text_add(out, "%s", w->path);
    add_steps(w, pair, out);
    sb_text_add(out, "%s", local ? local : "");
    if (out->at[0] == '.') {
        memmove(out->at, out->at + 1, out->size);
        out->size--;
    }
}

/* Whether one more difference is to be shown, whose path is made then. */
static bool count(struct walk *w)
{
    if (w->d->found++ >= most())
        return false;
    set_path(w, w->here, w->local.at, &w->d->path);
    return true;
}

/* The elements that one list has behind the end of the other. */
static void add_tail(struct walk *w, const struct sb_item *longer, size_t from, const char *what)
{
    size_t n = longer->count, end = n - from > SB_ITEM_SHOWN / 3 && !full() ? from + SB_ITEM_SHOWN / 3 : n;
    sb_text *out = w->d->out;

    if (!count(w))
        return;
    sb_text_add(out, "%s[%zu]", w->d->path.at, from);
    if (n - from > 1)
        sb_text_add(out, " to [%zu]", n - 1);
    sb_text_add(out, " %s %s: ", n - from > 1 ? "are" : "is", what);
    sb_item_print_range(out, longer, from, end);
    sb_text_add(out, end < n ? ", ... (%zu more)\n" : "\n", n - end);
}

/* A pair that was come by before, by another path: that is said of some, unless it leads back to where the walk came from. */
static void come_again(struct walk *w, ptrdiff_t pair, const struct sb_item *expected, const struct sb_item *got)
{
    struct sb_text before = SB_TEXT_EMPTY;

    for (ptrdiff_t up = w->here; up != NOT_BEHIND; up = w->way[up].from) {
        if (up == pair)
            return;
    }
    if (w->again++ >= DIFFERENCES_SHOWN || sb_item_equal(expected, got, w->d->ignoring) || !count(w))
        return;
    set_path(w, pair, NULL, &before);
    sb_text_add(w->d->out, "%s leads to the same as %s\n", w->d->path.at, before.at);
    sb_text_release(&before);
}

static void put_aside(struct walk *w, const struct sb_item *expected, const struct sb_item *got)
{
    size_t before = w->pairs.n, pair = sb_pairs_add(&w->pairs, expected, got);

    if (pair < before) {
        come_again(w, (ptrdiff_t)pair, expected, got);
        return;
    }
    w->way = sb_grow(w->way, before, &w->ways_room, sizeof *w->way);
    w->way[pair] = (struct way){ w->here, sb_strdup(w->local.at ? w->local.at : "") };
}

static void walk(struct walk *w, const struct sb_item *expected, const struct sb_item *got);

static void walk_inside(struct walk *w, const struct sb_item *expected, const struct sb_item *got)
{
    size_t ne = sb_item_count(expected), ng = sb_item_count(got), both = ne < ng ? ne : ng, before = w->local.size;

    if (ne != ng && w->d->found < most()) {
        set_path(w, w->here, w->local.at, &w->d->path);
        if (w->d->path.size)
            sb_text_add(w->d->out, "%s: the sizes differ: expected %zu, got %zu\n", w->d->path.at, ne, ng);
    }
    for (size_t i = 0; i < both; i++) {
        struct sb_item e = sb_item_inside(expected, i), g = sb_item_inside(got, i);

        if (expected->shape == SB_ITEM_LIST)
            sb_text_add(&w->local, "[%zu]", i);
        else
            sb_text_add(&w->local, ".%s", expected->type->field[i].name);
        walk(w, &e, &g);
        w->local.size = before;
        w->local.at[before] = '\0';
    }
    if (ne > both)
        add_tail(w, expected, both, "missing");
    if (ng > both)
        add_tail(w, got, both, "extra");
}

static void walk(struct walk *w, const struct sb_item *expected, const struct sb_item *got)
{
    bool lists = expected->shape == SB_ITEM_LIST && got->shape == SB_ITEM_LIST;
    bool structs = expected->shape == SB_ITEM_STRUCT && got->shape == SB_ITEM_STRUCT;
    bool there = expected->at && got->at;

    if (!(there && (lists || (structs && sb_type_same(expected->type, got->type))))) {
        if (!sb_item_equal(expected, got, w->d->ignoring) && count(w) && !add_short(w->d, expected, got))
            add_block(w->d, expected, got);
    } else if (expected->behind && got->behind)
        put_aside(w, expected, got);
    else
        walk_inside(w, expected, got);
}

/* The struct that it begins with is put aside too, because pointers may lead back to it. */
void sb_differences_add(struct sb_differences *d, const char *path, const struct sb_item *expected, const struct sb_item *got)
{
    struct walk w = { .d = d, .path = path, .here = NOT_BEHIND };
    struct sb_item e = *expected, g = *got;

    e.behind = g.behind = e.shape == SB_ITEM_STRUCT;
    sb_pairs_open(&w.pairs, d->ignoring);
    walk(&w, &e, &g);
    for (size_t i = 0; i < w.pairs.n; i++) {
        w.here = (ptrdiff_t)i;
        e = sb_pairs_at(&w.pairs, i)->a;
        g = sb_pairs_at(&w.pairs, i)->b;
        walk_inside(&w, &e, &g);
    }
    for (size_t i = 0; i < w.pairs.n; i++)
        free(w.way[i].step);
    free(w.way);
    sb_pairs_close(&w.pairs);
    sb_text_release(&w.local);
    d->path.size = 0;
}

void sb_differences_end(struct sb_differences *d)
{
    if (d->found > most())
        sb_text_add(d->out, "... and %zu more difference%s, --full-values shows all\n", d->found - DIFFERENCES_SHOWN,
            d->found > DIFFERENCES_SHOWN + 1 ? "s" : "");
    sb_text_release(&d->path);
}

void sb_differences_count(sb_text *out, size_t differ, size_t fields)
{
    if (fields == 1 && differ)
        sb_text_add(out, "the field differs\n");
    else
        sb_text_add(out, "%zu of %zu field%s differ%s\n", differ, fields, fields == 1 ? "" : "s", differ == 1 ? "s" : "");
}
