/* orders_name.c -- columns of which everybody expects an order by their names: created_at and updated_at, starts_on and ends_on. */
#include "claims.h"
#include "types.h"
#include <string.h>

static const struct {
    const char *low, *high;
} pairs[] = { { "created", "updated" }, { "created", "modified" }, { "created", "deleted" }, { "created", "closed" },
    { "created", "completed" }, { "opened", "closed" }, { "start", "end" }, { "started", "ended" }, { "started", "finished" },
    { "started", "completed" }, { "starts", "ends" }, { "begin", "end" }, { "begins", "ends" }, { "began", "ended" },
    { "opens", "closes" }, { "from", "to" }, { "from", "until" }, { "valid_from", "valid_to" }, { "valid_from", "valid_until" },
    { "issued", "due" }, { "issued", "paid" }, { "issued", "expires" }, { "issued", "expired" }, { "sent", "read" },
    { "submitted", "graded" }, { "requested", "approved" }, { "born", "died" }, { "min", "max" }, { "minimum", "maximum" },
    { "low", "high" }, { "lower", "upper" }, { "first", "last" } };

/* What follows the word in a name, "_at" of created_at; NULL: the name does not begin so. */
static const char *tail(const char *name, const char *word)
{
    size_t size = strlen(word);

    return strncmp(name, word, size) == 0 && (!name[size] || name[size] == '_') ? name + size : NULL;
}

static bool is_ordered(const sb_claims *claims, size_t column)
{
    for (size_t i = 0; i < claims->orders; i++)
        if (claims->order[i].low == column || claims->order[i].high == column)
            return true;
    return false;
}

/* Texts have no order that anybody expects: first_name is not below last_name. Nor is one made where a default may be anything. */
static bool is_free(const sb_claims *claims, size_t column)
{
    const sb_column *of = &claims->info->column[column];
    enum sb_holds holds = sb_column_holds(of->type);

    if (holds == SB_HOLDS_TEXT && (strstr(of->name, "_at") || strstr(of->name, "_on") || strstr(of->name, "date")))
        holds = SB_HOLDS_DATE;
    return (holds == SB_HOLDS_DATE || holds == SB_HOLDS_MOMENT || holds == SB_HOLDS_INTEGER || holds == SB_HOLDS_NUMBER) &&
        !of->has_default && !of->generated && !of->rowid && !of->parent_table && !of->shared_parent &&
        !claims->facts[column].null && !claims->facts[column].choice && !is_ordered(claims, column);
}

static void pair_up(sb_claims *claims, size_t low, size_t high)
{
    sb_order *more;

    if (!is_free(claims, low) || !is_free(claims, high) ||
        sb_column_holds(claims->info->column[low].type) != sb_column_holds(claims->info->column[high].type))
        return;
    more = sb_store_alloc(claims->store, (claims->orders + 1) * sizeof *more);
    if (claims->orders)
        memcpy(more, claims->order, claims->orders * sizeof *more);
    more[claims->orders++] = (sb_order){ low, high, SB_RELATION_AT_MOST };
    claims->order = more;
}

void sb_orders_by_name(sb_claims *claims)
{
    for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++)
        for (size_t i = 0; i < claims->info->n; i++)
            for (size_t k = 0; k < claims->info->n; k++) {
                const char *low = tail(claims->info->column[i].name, pairs[p].low);
                const char *high = tail(claims->info->column[k].name, pairs[p].high);
                if (low && high && strcmp(low, high) == 0)
                    pair_up(claims, i, k);
            }
}
