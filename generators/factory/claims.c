/* claims.c -- what a single condition wants of a column: it is taken apart into the column, what is done to it, and a constant. */
#include "claims.h"
#include "types.h"
#include <stdlib.h>
#include <string.h>

enum measure { PLAIN = 1, LENGTH, LOWER, UPPER, TRIM, JSON_TYPE, TYPE_OF, PLACE, START };

typedef struct subject {
    size_t column;
    enum measure measure;
    const char *text; /* of PLACE: what is looked for */
} subject;

static const struct {
    const char *name;
    enum measure measure;
} measures[] = { { "length", LENGTH }, { "char_length", LENGTH }, { "character_length", LENGTH }, { "octet_length", LENGTH },
    { "cardinality", LENGTH }, { "array_length", LENGTH }, { "lower", LOWER }, { "upper", UPPER }, { "trim", TRIM },
    { "btrim", TRIM }, { "rtrim", TRIM }, { "ltrim", TRIM }, { "jsonb_typeof", JSON_TYPE }, { "json_typeof", JSON_TYPE },
    { "json_type", JSON_TYPE }, { "typeof", TYPE_OF }, { "instr", PLACE }, { "strpos", PLACE }, { "left", START },
    { "substr", START }, { "substring", START }, { "coalesce", PLAIN }, { "ifnull", PLAIN } };

static bool subject_of(const sb_expression *e, subject *out)
{
    if (e->op == SB_OP_COLUMN) {
        *out = (subject){ e->column, PLAIN, NULL };
        return true;
    }
    if (e->op != SB_OP_CALL || e->n == 0 || !subject_of(e->part[0], out))
        return false;
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        if (strcmp(measures[i].name, e->text) != 0)
            continue;
        if (out->measure != PLAIN && !(out->measure == TRIM && measures[i].measure == LENGTH))
            return false;
        out->measure = measures[i].measure;
        if (strncmp(e->text, "substr", 6) == 0 && (e->n < 2 || strcmp(e->part[1]->text, "1") != 0))
            return false;
        if (out->measure == PLACE && (e->n < 2 || e->part[1]->op != SB_OP_TEXT))
            return false;
        out->text = out->measure == PLACE ? e->part[1]->text : NULL;
        return true;
    }
    return false;
}

enum sb_claim sb_claim_null(sb_claims *to, size_t column, bool null)
{
    const sb_column *of = &to->info->column[column];
    sb_facts *facts = &to->facts[column];

    if (null && (sb_column_must_be(of) || of->generated || facts->required))
        return SB_CLAIM_FAILS;
    if (!null && facts->null)
        return SB_CLAIM_FAILS;
    if (null)
        facts->null = true;
    else
        facts->required |= !sb_column_must_be(of) && !of->generated;
    return SB_CLAIM_HOLDS;
}

/* ---- with a constant ---- */

/* Behind `op`, which holds or does not: the fewest and the most that it leaves of whole numbers from 0. */
static enum sb_claim claim_length(sb_claims *to, size_t column, enum sb_op op, long long bound, bool holds)
{
    sb_facts *facts = &to->facts[column];
    long long least = 0, most = -1;

    if (op == SB_OP_EQUAL || op == SB_OP_SAME) {
        if (holds)
            least = most = bound;
        else
            least = bound == 0 ? 1 : 0;
    } else if (holds)
        most = op == SB_OP_BELOW ? bound - 1 : bound;
    else
        least = op == SB_OP_BELOW ? bound : bound + 1;
    if (least > 0 && (size_t)least > facts->least)
        facts->least = (size_t)least;
    if (most >= 0 && (facts->most == 0 || (size_t)most < facts->most))
        facts->most = (size_t)most;
    if (facts->null)
        return SB_CLAIM_HOLDS;
    return (most != 0 && sb_claims_leave(to, column)) ? SB_CLAIM_HOLDS : SB_CLAIM_FAILS;
}

static void add_form(sb_claims *to, sb_facts *facts, const sb_form *form, bool not )
{
    sb_wanted_form *more = sb_store_alloc(to->store, (facts->forms + 1) * sizeof *more);

    if (facts->forms)
        memcpy(more, facts->form, facts->forms * sizeof *more);
    more[facts->forms++] = (sb_wanted_form){ form, not };
    facts->form = more;
}

static enum sb_claim claim_glob(sb_claims *to, size_t column, const char *before, const char *text, bool not )
{
    sb_text glob = SB_TEXT_EMPTY;
    const sb_form *form;

