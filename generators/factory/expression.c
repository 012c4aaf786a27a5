/* expression.c -- read a condition by the precedence of its operators. */
#include "expression.h"
#include "grammar.h"
#include <string.h>
#include <strings.h>

static const sb_expression *comparison(sb_reading *at);

/* NOT binds less than comparisons, AND and OR still less. */
static const sb_expression *negation(sb_reading *at)
{
    const sb_expression *inner;

    if (!sb_read_word(at, "NOT"))
        return comparison(at);
    if (!sb_read_enter(at))
        return sb_made(at, SB_OP_UNKNOWN, NULL, 0);
    inner = negation(at);
    at->depth--;
    return sb_made_of(at, SB_OP_NOT, 1, inner, NULL);
}

static const sb_expression *conjunction(sb_reading *at)
{
    const sb_expression *left = negation(at);

    while (sb_read_word(at, "AND"))
        left = sb_made_of(at, SB_OP_AND, 2, left, negation(at));
    return left;
}

const sb_expression *sb_read_any(sb_reading *at)
{
    const sb_expression *left;

    if (!sb_read_enter(at))
        return sb_made(at, SB_OP_UNKNOWN, NULL, 0);
    left = conjunction(at);
    while (sb_read_word(at, "OR"))
        left = sb_made_of(at, SB_OP_OR, 2, left, conjunction(at));
    at->depth--;
    return left;
}

static const sb_expression *opposite(sb_reading *at, bool is, const sb_expression *of)
{
    return is ? sb_made_of(at, SB_OP_NOT, 1, of, NULL) : of;
}

/* x IN (a, b): one of them is equal. */
static const sb_expression *one_of(sb_reading *at, const sb_expression *x, const sb_expression *list)
{
    const sb_expression *all = NULL;

    if (list->op != SB_OP_LIST) /* of one, or a query */
        return sb_made_of(at, SB_OP_EQUAL, 2, x, list);
    if (list->n == 0)
        return sb_made(at, SB_OP_UNKNOWN, NULL, 0);
    for (size_t i = 0; i < list->n; i++) {
        const sb_expression *one = sb_made_of(at, SB_OP_EQUAL, 2, x, list->part[i]);
        all = all ? sb_made_of(at, SB_OP_OR, 2, all, one) : one;
    }
    return all;
}

/* Behind = or LIKE may stand ANY (list), behind <> ALL (list); a list may be the text of an array, '{a,b}'. */
static const sb_expression *compared(sb_reading *at, enum sb_op op, const char *flags, bool negated, const sb_expression *x)
{
    bool any = sb_read_word(at, "ANY") || sb_read_word(at, "SOME"), every = !any && sb_read_word(at, "ALL");
    const sb_expression *y = any || every ? sb_read_primary(at) : sb_read_sum(at), *all = NULL;

    if (!any && !every)
        return opposite(at, negated, sb_made_with(at, op, flags, x, y));
    if (y->op == SB_OP_TEXT)
        y = sb_made_array(at, y->text);
    if (y->op != SB_OP_LIST || y->n == 0)
        return sb_made(at, SB_OP_UNKNOWN, NULL, 0);
    for (size_t i = 0; i < y->n; i++) {
        const sb_expression *one = opposite(at, negated, sb_made_with(at, op, flags, x, y->part[i]));
        all = all ? sb_made_of(at, any ? SB_OP_OR : SB_OP_AND, 2, all, one) : one;
    }
    return all;
}

