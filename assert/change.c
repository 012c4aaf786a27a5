/* change.c -- should_change: a block should change the value of an expression. */
#include "context.h"
#include "value.h"
#include <string.h>

enum { WANT_MOST = sizeof((sb_change *)0)->want / sizeof(sb_cell) };

/* ---- numbers: before + n, exactly ---- */

/* a + b as an integer. False: it is beyond both int64_t and uint64_t, above them or below them. */
static bool add_integers(const sb_value *a, const sb_value *b, sb_value *sum_out, bool *above_out)
{
    bool ua = sb_kind_unsigned(a->kind), ub = sb_kind_unsigned(b->kind), over_i, over_u;
    int64_t i;
    uint64_t u;

    if (ua) {
        over_i = ub ? __builtin_add_overflow(a->v.u, b->v.u, &i) : __builtin_add_overflow(a->v.u, b->v.i, &i);
        over_u = ub ? __builtin_add_overflow(a->v.u, b->v.u, &u) : __builtin_add_overflow(a->v.u, b->v.i, &u);
    } else {
        over_i = ub ? __builtin_add_overflow(a->v.i, b->v.u, &i) : __builtin_add_overflow(a->v.i, b->v.i, &i);
        over_u = ub ? __builtin_add_overflow(a->v.i, b->v.u, &u) : __builtin_add_overflow(a->v.i, b->v.i, &u);
    }
    *above_out = ua || ub; /* two below zero are too low; one unsigned can only be too high */
    if (!over_i)
        *sum_out = (sb_value){ .kind = SB_LLONG, .v.i = i };
    else
        *sum_out = (sb_value){ .kind = SB_ULLONG, .v.u = u };
    return !over_i || !over_u;
}

static long double floating(const sb_value *v)
{
    return sb_kind_floating(v->kind) ? v->v.d : sb_kind_unsigned(v->kind) ? (long double)v->v.u : (long double)v->v.i;
}

/* In the type the expression has, so that 1.0 and by(0.1) is 1.1. */
static sb_value add_floating(const sb_value *a, const sb_value *b)
{
    sb_value sum = { .kind = a->kind == SB_LDOUBLE || b->kind == SB_LDOUBLE ? SB_LDOUBLE : SB_DOUBLE };

    if (sum.kind == SB_LDOUBLE)
        sum.v.d = floating(a) + floating(b);
    else if (a->kind == SB_FLOAT) {
        sum.kind = SB_FLOAT;
        sum.v.d = (float)a->v.d + (float)floating(b);
    } else
        sum.v.d = (double)floating(a) + (double)floating(b);
    return sum;
}

/* What the expression is after a change by n. False: no number of C is that, and it is above (or below) all of them. */
static bool changed_by(const sb_value *before, const sb_value *n, sb_value *after_out, bool *above_out)
{
    if (!sb_kind_floating(before->kind) && !sb_kind_floating(n->kind))
        return add_integers(before, n, after_out, above_out);
    *after_out = add_floating(before, n);
    return true;
}

/* ---- judging ---- */
static bool holds(const sb_change *change, const sb_cell *want, const sb_value *after)
{
    sb_value wanted;
    bool above = false;
    int order;

    if (want->word == SB_WORD_FROM)
        return sb_value_equal(&change->before, &want->value);
    if (want->word == SB_WORD_TO)
        return sb_value_equal(after, &want->value);
    if (!changed_by(&change->before, &want->value, &wanted, &above))
        return want->word == (above ? SB_WORD_BY_AT_MOST : SB_WORD_BY_AT_LEAST);
    order = sb_value_compare(after, &wanted);
    return order == 0 || (want->word == SB_WORD_BY_AT_LEAST && order == 1) || (want->word == SB_WORD_BY_AT_MOST && order == -1);
}

/* by() and its kin go with numbers, from() and to() with what equal_to would take. */
static bool fits(const sb_cell *want, const sb_value *expr)
{
    if (sb_kind_bad(expr->kind) || sb_kind_bad(want->value.kind))
        return false;
    if (want->word != SB_WORD_FROM && want->word != SB_WORD_TO)
        return sb_kind_number(expr->kind) && sb_kind_number(want->value.kind);
    return expr->kind >> 4 == want->value.kind >> 4 && (expr->kind >> 4 != SB_BYTES >> 4 || expr->kind == want->value.kind);
}