    sb_text_add(&glob, "%s%s*", before, text);
    form = strpbrk(text, "*?[") ? NULL : sb_form_read(SB_FORM_GLOB, glob.at, false, to->store);
    sb_text_release(&glob);
    if (!form)
        return SB_CLAIM_UNKNOWN;
    add_form(to, &to->facts[column], form, not );
    return SB_CLAIM_HOLDS;
}

/* instr(x, '@') > 0: it has it somewhere; = 0: nowhere; = 1: it begins so; > 1: behind something. */
static enum sb_claim claim_place(sb_claims *to, const subject *s, enum sb_op op, const char *bound, bool holds)
{
    bool equal = op == SB_OP_EQUAL || op == SB_OP_SAME, none = strcmp(bound, "0") == 0, first = strcmp(bound, "1") == 0;
    bool behind = (first && op == SB_OP_AT_MOST) || (strcmp(bound, "2") == 0 && op == SB_OP_BELOW);

    if ((none && (equal || op == SB_OP_AT_MOST)) || (first && op == SB_OP_BELOW))
        return claim_glob(to, s->column, "*", s->text, holds);
    if (first && equal)
        return claim_glob(to, s->column, "", s->text, !holds);
    if (behind && !holds)
        return claim_glob(to, s->column, "?*", s->text, false);
    return SB_CLAIM_UNKNOWN;
}

static enum sb_claim claim_constant(sb_claims *to, const subject *s, enum sb_op op, const sb_expression *constant, bool holds)
{
    sb_value value = sb_value_of(constant, &to->info->column[s->column]);
    bool equal = op == SB_OP_EQUAL || op == SB_OP_SAME;
    sb_facts *facts = &to->facts[s->column];

    switch (s->measure) {
    case LENGTH: return claim_length(to, s->column, op, strtoll(constant->text, NULL, 10), holds);
    case PLACE: return claim_place(to, s, op, constant->text, holds);
    case START: return equal ? claim_glob(to, s->column, "", constant->text, !holds) : SB_CLAIM_UNKNOWN;
    case JSON_TYPE:
        if (equal && holds)
            facts->json = constant->text;
        return equal ? SB_CLAIM_HOLDS : SB_CLAIM_UNKNOWN;
    case TYPE_OF:
        if (equal && holds)
            facts->type = constant->text;
        return equal ? SB_CLAIM_HOLDS : SB_CLAIM_UNKNOWN;
    default: return sb_claim_value(to, s->column, op, &value, holds);
    }
}

/* x = lower(x), x = trim(x) */
static enum sb_claim claim_same_column(sb_claims *to, const subject *a, const subject *b, enum sb_op op, bool holds)
{
    enum measure measure = a->measure == PLAIN ? b->measure : a->measure;
    sb_facts *facts = &to->facts[a->column];

    if (a->measure != PLAIN && b->measure != PLAIN) /* of a range: from lower to upper */
        return (a->measure == LOWER && b->measure == UPPER) == holds ? SB_CLAIM_HOLDS : SB_CLAIM_UNKNOWN;
    if ((op != SB_OP_EQUAL && op != SB_OP_SAME) || !holds)
        return SB_CLAIM_UNKNOWN;
    if (measure == LOWER || measure == UPPER)
        facts->letters = measure == LOWER ? SB_LETTERS_SMALL : SB_LETTERS_CAPITAL;
    else if (measure == TRIM)
        facts->trimmed = true;
    else
        return measure == PLAIN ? SB_CLAIM_HOLDS : SB_CLAIM_UNKNOWN;
    return sb_claims_leave(to, a->column) ? SB_CLAIM_HOLDS : SB_CLAIM_FAILS;
}

/* Of two columns: a op b, or not. What must not be below is at most, the other way round. */
static enum sb_claim claim_order(sb_claims *to, size_t a, size_t b, enum sb_op op, bool holds)
{
    sb_order *more = sb_store_alloc(to->store, (to->orders + 1) * sizeof *more);
    bool equal = op == SB_OP_EQUAL || op == SB_OP_SAME;
    sb_order order = { a, b, equal ? (holds ? SB_RELATION_EQUAL : SB_RELATION_OTHER) : SB_RELATION_NONE };

    if (to->facts[a].null || to->facts[b].null)
        return SB_CLAIM_HOLDS;
    if (!equal && holds)
        order.relation = op == SB_OP_BELOW ? SB_RELATION_BELOW : SB_RELATION_AT_MOST;
    else if (!equal)
        order = (sb_order){ b, a, op == SB_OP_BELOW ? SB_RELATION_AT_MOST : SB_RELATION_BELOW };
    if (to->orders)
        memcpy(more, to->order, to->orders * sizeof *more);
    more[to->orders++] = order;
    to->order = more;
    return SB_CLAIM_HOLDS;
}

