/* rebuild.c -- strategy: all tables are dropped and made again by the schema scripts. */
#include "changes.h"
#include "clone.h"
#include <stdlib.h>
#include <string.h>

static int run_scripts(const sb_standing *it, sb_sqlite *db)
{
    int result = 0;

    for (size_t i = 0; i < it->scripts && result == 0; i++) {
        result = sb__sqlite_exec(db, it->script[i].sql);
        if (result != 0) {
            char *why = sb_strdup(sb_error());
            sb_fail_with(SB_ERR, "%s: %s", it->script[i].name, why);
            free(why);
        }
    }
    return result;
}

/* The table that says whose the others are is no script's. "": there is none, where the whole database is the sandbox. */
static char *marker_of(const sb_clone *clone)
{
    return clone->live.prefix[0] != '\0' ? sb_format("%sseedbed", clone->live.prefix) : sb_strdup("");
}

/* ---- whether the scripts make the base state ---- */

static uint64_t mix(uint64_t digest, const void *bytes, int n)
{
    for (int i = 0; i < n; i++)
        digest = (digest ^ ((const unsigned char *)bytes)[i]) * 1099511628211u;
    return (digest ^ (uint64_t)n) * 1099511628211u;
}

/* Every value of every row, in the order in which the query gives them. */
static int digest_rows(sqlite3 *handle, const char *sql, uint64_t *digest)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);

    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            int type = sqlite3_column_type(statement, i);
            *digest = mix(*digest, &type, sizeof type);
            *digest = mix(*digest, sqlite3_column_blob(statement, i), sqlite3_column_bytes(statement, i));
        }
        code = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(handle, "The tables cannot be compared (%s)", sql);
}

/* Of the schema as written, and of all rows in the order of their keys; without the marker. */
static int digest_of(const sb_keeper *keeper, const char *marker, sqlite3 *handle, const char *schema, uint64_t *digest)
{
    sb_text sql = SB_TEXT_EMPTY;
    int result;

    *digest = 14695981039346656037u;
    sb_text_add(&sql, "SELECT type, name, tbl_name, sql FROM %s.sqlite_schema WHERE tbl_name <> ", schema);
    sb_text_add(&sql, "'%s' COLLATE NOCASE", marker);
    sb_text_add(&sql, " ORDER BY type, name");
    result = digest_rows(handle, sql.at, digest);
    for (size_t i = 0; i < keeper->n && result == 0; i++) {
        if (sqlite3_stricmp(keeper->table[i].name, marker) == 0)
            continue;
        sql.size = 0;
        sb_text_add(&sql, "SELECT %s FROM %s.", keeper->table[i].columns, schema);
        sb__sqlite_name(&sql, keeper->table[i].name);
        if (!keeper->table[i].by_number) /* with numbers they come in their order; without, in that of all columns */
            sb_text_add(&sql, " ORDER BY %s", keeper->table[i].columns);
        result = digest_rows(handle, sql.at, digest);
    }
    sql.size = 0;
    sb_text_add(&sql, "SELECT name, seq FROM %s.sqlite_sequence ORDER BY name", schema);
    if (result == 0 && keeper->has_sequences)
        result = digest_rows(handle, sql.at, digest);
    sb_text_release(&sql);
    return result;
}

/* Rows that came after the scripts ran, or a time or number that is another each time, would be missing or other. */
static int compare(sb_clone *clone)
{
    void *made = NULL;
    char *marker = marker_of(clone);
    uint64_t base = 0, now = 1;
    int result = sb__sqlite_scratch(NULL, &made);

    if (result == 0)
        result = run_scripts(&clone->standing, made);
    if (result == 0)
        result = digest_of(clone->standing.keeper, marker, clone->standing.keeper->handle, SB_BASE, &base);
    if (result == 0 && digest_of(clone->standing.keeper, marker, ((sb_sqlite *)made)->handle, "main", &now) != 0)
        now = ~base; /* a table is missing there */
    if (result == 0 && base != now)
        result = sb_fail_with(SB_ERR, "the base state is not what the schema scripts make");
    sb__sqlite_close(made);
    free(marker);
    return result;
}

/* ---- the strategy ---- */

static int install(sb_clone *clone)
{
    int result = sb__keeper_open(clone);
    return result != 0 ? result : compare(clone);
}

static int begin_again(sqlite3 *handle)
{
    int result = sb__sqlite_run(handle, "BEGIN IMMEDIATE");

    if (result == 0 &&
        sqlite3_table_column_metadata(handle, "main", "sqlite_stat1", NULL, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK)
        result = sb__sqlite_run(handle, "DROP TABLE sqlite_stat1");
    return result;
}

static int mark(sb_clone *clone, sqlite3 *handle)
{
    sqlite3_stmt *statement = NULL;
    char *marker = marker_of(clone);
    int code = sqlite3_prepare_v2(clone->standing.keeper->handle,
        "SELECT sql FROM " SB_BASE ".sqlite_schema WHERE name = ? COLLATE NOCASE", -1, &statement, NULL);

    if (code == SQLITE_OK && sqlite3_bind_text(statement, 1, marker, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        code = sb__sqlite_run(handle, (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    free(marker);
    return code;
}

static int fill_marker(sb_clone *clone)
{
    sb_keeper *keeper = clone->standing.keeper;
    char *marker = marker_of(clone);
    int code = SQLITE_OK;

    for (size_t i = 0; i < keeper->n && code == SQLITE_OK; i++)
        if (sqlite3_stricmp(keeper->table[i].name, marker) == 0)
            code = sb__keeper_reload(keeper, &keeper->table[i]);
    free(marker);
    return code;
}

/* By a connection as the one that first ran the scripts: with triggers. */
static const char *reset(sb_clone *clone)
{
    sqlite3 *handle = NULL;
    sb_sqlite *db;
    int result;

    if (sqlite3_open_v2(clone->image->name, &handle, SQLITE_OPEN_READWRITE, "seedbed") != SQLITE_OK) {
        sqlite3_close(handle);
        return "the sandbox cannot be opened once more";
    }
    db = sb__sqlite_new(handle);
    sb__image_set_keeper(clone->image, handle);
    result = begin_again(handle);
    if (result == 0)
        result = sb__sqlite_drop(db, "", "");
    if (result == 0)
        result = run_scripts(&clone->standing, db);
    if (result == 0)
        result = mark(clone, handle);
    if (result == 0)
        result = sb__sqlite_run(handle, "COMMIT");
    sb__image_set_keeper(clone->image, clone->standing.keeper->handle);
    sb__sqlite_close(db);
    if (result != 0)
        return sb__strategy_why(clone, "the tables cannot be made again (%s)", sb_error());
    return fill_marker(clone) == SQLITE_OK ? NULL : sb__keeper_why(clone);
}

const sb_strategy sb_strategy_rebuild = { .is = SB_RESET_REBUILD,
    .name = "rebuild",
    .how = "all tables are dropped and made again by the schema scripts",
    .claims = SB_CLAIM_KEYED | SB_CLAIM_KEYLESS | SB_CLAIM_SEQUENCES | SB_CLAIM_SCHEMA | SB_CLAIM_OTHERS | SB_CLAIM_VIRTUAL,
    .install = install,
    .reset = reset };
