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

static bool can_be_made(const sb_column *column)
{
    return !column->rowid && !column->has_default && !column->generated && !tells_of_the_end(column->name) &&
        (column->choices || !column->opaque || sb_column_holds(column->type) == SB_HOLDS_ODD);
}

/* What nobody has a word for stays NULL: the checks want it so, or are not understood, or the type is not known. A loose rule is a guess. */
static bool can_be(const sb_ingredient *slot)
{
    return slot->column && !sb_column_must_be(slot->column) && can_be_made(slot->column) && !slot->facts->null &&
        !slot->facts->odd &&
        (slot->rule ? slot->loose && slot->from != SB_FROM_PARENT && slot->from != SB_FROM_NULL : slot->from == SB_FROM_DATABASE);
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
    const sb_table_info *info;
} seen;

static const sb_column *column_of(const sb_table_info *info, const char *name)
{
    for (size_t i = 0; name && i < info->n; i++)
        if (strcmp(info->column[i].name, name) == 0)
            return &info->column[i];
    return NULL;
}

static bool may_be_null(const sb_table_info *info, const sb_reference *reference)
{
    for (size_t i = 0; i < reference->n; i++) {
        const sb_column *column = column_of(info, reference->column[i]);
        if (column && !sb_column_must_be(column))
            return true;
    }
    return false;
}

/* NULL: there is no such table, which SQLite takes as long as nothing refers to it. */
static const sb_table_info *info_of(const sb_making *making, const char *table)
{
    const sb_table_info *info;

    return making->db->backend->describe(making->db->handle, table, &info) == SB_OK ? info : NULL;
}

static bool reaches(way *it, const sb_table_info *from)
{
    seen *here;

    if (strcmp(from->name, it->to) == 0)
        return true;
    for (const seen *one = it->seen; one; one = one->next)
        if (one->info == from)
            return false;
    here = sb_store_alloc(&it->making->makers->store, sizeof *here);
    *here = (seen){ it->seen, from };
    it->seen = here;
    for (size_t i = 0; i < from->references; i++) {
        const sb_reference *next = &from->reference[i];
        const sb_table_info *info = info_of(it->making, next->table);
        bool passes = info && (!it->forward || strcmp(from->name, info->name) < 0 || !may_be_null(from, next));
        if (passes && reaches(it, info))
            return true;
    }
    return false;
}

/* Where tables refer to each other in a circle, it has to be open somewhere: at what refers to its own table, and at what refers to one whose
 * name comes before. So each circle of keys that may be NULL has one that is, whichever of its tables is asked for a row. */
static bool leads_back(const sb_making *making, const sb_recipe *recipe, const sb_table_info *to)
{
    const char *from = recipe->info->name;
    way it = { .making = making, .to = from, .forward = strcmp(from, to->name) < 0 };

    return reaches(&it, to);
}

/* Nothing can refer to a row by what is NULL there. */
static bool has_a_key(const sb_table_info *to, const sb_reference *reference)
{
    for (size_t i = 0; i < reference->n; i++) {
        const sb_column *column = column_of(to, reference->parent_column[i]);
        if (column && !sb_column_must_be(column) && !can_be_made(column))
            return false;
    }
    return true;
}

static bool has_column(const sb_reference *reference, const char *name)
{
    for (size_t i = 0; i < reference->n; i++)
        if (strcmp(reference->column[i], name) == 0)
            return true;
    return false;
}

static bool is_sure(const sb_recipe *recipe, const sb_reference *reference)
{
    for (size_t i = 0; i < reference->n; i++) {
        const sb_ingredient *slot = &recipe->slot[sb_recipe_slot(recipe, reference->column[i])];
        if (!sb_column_must_be(slot->column) && !slot->filled)
            return false;
    }
    return true;
}

/* Keys that share a column want rows that agree in it. One of several columns says what a single one is to be, but of two of several columns the
 * second would have to find the row of the first's choice, and what may be NULL has no say for both. */
static bool is_shared(const sb_recipe *recipe, const sb_reference *reference, const sb_reference *other)
{
    for (size_t i = 0; i < reference->n; i++) {
        const sb_column *column = recipe->slot[sb_recipe_slot(recipe, reference->column[i])].column;
        if (!has_column(other, reference->column[i]))
            continue;
        if (!sb_column_must_be(column) || (reference->n > 1 && other->n > 1 && is_sure(recipe, other)))
            return true;
    }
    return false;
}

static bool has_room(const sb_recipe *recipe, const sb_reference *reference)
{
    for (size_t i = 0; i < reference->n; i++) {
        size_t at = sb_recipe_slot(recipe, reference->column[i]);
        const sb_ingredient *slot = at == SB_NO_SLOT ? NULL : &recipe->slot[at];
        if (!slot || !(can_be(slot) || slot->from == SB_FROM_SCHEMA || slot->from == SB_FROM_PARENT))
            return false;
    }
    for (size_t i = 0; i < recipe->info->references; i++)
        if (&recipe->info->reference[i] != reference && is_shared(recipe, reference, &recipe->info->reference[i]))
            return false;
    return true;
}

static void fill_reference(const sb_making *making, sb_recipe *recipe, const sb_reference *reference)
{
    const sb_table_info *to = info_of(making, reference->table);

    if (!to || !has_room(recipe, reference) || !has_a_key(to, reference) || leads_back(making, recipe, to))
        return;
    for (size_t i = 0; i < reference->n; i++) {
        sb_ingredient *slot = &recipe->slot[sb_recipe_slot(recipe, reference->column[i])];
        slot->filled |= can_be(slot);
    }
}

/* ---- all ---- */

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

const bool *sb_recipe_left_null(const sb_making *making, const sb_recipe *recipe)
{
    sb_store *store = &making->makers->store;
    bool *left = sb_store_alloc(store, (recipe->n + 1) * sizeof *left);
    sb_recipe other = *recipe;

    if (recipe->layers.filled || sb_factory_trait(making, recipe->maker->factory, SB_FILLED))
        return left;
    other.layers.filled = true;
    other.slot = sb_store_alloc(store, (recipe->n + 1) * sizeof *other.slot);
    memcpy(other.slot, recipe->slot, recipe->n * sizeof *other.slot);
    sb_recipe_fill(making, &other);
    for (size_t i = 0; i < recipe->n; i++)
        left[i] = other.slot[i].filled && !other.slot[i].rule;
    return left;
}

void sb_slot_empty(sb_ingredient *slot)
{
    enum { FEW = 100000 }; /* for the rows that somebody may want next */

    if (!slot->filled || !slot->values || slot->values >= FEW)
        return;
    slot->filled = false;
    slot->from = SB_FROM_DATABASE;
    slot->rule = NULL;
    slot->values = 0;
}
