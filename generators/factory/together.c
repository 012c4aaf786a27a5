/* together.c -- values of columns that are unique together, where none of them has enough for all rows: each value of one meets each of the
 * others before any pair comes again.
 *
 * Row n has digit n of each column, as a number has digits in a system of mixed bases: `values` is the base of a column, `below` the product of
 * those before it. So a row stays a function of its number, and rows that follow each other differ, for as long as there are pairs.
 */
#include "row.h"
#include <string.h>

/* Rows that a test may have; what tells so many apart is as good as what tells all apart. */
static const uint64_t MANY = UINT64_C(1) << 30;

/* Whether it is made from the number of the row, and nothing else. */
static bool is_numbered(const sb_ingredient *slot)
{
    if (slot->from == SB_FROM_PICK)
        return !slot->loose && !slot->rule->maybe;
    if (!slot->unique)
        return false;
    return (slot->from == SB_FROM_SCHEMA && slot->facts->relation == SB_RELATION_NONE && !slot->rule) ||
        (slot->from == SB_FROM_KIND && !slot->rule->maybe && slot->kind->unique);
}

static bool can(const sb_making *making, const sb_recipe *recipe, const sb_ingredient *slot, uint64_t n)
{
    sb_store *store = &making->makers->store;
    sb_store_mark mark = sb_store_here(store);
    sb_common common = { 0 };
    sb_kind_call call = sb_source_call(making, recipe, slot, n, &common);
    sb_value value = { .kind = SB_NONE };
    bool good;

    if (slot->from == SB_FROM_KIND) {
        slot->kind->make(&call, &value);
        good = value.kind != SB_BAD;
    } else
        good = sb_plausible(slot->column, slot->facts, &call, NULL, &value);
    sb_store_rewind(store, &mark);
    return good;
}

static uint64_t picks(const sb_rule *rule)
{
    uint64_t n = 0;

    for (const sb_weighted *one = rule->pick; one->text; one++)
        n += one->weight > 0;
    return n;
}

/* The first number that it has no value for. */
static uint64_t count(const sb_making *making, const sb_recipe *recipe, const sb_ingredient *slot)
{
    uint64_t low = 0, high = MANY;

    if (slot->from == SB_FROM_PICK)
        return picks(slot->rule);
    if (!can(making, recipe, slot, low) || can(making, recipe, slot, high))
        return 0;
    while (high - low > 1) {
        uint64_t middle = low + (high - low) / 2;
        if (can(making, recipe, slot, middle))
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* A pick keeps its weights beside an index of some rows, which may hold none of those that are made. */
static bool is_alone(const sb_recipe *recipe, const sb_ingredient *slot)
{
    bool told = false;

    for (size_t i = 0; i < recipe->info->uniques; i++) {
        const sb_unique *unique = &recipe->info->unique[i];
        if (unique->n > 1 || strcmp(unique->column[0], slot->name) != 0)
            continue;
        if (!unique->some || slot->from != SB_FROM_PICK)
            return true;
        told = true;
    }
    return (slot->column->unique && !told) || (slot->column->primary_key && !slot->column->unique_together) ||
        (slot->rule && slot->rule->unique);
}

/* A pick is a meaning: weights hold as long as they can (the turns of a row). Those of few values come one after the other; what has a place in another list of columns already keeps it. */
static void place(sb_recipe *recipe, const sb_unique *unique)
{
    uint64_t below = 1;

    for (int placed = 1; placed >= 0; placed--)
        for (size_t i = 0; i < unique->n; i++) {
            size_t at = sb_recipe_slot(recipe, unique->column[i]);
            sb_ingredient *slot = at == SB_NO_SLOT ? NULL : &recipe->slot[at];
            if (!slot || !slot->values || slot->from == SB_FROM_PICK || (slot->below != 0) != placed)
                continue;
            slot->below = placed ? slot->below : below;
            below = slot->below > MANY / slot->values ? MANY : slot->below * slot->values;
        }
}

void sb_recipe_count(const sb_making *making, sb_recipe *recipe)
{
    const sb_table_info *info = recipe->info;

    for (size_t i = 0; info && i < recipe->columns; i++)
        if (is_numbered(&recipe->slot[i])) {
            recipe->slot[i].values = count(making, recipe, &recipe->slot[i]);
            sb_slot_empty(&recipe->slot[i]);
        }
    /* What must differ alone begins anew behind its last value: a row may be there that has a high number, and not that value. A kind says that
     * there is none left. */
    for (size_t i = 0; info && i < recipe->columns; i++)
        if (recipe->slot[i].values && is_alone(recipe, &recipe->slot[i]))
            recipe->slot[i].below = recipe->slot[i].from != SB_FROM_KIND;
    for (size_t i = 0; info && i < info->uniques; i++)
        if (info->unique[i].n > 1)
            place(recipe, &info->unique[i]);
}

uint64_t sb_row_number(const sb_row *row, const sb_ingredient *slot)
{
    size_t at = (size_t)(slot - row->recipe->slot);
    uint64_t below = row->turns ? row->turns[at] : 0, n = row->at;

    if (row->unmet && row->unmet[at].n)
        n = row->unmet[at].number[n % row->unmet[at].n];
    below = below ? below : slot->below;
    return below ? (n / below + n % below) % slot->values : n;
}
