/* plan.c -- make the graph of a bulk: how many rows of each table, and who refers to whom. */
#include "plan.h"
#include "../factory/unknown.h"
#include "refuse.h"
#include "room.h"
#include <string.h>

/* fresh: by an each(), whose blocks begin with this bulk; those of a rule begin with the table. */
static uint64_t share_of(const sb_bulk_node *node, const sb_making *making, size_t parent, bool *fresh)
{
    const sb_rule *rule = node->recipe->parent[parent].rule;

    for (size_t i = 0; node->words && i < node->words->n; i++) {
        const sb_cell *word = &node->words->cell[i];
        if (word->word != SB_WORD_EACH || strchr(word->name, '.') ||
            sb_recipe_parent(making, node->recipe, word->name, strlen(word->name)) != parent)
            continue;
        if (word->value.v.i < 1)
            sb_make_fail(making, "%s: each(%s, ...) wants a number from 1", making->word, word->name);
        *fresh = true;
        return (uint64_t)word->value.v.i;
    }
    return rule && rule->share ? rule->share : 1;
}

static bool given(const sb_bulk_node *node, const sb_parent *parent)
{
    for (size_t i = 0; i < parent->n; i++)
        if (node->blank[parent->slot[i]].filling != SB_DONE)
            return false;
    return true;
}

/* Columns that are filled by a key of more columns already: all of them, then there is nothing to do; some, then the row that would fit is not
 * a function of its number alone. */
static bool filled_by_others(const sb_bulk_node *node, const sb_making *making, size_t at)
{
    const sb_parent *parent = &node->recipe->parent[at];
    size_t others = 0;

    for (size_t i = 0; i < parent->n; i++)
        others += node->recipe->slot[parent->slot[i]].parent != at;
    if (others && others < parent->n)
        sb_make_fail(making,
            "%s: `%s` has two keys of several columns that share some of them, which a bulk cannot follow; give the row of %s by with()",
            making->word, node->maker->name, parent->table);
    return others > 0;
}

/* Its own table is the parent's, too. */
static bool is_itself(const sb_bulk_node *node, const sb_parent *parent)
{
    return parent->table && node->maker->table && strcmp(parent->table, node->maker->table) == 0;
}

static bool is_parent(void *env, const char *name, size_t size)
{
    const struct {
        const sb_making *making;
        const sb_recipe *recipe;
        size_t parent;
    } *it = env;

    return sb_recipe_parent(it->making, it->recipe, name, size) == it->parent;
}

static const sb_cells *words_for(const sb_bulk_node *node, const sb_making *making, size_t parent)
{
    struct {
        const sb_making *making;
        const sb_recipe *recipe;
        size_t parent;
    } it = { making, node->recipe, parent };

    return sb_words_with_key(
        making, sb_words_below(making, node->words, is_parent, &it), &node->recipe->parent[parent], node->blank);
}

/* What a node is made of. child: whose rows refer to so many rows of a node that is there already. */
typedef struct making_of {
    sb_maker *maker;
    const sb_recipe *recipe;
    const sb_cells *words;
    uint64_t n;
    const sb_bulk_asking *up;
    sb_bulk_node *made_for;
    sb_bulk_node *child_of;
    size_t by; /* which parent of the recipe it is: of that of made_for, or as child_of of its own */
    uint64_t share;
} making_of;

static sb_bulk_node *add_node(sb_bulk_plan *plan, const making_of *of);

/* Wanted for the sake of as(filled) alone: NULL will do. */
static bool is_filled(const sb_recipe *recipe, const sb_parent *parent)
{
    for (size_t i = 0; i < parent->n; i++)
        if (recipe->slot[parent->slot[i]].filled)
            return true;
    return false;
}

