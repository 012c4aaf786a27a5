/* refusals_look.c -- what the guard refuses after a look at the database and at the folder for files. */
#include "files.h"
#include "guard.h"
#include <stdlib.h>
#include <string.h>

enum { NAMED = 3 }; /* tables that a sentence names; the others it counts */

static void unreadable(const sb_facts *f, sb_text *why)
{
    if (f->look_failed)
        sb_text_add(why,
            "the database cannot be looked at: %s.\nOpen it once with the application, and correct `url:` in %s if it is wrong.",
            f->look_failed, f->settings->path);
}

static void name_tables(sb_text *to, const sb_names *tables)
{
    for (size_t i = 0; i < tables->n && i < NAMED; i++)
        sb_text_add(to, "%s%s", i ? ", " : "", tables->at[i]);
    if (tables->n > NAMED)
        sb_text_add(to, " and %zu others", tables->n - NAMED);
}

static void foreign_table(const sb_facts *f, sb_text *why)
{
    sb_names foreign = { .n = 0 };
    for (size_t i = 0; i < f->test_tables.n; i++)
        if (!sb_marker_owns(&f->marker, f->of->test_prefix, f->test_tables.at[i])) {
            foreign.at = sb_grow(foreign.at, foreign.n, &foreign.room, sizeof *foreign.at);
            foreign.at[foreign.n++] = f->test_tables.at[i];
        }
    if (foreign.n) {
        sb_text_add(why, "%s has %s under the test prefix `%s` that Seedbed did not make: ", f->of->location,
            foreign.n == 1 ? "a table or view" : "tables or views", f->of->test_prefix);
        name_tables(why, &foreign);
        sb_text_add(why, ".\nChoose another test prefix in %s, or rename %s if nobody needs the name.", f->settings->path,
            foreign.n == 1 ? "it" : "them");
    }
    free(foreign.at);
}

static void other_environment(const sb_facts *f, sb_text *why)
{
    const char *made_in = sb_marker_get(&f->marker, "environment");
    const char *by = sb_marker_get(&f->marker, "installed_by");
    if (made_in && strcmp(made_in, f->settings->environment) != 0)
        sb_text_add(why,
            "its tables were installed in the environment `%s` by %s, and this one is `%s`: two environments share the database %s.\n"
            "Correct `url:` or `environment:` in %s; or drop the tables there by `seedbed sandbox drop`.",
            made_in, by ? by : "?", f->settings->environment, f->of->location, f->settings->path);
}

static void live_table_in_schema(const sb_facts *f, sb_text *why)
{
    const char *table;
    if (f->of->placement != SB_PLACE_PREFIX)
        return;
    char *place = sb_schema_names_live(f->schema, &f->live_tables, &table);
    if (place)
        sb_text_add(why,
            "%s: this statement names the live table `%s`, which it would read, change or refer to.\nWrite the name in braces.",
            place, table);
    free(place);
}

static void foreign_files(const sb_facts *f, sb_text *why)
{
    char *found = f->settings->files.test_root ? sb_files_foreign(f->settings->files.test_root) : NULL;
    if (found)
        sb_text_add(why,
            "the folder for files of tests, %s, has something in it that Seedbed did not put there: %s.\nTests empty this folder: "
            "choose another for `files: test_root:` in %s, or empty it yourself.",
            f->settings->files.test_root, found, f->settings->path);
    free(found);
}

const sb_refusal sb_refusals_by_look[] = {
    { "unreadable", unreadable },
    { "foreign_table", foreign_table },
    { "other_environment", other_environment },
    { "live_table_in_schema", live_table_in_schema },
    { "foreign_files", foreign_files },
    { NULL, NULL },
};
