/* refusals_tables.c -- what the guard refuses of tables: foreign ones, links between test and live ones, rights on live ones. */
#include "refusals.h"
#include <stdlib.h>
#include <string.h>

enum { NAMED = 3 }; /* what a sentence names; the others it counts */

static void name_tables(sb_text *to, const sb_names *tables)
{
    for (size_t i = 0; i < tables->n && i < NAMED; i++)
        sb_text_add(to, "%s%s", i ? ", " : "", tables->at[i]);
    if (tables->n > NAMED)
        sb_text_add(to, " and %zu others", tables->n - NAMED);
}

void sb__refuse_foreign_table(const sb_facts *f, sb_text *why)
{
    bool one = f->foreign.n == 1, tables = true;
    if (!f->foreign.n)
        return;
    for (size_t i = 0; i < f->foreign.n; i++)
        tables = tables && !strchr(f->foreign.at[i], ' ');
    sb_text_add(why, "%s has %s under the test prefix `%s` that Seedbed did not make: ", f->where,
        !tables   ? "something"
            : one ? "a table or view"
                  : "tables or views",
        f->of->test_prefix);
    name_tables(why, &f->foreign);
    sb_text_add(why, ".\nChoose another test prefix in %s, or rename %s if nobody needs the name.", f->settings->path,
        one ? "it" : "them");
}

void sb__refuse_other_environment(const sb_facts *f, sb_text *why)
{
    const char *made_in = sb_marker_get(&f->marker, "environment");
    const char *by = sb_marker_get(&f->marker, "installed_by");
    if (made_in && strcmp(made_in, f->settings->environment) != 0)
        sb_text_add(why,
            "its tables were installed in the environment `%s` by %s, and this one is `%s`: two environments share the database %s.\n"
            "Correct `url:` or `environment:` in %s; or drop the tables there by `seedbed sandbox drop`.",
            made_in, by ? by : "?", f->settings->environment, f->where, f->settings->path);
}

void sb__refuse_live_table_in_schema(const sb_facts *f, sb_text *why)
{
    const char *table;
    if (!sb_facts_by_prefix(f))
        return;
    char *place = sb_schema_names_live(f->schema, &f->live_tables, &table);
    if (place)
        sb_text_add(why,
            "%s: this statement names the live table `%s`, which it would read, change or refer to.\nWrite the name in braces.",
            place, table);
    free(place);
}

/* The facts of one kind, the first few by name: 0 adds nothing. `between` stands between subject and detail; NULL: no detail. */
static size_t name_facts(const sb_facts *f, enum sb_fact fact, const char *between, sb_text *to)
{
    size_t n = 0;
    for (size_t i = 0; i < f->found_n; i++) {
        const sb_found *found = &f->found[i];
        if (found->fact == fact && n++ < NAMED)
            sb_text_add(to, "%s%s%s%s", n > 1 ? ", " : "", found->subject, between ? between : "",
                between && found->detail ? found->detail : "");
    }
    if (n > NAMED)
        sb_text_add(to, " and %zu others", n - NAMED);
    return n;
}

void sb__refuse_crossing_key(const sb_facts *f, sb_text *why)
{
    sb_text keys = SB_TEXT_EMPTY;
    if (name_facts(f, SB_FACT_CROSSING, " -> ", &keys))
        sb_text_add(why,
            "a foreign key leads from test tables to live ones or back, in %s: %s.\nWhat a test deletes would be deleted, or held, "
            "on the other side: drop the key, or write the table's name in braces where a schema file makes it.",
            f->where, keys.at);
    sb_text_release(&keys);
}

void sb__refuse_writable_outside(const sb_facts *f, sb_text *why)
{
    sb_text tables = SB_TEXT_EMPTY;
    const char *by = NULL;
    for (size_t i = 0; i < f->found_n && !by; i++)
        if (f->found[i].fact == SB_FACT_WRITABLE)
            by = f->found[i].detail;
    if (name_facts(f, SB_FACT_WRITABLE, NULL, &tables))
        sb_text_add(why,
            "in %s tests may write tables that are none of theirs, by the rights of %s: %s.\nGive an `admin:` connection that may make "
            "roles, so that tests get one without rights, and take from PUBLIC what live tables and functions grant it; or write `except: [ "
            "writable_outside ]` in %s.",
            f->where, by ? by : "their role", tables.at, f->settings->path);
    sb_text_release(&tables);
}

void sb__refuse_privileged(const sb_facts *f, sb_text *why)
{
    for (size_t i = 0; i < f->found_n && !why->size; i++)
        if (f->found[i].fact == SB_FACT_PRIVILEGED)
            sb_text_add(why,
                "%s may do everything in %s, and its live tables have rows and belong to %s.\nRun tests as somebody who may do less; "
                "where this is no live service, write `except: [ privileged ]` in %s.",
                f->found[i].subject, f->where, f->found[i].detail, f->settings->path);
}
