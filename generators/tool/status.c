/* status.c -- one sandbox as it is: the guard's answers, versions, the lock, tables and rows. Nothing is changed. */
#include "status.h"
#include "../../framework/sandbox/guard.h"
#include "../../framework/sandbox/tables.h"
#include "../../framework/sandbox/version.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL = 24 };

/* Lines behind the first one stand under it. */
static void print_lines(const char *text)
{
    for (; *text; text++) {
        putchar(*text);
        if (*text == '\n')
            printf("    %-*s ", LABEL, "");
    }
    putchar('\n');
}

static void print_answer(void *env, const sb_guard_answer *answer)
{
    (void)env;
    printf("    %-*s ", LABEL, answer->name);
    switch (answer->verdict) {
    case SB_GUARD_HOLDS: puts("ok"); break;
    case SB_GUARD_EXCEPTED:
        printf("excepted by %s%s", answer->where, answer->why ? ": " : "; there is nothing to refuse");
        print_lines(answer->why ? answer->why : "");
        break;
    case SB_GUARD_TOLD:
        printf("told at each run: ");
        print_lines(answer->why);
        break;
    case SB_GUARD_REFUSED:
        printf("refused: ");
        print_lines(answer->why);
        break;
    }
}

static void print_lock(const sb_place *place)
{
    char *holder = sb_place_lock_holder(place);
    printf("  lock: %s\n", holder ? holder : "free");
    free(holder);
}

static int take_count(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name;
    if (n)
        *(int64_t *)env = cell[0].v.i;
    return SB_OK;
}

static void print_table(const sb_place *place, void *db, const char *table, int64_t rows)
{
    int64_t bytes = place->backend->size ? place->backend->size(db, table) : -1;
    printf("    %-*s %lld row%s", LABEL, table, (long long)rows, rows == 1 ? "" : "s");
    if (bytes >= 0)
        printf(", %lld bytes", (long long)bytes);
    putchar('\n');
}

static int print_tables(const sb_place *place, void *db)
{
    sb_names tables = { .n = 0 };
    int code = sb_tables_list(place->backend, db, place->prefix, &tables);
    printf("  tables:\n");
    for (size_t i = 0; i < tables.n && code == SB_OK; i++) {
        int64_t rows = 0;
        char *quoted = sb_sandbox_quote(tables.at[i]), *sql = sb_format("SELECT count(*) FROM %s", quoted);
        code = place->backend->query(db, sql, NULL, 0, take_count, &rows);
        if (code == SB_OK)
            print_table(place, db, tables.at[i], rows);
        free(sql);
        free(quoted);
    }
    sb_tables_release(&tables);
    return code;
}

/* Returns whether the installed tables can be used as they are. */
static bool print_versions(const sb_place *place, const sb_marker *marker)
{
    const char *state = sb_marker_get(marker, "state");
    if (!marker->there || !state || strcmp(state, "ready") != 0) {
        printf("  installed: %s\n", marker->there ? "not to the end; the next run finishes it" : "no; the first run installs");
        return true;
    }
    printf("  installed: %s by %s, in the environment %s\n", sb_marker_get(marker, "installed_at"),
        sb_marker_get(marker, "installed_by"), sb_marker_get(marker, "environment"));
    char *differences = sb_version_differences(marker, &place->schema);
    printf("  versions: %s\n", differences ? "different; `seedbed sandbox rebuild` brings them up to date" : "up to date");
    for (const char *line = differences; line; line = strchr(line, '\n'), line = line ? line + 1 : NULL)
        printf("    %.*s\n", (int)strcspn(line, "\n"), line);
    bool good = !differences;
    free(differences);
    return good;
}

static int print_installed(const sb_place *place)
{
    void *db = NULL;
    sb_marker marker = { .there = false };
    int code = place->backend->open(place->location, SB_LOOK, &db);
    if (code == SB_ENOTFOUND) {
        printf("  installed: no; there is no database yet, %s\n",
            place->backend->schemas ? "and Seedbed makes none on a server: make it with createdb" : "and the first run makes it");
        return place->backend->schemas ? SB_EXIT_REFUSED : SB_EXIT_PASSED;
    }
    if (code == SB_OK)
        code = sb_marker_read(place->backend, db, place->settings->test_prefix, &marker);
    bool good = code == SB_OK && print_versions(place, &marker);
    print_lock(place);
    if (code == SB_OK)
        code = print_tables(place, db);
    sb_marker_release(&marker);
    place->backend->close(db);
    if (code) {
        fflush(stdout);
        fprintf(stderr, "seedbed: %s\n", sb_error());
        return SB_EXIT_FAILED;
    }
    return good ? SB_EXIT_PASSED : SB_EXIT_REFUSED;
}

static void print_placement(const sb_place *place)
{
    if (place->settings->placement == SB_PLACE_PREFIX)
        printf("  placement: test tables under `%s`, beside live tables under `%s`\n", place->settings->test_prefix,
            place->settings->prefix);
    else
        printf("  placement: %s, made from the schema files by each run\n",
            !place->backend->schemas                            ? "a database in memory"
                : place->settings->placement == SB_PLACE_SCHEMA ? "a schema of each worker's own in this database"
                                                                : "a database of each worker's own on this server");
}

int sb_status_print(sb_place *place, const sb_settings *settings)
{
    bool by_prefix = place->settings->placement == SB_PLACE_PREFIX;
    printf("sandbox %s\n  database: %s (%s)\n", place->name, place->path, place->backend->name);
    print_placement(place);
    printf("  guard:\n");
    if (sb_guard_check(settings, &place->schema, place->backend, print_answer, NULL))
        return SB_EXIT_REFUSED;
    return by_prefix ? print_installed(place) : SB_EXIT_PASSED;
}
