/* diff_items.c -- two arrays or objects that should be equal: the fields and elements that differ, each with its path. */
#include "diff.h"
#include "item.h"
#include "value.h"
#include <string.h>

/* So many differences are shown, and the others counted. Where a short one stands on one line, it has so many columns at most. */
enum { DIFFERENCES_SHOWN = 10, SHORT = 60, AROUND = 5 };

struct walk {
    sb_text *out;
    struct sb_text path; /* "home.city", "scores[2]" */
    size_t found;
    unsigned ignoring;
};

static void walk(struct walk *w, const struct sb_item *expected, const struct sb_item *got);

static void add_lines(sb_text *out, const struct sb_text *lines)
{
    for (size_t from = 0; from < lines->size;) {
        const char *end = memchr(lines->at + from, '\n', lines->size - from);
        size_t n = end ? (size_t)(end - lines->at) - from : lines->size - from;

        sb_text_add(out, n ? "  " : "");
        sb_text_put(out, lines->at + from, n);
        sb_text_add(out, "\n");
        from += n + 1;
    }
}

static bool diff_texts(const struct sb_item *expected, const struct sb_item *got, unsigned ignoring, sb_text *out)
{
    sb_bytes e, g;
    sb_value ve, vg;

    if (!sb_item_bytes(expected, &e) || !sb_item_bytes(got, &g) || !e.data || !g.data)
        return false;
    ve = sb_item_value(expected);
    vg = sb_item_value(got);
    if (ve.kind != SB_STR || vg.kind != SB_STR)
        sb_diff_bytes(e, g, out);
    else
        sb_diff_texts(ve.v.s, vg.v.s, ignoring, out);
    return true;
}

static void add_beside(sb_text *out, const struct sb_item *one, const struct sb_item *other)
{
    if (one->shape == SB_ITEM_VALUE && other->shape == SB_ITEM_VALUE)
        sb_value_print_beside(out, &one->value, &other->value);
    else
        sb_item_print(out, one);
}

static bool nans(const struct sb_item *a, const struct sb_item *b)
{
    return a->shape == SB_ITEM_VALUE && b->shape == SB_ITEM_VALUE && sb_value_nan(&a->value) && sb_value_nan(&b->value);
}

/* Under the path: what was expected and what was there. */
static void add_block(struct walk *w, const struct sb_item *expected, const struct sb_item *got)
{
    struct sb_text lines = SB_TEXT_EMPTY;

    if (!diff_texts(expected, got, w->ignoring, &lines)) {
        sb_text_add(&lines, "expected: ");
        add_beside(&lines, expected, got);
        sb_text_add(&lines, "\n     got: ");
        add_beside(&lines, got, expected);
        sb_text_add(&lines, "\n%s", nans(expected, got) ? "nan equals nothing, not even itself\n" : "");
    }
    sb_text_add(w->out, "%s:\n", w->path.at);
    add_lines(w->out, &lines);
    sb_text_release(&lines);
}

/* "[3] is 5, not 4", where both are short values. */
static bool add_short(struct walk *w, const struct sb_item *expected, const struct sb_item *got)
{
    struct sb_text line = SB_TEXT_EMPTY;
    bool element = w->path.size && w->path.at[w->path.size - 1] == ']', is_short;
    sb_bytes text;

    if (!element || sb_item_bytes(expected, &text) || sb_item_bytes(got, &text))
        return false;
    sb_text_add(&line, "%s is ", w->path.at);
    add_beside(&line, got, expected);
    sb_text_add(&line, ", not ");
    add_beside(&line, expected, got);
    sb_text_add(&line, nans(expected, got) ? " (nan equals nothing, not even itself)" : "");
    is_short = line.size <= SHORT;
    if (is_short)
        sb_text_add(w->out, "%s\n", line.at);
    sb_text_release(&line);
    return is_short;
}

static void add_difference(struct walk *w, const struct sb_item *expected, const struct sb_item *got)
{
    if (w->found++ >= DIFFERENCES_SHOWN)
        return;
    if (!add_short(w, expected, got))
        add_block(w, expected, got);
}

/* The elements that one list has behind the end of the other. */
static void add_tail(struct walk *w, const struct sb_item *longer, size_t from, const char *what)
{
    size_t n = longer->count, end = n - from > SB_ITEM_SHOWN / 3 ? from + SB_ITEM_SHOWN / 3 : n;

    if (w->found++ >= DIFFERENCES_SHOWN)
        return;
    sb_text_add(w->out, "%s[%zu]", w->path.size ? w->path.at : "", from);
    if (n - from > 1)
        sb_text_add(w->out, " to [%zu]", n - 1);
    sb_text_add(w->out, " %s %s: ", n - from > 1 ? "are" : "is", what);
    sb_item_print_range(w->out, longer, from, end);
    sb_text_add(w->out, end < n ? ", ... (%zu more)\n" : "\n", n - end);
}

