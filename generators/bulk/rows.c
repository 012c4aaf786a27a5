/* rows.c -- the rows of a bulk: each a function of its number, made in the same place one after the other. */
#include "../factory/unknown.h"
#include "refuse.h"
#include <string.h>

/* Which row of the parent's node row i refers to. */
static uint64_t parent_of(const sb_bulk_parent *parent, uint64_t i)
{
    switch (parent->way) {
    case SB_BULK_BLOCK: return (i + parent->before) / parent->share;
    case SB_BULK_ROUND: return sb_permuted(&parent->shuffle, i % parent->node->n);
    default: return i;
    }
}

static void begin(const sb_bulk_node *node, sb_row *row, uint64_t i)
{
    memcpy(row->filled, node->blank, node->recipe->n * sizeof *row->filled);
    memcpy(row->parent, node->given, node->recipe->parents * sizeof(sb_row *));
    *row->common = (sb_common){ 0 };
    row->whose_known = false;
    row->at = node->first + i;
    row->first = node->child_of ? row->at - i % node->share : 0;
    row->up = NULL;
}

/* A key that the database would number is the number of the row: so it is known before the row is made. */
static sb_value numbered(const sb_row *row) { return sb__box_i((long long)row->at + 1); }

static bool is_numbered(const sb_bulk_node *node, size_t slot)
{
    const sb_ingredient *is = &node->recipe->slot[slot];

    return is->column && is->column->rowid && is->from == SB_FROM_DATABASE;
}

/* One more of node->asked, for as long as the round lasts. */
static sb_row *another(const sb_bulk_plan *plan, const sb_bulk_node *node)
{
    sb_store *store = &plan->making.makers->store;
    sb_row *row = sb_store_alloc(store, sizeof *row);

    *row = *node->asked;
    row->filled = sb_store_alloc(store, (node->recipe->n + 1) * sizeof *row->filled);
    row->parent = sb_store_alloc(store, (node->recipe->parents + 1) * sizeof(sb_row *));
    row->common = sb_store_alloc(store, sizeof *row->common);
    row->asking = NULL;
    node->asked->next = row;
    return row;
}

static void put(sb_row *row, size_t slot, sb_value value)
{
    if (row->filled[slot].filling == SB_DONE)
        return;
    row->filled[slot].value = value;
    row->filled[slot].filling = SB_DONE;
    row->filled[slot].origin = SB_ORIGIN_PARENT;
}

/* Row i of a node, as those have it that ask for its columns. Who asked for it comes back to it when others have asked for other rows, and so
 * each has a place of its own. there: it is there before the row that asks, and its key is known. */
static sb_row *asked(const sb_bulk_plan *plan, sb_bulk_node *node, uint64_t i, bool there)
{
    sb_row *row = node->asked;

    if (node->asked_in != plan->round)
        row->next = NULL;
    else {
        while (row && (row->at != node->first + i || row->keyed != there))
            row = row->next;
        if (row)
            return row;
        row = another(plan, node);
    }
    node->asked_in = plan->round;
    begin(node, row, i);
    row->keyed = there;
    for (size_t k = 0; there && k < node->recipe->columns; k++)
        if (is_numbered(node, k))
            put(row, k, numbered(row));
    return row;
}

size_t sb_bulk_referred(const sb_bulk_node *node, const char *column)
{
    size_t slot = column ? sb_recipe_slot(node->recipe, column) : SB_NO_SLOT;

    for (size_t k = 0; !column && k < node->recipe->columns; k++)
        if (node->recipe->slot[k].column->primary_key)
            slot = k;
    return slot;
}

/* What others refer to is known before the row is in, and so it is no default of the database's. */
static void make_referred(const sb_bulk_node *node, sb_row *row, size_t slot)
{
    const sb_ingredient *is = &node->recipe->slot[slot];

    if (!node->referred[slot] || is->from != SB_FROM_DATABASE || !is->column->has_default || is->column->generated ||
        row->filled[slot].filling == SB_DONE)
        return;
    row->filled[slot].value = sb_source_schema(row, is);
    row->filled[slot].filling = SB_DONE;
    row->filled[slot].origin = SB_ORIGIN_MADE;
}

/* The value of a column of a row that is asked, which may be made long before or after. */
static sb_value value_of(const sb_bulk_plan *plan, sb_row *row, const char *column)
{
    size_t slot = sb_bulk_referred(row->bulk, column);

    if (slot == SB_NO_SLOT)
        return numbered(row);
    make_referred(row->bulk, row, slot);
    sb_row_ask(row, slot);
    sb_bulk_check_known(row, &plan->making, slot);
    return row->filled[slot].value;
}

void sb_bulk_refer(void *env, sb_row *row, size_t at)
{
    const sb_bulk_plan *plan = env;
    const sb_bulk_node *node = row->bulk;
    const sb_parent *parent = &node->recipe->parent[at];
    const sb_bulk_parent *to = &node->parent[at];
    sb_row *other = to->node ? asked(plan, to->node, parent_of(to, row->at - node->first), true) : NULL;

    for (size_t i = 0; i < parent->n; i++) {
        const char *column = parent->parent_column ? parent->parent_column[i] : NULL;
        if (other) {
            put(row, parent->slot[i], value_of(plan, other, column));
            row->parent[at] = other;
        } else if (column && parent->wanted && parent->table && strcmp(parent->table, node->maker->table) == 0) {
            /* A row that must refer to its own table refers to itself. */
            size_t key = sb_recipe_slot(node->recipe, column);
            make_referred(node, row, key);
            put(row, parent->slot[i], is_numbered(node, key) ? numbered(row) : sb_row_ask(row, key));
        }
    }
}

/* The first row that refers to row i: make() would have made it for that one. */
static uint64_t first_for(const sb_bulk_parent *parent, uint64_t i)
{
    if (parent->way != SB_BULK_BLOCK)
        return i;
    return i ? i * parent->share - parent->before : 0;
}

sb_row *sb_bulk_above(void *env, sb_row *row)
{
    const sb_bulk_plan *plan = env;
    const sb_bulk_node *node = row->bulk;
    sb_bulk_node *up = node->child_of ? node->child_of : node->made_for;
    const sb_bulk_parent *to = node->made_for ? &up->parent[node->made_by] : NULL;
    uint64_t i = row->at - node->first;

    if (!up)
        return NULL;
    if (to && to->way == SB_BULK_ROUND)
        sb_bulk_refuse_turns(node, &plan->making);
    /* A parent is there before the row that it is made for, whose key nobody knows then. */
    return asked(plan, up, to ? first_for(to, i) : i / node->share, !to);
}

void sb_bulk_row(sb_bulk_plan *plan, sb_bulk_node *node, uint64_t i)
{
    sb_row *row = node->row;

    plan->round++;
    begin(node, row, i);
    for (size_t k = 0; k < node->recipe->columns; k++)
        if (is_numbered(node, k))
            put(row, k, numbered(row));
        else
            make_referred(node, row, k);
    sb_row_fill(row);
    sb_row_after_build(row);
    if (node->columns)
        sb_bulk_check_columns(node, &plan->making);
}

void sb_bulk_busy(const sb_bulk_plan *plan, bool busy)
{
    if (!busy)
        sb_sandbox_busy(NULL);
    else if (plan->making.db && plan->making.db == sb_sandbox_db())
        sb_sandbox_busy(
            "the database is taking in the rows of a bulk, and can be asked nothing by their values; these may ask other columns");
}