static void add_parent(sb_bulk_plan *plan, sb_bulk_node *node, size_t at, bool *block, const sb_bulk_asking *up)
{
    const sb_parent *parent = &node->recipe->parent[at];
    const sb_rule *rule = parent->rule;
    sb_bulk_parent *to = &node->parent[at];
    sb_making *making = &plan->making;
    bool fresh = false;
    uint64_t share = share_of(node, making, at, &fresh), before = fresh ? 0 : node->first % share;
    uint64_t n = node->n ? (node->n - 1 + before) / share + 1 : 0;
    const char *column = node->recipe->slot[parent->slot[0]].name;
    sb_maker *maker = sb_parent_maker(making, node->recipe, at);

    if (!maker || (is_filled(node->recipe, parent) && sb_bulk_is_among(up, maker)))
        return;
    sb_bulk_check_cycle(making, up, maker, column);
    to->share = share;
    to->before = before;
    to->way = share == 1 ? SB_BULK_OWN : *block ? SB_BULK_ROUND : SB_BULK_BLOCK;
    *block |= share > 1;
    to->node = add_node(plan,
        &(making_of){ .maker = maker,
            .recipe =
                sb_recipe_of(making, maker, sb_recipe_as(making, node->recipe, rule ? rule->as : NULL), rule ? rule->with : NULL),
            .words = words_for(node, making, at),
            .n = n,
            .up = up,
            .made_for = node,
            .by = at });
    if (to->way == SB_BULK_ROUND)
        to->shuffle = sb_permutation_at(making->stream, node->maker->series->stream, sb_draw_name(column), n);
}

static void begin_rows(sb_bulk_plan *plan, sb_bulk_node *node)
{
    size_t bytes = (node->recipe->n + 1) * sizeof *node->blank;

    node->row = sb_row_begin(&plan->making, node->recipe, node->words, node->first);
    node->asked = sb_row_begin(&plan->making, node->recipe, node->words, node->first);
    node->row->common = sb_store_alloc(&plan->making.makers->store, sizeof(sb_common));
    node->asked->common = sb_store_alloc(&plan->making.makers->store, sizeof(sb_common));
    node->row->bulk = node->asked->bulk = node;
    node->blank = sb_store_alloc(&plan->making.makers->store, bytes);
    memcpy(node->blank, node->row->filled, bytes);
    node->referred = sb_store_alloc(&plan->making.makers->store, node->recipe->n + 1);
    node->given = sb_store_alloc(&plan->making.makers->store, (node->recipe->parents + 1) * sizeof(sb_row *));
    memcpy(node->given, node->row->parent, node->recipe->parents * sizeof(sb_row *));
}

static void add_children(sb_bulk_plan *plan, sb_bulk_node *node, const sb_bulk_asking *up)
{
    const sb_layers *layers = &node->recipe->layers;

    for (size_t i = 0; i < layers->n; i++)
        for (const sb_children *one = layers->layer[i].children; one && one->factory; one++) {
            making_of of = { .up = up, .child_of = node, .share = one->count };
            sb_children_found found;
            if (!one->count || !sb_children_look(node->row, one, &found))
                continue;
            of.maker = found.maker;
            of.recipe = found.recipe;
            of.by = found.recipe->slot[sb_recipe_slot(found.recipe, found.column)].parent;
            sb_bulk_check_children(&plan->making, up, of.maker);
            if (node->n > UINT64_MAX / one->count)
                sb_bulk_check_numbers(&plan->making, of.maker, UINT64_MAX);
            of.n = node->n * one->count;
            of.words = sb_children_words(node->row, one);
            add_node(plan, &of);
        }
}

static void add_parents(sb_bulk_plan *plan, sb_bulk_node *node, const making_of *of, const sb_bulk_asking *up)
{
    /* Known before the first of the others is added, wherever its column stands. */
    bool block = of->child_of && of->share > 1;

    for (size_t p = 0; p < node->recipe->parents; p++) {
        const sb_parent *parent = &node->recipe->parent[p];
        if (of->child_of && of->by == p) {
            node->parent[p] = (sb_bulk_parent){ of->child_of, of->share == 1 ? SB_BULK_OWN : SB_BULK_BLOCK, of->share, 0, { 0 } };
        } else if (!(parent->wanted || node->row->deep[p]) || given(node, parent))
            continue;
        else if (is_itself(node, parent))
            sb_bulk_check_itself(node, &plan->making, p);
        else if (!filled_by_others(node, &plan->making, p))
            add_parent(plan, node, p, &block, up);
    }
}

