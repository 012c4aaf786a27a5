/* pgbox.c -- a clone in a database of the test's own, and a digest of it. */
#include "pgbox.h"
#include "../../../../framework/sandbox/postgres/state.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

const char pgbox_schema[] = "CREATE TABLE t (id serial PRIMARY KEY, v text UNIQUE, n int DEFAULT 0);\n"
                            "INSERT INTO t (v) VALUES ('one'), ('two'), ('three');\n"
                            "CREATE TABLE c (id int PRIMARY KEY, t int REFERENCES t ON DELETE CASCADE ON UPDATE CASCADE);\n"
                            "INSERT INTO c VALUES (10, 1), (11, 1);\n";

int pgbox_try(pgbox *box, enum sb_reset reset)
{
    char *path = sb__postgres_locate(box->url);
    const sb_clone_wish wish = { .sandbox = "box",
        .prefix = "",
        .path = path,
        .location = box->url,
        .script = &box->script,
        .scripts = 1,
        .reset = reset,
        .workers = 1 };
    void *db = NULL;
    sb__pg_process()->lent = false; /* by the test before */
    sb__pg_process()->seen = (sb_seen){ .statements = 0 };
    int code = sb__postgres_open(box->url, SB_CHANGE, &db);
    if (code == 0)
        code = sb__pg_clone_make(db, &wish, &box->clone);
    sb__postgres_close(db);
    free(path);
    db = NULL;
    if (code == 0)
        code = sb__pg_clone_open(box->clone, 0, &db);
    box->ours = db;
    return code;
}

void pgbox_make(pgbox *box, enum sb_reset reset)
{
    if (pgbox_try(box, reset))
        fail_test("the clone cannot be made: %s", sb_error());
}

void pgbox_open(pgbox *box, const char *script, enum sb_reset reset)
{
    *box = (pgbox){ .url = server_lent_database(), .script = { "schema.sql", script } };
    box->admin = server_open(box->url);
    pgbox_make(box, reset);
}

void pgbox_open_as(pgbox *box, const char *script, enum sb_reset reset, const char *role_options)
{
    *box = (pgbox){ .url = server_lent_database(), .script = { "schema.sql", script } };
    box->admin = server_open(box->url);
    char *database = sb__postgres_database(box->url), *role = sb_format("owner_of_%s", database);
    int code = sb__postgres_runf(
        box->admin, "CREATE ROLE %s LOGIN PASSWORD 'x' %s; ALTER DATABASE %s OWNER TO %s", role, role_options, database, role);
    box->url =
        sb__postgres_with(box->url, (const char *const[]){ "user", "password", NULL }, (const char *const[]){ role, "x", NULL });
    add_cleanup(free, (void *)(uintptr_t)box->url);
    free(database);
    free(role);
    if (code)
        fail_test("%s", sb_error());
    pgbox_make(box, reset);
}

void pgbox_close(pgbox *box)
{
    sb__pg_clone_free(box->clone);
    box->clone = NULL;
}

void pgbox_reset(pgbox *box)
{
    if (sb__pg_clone_reset(box->clone, &box->told))
        fail_test("the reset failed: %s", sb_error());
}

void pgbox_run(pgbox *box, const char *sql)
{
    if (sb__postgres_exec(box->ours, sql))
        fail_test("%s: %s", sql, sb_error());
}

PGconn *pgbox_connect(pgbox *box) { return server_connect(box->clone->url); }

static const char digest[] =
    "SELECT coalesce(string_agg(line, E'\\n' ORDER BY line COLLATE \"C\"), '') FROM ("
    "SELECT 'row ' || c.relname || ' ' || (query_to_xml(format('SELECT count(*) || '' '' || coalesce(sum(hashtextextended(r::text, 0)), 0) "
    "FROM ONLY %%s r', c.oid::regclass), false, true, ''))::text AS line FROM pg_class c WHERE c.relnamespace = '%s'::regnamespace "
    "AND c.relkind IN ('r', 'm') "
    "UNION ALL SELECT 'sequence ' || c.relname || (query_to_xml(format('SELECT last_value, is_called FROM %%s', c.oid::regclass), false, "
    "true, ''))::text FROM pg_class c WHERE c.relnamespace = '%s'::regnamespace AND c.relkind = 'S' "
    "UNION ALL SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || coalesce(column_default, '') || is_nullable "
    "FROM information_schema.columns WHERE table_schema = '%s' "
    "UNION ALL SELECT 'class ' || relname || relkind::text FROM pg_class WHERE relnamespace = '%s'::regnamespace "
    "UNION ALL SELECT 'constraint ' || conname || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = '%s'::regnamespace "
    "UNION ALL SELECT 'trigger ' || tgname || tgenabled::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT tgisinternal AND "
    "c.relnamespace = '%s'::regnamespace "
    "UNION ALL SELECT 'function ' || proname || md5(prosrc) FROM pg_proc WHERE pronamespace = '%s'::regnamespace) x";

const char *pgbox_digest(pgbox *box)
{
    const char *s = box->clone->schema;
    char *sql = sb_format(digest, s, s, s, s, s, s, s);
    const char *answer = pg_ask(box->admin, sql);
    free(sql);
    if (strncmp(answer, "class ", 6) != 0)
        fail_test("there is no digest: %s", answer);
    return answer;
}
