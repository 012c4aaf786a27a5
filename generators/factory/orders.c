/* orders.c -- columns that must be below each other, put in a chain: each is above the one before it, so that all orders hold at once. */
#include "claims.h"
#include "types.h"
#include <string.h>

static bool is_order(const sb_claims *claims, const sb_order *order)
{
    const sb_facts *low = &claims->facts[order->low], *high = &claims->facts[order->high];

    return (order->relation == SB_RELATION_BELOW || order->relation == SB_RELATION_AT_MOST) && order->low != order->high &&
        !low->null && !high->null;
}

/* Groups of columns that orders join: each has the number of its least. */
static void group(const sb_claims *claims, size_t *of)
{
    bool changed = true;

    for (size_t i = 0; i < claims->info->n; i++)
        of[i] = i;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < claims->orders; i++) {
            const sb_order *one = &claims->order[i];
            size_t least = of[one->low] < of[one->high] ? of[one->low] : of[one->high];
            if (!is_order(claims, one) || of[one->low] == of[one->high])
                continue;
            of[one->low] = of[one->high] = least;
            changed = true;
        }
    }
}

/* Nothing that is not placed yet must be below it. */
static bool is_next(const sb_claims *claims, const bool *placed, size_t column)
{
    for (size_t i = 0; i < claims->orders; i++)
        if (is_order(claims, &claims->order[i]) && claims->order[i].high == column && !placed[claims->order[i].low])
            return false;
    return true;
}

static bool is_strict(const sb_claims *claims, const size_t *of, size_t number)
{
    for (size_t i = 0; i < claims->orders; i++)
        if (is_order(claims, &claims->order[i]) && of[claims->order[i].low] == number &&
            claims->order[i].relation == SB_RELATION_BELOW)
            return true;
    return false;
}

/* What is below leaves room for what is above, and the other way round. */
static void share_bounds(sb_facts *low, sb_facts *high, bool strict)
{
    if (high->high.kind != SB_NONE && (low->high.kind == SB_NONE || sb_value_order(&high->high, &low->high) <= 0)) {
        low->high = high->high;
        low->below = high->below || strict;
        if (low->below && low->high.kind == SB_LLONG && low->high.v.i > INT64_MIN) {
            low->high.v.i--;
            low->below = false;
        }
    }
    if (low->low.kind != SB_NONE && (high->low.kind == SB_NONE || sb_value_order(&low->low, &high->low) >= 0)) {
        high->low = low->low;
        high->above = low->above || strict;
    }
}

/* Of one group: the columns in order, each above the last. Where some are made and others left to a default, nobody could say which is above:
 * then all are made. */
static void chain(sb_claims *claims, const size_t *of, size_t number, size_t *in_order)
{
    const sb_column *column = claims->info->column;
    bool *placed = sb_store_alloc(claims->store, claims->info->n + 1), strict = is_strict(claims, of, number), made = false;
    size_t n = 0;

    for (size_t i = 0; i < claims->info->n; i++) {
        if (of[i] != number || placed[i] || !is_next(claims, placed, i))
            continue;
        placed[i] = true;
        made |= !column[i].has_default && !column[i].rowid;
        in_order[n++] = i;
        i = (size_t)-1;
    }
    for (size_t i = 0; i < n; i++)
        claims->facts[in_order[i]].required |= made && column[in_order[i]].has_default;
    for (size_t i = 1; i < n; i++) {
        claims->facts[in_order[i]].relation = strict ? SB_RELATION_ABOVE : SB_RELATION_AT_LEAST;
        claims->facts[in_order[i]].than = in_order[i - 1];
    }
    for (size_t i = n; i-- > 1;)
        share_bounds(&claims->facts[in_order[i - 1]], &claims->facts[in_order[i]], strict);
    for (size_t i = 1; i < n; i++)
        share_bounds(&claims->facts[in_order[i - 1]], &claims->facts[in_order[i]], strict);
}

static bool leads_to(const sb_facts *facts, size_t from, size_t to)
{
    while (facts[from].relation != SB_RELATION_NONE && from != to)
        from = facts[from].than;
    return from == to;
}

/* Equal to another, or not: told of the one that is free to be told so. */
static void settle_equal(sb_claims *claims, const sb_order *order)
{
    for (int turn = 0; turn < 2; turn++) {
        size_t a = turn ? order->low : order->high, b = turn ? order->high : order->low;
        if (claims->facts[a].relation != SB_RELATION_NONE || leads_to(claims->facts, b, a))
            continue;
        claims->facts[a].relation = order->relation;
        claims->facts[a].than = b;
        claims->facts[a].required |= claims->info->column[a].has_default && order->relation == SB_RELATION_EQUAL;
        return;
    }
}

void sb_orders_settle(sb_claims *claims)
{
    size_t *of = sb_store_alloc(claims->store, (claims->info->n + 1) * sizeof *of);
    size_t *in_order = sb_store_alloc(claims->store, (claims->info->n + 1) * sizeof *in_order);

    group(claims, of);
    for (size_t i = 0; i < claims->info->n; i++)
        if (of[i] == i)
            chain(claims, of, i, in_order);
    for (size_t i = 0; i < claims->orders; i++)
        if (claims->order[i].relation == SB_RELATION_EQUAL || claims->order[i].relation == SB_RELATION_OTHER)
            settle_equal(claims, &claims->order[i]);
}
