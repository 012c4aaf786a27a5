/* recipe.c -- fit the layers of a factory to the columns of a table. */
#include "recipe.h"
#include "unknown.h"
#include <string.h>

size_t sb_recipe_slot(const sb_recipe *recipe, const char *name)
{
    for (size_t i = 0; i < recipe->n; i++)
        if (strcmp(recipe->slot[i].name, name) == 0)
            return i;
    return SB_NO_SLOT;
}

static size_t slot_of(const sb_recipe *recipe, const char *name, size_t size)
{
    for (size_t i = 0; i < recipe->n; i++)
        if (strlen(recipe->slot[i].name) == size && memcmp(recipe->slot[i].name, name, size) == 0)
            return i;
    return SB_NO_SLOT;
}

static bool has_several(const char *names)
{
    size_t size;
    const char *first = sb_list_next(names, NULL, &size);

    return first && sb_list_next(names, first, &size);
}

static size_t count_rules(const sb_rule *rules)
{
    size_t n = 0;

    while (rules && rules[n].column)
        n++;
    return n;
}

static sb_ingredient *add_slot(sb_recipe *recipe, const char *name)
{
    sb_ingredient *slot = &recipe->slot[recipe->n++];

    *slot = (sb_ingredient){ .name = name, .field = sb_draw_name(name), .parent = SB_NO_PARENT };
    return slot;
}

/* The first name of the rule that the table has. Without a table the first name stands for a column. */
static sb_ingredient *slot_for(const sb_making *making, sb_recipe *recipe, const sb_layer *layer, const sb_rule *rule)
{
    size_t size, found = SB_NO_SLOT;

    for (const char *at = sb_list_next(rule->column, NULL, &size); at && found == SB_NO_SLOT;
         at = sb_list_next(rule->column, at, &size))
        found = slot_of(recipe, at, size);
    if (found != SB_NO_SLOT)
        return &recipe->slot[found];
    if (!recipe->info) {
        recipe->columns++;
        return add_slot(recipe, sb_store_format(&making->makers->store, "%.*s", (int)strcspn(rule->column, " "), rule->column));
    }
    if (!has_several(rule->column))
        sb_unknown_in_rule(making, recipe, layer->of, rule->column);
    return NULL;
}

static void refuse_generated(const sb_making *making, const sb_recipe *recipe, const sb_layer *layer, const sb_ingredient *slot)
{
    if (slot->column && slot->column->generated)
        sb_make_fail(making, "%s: the column `%s` of %s is generated, and the database computes it; leave out as(%s)",
            making->word, slot->name, recipe->maker->table, layer->trait);
}

static void take_rules(const sb_making *making, sb_recipe *recipe, const sb_layer *layer)
{
    bool found = false;

    for (const sb_rule *rule = layer->columns; rule && rule->column; rule++) {
        sb_ingredient *slot = slot_for(making, recipe, layer, rule);
        found |= slot != NULL;
        if (slot && layer->trait)
            refuse_generated(making, recipe, layer, slot);
        if (!slot || slot->rule)
            continue;
        slot->rule = rule;
        slot->of = layer->of;
        slot->loose = has_several(rule->column);
    }
    if (layer->trait && layer->columns && layer->columns->column && !found)
        sb_make_fail(making, "%s: the trait `%s` sets one of the columns %s, and the table %s has none of them", making->word,
            layer->trait, layer->columns->column, recipe->maker->table);
}

static void take_parameters(const sb_making *making, sb_recipe *recipe, const sb_layer *layer)
{
    for (const sb_rule *rule = layer->params; rule && rule->column; rule++) {
        size_t found = sb_recipe_slot(recipe, rule->column);
        sb_ingredient *slot;
        if (found != SB_NO_SLOT && !recipe->slot[found].parameter)
            sb_make_fail(making, "%s: the parameter `%s` of %s has the name of a column of %s; call it otherwise", making->word,
                rule->column, layer->of, recipe->maker->table ? recipe->maker->table : recipe->maker->name);
        if (found != SB_NO_SLOT)
            continue;
        slot = add_slot(recipe, rule->column);
        slot->parameter = true;
        slot->rule = rule;
        slot->of = layer->of;
    }
}

static enum sb_from declared_from(const sb_making *making, const sb_ingredient *slot)
{
    const sb_rule *rule = slot->rule;
    const struct {
        bool said;
        enum sb_from from;
    } sources[] = {
        { rule->text, SB_FROM_TEXT },
        { rule->null, SB_FROM_NULL },
        { rule->sequence, SB_FROM_SEQUENCE },
        { rule->format, SB_FROM_FORMAT },
        { rule->copy, SB_FROM_COPY },
        { rule->pick, SB_FROM_PICK },
        { rule->cycle, SB_FROM_CYCLE },
        { rule->fake, SB_FROM_KIND },
        { rule->parent, SB_FROM_PARENT },
        { rule->lazy, SB_FROM_LAZY },
    };
    enum sb_from from = 0;

    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        if (!sources[i].said)
            continue;
        if (from)
            sb_make_fail(making,
                "%s: the rule for `%s` in %s has two sources; leave one of text, null, sequence, format, copy, pick, cycle, fake, parent and lazy",
                making->word, slot->name, slot->of);
        from = sources[i].from;
    }
    return from ? from : slot->column ? SB_FROM_SCHEMA : SB_FROM_NULL;
}

/* The database fills what it can, and what may be NULL is; but for what checks want otherwise. */
enum sb_from sb_schema_from(const sb_ingredient *slot)
{
    const sb_column *column = slot->column;

