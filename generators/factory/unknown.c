/* unknown.c -- sentences for wrong factories, columns, traits, parents and values. */
#include "unknown.h"
#include "../../assert/value.h"
#include "../../framework/process/running.h"
#include "../../framework/sandbox/marker.h"
#include <stdlib.h>
#include <string.h>

void sb_make_fail(const sb_making *making, const char *format, ...)
{
    sb_text text = SB_TEXT_EMPTY;
    const char *message;
    va_list args;

    va_start(args, format);
    sb_text_addv(&text, format, args);
    va_end(args);
    /* Into the store first: what leaves by a jump frees nothing. */
    message = sb_store_take(&making->makers->store, &text);
    if (making->out) {
        making->out->message = message;
        longjmp(making->out->at, 1);
    }
    sb_fail_now(making->file, making->line, "%s", message);
}

/* Names in the store, as a list that ends in NULL. */
typedef struct names {
    const sb_making *making;
    const char **at;
    size_t n, room;
} names;

static void add_name(names *to, const char *name)
{
    if (to->n + 1 >= to->room) {
        size_t room = to->room ? 2 * to->room : 16;
        const char **at = sb_store_alloc(&to->making->makers->store, room * sizeof *at);
        if (to->n)
            memcpy(at, to->at, to->n * sizeof *at);
        to->at = at;
        to->room = room;
    }
    to->at[to->n++] = name;
}

/* All but Seedbed's own. */
static void add_table(void *env, const char *table)
{
    names *to = env;
    char *marker = sb_marker_table(to->making->db->prefix);

    if (strcmp(table, marker) != 0)
        add_name(to, sb_store_text(&to->making->makers->store, sb_table_bare(to->making->db, table)));
    free(marker);
}

/* "; did you mean `x`?", or, where nothing is near, all there is. Kept in the store. */
static const char *hint(const names *known, const char *name, const char *what)
{
    const char *nearest = known->n ? sb_nearest(name, known->at) : NULL;
    sb_text text = SB_TEXT_EMPTY;

    if (nearest)
        sb_text_add(&text, "; did you mean `%s`?", nearest);
    else if (known->n == 0)
        sb_text_add(&text, "; there are no %s", what);
    else
        for (size_t i = 0; i < known->n; i++)
            sb_text_add(&text, "%s%s", i == 0 ? "; there are: " : ", ", known->at[i]);
    return sb_store_take(&known->making->makers->store, &text);
}

/* What is no table and can be read from all the same is a view. */
static void refuse_view(const sb_making *making, const char *name)
{
    sb_store *store = &making->makers->store;

    for (const char *const *one = sb_table_names(store, name); *one; one++) {
        char *quoted = sb_sandbox_quote(sb_store_format(store, "%s%s", making->db->prefix, *one));
        const char *sql = sb_store_format(store, "SELECT 1 FROM %s WHERE 0 = 1", quoted);
        free(quoted);
        if (making->db->backend->query(making->db->handle, sql, NULL, 0, NULL, NULL) == SB_OK)
            sb_make_fail(making, "%s: `%s` is a view, and rows are made in tables; make a row of a table that it reads from",
                making->word, *one);
    }
}

static void add_factory(void *env, const sb_factory *factory, const char *file, int line)
{
    names *to = env;
    size_t size;

    (void)file;
    (void)line;
    add_name(to, factory->name);
    for (const char *at = sb_list_next(factory->aliases, NULL, &size); at; at = sb_list_next(factory->aliases, at, &size))
        add_name(to, sb_store_format(&to->making->makers->store, "%.*s", (int)size, at));
}

/* What children and parents may be called. */
static names makers_of(const sb_making *making)
{
    names known = { .making = making };

    sb_factories_each(add_factory, &known);
    if (making->db)
        making->db->backend->tables(making->db->handle, making->db->prefix, add_table, &known);
    return known;
}

void sb_unknown_factory(const sb_making *making, const char *name)
{
    names known;

    if (making->db)
        refuse_view(making, name);
    known = makers_of(making);
    sb_make_fail(making, "%s: there is no factory%s `%s`%s", making->word, making->db ? " and no table" : "", name,
        hint(&known, name, "tables"));
}

void sb_unknown_optional(const sb_making *making, const char *of, const char *name)
{
    const names known = makers_of(making);
    const char *nearest = known.n ? sb_misspelt(name, known.at) : NULL;

    /* A table's name is often the plural. */
    for (const char *const *one = sb_table_names(&making->makers->store, name); *one && known.n && !nearest; one++)
        nearest = sb_misspelt(*one, known.at);
    if (nearest)
        sb_make_fail(making,
            "%s: %s has optional children `%s`, and there is no factory and no table of that name; did you mean `%s`? Where the "
            "table is only not here, declare a factory `%s`",
            making->word, of, name, nearest, name);
}

