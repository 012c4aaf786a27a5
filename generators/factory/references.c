/* references.c -- which rows a row refers to: by the foreign keys of its table, and by rules that say so of columns without one. */
#include "parents.h"
#include "unknown.h"
#include <stdlib.h>
#include <string.h>

static bool ends_with_id(const char *column, const char *name, size_t size)
{
    return strncmp(column, name, size) == 0 && (column[size] == '\0' || strcmp(column + size, "_id") == 0);
}

/* Whether a word is the name of a table or of its factory. */
static bool names_table(const sb_making *making, const char *table, const char *name)
{
    const char *bare = sb_table_bare(making->db, table);
    const sb_factory *factory = sb_factory_of_table(bare);

    if (factory && sb_factory_is(factory, name))
        return true;
    for (const char *const *one = sb_table_names(&making->makers->store, name); *one; one++)
        if (strcmp(*one, bare) == 0)
            return true;
    return false;
}

size_t sb_recipe_parent(const sb_making *making, const sb_recipe *recipe, const char *name, size_t size)
{
    const char *word;

    for (size_t p = recipe->parents; p-- > 0;)
        for (size_t i = 0; i < recipe->parent[p].n; i++)
            if (ends_with_id(recipe->slot[recipe->parent[p].slot[i]].name, name, size))
                return p;
    word = sb_store_format(&making->makers->store, "%.*s", (int)size, name);
    for (size_t p = 0; p < recipe->parents; p++) {
        const sb_rule *rule = recipe->parent[p].rule;
        if ((recipe->parent[p].table && names_table(making, recipe->parent[p].table, word)) ||
            (rule && rule->parent && sb_factory_same(rule->parent, word)))
            return p;
    }
    return SB_NO_PARENT;
}

/* As if it were not there. */
static void drop_rule(sb_ingredient *slot)
{
    slot->rule = NULL;
    slot->kind = NULL;
    slot->from = slot->column ? sb_schema_from(slot) : SB_FROM_NULL;
}

/* Foreign keys as the recipe needs them: by slot. */
static void add_reference(const sb_making *making, sb_recipe *recipe, const sb_reference *reference)
{
    sb_store *store = &making->makers->store;
    size_t *slot = sb_store_alloc(store, reference->n * sizeof *slot);
    const char **column = sb_store_alloc(store, reference->n * sizeof *column);

    for (size_t i = 0; i < reference->n; i++) {
        slot[i] = sb_recipe_slot(recipe, reference->column[i]);
        column[i] = reference->parent_column[i] ? sb_store_text(store, reference->parent_column[i]) : NULL;
        if (slot[i] == SB_NO_SLOT)
            return;
        /* What a loose rule gives to a column that refers to a table is no key of a row there. */
        if (recipe->slot[slot[i]].loose && recipe->slot[slot[i]].from != SB_FROM_PARENT)
            drop_rule(&recipe->slot[slot[i]]);
    }
    recipe->parent[recipe->parents++] =
        (sb_parent){ .n = reference->n, .slot = slot, .table = sb_store_text(store, reference->table), .parent_column = column };
}

/* Those of more columns first: what they fill is there when one of fewer is asked. */
static int by_size(const void *a, const void *b)
{
    const sb_parent *one = a, *other = b;

    if (one->n != other->n)
        return one->n < other->n ? 1 : -1;
    return one->slot[0] < other->slot[0] ? -1 : one->slot[0] > other->slot[0];
}

static void add_foreign_keys(const sb_making *making, sb_recipe *recipe)
{
    const sb_table_info *info = recipe->info;

    for (size_t i = 0; info && i < info->references; i++)
        add_reference(making, recipe, &info->reference[i]);
    /* A backend that tells of keys of one column alone. */
    for (size_t i = 0; info && !info->references && i < info->n; i++)
        if (info->column[i].parent_table)
            add_reference(making, recipe,
                &(sb_reference){ 1, &info->column[i].name, info->column[i].parent_table, &info->column[i].parent_column });
    qsort(recipe->parent, recipe->parents, sizeof *recipe->parent, by_size);
}

/* The smallest foreign key that has the column; a new reference where none has. */
static void declare_parent(const sb_making *making, sb_recipe *recipe, size_t at)
{
    sb_ingredient *slot = &recipe->slot[at];
    size_t p = recipe->parents;

    while (p-- > 0)
        for (size_t i = 0; i < recipe->parent[p].n; i++)
            if (recipe->parent[p].slot[i] == at && !recipe->parent[p].rule) {
                recipe->parent[p].rule = slot->rule;
                recipe->parent[p].wanted = true;
                return;
            }
    /* Enrolments of an application without courses have course numbers from elsewhere. */
    if (slot->loose && making->db && !sb_maker_sought(making, slot->rule->parent)) {
        drop_rule(slot);
        return;
    }
    size_t *only = sb_store_alloc(&making->makers->store, sizeof *only);
    *only = at;
    recipe->parent[recipe->parents++] = (sb_parent){ .n = 1, .slot = only, .rule = slot->rule, .wanted = true };
}

static bool must_have(const sb_ingredient *slot)
{
    const sb_column *column = slot->column;

    return column && !column->generated && (sb_column_must_be(column) || slot->facts->required || slot->filled) &&
        (!slot->rule || slot->from == SB_FROM_SCHEMA || slot->from == SB_FROM_PARENT);
}

/* A key of several columns is one only when none of them is NULL. */
static void want(sb_recipe *recipe, sb_parent *parent)
{
    bool all = true;

    for (size_t i = 0; i < parent->n; i++)
        all &= must_have(&recipe->slot[parent->slot[i]]) || recipe->slot[parent->slot[i]].from == SB_FROM_PARENT;
    parent->wanted |= all;
}

static void assign(sb_recipe *recipe, size_t p)
{
    const sb_parent *parent = &recipe->parent[p];

    for (size_t i = 0; i < parent->n; i++) {
        sb_ingredient *slot = &recipe->slot[parent->slot[i]];
        bool free_of_rules = !slot->rule || slot->from == SB_FROM_PARENT || slot->from == SB_FROM_SCHEMA;
        if (parent->wanted && free_of_rules && (slot->parent == SB_NO_PARENT || !recipe->parent[slot->parent].wanted)) {
            slot->parent = p;
            slot->from = SB_FROM_PARENT;
        } else if (slot->parent == SB_NO_PARENT)
            slot->parent = p;
    }
}

void sb_recipe_add_parents(const sb_making *making, sb_recipe *recipe)
{
    size_t most = recipe->n + (recipe->info ? recipe->info->references : 0);

    recipe->parent = sb_store_alloc(&making->makers->store, (most + 1) * sizeof *recipe->parent);
    add_foreign_keys(making, recipe);
    for (size_t i = 0; i < recipe->n; i++)
        if (recipe->slot[i].from == SB_FROM_PARENT)
            declare_parent(making, recipe, i);
    for (size_t p = 0; p < recipe->parents; p++)
        want(recipe, &recipe->parent[p]);
    for (size_t p = 0; p < recipe->parents; p++)
        assign(recipe, p);
}