/* The present: what was is before 2025, what will be is far away. */
static bool is_now(const sb_expression *e)
{
    static const char *const names[] = { "now", "current_timestamp", "current_date", "localtimestamp", "clock_timestamp",
        "statement_timestamp", "transaction_timestamp", "unixepoch" };

    for (size_t i = 0; e->op == SB_OP_CALL && i < sizeof names / sizeof *names; i++)
        if (strcmp(e->text, names[i]) == 0)
            return true;
    for (size_t i = 0; e->op == SB_OP_CALL && i < e->n; i++)
        if (is_now(e->part[i]) || (e->part[i]->op == SB_OP_TEXT && strcmp(e->part[i]->text, "now") == 0))
            return true;
    return false;
}

static enum sb_claim claim_now(sb_claims *to, size_t column, bool past)
{
    bool number = sb_column_holds(to->info->column[column].type) == SB_HOLDS_INTEGER;
    sb_value bound = number ? sb__box_i(past ? 1735689600 : 4102444800) : sb__box_s(past ? "2025-01-01" : "2100-01-01");

    return sb_claim_value(to, column, past ? SB_OP_AT_MOST : SB_OP_BELOW, &bound, past);
}

static bool is_among(const char *text, const char *const *list)
{
    while (*list && strcmp(*list, text) != 0)
        list++;
    return *list != NULL;
}

/* The column in date(x), strftime('%Y-%m-%d', x) and their like; NULL: it is none of these. */
static const sb_expression *dated(const sb_expression *e)
{
    static const char *const dates[] = { "date", "datetime", "julianday", "strftime", "time", NULL };
    const sb_expression *last = e->n ? e->part[e->n - 1] : e;

    return e->op == SB_OP_CALL && is_among(e->text, dates) && last->op == SB_OP_COLUMN ? last : NULL;
}

/* x IS date(x), x = datetime(x): in the form that the function gives. */
static enum sb_claim claim_dated(sb_claims *to, const sb_expression *call, const sb_expression *other)
{
    const sb_expression *column = dated(call);

    if (other->op != SB_OP_COLUMN || other->column != column->column || (strcmp(call->text, "date") != 0 && call->n == 1))
        return SB_CLAIM_UNKNOWN;
    to->facts[column->column].date = true;
    return SB_CLAIM_HOLDS;
}

static enum sb_claim claim_compared(sb_claims *to, const sb_expression *e, bool holds)
{
    const sb_expression *left = e->part[0], *right = e->part[1];
    bool equal = e->op == SB_OP_EQUAL || e->op == SB_OP_SAME, left_is = false, right_is = false;
    enum sb_op turned = equal ? e->op : e->op == SB_OP_BELOW ? SB_OP_AT_MOST : SB_OP_BELOW;
    subject a, b;

    if (e->op == SB_OP_SAME && right->op == SB_OP_NULL)
        return left->op == SB_OP_COLUMN ? sb_claim_null(to, left->column, holds) : SB_CLAIM_UNKNOWN;
    if (left->op == SB_OP_NULL || right->op == SB_OP_NULL)
        return SB_CLAIM_HOLDS;
    if (equal && holds && (dated(left) || dated(right)))
        return claim_dated(to, dated(left) ? left : right, dated(left) ? right : left);
    left_is = subject_of(left, &a);
    right_is = subject_of(right, &b);
    if (left_is && sb_is_literal(right))
        return claim_constant(to, &a, e->op, right, holds);
    if (right_is && sb_is_literal(left))
        return claim_constant(to, &b, turned, left, equal ? holds : !holds);
    if (left_is && right_is && a.column == b.column)
        return claim_same_column(to, &a, &b, e->op, holds);
    if (left_is && right_is && a.measure == PLAIN && b.measure == PLAIN)
        return claim_order(to, a.column, b.column, e->op, holds);
    if (left_is && a.measure == PLAIN && is_now(right) && !equal)
        return claim_now(to, a.column, holds);
    if (right_is && b.measure == PLAIN && is_now(left) && !equal)
        return claim_now(to, b.column, !holds);
    return SB_CLAIM_UNKNOWN;
}

/* ---- forms, and what is true by itself ---- */