    if (slot->facts->null && column->has_default)
        return SB_FROM_NULL;
    if (slot->facts->required && !column->rowid)
        return SB_FROM_SCHEMA;
    if (column->rowid || column->has_default || !sb_column_must_be(column))
        return SB_FROM_DATABASE;
    return SB_FROM_SCHEMA;
}

static void prepare_kind(const sb_making *making, sb_ingredient *slot)
{
    slot->kind = sb_kind_named(slot->rule->fake);
    if (!slot->kind)
        sb_unknown_kind(making, slot);
    if (slot->unique && !slot->kind->unique && !slot->loose)
        sb_make_fail(making,
            "%s: the column `%s` is unique, and `%s` in %s cannot tell all rows apart; say sequence, or a kind that can be unique",
            making->word, slot->name, slot->rule->fake, slot->of);
    if (sb_kind_check(slot->kind, slot->rule))
        sb_make_fail(making, "%s: the rule for `%s` in %s: %s", making->word, slot->name, slot->of, sb_error());
    if (slot->kind->prepare && !(slot->ready = slot->kind->prepare(slot->rule, &making->makers->store)))
        sb_make_fail(making, "%s: the rule for `%s` in %s: %s", making->word, slot->name, slot->of, sb_error());
}

/* What would be looked for behind the end of its table. */
static void check_tables(const sb_making *making, const sb_ingredient *slot)
{
    const sb_rule *rule = slot->rule;
    bool any = false;

    for (const sb_weighted *one = rule->pick; slot->from == SB_FROM_PICK && one->text; one++)
        any |= one->weight > 0;
    if (slot->from == SB_FROM_PICK && !any)
        sb_make_fail(making, "%s: the pick of `%s` in %s has no value with a weight above 0", making->word, slot->name, slot->of);
    if (slot->from == SB_FROM_CYCLE && !rule->cycle[0])
        sb_make_fail(making, "%s: the cycle of `%s` in %s is empty; give it a value", making->word, slot->name, slot->of);
}

void sb_recipe_settle(const sb_making *making, sb_ingredient *slot)
{
    const sb_column *column = slot->column;
    const sb_rule *rule = slot->rule;

    if (column) {
        slot->holds = sb_column_holds(column->type);
        slot->most = sb_column_limit(column->type);
        /* A meaning, or what a function gives, is not numbered for the sake of the columns beside it: where all of them meet, the next row is tried. */
        slot->unique = rule && (rule->yields || rule->pick || rule->lazy) ? column->unique || column->primary_key
                                                                          : sb_column_must_differ(column);
    }
    slot->unique |= rule && rule->unique;
    if (column && (column->generated || (rule && rule->yields && column->has_default)))
        slot->from = column->generated ? SB_FROM_DATABASE : sb_schema_from(slot);
    else
        slot->from = rule ? declared_from(making, slot) : sb_schema_from(slot);
    if (rule)
        check_tables(making, slot);
    if (slot->from == SB_FROM_KIND)
        prepare_kind(making, slot);
}

static void take_columns(sb_recipe *recipe, sb_store *store)
{
    const sb_table_info *info = recipe->info;
    const sb_facts *facts = info ? sb_facts_of(info, store) : NULL;

    for (size_t i = 0; info && i < info->n; i++, recipe->columns++) {
        sb_ingredient *slot = add_slot(recipe, sb_store_text(store, info->column[i].name));
        slot->column = &info->column[i];
        slot->facts = &facts[i];
    }
}

static sb_recipe *compile(const sb_making *making, const sb_maker *maker, const char *as, const sb_rule *with)
{
    sb_store *store = &making->makers->store;
    sb_recipe *recipe = sb_store_alloc(store, sizeof *recipe);
    size_t most;

    recipe->maker = maker;
    recipe->info = sb_maker_columns(making, maker);
    recipe->layers = sb_layers_of(making, maker, as, with);
    most = recipe->info ? recipe->info->n : 0;
    for (size_t i = 0; i < recipe->layers.n; i++)
        most += count_rules(recipe->layers.layer[i].columns) + count_rules(recipe->layers.layer[i].params);
    recipe->slot = sb_store_alloc(store, (most + 1) * sizeof *recipe->slot);
    take_columns(recipe, store);
    for (size_t i = recipe->layers.n; i-- > 0;)
        take_rules(making, recipe, &recipe->layers.layer[i]);
    for (size_t i = recipe->layers.n; i-- > 0;)
        take_parameters(making, recipe, &recipe->layers.layer[i]);
    for (size_t i = 0; i < recipe->n; i++)
        sb_recipe_settle(making, &recipe->slot[i]);
    sb_recipe_fill(making, recipe);
    sb_recipe_add_nouns(making, recipe);
    sb_recipe_add_parents(making, recipe);
    sb_recipe_check_children(making, recipe);
    sb_recipe_add_person(making, recipe);
    sb_recipe_count(making, recipe);
    return recipe;
}

const sb_recipe *sb_recipe_of(const sb_making *making, sb_maker *maker, const char *as, const sb_rule *with)
{
    const sb_table_info *info = sb_maker_columns(making, maker);
    sb_recipe *recipe = maker->recipe;

    as = as ? as : "";
    /* Of a table that was altered since there is another description, elsewhere. */
    while (recipe && !(recipe->with == with && strcmp(recipe->as, as) == 0 && recipe->info == info))
        recipe = recipe->next;
    if (recipe)
        return recipe;
    recipe = compile(making, maker, as, with);
    recipe->as = sb_store_text(&making->makers->store, as);
    recipe->with = with;
    recipe->next = maker->recipe;
    maker->recipe = recipe;
    return recipe;
}
