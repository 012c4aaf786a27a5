/* unknown.c -- sentences for wrong factories, columns, traits, parents and values. */
#include "unknown.h"
#include "../../assert/value.h"
#include "../../framework/process/running.h"
#include "../../framework/sandbox/marker.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void sb_make_fail(const sb_making *making, const char *format, ...)
{
    sb_text text = SB_TEXT_EMPTY;
    va_list args;

    va_start(args, format);
    sb_text_addv(&text, format, args);
    va_end(args);
    /* Into the store first: what leaves by a jump frees nothing. */
    sb_fail_now(making->file, making->line, "%s", sb_store_take(&making->makers->store, &text));
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

void sb_unknown_factory(const sb_making *making, const char *name)
{
    names known = { .making = making };

    refuse_view(making, name);
    for (const sb_declared *const *one = sb_factories; *one; one++)
        add_name(&known, (*one)->name);
    making->db->backend->tables(making->db->handle, making->db->prefix, add_table, &known);
    sb_make_fail(making, "%s: there is no factory and no table `%s`%s", making->word, name, hint(&known, name, "tables"));
}

void sb_unknown_column(const sb_making *making, const sb_maker *maker, const sb_table_info *info, const char *column)
{
    names known = { .making = making };

    for (size_t i = 0; i < info->n; i++)
        add_name(&known, info->column[i].name);
    sb_make_fail(
        making, "%s: the table %s has no column `%s`%s", making->word, maker->table, column, hint(&known, column, "columns"));
}

void sb_unknown_trait(const sb_making *making, const sb_maker *maker, const char *trait)
{
    names known = { .making = making };

    for (const sb_declared_trait *one = maker->factory ? maker->factory->trait : NULL; one && one->name; one++)
        add_name(&known, one->name);
    sb_make_fail(making, "%s: the factory `%s` has no trait `%s`%s", making->word, maker->name, trait,
        hint(&known, trait, "traits of it"));
}

/* The path is linked from the inside out; it reads from the outside in. */
static void print_path(sb_text *to, const sb_path *path)
{
    if (!path)
        return;
    print_path(to, path->up);
    sb_text_add(to, "%s -> ", path->maker->name);
}

void sb_parents_cycle(const sb_making *making, const sb_maker *again, const char *column)
{
    sb_text text = SB_TEXT_EMPTY;

    print_path(&text, making->path);
    sb_text_add(&text, "%s", again->name);
    sb_make_fail(making,
        "%s: the required parents go round in a circle: %s\nGive one of them a row by with(), or let the column %s.%s be NULL.",
        making->word, sb_store_take(&making->makers->store, &text), making->path->maker->table, column);
}

/* "`a` and `b`": what we made a value for and `about` says yes to. False: nothing. */
static bool add_made(sb_text *to, const sb_row *row, bool (*about)(const sb_column *column, const char *what), const char *what)
{
    size_t found = 0;

    for (size_t i = 0; i < row->n; i++)
        if (row->filled[i].origin == SB_ORIGIN_MADE && about(row->filled[i].column, what))
            sb_text_add(to, "%s`%s`", found++ ? " and " : "", row->filled[i].name);
    return found > 0;
}

static bool refers_to(const sb_column *column, const char *table)
{
    return column->shared_parent && strcmp(column->shared_parent, table) == 0;
}

static bool is_word_of(const sb_column *column, const char *text)
{
    size_t size = strlen(column->name);

    for (const char *at = text; (at = strcasestr(at, column->name)); at++)
        if ((at == text || !(isalnum((unsigned char)at[-1]) || at[-1] == '_')) &&
            !(isalnum((unsigned char)at[size]) || at[size] == '_'))
            return true;
    return false;
}

/* What the test can do where values were made without a look at all that the database asks of them. */
static void add_advice(sb_text *to, const sb_row *row, const char *refusal)
{
    const char *parent = NULL;

    if (strcasestr(refusal, "check constraint")) {
        sb_text_add(to, "\nCHECK constraints are not read when values are made: give ");
        if (!add_made(to, row, is_word_of, refusal))
            sb_text_add(to, "the column that this one is about");
        sb_text_add(to, " by with().");
    }
    for (size_t i = 0; i < row->n && !parent && strcasestr(refusal, "foreign key"); i++)
        if (row->filled[i].origin == SB_ORIGIN_MADE)
            parent = row->filled[i].column->shared_parent;
    if (parent) {
        sb_text_add(to, "\nA foreign key of several columns refers to %s, and no row is made for such a key: give ", parent);
        add_made(to, row, refers_to, parent);
        sb_text_add(to, " by with().");
    }
}

void sb_insert_refused(const sb_making *making, const sb_row *row, const char *refusal)
{
    static const char *const origins[] = { "", "given", "a parent's", "made" };
    sb_text text = SB_TEXT_EMPTY;
    size_t width = 0;

    for (size_t i = 0; i < row->n; i++)
        width = strlen(row->filled[i].name) > width ? strlen(row->filled[i].name) : width;
    for (size_t i = 0; i < row->n; i++) {
        sb_text_add(&text, "\n    %-*s  ", (int)width, row->filled[i].name);
        if (row->filled[i].value.kind == SB_NONE)
            sb_text_add(&text, "NULL");
        else
            sb_value_print(&text, &row->filled[i].value);
        sb_text_add(&text, "  (%s)", origins[row->filled[i].origin]);
    }
    add_advice(&text, row, refusal);
    sb_make_fail(making, "%s: %s refused the row that the factory `%s` made for %s: %s%s", making->word,
        making->db->backend->name, row->maker, row->table, refusal, sb_store_take(&making->makers->store, &text));
}
