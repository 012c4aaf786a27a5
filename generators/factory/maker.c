/* maker.c -- find the maker of a factory or table, and the number of its first row. */
#include "maker.h"
#include "counted.h"
#include "layers.h"
#include "types.h"
#include "unknown.h"
#include <stdlib.h>
#include <string.h>

sb_makers *sb_makers_get(void)
{
    sb_context *context = sb_context_get();

    if (!context->makers)
        context->makers = sb_alloc(sizeof *context->makers);
    return context->makers;
}

void sb_makers_over(void)
{
    sb_makers *makers = sb_context_get()->makers;

    if (!makers)
        return;
    makers->maker = NULL;
    makers->series = NULL;
    makers->row = NULL;
    makers->bulk = NULL;
    sb_store_release(&makers->store);
}

void sb_makers_free(void)
{
    sb_makers_over();
    free(sb_context_get()->makers);
    sb_context_get()->makers = NULL;
}

const char *sb_table_bare(const sb_db *db, const char *table)
{
    size_t size = db ? strlen(db->prefix) : 0;

    return db && strncmp(table, db->prefix, size) == 0 ? table + size : table;
}

const sb_table_info *sb_maker_columns(const sb_making *making, const sb_maker *maker)
{
    const sb_table_info *info = NULL;

    if (!maker->table)
        return NULL;
    if (making->db->backend->describe(making->db->handle, maker->table, &info))
        sb_make_fail(making, "%s: %s", making->word, sb_error());
    return info;
}

typedef struct highest {
    size_t keys; /* so many cells behind the count are of the key */
    uint64_t n;
} highest;

/* The number of rows, then highest numbers. That of the key counts, whatever it is. Of another column a number that is far from all that rows
 * could be counted by means something else, such as what stands on a product: nothing that we make comes near it, and numbers that begin there
 * would be too large for the key. */
static int take_highest(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    enum { FAR = 1000 * 1000 };
    highest *it = env;

    (void)name;
    for (size_t i = 0; i < n; i++) {
        uint64_t value = cell[i].kind == SB_LLONG && cell[i].v.i > 0 ? (uint64_t)cell[i].v.i : 0;
        if (value > it->n && (i <= it->keys || (value <= INT32_MAX && value - (uint64_t)cell[0].v.i <= FAR)))
            it->n = value;
    }
    return 0;
}

/* Not every type has a highest value: a uuid has none. What refers to another table has the numbers of that. */
static bool may_be_high(const sb_column *column)
{
    enum sb_holds holds = sb_column_holds(column->type);

    return column->rowid ||
        (sb_column_must_differ(column) && !column->parent_table && !column->shared_parent &&
            (holds == SB_HOLDS_INTEGER || holds == SB_HOLDS_NUMBER || column->type[0] == '\0'));
}

/* Of several columns of a key none is the number of the row. */
static bool is_number(const sb_column *column) { return column->rowid || (column->primary_key && !column->unique_together); }

/* Returns how many there are. */
static size_t add_highest(sb_text *sql, const sb_table_info *info, bool numbers)
{
    size_t n = 0;

    for (size_t i = 0; i < info->n; i++) {
        if (!may_be_high(&info->column[i]) || is_number(&info->column[i]) != numbers)
            continue;
        char *column = sb_sandbox_quote(info->column[i].name);
        sb_text_add(sql, ", max(%s)", column);
        free(column);
        n++;
    }
    return n;
}

/* Above what is there: the number of rows, the highest key, and the highest of other whole numbers that must be unique. So neither keys nor names
 * that end in the number of their row meet a row of a fixture, of the schema file or of the application. */
static uint64_t first_n(const sb_making *making, const sb_maker *maker)
{
    const sb_table_info *info = sb_maker_columns(making, maker);
    sb_text sql = SB_TEXT_EMPTY;
    char *name = sb_sandbox_quote(maker->table);
    highest found = { 0 };

    sb_text_add(&sql, "SELECT count(*)");
    found.keys = add_highest(&sql, info, true);
    add_highest(&sql, info, false);
    sb_text_add(&sql, " FROM %s", name);
    free(name);
    if (making->db->backend->query(making->db->handle, sql.at, NULL, 0, take_highest, &found)) {
        sb_text_release(&sql);
        sb_make_fail(making, "%s: %s", making->word, sb_error());
    }
    sb_text_release(&sql);
    return sb_counted(making, info, found.n);
}

void sb_maker_restart(const sb_making *making, sb_maker *maker, uint64_t number)
{
    maker->series->next_n = number ? number - 1 : maker->table ? first_n(making, maker) : 0;
    /* Parents that rows share were shared by their numbers. */
    for (sb_maker *one = making->makers->maker; one; one = one->next)
        one->recipe = one->series == maker->series ? NULL : one->recipe;
}

static sb_series *series_of(const sb_making *making, const char *name, const char *table)
{
    sb_store *store = &making->makers->store;
    sb_series *series = making->makers->series;

    while (series &&
        !(table ? series->table && strcmp(series->table, table) == 0 : !series->table && series->stream == sb_draw_name(name)))
        series = series->next;
    if (series)
        return series;
    series = sb_store_alloc(store, sizeof *series);
    series->table = table ? sb_store_text(store, table) : NULL;
    series->stream = sb_draw_name(table ? sb_table_bare(making->db, table) : name);
    if (table)
        series->next_n = making->numbered ? making->above : first_n(making, &(sb_maker){ .table = series->table });
    series->next = making->makers->series;
    return making->makers->series = series;
}