static void walk_inside(struct walk *w, const struct sb_item *expected, const struct sb_item *got, size_t i)
{
    struct sb_item e = sb_item_inside(expected, i), g = sb_item_inside(got, i);
    size_t before = w->path.size;

    if (sb_item_equal(&e, &g, w->ignoring))
        return;
    if (expected->shape == SB_ITEM_LIST)
        sb_text_add(&w->path, "[%zu]", i);
    else
        sb_text_add(&w->path, "%s%s", before ? "." : "", expected->type->field[i].name);
    walk(w, &e, &g);
    w->path.size = before;
    w->path.at[before] = '\0';
}

static void walk(struct walk *w, const struct sb_item *expected, const struct sb_item *got)
{
    size_t ne = sb_item_count(expected), ng = sb_item_count(got), both = ne < ng ? ne : ng;
    bool lists = expected->shape == SB_ITEM_LIST && got->shape == SB_ITEM_LIST;
    bool structs = expected->shape == SB_ITEM_STRUCT && got->shape == SB_ITEM_STRUCT;
    bool there = expected->at && got->at;

    if (!(there && (lists || (structs && sb_type_same(expected->type, got->type))))) {
        add_difference(w, expected, got);
        return;
    }
    if (ne != ng && w->path.size && w->found < DIFFERENCES_SHOWN)
        sb_text_add(w->out, "%s: the sizes differ: expected %zu, got %zu\n", w->path.at, ne, ng);
    for (size_t i = 0; i < both; i++)
        walk_inside(w, expected, got, i);
    if (ne > both)
        add_tail(w, expected, both, "missing");
    if (ng > both)
        add_tail(w, got, both, "extra");
}

/* ---- the whole ---- */
/* A list whose middle is cut around element `first`. */
static void add_window(sb_text *out, const char *label, const struct sb_item *list, size_t first)
{
    size_t n = list->count, shown = n ? sb_item_shown(list) : 0, from = first > AROUND ? first - AROUND : 0, end;

    from = n <= shown ? 0 : from + shown > n ? n - shown : from;
    end = from + shown < n ? from + shown : n;
    sb_text_add(out, "%s[", label);
    sb_text_add(out, from ? "... (%zu more) ..., " : "", from);
    sb_item_print_range(out, list, from, end);
    sb_text_add(out, end < n ? ", ... (%zu more) ..." : "", n - end);
    sb_text_add(out, "]\n");
}

/* Lists of plain values are shown themselves first; of structs the differences say more. */
static void add_lists(const struct sb_item *expected, const struct sb_item *got, unsigned ignoring, sb_text *out)
{
    size_t first = 0, ne = expected->count, ng = got->count;
    struct sb_item e, g;

    if (ne != ng)
        sb_text_add(out, "the sizes differ: expected %zu, got %zu\n", ne, ng);
    for (; first < ne && first < ng; first++) {
        e = sb_item_inside(expected, first);
        g = sb_item_inside(got, first);
        if (!sb_item_equal(&e, &g, ignoring))
            break;
    }
    e = ne ? sb_item_inside(expected, 0) : *expected;
    g = ng ? sb_item_inside(got, 0) : *got;
    if ((ne && e.shape != SB_ITEM_VALUE) || (ng && g.shape != SB_ITEM_VALUE))
        return;
    add_window(out, "expected: ", expected, first);
    add_window(out, "     got: ", got, first);
}

static void add_fields(const struct sb_item *expected, const struct sb_item *got, unsigned ignoring, sb_text *out)
{
    size_t n = expected->type->fields, differ = 0;

    for (size_t i = 0; i < n; i++) {
        struct sb_item e = sb_item_inside(expected, i), g = sb_item_inside(got, i);
        differ += !sb_item_equal(&e, &g, ignoring);
    }
    sb_text_add(out, "%zu of %zu field%s differ%s\n", differ, n, n == 1 ? "" : "s", differ == 1 ? "s" : "");
}

static bool diff_items(const struct sb_item *expected, const struct sb_item *got, unsigned ignoring, sb_text *out)
{
    struct walk w = { .out = out, .ignoring = ignoring };
    bool lists = expected->shape == SB_ITEM_LIST && got->shape == SB_ITEM_LIST;
    bool structs = expected->shape == SB_ITEM_STRUCT && got->shape == SB_ITEM_STRUCT;

    if (!(lists || structs) || !expected->at || !got->at || (structs && !sb_type_same(expected->type, got->type)))
        return false;
    if (lists)
        add_lists(expected, got, ignoring, out);
    else
        add_fields(expected, got, ignoring, out);
    walk(&w, expected, got);
    if (w.found > DIFFERENCES_SHOWN)
        sb_text_add(out, "... and %zu more differences\n", w.found - DIFFERENCES_SHOWN);
    sb_text_release(&w.path);
    return true;
}

bool sb_diff_values(const sb_value *expected, const sb_value *got, unsigned ignoring, sb_text *out)
{
    const struct sb_item e = sb_item_of(expected), g = sb_item_of(got);
    return diff_texts(&e, &g, ignoring, out) || diff_items(&e, &g, ignoring, out);
}
