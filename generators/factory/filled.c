/* filled.c -- as(filled): which of the columns that may be NULL have a value all the same. */
#include "parents.h"
#include <string.h>
#include <strings.h>

const char *sb_recipe_as(const sb_making *making, const sb_recipe *recipe, const char *as)
{
    if (!recipe->layers.filled || (as && sb_listed(as, SB_FILLED)))
        return as;
    return sb_store_format(&making->makers->store, "%s%s%s", SB_FILLED, as ? " " : "", as ? as : "");
}

/* When, why and by whom a row was taken away: filled, it would say that it was. */
static bool tells_of_the_end(const char *column)
{
    static const char *const stems[] = { "deleted", "removed", "archived", "cancelled", "canceled", "revoked", "discarded",
        "trashed", "disabled", "deactivated", "suspended", "banned", "blocked", "rejected", "expired" };

    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (strncasecmp(column, stems[i], strlen(stems[i])) == 0)
            return true;
    return false;
}

/* An index of such columns takes many rows only because NULL equals nothing. */
static bool has_few_and_differs(const sb_ingredient *slot)
{
    return sb_column_must_differ(slot->column) && (slot->holds == SB_HOLDS_BOOL || slot->column->choices || slot->facts->choices);
}

/* What nobody has a word for stays NULL: the checks want it so, or are not understood, or the type is not known. */
static bool can_be(const sb_ingredient *slot)
{
    const sb_column *column = slot->column;

    return column && !slot->rule && slot->from == SB_FROM_DATABASE && !column->rowid && !column->has_default &&
        !column->generated && !slot->facts->null && !slot->facts->odd && (column->choices || sb_column_known(column->type)) &&
        !tells_of_the_end(slot->name) && !has_few_and_differs(slot);
}

/* ---- what it refers to ---- */

/* Tables on the way from one to another by foreign keys. */
typedef struct way {
    const sb_making *making;
    const char *to;
    bool forward; /* by those that may be NULL only from a table to one whose name comes after it */
    struct seen *seen;
} way;

typedef struct seen {
    struct seen *next;
    const char *table;
} seen;

static bool may_be_null(const sb_table_info *info, const sb_reference *reference)
{
    for (size_t i = 0; i < reference->n; i++)
        for (size_t k = 0; k < info->n; k++)
            if (strcmp(info->column[k].name, reference->column[i]) == 0 && !info->column[k].not_null &&
                !info->column[k].primary_key)
                return true;
    return false;
}

static bool reaches(way *it, const char *from)
{
    const sb_table_info *info;
    seen *here;

    if (strcasecmp(from, it->to) == 0)
        return true;
    for (const seen *one = it->seen; one; one = one->next)
        if (strcasecmp(one->table, from) == 0)
            return false;
    here = sb_store_alloc(&it->making->makers->store, sizeof *here);
    *here = (seen){ it->seen, from };
    it->seen = here;
    if (it->making->db->backend->describe(it->making->db->handle, from, &info))
        return false;
    for (size_t i = 0; i < info->references; i++) {
        const sb_reference *next = &info->reference[i];
        bool passes = !it->forward || strcasecmp(from, next->table) < 0 || !may_be_null(info, next);
        if (passes && reaches(it, next->table))
            return true;
    }
    return false;
}

/* SQLite takes a reference to a table that there is not, as long as nothing is in it. */
static bool is_there(const sb_making *making, const char *table)
{
    const sb_table_info *info;

    return making->db->backend->describe(making->db->handle, table, &info) == SB_OK;
}

/* Where tables refer to each other in a circle, it has to be open somewhere: at what refers to its own table, and at what refers to one whose
 * name comes before. So each circle of keys that may be NULL has one that is, whichever of its tables is asked for a row. */
static bool leads_back(const sb_making *making, const sb_recipe *recipe, const sb_reference *reference)
{
    const char *from = recipe->info->name;
    way it = { .making = making, .to = from, .forward = strcasecmp(from, reference->table) < 0 };

    return reaches(&it, reference->table);
}

static bool has_a_place(const sb_ingredient *slot)
{
    return can_be(slot) || slot->from == SB_FROM_SCHEMA || slot->from == SB_FROM_PARENT;
}

static void fill_reference(const sb_making *making, sb_recipe *recipe, const sb_reference *reference)
{
    for (size_t i = 0; i < reference->n; i++) {
        size_t slot = sb_recipe_slot(recipe, reference->column[i]);
        if (slot == SB_NO_SLOT || !has_a_place(&recipe->slot[slot]))
            return;
    }
    if (!is_there(making, reference->table) || leads_back(making, recipe, reference))
        return;
    for (size_t i = 0; i < reference->n; i++)
        recipe->slot[sb_recipe_slot(recipe, reference->column[i])].filled = true;
}

bool sb_slot_is_left_null(const sb_recipe *recipe, size_t slot)
{
    return can_be(&recipe->slot[slot]) && !sb_column_refers(recipe->slot[slot].column);
}

void sb_recipe_fill(const sb_making *making, sb_recipe *recipe)
{
    if (!recipe->layers.filled || !recipe->info)
        return;
    for (size_t i = 0; i < recipe->info->references; i++)
        fill_reference(making, recipe, &recipe->info->reference[i]);
    for (size_t i = 0; i < recipe->columns; i++) {
        sb_ingredient *slot = &recipe->slot[i];
        slot->filled |= can_be(slot) && !sb_column_refers(slot->column);
        if (slot->filled && slot->from == SB_FROM_DATABASE)
            slot->from = SB_FROM_SCHEMA;
    }
}
