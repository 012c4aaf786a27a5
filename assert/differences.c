/* differences.c -- the fields and elements in which two things in memory differ. */
#include "differences.h"
#include "diff.h"
#include "value.h"
#include <string.h>

/* So many differences are shown, and the others counted. Where a short one stands on one line, it has so many columns at most. */
enum { DIFFERENCES_SHOWN = 10, SHORT = 60 };

static bool full(void) { return sb_value_shown() == SIZE_MAX; }
static size_t most(void) { return full() ? SIZE_MAX : DIFFERENCES_SHOWN; }

static void walk(
    struct sb_differences *d, const struct sb_item *expected, const struct sb_item *got, const struct sb_item_pair *up);

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

/* A number with a printer of its own beside a plain one is shown as both: VERIFIED (1). */
static void add_beside(sb_text *out, const struct sb_item *one, const struct sb_item *other)
{
    sb_value value;

    if (one->shape == SB_ITEM_VALUE && other->shape == SB_ITEM_VALUE)
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

static void add_difference(struct sb_differences *d, const struct sb_item *expected, const struct sb_item *got)
{
    if (d->found++ >= most())
        return;
    if (!add_short(d, expected, got))
        add_block(d, expected, got);
}

/* The elements that one list has behind the end of the other. */
static void add_tail(struct sb_differences *d, const struct sb_item *longer, size_t from, const char *what)
{
    size_t n = longer->count, end = n - from > SB_ITEM_SHOWN / 3 && !full() ? from + SB_ITEM_SHOWN / 3 : n;

    if (d->found++ >= most())
        return;
    sb_text_add(d->out, "%s[%zu]", d->path.size ? d->path.at : "", from);
    if (n - from > 1)
        sb_text_add(d->out, " to [%zu]", n - 1);
    sb_text_add(d->out, " %s %s: ", n - from > 1 ? "are" : "is", what);
    sb_item_print_range(d->out, longer, from, end);
    sb_text_add(d->out, end < n ? ", ... (%zu more)\n" : "\n", n - end);
}

static void walk_inside(
    struct sb_differences *d, const struct sb_item *expected, const struct sb_item *got, size_t i, const struct sb_item_pair *up)
{
    struct sb_item e = sb_item_inside(expected, i), g = sb_item_inside(got, i);
    size_t before = d->path.size;

    if (sb_item_equal(&e, &g, d->ignoring))
        return;
    if (expected->shape == SB_ITEM_LIST)
        sb_text_add(&d->path, "[%zu]", i);
    else
        sb_text_add(&d->path, "%s%s", before ? "." : "", expected->type->field[i].name);
    walk(d, &e, &g, up);
    d->path.size = before;
    d->path.at[before] = '\0';
}

static void walk(
    struct sb_differences *d, const struct sb_item *expected, const struct sb_item *got, const struct sb_item_pair *up)
{
    const struct sb_item_pair here = { expected, got, up };
    size_t ne = sb_item_count(expected), ng = sb_item_count(got), both = ne < ng ? ne : ng;
    bool lists = expected->shape == SB_ITEM_LIST && got->shape == SB_ITEM_LIST;
    bool structs = expected->shape == SB_ITEM_STRUCT && got->shape == SB_ITEM_STRUCT;
    bool there = expected->at && got->at;

    if (!(there && (lists || (structs && sb_type_same(expected->type, got->type))))) {
        add_difference(d, expected, got);
        return;
    }
    if (structs && sb_item_seen(up, expected, got))
        return;
    if (ne != ng && d->path.size && d->found < most())
        sb_text_add(d->out, "%s: the sizes differ: expected %zu, got %zu\n", d->path.at, ne, ng);
    for (size_t i = 0; i < both; i++)
        walk_inside(d, expected, got, i, structs ? &here : up);
    if (ne > both)
        add_tail(d, expected, both, "missing");
    if (ng > both)
        add_tail(d, got, both, "extra");
}

void sb_differences_add(struct sb_differences *d, const char *path, const struct sb_item *expected, const struct sb_item *got)
{
    sb_text_add(&d->path, "%s", path);
    walk(d, expected, got, NULL);
    d->path.size = 0;
}

void sb_differences_end(struct sb_differences *d)
{
    if (d->found > most())
        sb_text_add(d->out, "... and %zu more difference%s, --full-values shows all\n", d->found - DIFFERENCES_SHOWN,
            d->found > DIFFERENCES_SHOWN + 1 ? "s" : "");
    sb_text_release(&d->path);
}
