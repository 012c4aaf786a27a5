/* resets_postgres.c -- what the sandbox takes per test on PostgreSQL, in microseconds: 3 rows in 2 tables are written and brought back, by
 * each strategy, at several numbers of tables. Lines "way tables reset whole nothing trips" to the file BENCH_TO: the reset alone; writing,
 * reset, and the first SELECT behind it; the reset of a test that wrote nothing; and how often that waited for the server. Medians.
 *
 * SEEDBED_TEST_POSTGRES says where the server is.
 */
#include "../../../framework/sandbox/postgres/clone.h"
#include "../../../framework/sandbox/postgres/known.h"
#include "../timing.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 20, CONNECTIONS = 3, MOST = 501, LEAST = 3, WARM = 6, BUDGET_MS = 250 };

typedef struct bench {
    const char *name;
    sb_clone *clone; /* NULL: bare libpq */
    sb_postgres *ours;
    PGconn *to[CONNECTIONS]; /* who writes: rows go round; all NULL: ours */
    const char *back;        /* SQL by which it is brought back; NULL: by the clone */
} bench;

static const char *server;
static char *url; /* of the database that all happens in */
static unsigned trips;

/* ---- every call that waits for the server is counted ---- */

static sb_libpq libpq;

static PGresult *exec(PGconn *handle, const char *sql)
{
    trips++;
    return libpq.PQexec(handle, sql);
}

static PGresult *exec_params(PGconn *handle, const char *sql, int n, const Oid *types, const char *const *values,
    const int *lengths, const int *formats, int format)
{
    trips++;
    return libpq.PQexecParams(handle, sql, n, types, values, lengths, formats, format);
}

static PGresult *exec_prepared(
    PGconn *handle, const char *name, int n, const char *const *values, const int *lengths, const int *formats, int format)
{
    trips++;
    return libpq.PQexecPrepared(handle, name, n, values, lengths, formats, format);
}

static PGresult *prepare(PGconn *handle, const char *name, const char *sql, int n, const Oid *types)
{
    trips++;
    return libpq.PQprepare(handle, name, sql, n, types);
}

static int send_query(PGconn *handle, const char *sql)
{
    trips++;
    return libpq.PQsendQuery(handle, sql);
}

/* What was put into a pipeline before it goes with it. */
static int pipeline_sync(PGconn *handle)
{
    trips++;
    return libpq.PQpipelineSync(handle);
}

static void count_trips(void)
{
    sb_libpq *calls = (sb_libpq *)(uintptr_t)sb__libpq();
    if (!calls)
        bench_die("libpq", sb_error());
    libpq = *calls;
    calls->PQexec = exec;
    calls->PQexecParams = exec_params;
    calls->PQexecPrepared = exec_prepared;
    calls->PQprepare = prepare;
    calls->PQsendQuery = send_query;
    calls->PQpipelineSync = pipeline_sync;
}

/* ---- a test ---- */

static void must(PGconn *handle, const char *sql)
{
    PGresult *result = PQexec(handle, sql);
    int status = libpq.PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        bench_die(sql, libpq.PQresultErrorMessage(result));
    libpq.PQclear(result);
}

static void run(const bench *it, int by, const char *sql)
{
    if (it->to[by])
        must(it->to[by], sql);
    else if (sb_backend_postgres.exec(it->ours, sql) != SB_OK)
        bench_die(sql, sb_error());
}

static void write_rows(const bench *it)
{
    run(it, 0, "INSERT INTO t3(name, n) VALUES('one', 1)");
    run(it, 1, "INSERT INTO t3(name, n) VALUES('two', 2)");
    run(it, 2, "INSERT INTO t7(name, n) VALUES('three', 3)");
}

static void first_select(const bench *it) { run(it, 0, "SELECT count(*) FROM t3"); }

static void reset(const bench *it)
{
    sb_reset_told told;
    if (!it->clone)
        must(it->to[0], it->back);
    else if (sb_backend_postgres.clone_reset(it->clone, &told) != SB_OK || told.fell || told.held)
        bench_die(it->name, told.fell ? told.fell : told.held ? told.held : sb_error());
}

