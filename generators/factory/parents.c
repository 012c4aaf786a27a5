/* parents.c -- foreign keys: a row stands for its key, and a required parent is made by its own factory. */
#include "parents.h"
#include "unknown.h"
#include <string.h>
#include <strings.h>

sb_value sb_parent_key(const sb_making *making, const sb_column *column, const sb_row *row)
{
    if (!row)
        return (sb_value){ .kind = SB_NONE };
    if (!column->parent_table)
        return sb__box_i(row->id);
    if (strcasecmp(column->parent_table, row->table) != 0)
        sb_make_fail(making, "%s: the column `%s` refers to %s, and was given a row of %s", making->word, column->name,
            column->parent_table, row->table);
    return sb_row_value(row, column->parent_column);
}

bool sb_parent_fits(const sb_making *making, const sb_column *column, const char *name)
{
    size_t size = strlen(name);
    const char *parent;
    const sb_declared *factory;

    if (strncmp(column->name, name, size) == 0 && strcmp(column->name + size, "_id") == 0)
        return true;
    if (!column->parent_table)
        return false;
    parent = sb_table_bare(making->db, column->parent_table);
    factory = sb_factory_of_table(parent);
    if (factory && strcmp(factory->name, name) == 0)
        return true;
    for (const char *const *one = sb_table_names(&making->makers->store, name); *one; one++)
        if (strcmp(*one, parent) == 0)
            return true;
    return false;
}

/* The maker of the rows that a column refers to: by its foreign key, else by what the factory says of it. NULL: none. */
static sb_maker *maker_of(const sb_making *making, const sb_column *column, const sb_field *field)
{
    if (column->parent_table)
        return sb_maker_of_table(making, column->parent_table);
    if (field && field->how == SB_HOW_PARENT)
        for (const char *const *one = sb_table_names(&making->makers->store, field->text); *one; one++)
            if (sb_sandbox_table_name(*one))
                return sb_maker_named(making, field->text);
    return NULL;
}

bool sb_parent_make(const sb_making *making, const sb_column *column, const sb_field *field, sb_value *out)
{
    bool wanted = column->not_null || column->primary_key || (field && field->how == SB_HOW_PARENT);
    sb_maker *maker = wanted ? maker_of(making, column, field) : NULL;

    if (!maker)
        return false;
    for (const sb_path *up = making->path; up; up = up->up)
        if (up->maker == maker)
            sb_parents_cycle(making, maker, column->name);
    *out = sb_parent_key(making, column, sb_maker_make(making, maker, NULL));
    return true;
}
