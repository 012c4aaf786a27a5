/* resets_sqlite.c -- what the sandbox takes per test on SQLite, in microseconds: 3 rows in 2 tables are written and brought back, by each
 * strategy, at several numbers of tables. Lines "way tables reset whole nothing" to the file BENCH_TO: the reset alone; writing,
 * reset, and the first SELECT behind it; and the reset of a test that wrote nothing. Medians.
 */
#include "../../../framework/sandbox/sqlite/clone.h"
#include "../timing.h"
#include "on_sqlite.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 20, CONNECTIONS = 3, MOST = 501, LEAST = 9, BUDGET_MS = 250 };
static const char path[] = "bench/catalog.db"; /* is never made */

typedef struct bench {
    const char *name;
    sb_clone *clone; /* NULL: bare SQLite */
    sqlite3 *ours;
    sqlite3 *to[CONNECTIONS]; /* who writes: rows go round; all the same where only one does */
    bool commits;             /* by connections of the application */
} bench;

static char *schema_of(int tables)
{
    sb_text sql = SB_TEXT_EMPTY;
    for (int i = 0; i < tables; i++)
        sb_text_add(&sql,
            "CREATE TABLE t%d(id INTEGER PRIMARY KEY, name TEXT NOT NULL, n INT); CREATE INDEX i%d ON t%d(name);"
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < %d) INSERT INTO t%d SELECT x, 'name ' || x, x FROM c;",
            i, i, i, ROWS, i);
    return sb_text_take(&sql);
}

/* ---- a test ---- */

static void write_rows(const bench *it)
{
    bench_sqlite(it->to[0], "INSERT INTO t3(name, n) VALUES('one', 1)");
    bench_sqlite(it->to[1], "INSERT INTO t3(name, n) VALUES('two', 2)");
    bench_sqlite(it->to[2], "INSERT INTO t7(name, n) VALUES('three', 3)");
}

static void first_select(const bench *it) { bench_sqlite(it->to[0], "SELECT count(*) FROM t3"); }

static void reset(const bench *it)
{
    sb_reset_told told;
    if (!it->clone) {
        bench_sqlite(it->ours, "ROLLBACK");
        return;
    }
    if (sb_backend_sqlite.clone_reset(it->clone, &told) != 0 || told.fell || told.held) {
        fprintf(stderr, "resets_sqlite: %s: %s\n", it->name, told.fell ? told.fell : told.held ? told.held : sb_error());
        exit(1);
    }
}

static void begin(const bench *it)
{
    if (!it->clone)
        bench_sqlite(it->ours, "BEGIN");
}

static void take(const bench *it, int tables, FILE *to)
{
    static bench_samples resets, wholes, nothings;
    int64_t end = bench_now_ns() + (int64_t)BUDGET_MS * 1000000;
    int n = 0;
    resets.n = wholes.n = nothings.n = 0;
    for (int warm = 0; warm < 2; warm++) {
        begin(it);
        write_rows(it);
        reset(it);
        first_select(it);
    }
    for (; n < MOST && (n < LEAST || bench_now_ns() < end); n++) {
        int64_t at[6];
        at[0] = bench_now_ns();
        begin(it);
        write_rows(it);
        at[1] = bench_now_ns();
        reset(it);
        at[2] = bench_now_ns();
        first_select(it);
        at[3] = bench_now_ns();
        begin(it);
        at[4] = bench_now_ns();
        reset(it);
        at[5] = bench_now_ns();
        bench_sample(&resets, (double)(at[2] - at[1]) / 1e3);
        bench_sample(&wholes, (double)(at[3] - at[0]) / 1e3);
        bench_sample(&nothings, (double)(at[5] - at[4]) / 1e3);
    }
    fprintf(
        to, "%s %d %.3f %.3f %.3f\n", it->name, tables, bench_median(&resets), bench_median(&wholes), bench_median(&nothings));
}

/* ---- what is compared ---- */

static void bare(const char *schema, int tables, FILE *to)
{
    bench it = { .name = "bare_rollback" };
    if (sqlite3_open(":memory:", &it.ours) != SQLITE_OK)
        exit(1);
    bench_sqlite(it.ours, schema);
    for (int i = 0; i < CONNECTIONS; i++)
        it.to[i] = it.ours;
    take(&it, tables, to);
    sqlite3_close(it.ours);
}

static void with(const char *name, enum sb_reset is, bool commits, const char *schema, int tables, FILE *to)
{
    bench it = { .name = name, .commits = commits };
    const sb_script script = { "schema.sql", schema };
    const sb_clone_wish wish = { .prefix = "", .path = path, .reset = is, .script = &script, .scripts = 1 };
    void *db;
    if (sb_backend_sqlite.scratch(NULL, &db) != 0 || sb_backend_sqlite.exec(db, schema) != 0 ||
        sb_backend_sqlite.clone_make(db, &wish, &it.clone) != 0) {
        fprintf(stderr, "resets_sqlite: %s: %s\n", name, sb_error());
        exit(1);
    }
    sb_backend_sqlite.close(db);
    if (sb_backend_sqlite.clone_open(it.clone, 0, &db) != 0)
        exit(1);
    it.ours = sb_backend_sqlite.clone_handle(it.clone);
    for (int i = 0; i < CONNECTIONS; i++) {
        it.to[i] = it.ours;
        if (commits && sqlite3_open(path, &it.to[i]) != SQLITE_OK)
            exit(1);
    }
    sb_backend_sqlite.clone_reset(it.clone, NULL);
    take(&it, tables, to);
    for (int i = 0; i < CONNECTIONS && commits; i++)
        sqlite3_close(it.to[i]);
    sb_backend_sqlite.clone_free(it.clone);
}

int main(void)
{
    static const struct {
        const char *name;
        enum sb_reset is;
        bool commits;
    } ways[] = { { "rollback", SB_RESET_ROLLBACK, false }, { "image", SB_RESET_IMAGE, false },
        { "image_three_connections", SB_RESET_IMAGE, true }, { "undo", SB_RESET_UNDO, false },
        { "reload", SB_RESET_RELOAD, false }, { "watermark", SB_RESET_WATERMARK, false }, { "tracked", SB_RESET_TRACKED, false },
        { "truncate", SB_RESET_TRUNCATE, true }, { "rebuild", SB_RESET_REBUILD, true } };
    static const int tables[] = { 10, 100, 500 };
    FILE *to = getenv("BENCH_TO") ? fopen(getenv("BENCH_TO"), "w") : stdout;
    for (size_t t = 0; to && t < sizeof tables / sizeof *tables; t++) {
        char *schema = schema_of(tables[t]);
        bare(schema, tables[t], to);
        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
            with(ways[i].name, ways[i].is, ways[i].commits, schema, tables[t], to);
        free(schema);
    }
    return !to || fclose(to) != 0;
}