/* What the block may change in place: a string, bytes, the elements of an array, the fields of an object. */
static sb_bytes memory_of(const sb_value *value)
{
    const sb_view *view = &value->v.view;

    if (value->kind == SB_ARRAY)
        return (sb_bytes){ view->data, view->size * view->type->size };
    if (value->kind == SB_OBJECT)
        return (sb_bytes){ view->data, view->type->size };
    return sb_value_bytes(value);
}

/* The elements are char *. */
static bool of_strings(const sb_value *value)
{
    const sb_type *type = value->kind == SB_ARRAY ? value->v.view.type : NULL;

    return type && type->kind == SB_STR && !(type->of && type->of->kind == SB_CHAR) && type->size == sizeof(char *);
}

/* The pointers, and the strings behind them: in C++ they are those of objects that the block may let go, or of a temporary. */
static char *copied_strings(const sb_value *array)
{
    const char *const *from = array->v.view.data;
    size_t n = array->v.view.size, size = n * sizeof *from;
    char **to, *room;

    for (size_t i = 0; i < n; i++)
        size += from[i] ? strlen(from[i]) + 1 : 0;
    to = sb_hold(size + 1);
    room = (char *)(to + n);
    for (size_t i = 0; i < n; i++) {
        to[i] = from[i] ? room : NULL;
        if (from[i])
            room = stpcpy(room, from[i]) + 1;
    }
    return (char *)to;
}

/* With a copy of that, which goes with the test if the test ends in the block. What else it points to is not copied. */
static sb_value copied(sb_value value)
{
    sb_bytes b = memory_of(&value);
    char *copy;

    if (!b.data)
        return value;
    if (of_strings(&value))
        copy = copied_strings(&value);
    else {
        copy = sb_hold(b.size + 1);
        memcpy(copy, b.data, b.size);
    }
    if (value.kind == SB_STR)
        value.v.s = copy;
    else
        value.v.b.data = copy;
    return value;
}

static void drop_copy(const sb_value *value)
{
    sb_bytes b = memory_of(value);

    if (b.data)
        sb_release_held((void *)(uintptr_t)b.data);
}

static void drop_copies(const sb_change *change)
{
    drop_copy(&change->before);
    for (size_t i = 0; i < change->n; i++)
        drop_copy(&change->want[i].value);
}

/* ---- words ---- */
static const sb_cell *find(const sb_change *change, int word)
{
    for (size_t i = 0; i < change->n; i++) {
        if (change->want[i].word == word)
            return &change->want[i];
    }
    return NULL;
}

/* by(0) alone, which reads as what it means. */
static bool wants_none(const sb_change *change)
{
    sb_value zero = { .kind = SB_INT, .v.i = 0 };
    return change->n == 1 && change->want[0].word == SB_WORD_BY && sb_value_compare(&change->want[0].value, &zero) == 0;
}

static const char *name_of(const sb_cell *want)
{
    return want->word == SB_WORD_BY_AT_LEAST ? "by at least" : want->word == SB_WORD_BY_AT_MOST ? "by at most" : want->name;
}

/* "row_count(t) should change from 3 to 4 by 1" */
static void add_sentence(sb_text *out, const sb_change *change)
{
    if (wants_none(change)) {
        sb_text_add(out, "%s should not change", change->expr);
        return;
    }
    sb_text_add(out, "%s should change", change->expr);
    for (size_t i = 0; i < change->n; i++) {
        sb_text_add(out, " %s ", name_of(&change->want[i]));
        sb_value_print_beside(out, &change->want[i].value, &change->before);
    }
}

/* "4", "4 or more": where a step leads. */
static void add_step(sb_text *out, const sb_change *change, const sb_cell *step)
{
    const sb_cell *from = find(change, SB_WORD_FROM);
    sb_value after;
    bool above = false;

    if (changed_by(from ? &from->value : &change->before, &step->value, &after, &above))
        sb_value_print_beside(out, &after, &change->before);
    else
        sb_text_add(out, "%s than any integer can be", above ? "more" : "less");
    sb_text_add(out, step->word == SB_WORD_BY_AT_LEAST ? " or more" : step->word == SB_WORD_BY_AT_MOST ? " or less" : "");
}

/* What the words make of the end of the change: "4", "4 or more and 6 or less". */
static void add_wanted_end(sb_text *out, const sb_change *change)
{
    const sb_cell *to = find(change, SB_WORD_TO), *by = find(change, SB_WORD_BY), *least = find(change, SB_WORD_BY_AT_LEAST),
                  *most = find(change, SB_WORD_BY_AT_MOST);

    if (to)
        sb_value_print_beside(out, &to->value, &change->before);
    else if (by)
        add_step(out, change, by);
    else {
        if (least)
            add_step(out, change, least);
        if (most) {
            sb_text_add(out, least ? " and " : "");
            add_step(out, change, most);
        }
    }
}