/* Behind its parents, and before its children. */
static sb_bulk_node *add_node(sb_bulk_plan *plan, const making_of *of)
{
    sb_store *store = &plan->making.makers->store;
    sb_bulk_node *node = sb_store_alloc(store, sizeof *node);
    sb_bulk_asking inside = { of->maker, of->up };

    sb_bulk_check_declared(&plan->making, of->maker, of->recipe);
    sb_bulk_check_numbers(&plan->making, of->maker, of->n);
    *node = (sb_bulk_node){ .maker = of->maker,
        .recipe = of->recipe,
        .words = of->words,
        .n = of->n,
        .to = of->n,
        .first = of->maker->series->next_n,
        .made_for = of->made_for,
        .made_by = of->by,
        .child_of = of->child_of,
        .share = of->share };
    of->maker->series->next_n += of->n;
    node->parent = sb_store_alloc(store, (of->recipe->parents + 1) * sizeof *node->parent);
    begin_rows(plan, node);
    sb_bulk_check_each(node, &plan->making);
    add_parents(plan, node, of, &inside);
    sb_bulk_check_rounds(node, &plan->making);
    *plan->end = node;
    plan->end = &node->next;
    if (!of->up)
        plan->top = node;
    add_children(plan, node, &inside);
    return node;
}

static bool has_hooks(const sb_layers *layers)
{
    for (size_t i = 0; i < layers->n; i++)
        if (layers->layer[i].after_build)
            return true;
    return false;
}

/* A row other than the first may fill it, and NULL is what the first has there either way. */
static bool may_be_filled(const sb_bulk_node *node, size_t slot)
{
    const sb_ingredient *is = &node->recipe->slot[slot];

    return (is->rule || has_hooks(&node->recipe->layers)) && !is->column->has_default && !is->column->generated &&
        !is->column->rowid;
}

static void note_referred(const sb_bulk_node *node)
{
    for (size_t p = 0; p < node->recipe->parents; p++) {
        const sb_parent *parent = &node->recipe->parent[p];
        const sb_bulk_node *to = node->parent[p].node;
        if (!to && parent->wanted && parent->table && strcmp(parent->table, node->maker->table) == 0)
            to = node;
        for (size_t i = 0; to && i < parent->n; i++) {
            size_t slot = sb_bulk_referred(to, parent->parent_column ? parent->parent_column[i] : NULL);
            if (slot != SB_NO_SLOT)
                to->referred[slot] = true;
        }
    }
}

static void choose_columns(sb_bulk_plan *plan, sb_bulk_node *node)
{
    sb_store *store = &plan->making.makers->store;
    const sb_recipe *recipe = node->recipe;

    node->column = sb_store_alloc(store, (recipe->columns + 1) * sizeof *node->column);
    node->slot = sb_store_alloc(store, (recipe->columns + 1) * sizeof *node->slot);
    /* The first row tells which columns are left to the database. What has no default is NULL there, and may as well be put in. */
    if (node->n) {
        sb_bulk_busy(plan, true);
        plan->making.makers->bulk = plan->making.out;
        sb_bulk_row(plan, node, 0);
        plan->making.makers->bulk = NULL;
        sb_bulk_busy(plan, false);
    }
    for (size_t i = 0; i < recipe->columns; i++) {
        if (node->row->filled[i].filling != SB_DONE && !may_be_filled(node, i))
            continue;
        node->column[node->columns] = recipe->slot[i].name;
        node->slot[node->columns++] = i;
    }
}

/* Rows of a part: those that were asked for, and the children of these. The others are there, or are made elsewhere. */
static void take_part(sb_bulk_plan *plan, const sb_bulk_wish *wish)
{
    for (sb_bulk_node *node = plan->first; node; node = node->next) {
        node->from = node->to = 0;
        if (node == plan->top) {
            node->from = wish->from;
            node->to = wish->to;
        } else if (node->child_of) {
            node->from = node->child_of->from * node->share;
            node->to = node->child_of->to * node->share;
        }
    }
}

void sb_bulk_plan_make(const sb_making *making, const sb_bulk_wish *wish, sb_bulk_plan *plan)
{
    const char *as = sb_traits_of(making, wish->words, NULL);
    sb_maker *maker = sb_maker_named(making, wish->factory);

    *plan = (sb_bulk_plan){ .making = *making };
    plan->end = &plan->first;
    plan->making.refer = sb_bulk_refer;
    plan->making.made_for = sb_bulk_above;
    plan->making.refer_env = plan;
    add_node(plan,
        &(making_of){
            .maker = maker, .recipe = sb_recipe_of(&plan->making, maker, as, NULL), .words = wish->words, .n = wish->n });
    for (const sb_bulk_node *node = plan->first; node; node = node->next)
        note_referred(node);
    for (const sb_bulk_node *node = plan->first; node; node = node->next)
        sb_bulk_make_room(node, &plan->making);
    for (sb_bulk_node *node = plan->first; node; node = node->next)
        choose_columns(plan, node);
    if (wish->part)
        take_part(plan, wish);
}