static void take(const bench *it, int tables, FILE *to)
{
    static bench_samples resets, wholes, nothings;
    unsigned most_trips = 0;
    int n = 0;
    resets.n = wholes.n = nothings.n = 0;
    int64_t warm_end = bench_now_ns() + (int64_t)BUDGET_MS * 1000000;
    for (int warm = 0; warm < 1 || (warm < WARM && bench_now_ns() < warm_end);
         warm++) { /* as often as the server plans a statement anew */
        write_rows(it);
        reset(it);
        first_select(it);
        reset(it);
    }
    for (int64_t end = bench_now_ns() + (int64_t)BUDGET_MS * 1000000; n < MOST && (n < LEAST || bench_now_ns() < end); n++) {
        int64_t at[6];
        at[0] = bench_now_ns();
        write_rows(it);
        at[1] = bench_now_ns();
        reset(it);
        at[2] = bench_now_ns();
        first_select(it);
        at[3] = bench_now_ns();
        trips = 0;
        at[4] = bench_now_ns();
        reset(it);
        at[5] = bench_now_ns();
        most_trips = trips > most_trips ? trips : most_trips;
        bench_sample(&resets, (double)(at[2] - at[1]) / 1e3);
        bench_sample(&wholes, (double)(at[3] - at[0]) / 1e3);
        bench_sample(&nothings, (double)(at[5] - at[4]) / 1e3);
    }
    fprintf(to, "%s %d %.3f %.3f %.3f %u\n", it->name, tables, bench_median(&resets), bench_median(&wholes),
        bench_median(&nothings), most_trips);
    fflush(to);
}

/* ---- what is compared ---- */

static char *schema_of(int tables)
{
    sb_text sql = SB_TEXT_EMPTY;
    for (int i = 0; i < tables; i++)
        sb_text_add(&sql,
            "CREATE TABLE t%d(id serial PRIMARY KEY, name text NOT NULL, n int); CREATE INDEX i%d ON t%d(name);"
            "INSERT INTO t%d(name, n) SELECT 'name ' || x, x FROM generate_series(1, %d) x;\n",
            i, i, i, i, ROWS);
    return sb_text_take(&sql);
}

static char *truncate_all(int tables)
{
    sb_text sql = SB_TEXT_EMPTY;
    for (int i = 0; i < tables; i++)
        sb_text_add(&sql, "%s t%d", i ? "," : "TRUNCATE", i);
    sb_text_add(&sql, " RESTART IDENTITY CASCADE");
    return sb_text_take(&sql);
}

static char *reload_all(int tables)
{
    char *empty = truncate_all(tables);
    sb_text sql = SB_TEXT_EMPTY;
    sb_text_add(&sql, "%s", empty);
    for (int i = 0; i < tables; i++)
        sb_text_add(&sql, "; INSERT INTO t%d SELECT * FROM copies.t%d; SELECT setval('t%d_id_seq', %d)", i, i, i, ROWS);
    free(empty);
    return sb_text_take(&sql);
}

static void bare(const char *name, const char *begin, const char *back, bool three, int tables, FILE *to)
{
    bench it = { .name = name, .back = back };
    for (int i = 0; i < CONNECTIONS; i++)
        it.to[i] = i && !three ? it.to[0] : libpq.PQconnectdb(url);
    must(it.to[0], begin);
    take(&it, tables, to);
    for (int i = 0; i < CONNECTIONS; i++)
        if (!i || three)
            libpq.PQfinish(it.to[i]);
}