/* table: NULL where there is none. */
static sb_maker *get(const sb_making *making, const char *table, const sb_factory *factory)
{
    sb_store *store = &making->makers->store;
    const char *name = factory ? factory->name : sb_table_bare(making->db, table);
    sb_series *series = series_of(making, name, table);
    sb_maker *maker = making->makers->maker;

    while (maker && !(maker->series == series && maker->factory == factory))
        maker = maker->next;
    if (maker)
        return maker;
    maker = sb_store_alloc(store, sizeof *maker);
    maker->table = series->table;
    maker->factory = factory;
    maker->name = sb_store_text(store, name);
    maker->series = series;
    maker->next = making->makers->maker;
    return making->makers->maker = maker;
}

/* Where the database could not be asked, that is what is said, and not that it has no table. */
const char *sb_maker_table(const sb_making *making, const char *name)
{
    const sb_db *db = making->db;
    sb_store *store = &making->makers->store;
    const sb_table_info *info = NULL;
    int code = db->backend->describe(db->handle, sb_store_format(store, "%s%s", db->prefix, name), &info);

    if (code && code != SB_ENOTFOUND)
        sb_make_fail(making, "%s: %s", making->word, sb_error());
    return code ? NULL : sb_store_text(store, info->name);
}

/* The first of the names, separated by spaces, that is a table; with their plurals where `words`. NULL where none is. */
static const char *first_table(const sb_making *making, const char *names, bool words)
{
    sb_store *store = &making->makers->store;
    const char *found = NULL;
    size_t size;

    for (const char *at = sb_list_next(names, NULL, &size); at && !found; at = sb_list_next(names, at, &size)) {
        const char *name = sb_store_format(store, "%.*s", (int)size, at);
        const char *const *one = sb_table_names(store, name);
        found = words ? NULL : sb_maker_table(making, name);
        while (words && !found && *one)
            found = sb_maker_table(making, *one++);
    }
    return found;
}

/* Its own tables, or those of what it inherits from. NULL: there are none of them here. */
static const char *table_of(const sb_making *making, const sb_factory *factory)
{
    const char *found = NULL;

    for (int deep = 0; factory && !found && deep < 64; factory = sb_factory_parent(making, factory), deep++)
        found = first_table(making, factory->tables ? factory->tables : factory->name, !factory->tables);
    return found;
}

static const char *tables_said(const sb_making *making, const sb_factory *factory)
{
    while (!factory->tables && factory->inherits)
        factory = sb_factory_parent(making, factory);
    return factory->tables ? factory->tables : factory->name;
}

/* NULL: it serves none of the tables here. */
static sb_maker *of_factory(const sb_making *making, const sb_factory *factory, const char *name)
{
    const sb_factory_node *one, *other;
    const char *table = making->db ? table_of(making, factory) : NULL;

    if (sb_factory_twins(name, &one, &other))
        sb_make_fail(making, "%s: there are two factories `%s`, at %s:%d and at %s:%d; call one of them otherwise", making->word,
            name, other->file, other->line, one->file, one->line);
    return table || making->build ? get(making, table, factory) : NULL;
}

static sb_maker *of_table(const sb_making *making, const char *name)
{
    const char *table;

    for (const char *const *one = sb_table_names(&making->makers->store, name); *one && making->db; one++)
        if ((table = sb_maker_table(making, *one)))
            return get(making, table, sb_factory_of_table(*one));
    return NULL;
}

/* Looked up once per test: the second make(user) finds the maker by the name that the first one used. */
sb_maker *sb_maker_sought(const sb_making *making, const char *name)
{
    const sb_factory *factory;
    sb_maker *maker = making->makers->maker;

    while (maker && !(maker->asked && strcmp(maker->asked, name) == 0 && (maker->table || making->build)))
        maker = maker->next;
    if (maker)
        return maker;
    factory = sb_factory_named(name);
    maker = factory ? of_factory(making, factory, name) : of_table(making, name);
    if (maker)
        maker->asked = sb_store_text(&making->makers->store, name);
    return maker;
}

sb_maker *sb_maker_named(const sb_making *making, const char *name)
{
    sb_maker *maker = sb_maker_sought(making, name);
    const sb_factory *factory = maker ? NULL : sb_factory_named(name);

    if (factory)
        sb_make_fail(making, "%s: the factory `%s` serves the tables %s, and the sandbox has none of these", making->word, name,
            tables_said(making, factory));
    if (!maker)
        sb_unknown_factory(making, name);
    return maker;
}

static void take_table(void *env, const char *table)
{
    const char **wanted = env;

    if (strcmp(table, wanted[0]) == 0)
        wanted[1] = wanted[0];
}

sb_maker *sb_maker_of_table(const sb_making *making, const char *table)
{
    const char *wanted[2] = { table, NULL };

    if (making->db->backend->tables(making->db->handle, table, take_table, wanted) || !wanted[1])
        return NULL;
    return get(making, table, sb_factory_of_table(sb_table_bare(making->db, table)));
}
