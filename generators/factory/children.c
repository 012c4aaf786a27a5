/* children.c -- rows that are made after a row, because its factory says that they belong to it. */
#include "parents.h"
#include "unknown.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Children of one row, one after the other, where a number says how many; and how often a factory may stand in the line from a row to the
 * children of its children: what goes deeper goes round in a circle. */
enum { MOST = 1000 * 1000, DEEPEST = 64 };

/* The column of the children that refers to this row: the one that is declared, or the only one there is. NULL: they are optional, and there
 * is none. */
static const char *column_of(const sb_row *row, const sb_recipe *recipe, const sb_children *children)
{
    const char *found = NULL;

    if (children->column)
        return children->column;
    for (size_t p = 0; p < recipe->parents; p++) {
        const sb_parent *parent = &recipe->parent[p];
        bool refers = parent->table ? strcasecmp(parent->table, row->table) == 0
                                    : parent->rule && parent->rule->parent && sb_factory_same(parent->rule->parent, row->maker);
        if (refers && found)
            sb_make_fail(row->making, "%s: the children `%s` of `%s` refer to it by `%s` and by `%s`; say which by .column",
                row->making->word, children->factory, row->maker, found, recipe->slot[parent->slot[0]].name);
        if (refers)
            found = recipe->slot[parent->slot[0]].name;
    }
    if (!found && !children->optional)
        sb_make_fail(row->making, "%s: the children `%s` of `%s` have no column that refers to %s; say which by .column",
            row->making->word, children->factory, row->maker, row->table);
    return found;
}

static unsigned long count_of(sb_row *row, const sb_children *children)
{
    size_t at = children->count_of ? sb_recipe_slot(row->recipe, children->count_of) : SB_NO_SLOT;
    const char *text;

    if (!children->count_of)
        return children->count;
    if (at == SB_NO_SLOT)
        sb_make_fail(row->making, "%s: the number of children `%s` is to stand in `%s`, and `%s` has no such column or parameter",
            row->making->word, children->factory, children->count_of, row->maker);
    text = sb_value_text(&row->making->makers->store, &row->filled[at].value);
    if (!text)
        return 0;
    if (strlen(text) < 1 || strlen(text) > 7 || text[strspn(text, "0123456789")] || strtoul(text, NULL, 10) > MOST)
        sb_make_fail(row->making,
            "%s: `%s` of `%s` is the number of its children `%s`, and is `%s`; give a whole number from 0 to %d",
            row->making->word, children->count_of, row->maker, children->factory, text, MOST);
    return strtoul(text, NULL, 10);
}

static bool is_name(void *env, const char *name, size_t size)
{
    const char *factory = env;

    return strlen(factory) == size && memcmp(factory, name, size) == 0;
}

const sb_cells *sb_children_words(const sb_row *row, const sb_children *children)
{
    return sb_words_below(row->making, row->words, is_name, (void *)(uintptr_t)children->factory);
}

/* The words are of all children: one of them must not speak of the column that the row itself stands in. */
static void refuse_twice(const sb_row *row, const sb_children_found *found, const sb_children *children, const char *name)
{
    const sb_recipe *recipe = found->recipe;
    size_t slot = sb_recipe_slot(recipe, found->column);

    if (strcmp(name, found->column) == 0 ||
        (slot != SB_NO_SLOT && recipe->slot[slot].parent != SB_NO_PARENT && sb_recipe_slot(recipe, name) == SB_NO_SLOT &&
            sb_recipe_parent(row->making, recipe, name, strlen(name)) == recipe->slot[slot].parent))
        sb_make_fail(row->making,
            "%s: the column `%s` of the children `%s` is given twice, by the row that they are made with and by with(%s.%s, ...); "
            "leave it out",
            row->making->word, found->column, children->factory, children->factory, name);
}

static const sb_cells *words_for(sb_row *row, const sb_children_found *found, const sb_children *children)
{
    sb_store *store = &row->making->makers->store;
    const sb_cells *below = sb_children_words(row, children);
    sb_cell *cell = sb_store_alloc(store, (1 + (below ? below->n : 0)) * sizeof *cell);
    sb_cells *all = sb_store_alloc(store, sizeof *all);

    cell[0] = (sb_cell){ found->column, SB_WORD_WITH, { .kind = SB_ROW, .v.p = row } };
    for (size_t i = 0; below && i < below->n; i++) {
        refuse_twice(row, found, children, below->cell[i].name);
        cell[1 + i] = below->cell[i];
    }
    *all = (sb_cells){ 1 + (below ? below->n : 0), cell };
    return all;
}

/* By this factory, by those that it inherits from, or by a trait of theirs; those of built-in ones are for tables of many schemas. */
static bool is_declared(const sb_making *making, const sb_factory *factory, const sb_children *children)
{
    for (; factory && sb_factory_built_in(factory->name) != factory; factory = sb_factory_parent(making, factory)) {
        if (factory->children == children)
            return true;
        for (const sb_trait *one = factory->traits; one && one->name; one++)
            if (one->children == children)
                return true;
    }
    return false;
}

void sb_recipe_check_children(const sb_making *making, const sb_recipe *recipe)
{
    for (size_t i = 0; i < recipe->layers.n && making->db; i++) {
        const sb_children *all = recipe->layers.layer[i].children;
        if (!all || !is_declared(making, recipe->maker->factory, all))
            continue;
        for (const sb_children *one = all; one->factory; one++)
            if (one->optional && !sb_factory_named(one->factory) && !sb_maker_sought(making, one->factory))
                sb_unknown_optional(making, recipe->layers.layer[i].of, one->factory);
    }
}

bool sb_children_look(const sb_row *row, const sb_children *children, sb_children_found *out)
{
    const sb_making *making = row->making;
    size_t slot;

    out->maker = children->optional ? sb_maker_sought(making, children->factory) : sb_maker_named(making, children->factory);
    if (!out->maker)
        return false;
    out->recipe = sb_recipe_of(making, out->maker, sb_recipe_as(making, row->recipe, children->as), children->with);
    out->column = column_of(row, out->recipe, children);
    slot = out->column ? sb_recipe_slot(out->recipe, out->column) : SB_NO_SLOT;
    return slot != SB_NO_SLOT || !children->optional;
}

/* Children may have children of the same kind, as long as a .count_of or a trait ends that some time. */
static void refuse_circle(const sb_row *row, const sb_recipe *recipe)
{
    const sb_path *last = NULL;
    size_t deep = 0;

    for (const sb_path *up = row->making->path; up; up = up->up)
        if (up->row->recipe == recipe) {
            last = last ? last : up;
            deep++;
        }
    if (deep >= DEEPEST)
        sb_children_cycle(row->making, last);
}

static void make_children(sb_row *row, const sb_children *children)
{
    unsigned long n = count_of(row, children);
    sb_making making = *row->making;
    sb_children_found found;
    const sb_cells *words;

    if (!n || !sb_children_look(row, children, &found))
        return;
    refuse_circle(row, found.recipe);
    words = words_for(row, &found, children);
    making.first = found.maker->series->next_n;
    for (; n > 0; n--)
        sb_maker_make(&making, found.maker, words, sb_recipe_as(&making, row->recipe, children->as), children->with);
}

void sb_children_make(sb_row *row)
{
    const sb_layers *layers = &row->recipe->layers;

    for (size_t i = 0; i < layers->n; i++)
        for (const sb_children *one = layers->layer[i].children; one && one->factory; one++)
            make_children(row, one);
}
