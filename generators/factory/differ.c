/* differ.c -- columns that are made though they have a default: the database would fill them alike in every row, where no two rows may be alike,
 * or by chance, where one of ours is as good. */
#include "claims.h"
#include "types.h"
#include <string.h>

static size_t index_of(const sb_table_info *info, const char *name)
{
    size_t i = 0;

    while (i < info->n && strcmp(info->column[i].name, name) != 0)
        i++;
    return i;
}

/* A flag that most rows leave as it is has a meaning, and few values: an index of it is one of those rows where it is set. */
static bool has_few(const sb_claims *claims, size_t column)
{
    const sb_column *is = &claims->info->column[column];

    return is->choices || claims->facts[column].choices || sb_column_holds(is->type) == SB_HOLDS_BOOL;
}

/* Made for each row of many values, or numbered by the database, or NULL, which equals nothing. A reference may lead many rows to one. */
static bool tells_apart(const sb_claims *claims, size_t column)
{
    const sb_column *is = &claims->info->column[column];

    return !is->constant_default && !sb_column_refers(is) && !(has_few(claims, column) && sb_column_must_be(is));
}

static void settle(sb_claims *claims, const sb_unique *unique)
{
    const sb_table_info *info = claims->info;

    for (size_t i = 0; i < unique->n; i++) {
        size_t column = index_of(info, unique->column[i]);
        if (column == info->n || tells_apart(claims, column))
            return;
    }
    for (size_t i = 0; i < unique->n; i++) {
        size_t column = index_of(info, unique->column[i]);
        if (info->column[column].constant_default && !has_few(claims, column))
            claims->facts[column].required = true;
    }
}

/* A random uuid, for which one of ours is as good, and the same in each run; and a key without which nobody would find the row again. */
static bool is_of_chance(const sb_table_info *info, const sb_column *column)
{
    bool is_uuid = strcmp(column->type, "uuid") == 0;

    if (!column->has_default || column->constant_default || column->rowid)
        return false;
    return column->primary_key ? is_uuid || !info->row_number : is_uuid && column->unique && column->not_null;
}

void sb_differ_settle(sb_claims *claims)
{
    for (size_t i = 0; i < claims->info->n; i++)
        claims->facts[i].required |= is_of_chance(claims->info, &claims->info->column[i]);
    for (size_t i = 0; i < claims->info->uniques; i++)
        settle(claims, &claims->info->unique[i]);
}