static void all_bare(const char *schema, int tables, FILE *to)
{
    PGconn *handle = libpq.PQconnectdb(url);
    char *truncate = truncate_all(tables), *reload = reload_all(tables);
    must(handle, "SET client_min_messages = error; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    must(handle, schema);
    must(handle, "DROP SCHEMA IF EXISTS copies CASCADE; CREATE SCHEMA copies");
    for (int i = 0; i < tables; i++) {
        char *copy = sb_format("CREATE TABLE copies.t%d AS SELECT * FROM t%d", i, i);
        must(handle, copy);
        free(copy);
    }
    bare("bare_rollback", "BEGIN", "ROLLBACK; BEGIN", false, tables, to);
    bare("bare_truncate", "SELECT 1", truncate, false, tables, to);
    bare("bare_truncate_and_reload", "SELECT 1", reload, false, tables, to);
    must(handle, "DROP SCHEMA public CASCADE; DROP SCHEMA copies CASCADE; CREATE SCHEMA public");
    libpq.PQfinish(handle);
    free(truncate);
    free(reload);
}

static void with(const char *name, enum sb_reset is, bool commits, const char *schema, int tables, FILE *to)
{
    bench it = { .name = name };
    const sb_script script = { "schema.sql", schema };
    char *path = sb_backend_postgres.locate(url);
    const sb_clone_wish wish = { .sandbox = "bench",
        .prefix = "",
        .path = path,
        .location = url,
        .reset = is,
        .script = &script,
        .scripts = 1,
        .workers = 1 };
    void *db = NULL, *ours = NULL;
    if (sb_backend_postgres.open(url, SB_CHANGE, &db) != SB_OK || sb_backend_postgres.clone_make(db, &wish, &it.clone) != SB_OK ||
        sb_backend_postgres.clone_open(it.clone, 0, &ours) != SB_OK)
        bench_die(name, sb_error());
    sb_backend_postgres.close(db);
    it.ours = ours;
    for (int i = 0; i < CONNECTIONS && commits; i++)
        it.to[i] = PQconnectdb(url); /* as the application has it: it lands in the sandbox */
    reset(&it);
    take(&it, tables, to);
    for (int i = 0; i < CONNECTIONS && commits; i++)
        PQfinish(it.to[i]);
    sb_backend_postgres.clone_free(it.clone);
    free(path);
}

/* ---- main ---- */

static const struct {
    const char *name;
    enum sb_reset is;
    bool commits;
} ways[] = { { "rollback", SB_RESET_ROLLBACK, false }, { "auto", SB_RESET_AUTO, false },
    { "auto_three_connections", SB_RESET_AUTO, true }, { "undo", SB_RESET_UNDO, false }, { "reload", SB_RESET_RELOAD, false },
    { "watermark", SB_RESET_WATERMARK, false }, { "tracked", SB_RESET_TRACKED, false }, { "truncate", SB_RESET_TRUNCATE, true },
    { "rebuild", SB_RESET_REBUILD, true } };
enum { WAYS = sizeof ways / sizeof *ways };

static void on_server(const char *sql)
{
    PGconn *handle = libpq.PQconnectdb(server);
    if (libpq.PQstatus(handle) != CONNECTION_OK)
        bench_die(server, libpq.PQerrorMessage(handle));
    must(handle, "SET client_min_messages = error");
    must(handle, sql);
    libpq.PQfinish(handle);
}

int main(void)
{
    static const int tables[] = { 10, 100, 500 };
    const char *only = getenv("BENCH_ONLY");
    FILE *to = getenv("BENCH_TO") ? fopen(getenv("BENCH_TO"), "w") : stdout;
    server = getenv("SEEDBED_TEST_POSTGRES");
    if (!server || !*server || !to)
        bench_die("SEEDBED_TEST_POSTGRES", "there is no server");
    count_trips();
    on_server("DROP DATABASE IF EXISTS seedbed_bench WITH (FORCE)");
    on_server("CREATE DATABASE seedbed_bench");
    url = sb__postgres_with(server, (const char *const[]){ "dbname", NULL }, (const char *const[]){ "seedbed_bench", NULL });
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        char *schema = schema_of(tables[t]);
        if (!only)
            all_bare(schema, tables[t], to);
        for (int i = 0; i < WAYS; i++)
            if (!only || strcmp(only, ways[i].name) == 0)
                with(ways[i].name, ways[i].is, ways[i].commits, schema, tables[t], to);
        free(schema);
    }
    on_server("DROP DATABASE seedbed_bench WITH (FORCE)");
    return fclose(to) != 0;
}