static void add_lines(sb_text *out, const sb_change *change, const sb_value *after)
{
    const sb_cell *from = find(change, SB_WORD_FROM);

    sb_text_add(out, "\n  expected: ");
    if (from || !find(change, SB_WORD_TO)) {
        sb_text_add(out, "from ");
        sb_value_print_beside(out, from ? &from->value : &change->before, &change->before);
    }
    if (change->n > (from ? 1u : 0u)) {
        sb_text_add(out, from || !find(change, SB_WORD_TO) ? " to " : "to ");
        add_wanted_end(out, change);
    }
    sb_text_add(out, "\n       got: from ");
    sb_value_print_beside(out, &change->before, after);
    sb_text_add(out, " to ");
    sb_value_print_beside(out, after, &change->before);
}

/* "still 3": what was there is what should be. */
static void add_lines_of_none(sb_text *out, const sb_change *change, const sb_value *after)
{
    sb_text_add(out, "\n  expected: still ");
    sb_value_print_beside(out, &change->before, after);
    sb_text_add(out, "\n       got: ");
    sb_value_print_beside(out, after, &change->before);
}

static void add_message(sb_text *out, const sb_change *change, const sb_value *after)
{
    add_sentence(out, change);
    if (wants_none(change))
        add_lines_of_none(out, change, after);
    else
        add_lines(out, change, after);
    if (sb_value_nan(&change->before) || sb_value_nan(after))
        sb_text_add(out, "\n  nan equals nothing, not even itself");
}

/* ---- the three calls that should_change makes ---- */
static void refuse(const sb_change *change, const sb_cell *want)
{
    sb_failed_at(change->file, change->line, true,
        "%s should change\n  `%s` does not go with `%s`, which is %s: by(), by_at_least() and by_at_most() take numbers, from() and to() what "
        "equal_to() would take",
        change->expr, want->name, change->expr, sb_kind_words(change->before.kind));
}

sb_change sb_change_begin(sb_change *at, const char *file, int line, const char *expr, const sb_cells *want, sb_value before)
{
    const sb_block block = { .at = at, .file = file, .line = line, .what = expr, .should = "change" };
    sb_change change = { .file = file, .expr = expr, .line = line, .n = want->n, .before = before };

    sb_going_on();
    if (want->n > WANT_MOST)
        sb_failed_at(file, line, true,
            "%s should change\n  it has %zu words; by, by_at_least, by_at_most, from and to can each be said once", expr,
            want->n);
    memcpy(change.want, want->cell, want->n * sizeof *want->cell);
    for (size_t i = 0; i < want->n; i++) {
        if (!fits(&want->cell[i], &before))
            refuse(&change, &want->cell[i]);
    }
    change.before = copied(before);
    for (size_t i = 0; i < change.n; i++)
        change.want[i].value = copied(change.want[i].value);
    sb_block_begin(&block);
    return change;
}

/* from() and to() say that there is a change; by() and its kin say how much, which may be nothing. */
static bool should_have_changed(const sb_change *change, const sb_value *after)
{
    if (find(change, SB_WORD_BY) || find(change, SB_WORD_BY_AT_LEAST) || find(change, SB_WORD_BY_AT_MOST))
        return false;
    return sb_value_equal(&change->before, after);
}

void sb_change_end(sb_change *change, sb_value after)
{
    struct sb_text text = SB_TEXT_EMPTY;
    bool idle = should_have_changed(change, &after);
    size_t i = 0;

    change->judged = true;
    sb_block_end(change);
    sb_context_count();
    while (i < change->n && holds(change, &change->want[i], &after))
        i++;
    idle = idle && i == change->n;
    if (i < change->n || idle)
        add_message(&text, change, &after);
    if (idle)
        sb_text_add(&text, "\n  it did not change");
    drop_copies(change);
    if (i < change->n || idle)
        sb_failed_text(change->file, change->line, true, &text);
}

void sb_change_dropped(sb_change *change)
{
    if (change->judged)
        return;
    change->judged = true;
    sb_block_drop(change);
    drop_copies(change);
}

/* A failure on its way, which in C++ unwinds what is around it, is no way to leave that would be worth another. */
void sb_change_left(sb_change *change)
{
    bool judged = change->judged;

    sb_change_dropped(change);
    if (judged || sb_leaving())
        return;
    sb_failed_at(change->file, change->line, true, SB_BLOCK_LEFT, change->expr, "change");
}