void sb_unknown_inherited(const sb_making *making, const sb_factory *factory)
{
    names known = { .making = making };

    sb_factories_each(add_factory, &known);
    sb_make_fail(making, "%s: the factory `%s` inherits from `%s`, which there is not%s", making->word, factory->name,
        factory->inherits, hint(&known, factory->inherits, "factories"));
}

static names slots(const sb_making *making, const sb_recipe *recipe)
{
    names known = { .making = making };

    for (size_t i = 0; i < recipe->n; i++)
        add_name(&known, recipe->slot[i].name);
    return known;
}

static const char *table_of(const sb_making *making, const sb_recipe *recipe)
{
    const sb_maker *maker = recipe->maker;

    return sb_store_format(
        &making->makers->store, "%s %s", maker->table ? "the table" : "the factory", maker->table ? maker->table : maker->name);
}

void sb_unknown_column(const sb_making *making, const sb_recipe *recipe, const char *column)
{
    names known = slots(making, recipe);

    sb_make_fail(
        making, "%s: %s has no column `%s`%s", making->word, table_of(making, recipe), column, hint(&known, column, "columns"));
}

void sb_unknown_in_row(const sb_making *making, const sb_row *row, const char *column)
{
    names known = { .making = making };

    for (size_t i = 0; i < row->n; i++)
        add_name(&known, row->filled[i].name);
    sb_make_fail(
        making, "%s: the table %s has no column `%s`%s", making->word, row->table, column, hint(&known, column, "columns"));
}

/* What may stand before the dot: columns that refer, and children. */
void sb_unknown_deep(const sb_making *making, const sb_recipe *recipe, const char *word, const char *column)
{
    names known = { .making = making };

    for (size_t p = 0; p < recipe->parents; p++)
        for (size_t i = 0; i < recipe->parent[p].n; i++)
            add_name(&known, recipe->slot[recipe->parent[p].slot[i]].name);
    for (size_t i = 0; i < recipe->layers.n; i++)
        for (const sb_children *one = recipe->layers.layer[i].children; one && one->factory; one++)
            add_name(&known, one->factory);
    sb_make_fail(making,
        "%s: %s(%s, ...) is for a row that is made with this one, and `%.*s` is no parent and no child of `%s`%s", making->word,
        word, column, (int)strcspn(column, "."), column, recipe->maker->name,
        hint(&known, sb_store_format(&making->makers->store, "%.*s", (int)strcspn(column, "."), column), "such rows"));
}

void sb_unknown_in_rule(const sb_making *making, const sb_recipe *recipe, const char *of, const char *column)
{
    names known = slots(making, recipe);

    sb_make_fail(making, "%s: %s has a rule for `%s`, and %s has no such column%s", making->word, of, column,
        table_of(making, recipe), hint(&known, column, "columns"));
}

void sb_unknown_person(const sb_making *making, const sb_recipe *recipe)
{
    names known = { .making = making };

    for (size_t p = 0; p < recipe->parents; p++)
        for (size_t i = 0; i < recipe->parent[p].n; i++)
            add_name(&known, recipe->slot[recipe->parent[p].slot[i]].name);
    sb_make_fail(making, "%s: the factory `%s` makes the person of `%s`, and %s refers to no row by that%s", making->word,
        recipe->layers.person_says, recipe->layers.person_of, table_of(making, recipe),
        hint(&known, recipe->layers.person_of, "columns"));
}

void sb_unknown_source(const sb_row *row, const sb_ingredient *slot, const char *name, size_t size)
{
    const sb_making *making = row->making;
    names known = slots(making, row->recipe);
    const char *word = sb_store_format(&making->makers->store, "%.*s", (int)size, name);

    for (size_t p = 0; p < row->recipe->parents; p++)
        if (row->recipe->parent[p].table)
            add_name(&known, sb_table_bare(making->db, row->recipe->parent[p].table));
    if (!slot)
        sb_make_fail(making, "%s: a value of `%s` asks for `%s`, which it has not%s", making->word, row->maker, word,
            hint(&known, word, "columns"));
    sb_make_fail(making, "%s: `%s` in %s is made from `%s`, which there is not%s", making->word, slot->name, slot->of, word,
        hint(&known, word, "columns"));
}

void sb_unknown_kind(const sb_making *making, const sb_ingredient *slot)
{
    sb_kind_unknown(slot->rule->fake);
    sb_make_fail(making, "%s: the rule for `%s` in %s: %s", making->word, slot->name, slot->of, sb_error());
}