static const struct {
    const char *sign;
    enum sb_op op;
    bool swapped, negated;
    const char *flags;
} signs[] = {
    { "=", SB_OP_EQUAL, false, false, "" },
    { "==", SB_OP_EQUAL, false, false, "" },
    { "<>", SB_OP_EQUAL, false, true, "" },
    { "!=", SB_OP_EQUAL, false, true, "" },
    { "<", SB_OP_BELOW, false, false, "" },
    { "<=", SB_OP_AT_MOST, false, false, "" },
    { ">", SB_OP_AT_MOST, false, true, "" },
    { ">=", SB_OP_BELOW, false, true, "" },
    { "~~", SB_OP_LIKE, false, false, "" },
    { "~~*", SB_OP_LIKE, false, false, "i" },
    { "!~~", SB_OP_LIKE, false, true, "" },
    { "!~~*", SB_OP_LIKE, false, true, "i" },
    { "~", SB_OP_REGEX, false, false, "" },
    { "~*", SB_OP_REGEX, false, false, "i" },
    { "!~", SB_OP_REGEX, false, true, "" },
    { "!~*", SB_OP_REGEX, false, true, "i" },
    { "LIKE", SB_OP_LIKE, false, false, "i" },
    { "ILIKE", SB_OP_LIKE, false, false, "i" },
    { "GLOB", SB_OP_GLOB, false, false, "" },
    { "REGEXP", SB_OP_REGEX, false, false, "" },
};

static const sb_expression *is_what(sb_reading *at, const sb_expression *x)
{
    bool negated = sb_read_word(at, "NOT");

    if (sb_read_word(at, "NULL"))
        return opposite(at, negated, sb_made_of(at, SB_OP_IS_NULL, 1, x, NULL));
    if (sb_read_word(at, "DISTINCT")) {
        sb_read_word(at, "FROM");
        return opposite(at, !negated, sb_made_of(at, SB_OP_SAME, 2, x, sb_read_sum(at)));
    }
    return opposite(at, negated, sb_made_of(at, SB_OP_SAME, 2, x, sb_read_sum(at)));
}

/* Both ends belong to it; SYMMETRIC says that their order does not matter, which a value may mind. */
static const sb_expression *between(sb_reading *at, const sb_expression *x)
{
    const sb_expression *low, *high;

    sb_read_word(at, "SYMMETRIC");
    low = sb_read_sum(at);
    sb_read_word(at, "AND");
    high = sb_read_sum(at);
    return sb_made_of(at, SB_OP_AND, 2, sb_made_of(at, SB_OP_AT_MOST, 2, low, x), sb_made_of(at, SB_OP_AT_MOST, 2, x, high));
}

/* What may stand behind NOT as well. NULL: none of these. */
static const sb_expression *worded(sb_reading *at, const sb_expression *x)
{
    const sb_expression *y;

    if (sb_read_word(at, "IN"))
        return one_of(at, x, sb_read_primary(at));
    if (sb_read_word(at, "BETWEEN"))
        return between(at, x);
    if (sb_read_word(at, "SIMILAR")) {
        sb_read_word(at, "TO");
        return sb_made_of(at, SB_OP_SIMILAR, 2, x, sb_read_sum(at));
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (sb_read_word(at, signs[i].sign)) {
            y = compared(at, signs[i].op, signs[i].flags, signs[i].negated, x);
            if (sb_read_word(at, "ESCAPE"))
                sb_read_sum(at);
            return y;
        }
    return NULL;
}

static const sb_expression *comparison(sb_reading *at)
{
    const sb_expression *left = sb_read_sum(at), *next;

    for (;;) {
        if (sb_read_word(at, "ISNULL"))
            left = sb_made_of(at, SB_OP_IS_NULL, 1, left, NULL);
        else if (sb_read_word(at, "NOTNULL"))
            left = opposite(at, true, sb_made_of(at, SB_OP_IS_NULL, 1, left, NULL));
        else if (sb_read_word(at, "IS"))
            left = is_what(at, left);
        else if (sb_read_word(at, "NOT")) {
            next = sb_read_word(at, "NULL") ? sb_made_of(at, SB_OP_IS_NULL, 1, left, NULL) : worded(at, left);
            left = opposite(at, true, next ? next : sb_made(at, SB_OP_UNKNOWN, NULL, 0));
        } else if ((next = worded(at, left)))
            left = next;
        else
            return left;
    }
}

const sb_expression *sb_expression_read(const char *sql, const sb_table_info *info, sb_store *store)
{
    sb_reading at = { .token = { .next = sql }, .info = info, .store = store };
    const sb_expression *whole;

    sb_token_next(&at.token, store);
    whole = sb_read_any(&at);
    return at.token.kind == SB_TOKEN_END ? whole : sb_made(&at, SB_OP_UNKNOWN, NULL, 0);
}
