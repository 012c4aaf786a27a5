/* constraints.c -- lists of foreign keys, unique columns and checks that grow while a table is described. */
#include "constraints.h"
#include "sql.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void drop(const void *owned) { free((void *)(uintptr_t)owned); }

const char *const *sb_names_cut(const char *names, size_t *n_out)
{
    size_t n = 1, size;
    const char **list;
    char *at;

    if (names == NULL)
        return NULL;
    for (const char *p = names; (p = strchr(p, *SB_NAMES_BETWEEN)) != NULL; p++)
        n++;
    size = strlen(names) + 1;
    list = sb_alloc((n + 1) * sizeof *list + size);
    at = memcpy(list + n + 1, names, size);
    for (size_t i = 0; i < n; i++)
        list[i] = strsep(&at, SB_NAMES_BETWEEN);
    if (n_out != NULL)
        *n_out = n;
    return list;
}

static bool same_names(const char *const *a, const char *const *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(a[i], b[i]) != 0)
            return false;
    return true;
}

void sb_constraints_add_reference(sb_constraints *to, const char *columns, const char *table, const char *parent_columns)
{
    sb_reference *one;

    to->reference = sb_grow(to->reference, to->references, &to->reference_room, sizeof *to->reference);
    one = &to->reference[to->references++];
    one->table = sb_strdup(table);
    one->column = sb_names_cut(columns, &one->n);
    one->parent_column = sb_names_cut(parent_columns, NULL);
}

void sb_constraints_add_unique(sb_constraints *to, const char *columns, bool some)
{
    sb_unique one = { .some = some };

    one.column = sb_names_cut(columns, &one.n);
    for (size_t i = 0; i < to->uniques; i++)
        if (to->unique[i].n == one.n && same_names(to->unique[i].column, one.column, one.n)) {
            drop(one.column);
            to->unique[i].some &= some;
            return;
        }
    to->unique = sb_grow(to->unique, to->uniques, &to->unique_room, sizeof *to->unique);
    to->unique[to->uniques++] = one;
}

/* Whether SQL has a name in it, in quotes or without. */
static bool names(const char *text, const char *name)
{
    size_t size = strlen(name);
    sb_sql sql;

    sb_sql_begin(&sql, text);
    while (sb_sql_next(&sql) != SB_SQL_END) {
        size_t quote = sql.kind == SB_SQL_QUOTED;
        if ((quote || sql.kind == SB_SQL_WORD) && sql.size == size + 2 * quote && strncasecmp(sql.at + quote, name, size) == 0)
            return true;
    }
    return false;
}

static bool lists(const char *columns, const char *name)
{
    size_t n = 0;
    const char *const *list = sb_names_cut(columns, &n);
    bool found = false;

    for (size_t i = 0; i < n; i++)
        found |= strcmp(list[i], name) == 0;
    drop(list);
    return found;
}

void sb_constraints_add_unique_of(
    sb_constraints *to, const char *columns, const char *expressions, bool some, const sb_table_info *info)
{
    sb_text all = SB_TEXT_EMPTY;

    if (columns != NULL)
        sb_text_add(&all, "%s", columns);
    for (size_t i = 0; expressions != NULL && i < info->n; i++)
        if (names(expressions, info->column[i].name) && !lists(all.at, info->column[i].name))
            sb_text_add(&all, "%s%s", all.size ? SB_NAMES_BETWEEN : "", info->column[i].name);
    if (all.size > 0)
        sb_constraints_add_unique(to, all.at, some || expressions != NULL);
    sb_text_release(&all);
}

void sb_constraints_add_check(sb_constraints *to, const char *check, size_t size)
{
    char *copy = sb_alloc(size + 1);

    memcpy(copy, check, size);
    to->check = sb_grow(to->check, to->checks + 1, &to->check_room, sizeof *to->check);
    to->check[to->checks++] = copy;
    to->check[to->checks] = NULL;
}

static void tell_unique(const sb_unique *unique, const sb_table_info *info, sb_column *column)
{
    for (size_t i = 0; i < unique->n; i++)
        for (size_t c = 0; c < info->n; c++)
            if (strcmp(column[c].name, unique->column[i]) == 0) {
                column[c].unique |= unique->n == 1;
                column[c].unique_together |= unique->n > 1;
            }
}

void sb_constraints_tell(const sb_constraints *from, sb_table_info *info, sb_column *column)
{
    info->references = from->references;
    info->reference = from->reference;
    info->uniques = from->uniques;
    info->unique = from->unique;
    info->check = from->check;
    for (size_t i = 0; i < from->uniques; i++)
        tell_unique(&from->unique[i], info, column);
}

static bool same_reference(const sb_reference *a, const sb_reference *b)
{
    return a->n == b->n && strcmp(a->table, b->table) == 0 && same_names(a->column, b->column, a->n) &&
        same_names(a->parent_column, b->parent_column, a->n);
}

bool sb_constraints_same(const sb_table_info *a, const sb_table_info *b)
{
    if (a->references != b->references || a->uniques != b->uniques || (a->check == NULL) != (b->check == NULL))
        return false;
    for (size_t i = 0; i < a->references; i++)
        if (!same_reference(&a->reference[i], &b->reference[i]))
            return false;
    for (size_t i = 0; i < a->uniques; i++)
        if (a->unique[i].n != b->unique[i].n || a->unique[i].some != b->unique[i].some ||
            !same_names(a->unique[i].column, b->unique[i].column, a->unique[i].n))
            return false;
    for (size_t i = 0; a->check != NULL; i++) {
        if (a->check[i] == NULL || b->check[i] == NULL)
            return a->check[i] == b->check[i];
        if (strcmp(a->check[i], b->check[i]) != 0)
            return false;
    }
    return true;
}

void sb_constraints_release(sb_constraints *constraints)
{
    for (size_t i = 0; i < constraints->references; i++) {
        drop(constraints->reference[i].table);
        drop(constraints->reference[i].column);
        drop(constraints->reference[i].parent_column);
    }
    for (size_t i = 0; i < constraints->uniques; i++)
        drop(constraints->unique[i].column);
    for (size_t i = 0; i < constraints->checks; i++)
        drop(constraints->check[i]);
    free(constraints->reference);
    free(constraints->unique);
    free(constraints->check);
    *constraints = (sb_constraints){ 0 };
}