void sb_unknown_trait(const sb_making *making, const sb_maker *maker, const char *trait)
{
    names known = { .making = making };
    const sb_factory *factory = maker->factory;

    for (int deep = 0; factory && deep < 64; factory = sb_factory_parent(making, factory), deep++)
        for (const sb_trait *one = factory->traits; one && one->name; one++)
            add_name(&known, one->name);
    add_name(&known, SB_FILLED);
    sb_make_fail(making, "%s: the factory `%s` has no trait `%s`%s", making->word, maker->name, trait,
        hint(&known, trait, "traits of it"));
}

/* The path is linked from the inside out; it reads from the outside in. */
static void print_path(sb_text *to, const sb_path *path, const sb_path *from)
{
    if (!path)
        return;
    if (path != from)
        print_path(to, path->up, from);
    sb_text_add(to, "%s -> ", path->maker->name);
}

void sb_children_cycle(const sb_making *making, const sb_path *from)
{
    sb_text text = SB_TEXT_EMPTY;

    print_path(&text, making->path, from);
    sb_text_add(&text, "%s", from->maker->name);
    sb_make_fail(making,
        "%s: the children go round in a circle: %s\nGive them a trait without children by .as, or let .count_of say when there are none.",
        making->word, sb_store_take(&making->makers->store, &text));
}

void sb_parents_cycle(const sb_making *making, const sb_maker *again, const char *column)
{
    sb_text text = SB_TEXT_EMPTY;

    print_path(&text, making->path, NULL);
    sb_text_add(&text, "%s", again->name);
    sb_make_fail(making,
        "%s: the required parents go round in a circle: %s\nGive one of them a row by with(), or let the column %s.%s be NULL.",
        making->word, sb_store_take(&making->makers->store, &text), making->path->maker->table, column);
}

static void print_asking(sb_text *to, const sb_row *row, const sb_asking *asking, size_t from)
{
    if (!asking)
        return;
    if (asking->slot != from)
        print_asking(to, row, asking->up, from);
    sb_text_add(to, "%s -> ", row->filled[asking->slot].name);
}

void sb_values_cycle(const sb_row *row, size_t again)
{
    sb_text text = SB_TEXT_EMPTY;

    print_asking(&text, row, row->asking, again);
    sb_text_add(&text, "%s", row->filled[again].name);
    sb_make_fail(row->making,
        "%s: values of `%s` need each other in a circle: %s\nGive one of them by with(), or a source of its own.",
        row->making->word, row->maker, sb_store_take(&row->making->makers->store, &text));
}

static bool is_odd(const sb_recipe *recipe, const char *check)
{
    for (size_t i = 0; i < recipe->columns; i++)
        for (const char *const *odd = recipe->slot[i].facts->odd; odd && *odd; odd++)
            if (strcmp(*odd, check) == 0)
                return true;
    return false;
}

/* What the test can do where the database asks more than was known: of those that were not understood, if there are any. */
static void add_advice(sb_text *to, const sb_row *row, const char *refusal)
{
    const char *const *check = row->recipe->info->check;
    bool all = true;

    if (!strcasestr(refusal, "check constraint"))
        return;
    sb_text_add(to,
        "\nNot every CHECK constraint is understood: give the columns that this one is about by with(), or a rule in a factory.");
    for (size_t i = 0; check && check[i]; i++)
        all &= !is_odd(row->recipe, check[i]);
    for (size_t i = 0; check && check[i]; i++)
        if (all || is_odd(row->recipe, check[i]))
            sb_text_add(to, "\n    CHECK (%s)", check[i]);
}

void sb_insert_refused(const sb_row *row, const char *refusal)
{
    static const char *const origins[] = { "", "given", "a parent's", "made" };
    const sb_making *making = row->making;
    sb_text text = SB_TEXT_EMPTY;
    size_t width = 0;

    for (size_t i = 0; i < row->n; i++)
        if (row->filled[i].filling == SB_DONE)
            width = strlen(row->filled[i].name) > width ? strlen(row->filled[i].name) : width;
    for (size_t i = 0; i < row->n; i++) {
        const sb_filled *one = &row->filled[i];
        if (one->filling != SB_DONE || one->parameter)
            continue;
        sb_text_add(&text, "\n    %-*s  ", (int)width, one->name);
        if (one->value.kind == SB_NONE)
            sb_text_add(&text, "NULL");
        else
            sb_value_print(&text, &one->value);
        sb_text_add(&text, "  (%s)", origins[one->origin]);
    }
    add_advice(&text, row, refusal);
    sb_make_fail(making, "%s: %s refused the row that the factory `%s` made for %s: %s%s", making->word,
        making->db->backend->name, row->maker, row->table, refusal, sb_store_take(&making->makers->store, &text));
}