static enum sb_claim claim_form(sb_claims *to, const sb_expression *e, bool holds)
{
    static const enum sb_form_words words[] = {
        [SB_OP_LIKE] = SB_FORM_LIKE, [SB_OP_GLOB] = SB_FORM_GLOB, [SB_OP_REGEX] = SB_FORM_REGEX, [SB_OP_SIMILAR] = SB_FORM_SIMILAR
    };
    const sb_expression *text = e->part[1];
    enum sb_form_words in = words[e->op];
    const sb_form *form;
    subject s;

    if (text->op == SB_OP_CALL && text->n && strncmp(text->text, "similar_", 8) == 0) { /* as PostgreSQL keeps SIMILAR TO */
        text = text->part[0];
        in = SB_FORM_SIMILAR;
    }
    if (!subject_of(e->part[0], &s) || (s.measure != PLAIN && s.measure != LOWER && s.measure != UPPER) || text->op != SB_OP_TEXT)
        return SB_CLAIM_UNKNOWN;
    form = sb_form_read(in, text->text, *e->text == 'i' || s.measure != PLAIN, to->store);
    if (!form)
        return SB_CLAIM_UNKNOWN;
    add_form(to, &to->facts[s.column], form, !holds);
    if (!holds && (form = sb_form_only(form, to->store)))
        add_form(to, &to->facts[s.column], form, false);
    return sb_claims_leave(to, s.column) ? SB_CLAIM_HOLDS : SB_CLAIM_FAILS;
}

static enum sb_claim claim_call(sb_claims *to, const sb_expression *e, bool holds)
{
    const sb_expression *of = e->n ? e->part[0] : NULL;

    if (!of || of->op != SB_OP_COLUMN)
        return SB_CLAIM_UNKNOWN;
    if (strcmp(e->text, "isempty") == 0)
        return holds ? SB_CLAIM_UNKNOWN : SB_CLAIM_HOLDS;
    if (strcmp(e->text, "isfinite") == 0)
        return holds ? SB_CLAIM_HOLDS : SB_CLAIM_UNKNOWN;
    if (strcmp(e->text, "json_valid") != 0 || !holds)
        return SB_CLAIM_UNKNOWN;
    to->facts[of->column].json_valid = true;
    return SB_CLAIM_HOLDS;
}

/* date(x) IS NOT NULL is how SQLite asks for a date; array_length(x, 1) IS NOT NULL how PostgreSQL asks for elements, and
 * nullif(trim(x), '') IS NOT NULL how anybody asks for a text. */
static enum sb_claim claim_is_null(sb_claims *to, const sb_expression *of, bool holds)
{
    static const char *const filled[] = { "array_length", "nullif", NULL };
    subject s;

    if (of->op == SB_OP_COLUMN)
        return sb_claim_null(to, of->column, holds);
    if (of->op != SB_OP_CALL || holds || !of->n)
        return SB_CLAIM_UNKNOWN;
    if (dated(of)) {
        to->facts[dated(of)->column].date = true;
        return SB_CLAIM_HOLDS;
    }
    if (!is_among(of->text, filled) || !subject_of(of->part[0], &s) || (s.measure != PLAIN && s.measure != TRIM))
        return SB_CLAIM_UNKNOWN;
    if (to->facts[s.column].least == 0)
        to->facts[s.column].least = 1;
    return sb_claim_null(to, s.column, false);
}

enum sb_claim sb_claim(sb_claims *to, const sb_expression *e, bool holds)
{
    sb_value yes = sb__box_i(1), no = sb__box_i(0);

    switch (e->op) {
    case SB_OP_TRUE:
    case SB_OP_FALSE: return (e->op == SB_OP_TRUE) == holds ? SB_CLAIM_HOLDS : SB_CLAIM_FAILS;
    case SB_OP_NUMBER: return (strtod(e->text, NULL) != 0) == holds ? SB_CLAIM_HOLDS : SB_CLAIM_FAILS;
    case SB_OP_NULL: return SB_CLAIM_HOLDS;
    case SB_OP_COLUMN: return sb_claim_value(to, e->column, SB_OP_EQUAL, holds ? &yes : &no, true);
    case SB_OP_IS_NULL: return claim_is_null(to, e->part[0], holds);
    case SB_OP_EQUAL:
    case SB_OP_SAME:
    case SB_OP_BELOW:
    case SB_OP_AT_MOST: return claim_compared(to, e, holds);
    case SB_OP_LIKE:
    case SB_OP_GLOB:
    case SB_OP_REGEX:
    case SB_OP_SIMILAR: return claim_form(to, e, holds);
    case SB_OP_CALL: return claim_call(to, e, holds);
    default: return SB_CLAIM_UNKNOWN;
    }
}
