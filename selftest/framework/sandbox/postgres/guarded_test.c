/* guarded_test.c -- tests of framework/sandbox/postgres/guarded.c. */
#include "server.h"
#include <seedbed.h>

FIXTURE(postgres_guarded, (sb_postgres * db;));

SETUP(postgres_guarded)
{
    self->db = server_open(server_url());
    pg_must(self->db,
        "SET search_path = pg_temp; CREATE TEMP TABLE t(id serial PRIMARY KEY, v text UNIQUE, n int NOT NULL DEFAULT 7)");
}

TEARDOWN(postgres_guarded) { (void)self; }

static void begin(sb_postgres *db)
{
    pg_must(db, "BEGIN");
    sb__postgres_guarded(db, true);
}

TEST(postgres_guarded, one_error_leaves_the_transaction_as_it_was)
{
    begin(self->db);
    should(sb_backend_postgres.exec(self->db, "INSERT INTO t(v) VALUES ('kept'); SELECT 1 / 0"), equal_to(SB_ERR));
    should(sb_backend_postgres.query(self->db, "SELECT * FROM nowhere", NULL, 0, NULL, NULL), equal_to(SB_ERR));
    should(pg_ask(self->db, "SELECT v FROM t"), equal_to("kept"));
}

TEST(postgres_guarded, savepoints_of_the_test_work)
{
    begin(self->db);
    should(
        sb_backend_postgres.exec(self->db,
            "INSERT INTO t(v) VALUES ('a'); SAVEPOINT s; INSERT INTO t(v) VALUES ('b'); ROLLBACK TO s; SELECT 1; ROLLBACK TO s"),
        equal_to(0));
    should(pg_ask(self->db, "SELECT string_agg(v, ',') FROM t"), equal_to("a"));
}

TEST(postgres_guarded, outside_of_a_transaction_it_is_an_ordinary_connection)
{
    sb__postgres_guarded(self->db, true);
    should(sb_backend_postgres.exec(self->db, "INSERT INTO t(v) VALUES ('a'); BEGIN; SELECT 1; COMMIT; SELECT 2"), equal_to(0));
    should(pg_ask(self->db, "SELECT v FROM t"), equal_to("a"));
}

/* ---- trips to the server ---- */

static unsigned trips;

static PGresult *exec(PGconn *handle, const char *sql)
{
    trips++;
    return sb__libpq()->PQexec(handle, sql);
}

static PGresult *exec_params(PGconn *handle, const char *sql, int n, const Oid *types, const char *const *values,
    const int *lengths, const int *formats, int format)
{
    trips++;
    return sb__libpq()->PQexecParams(handle, sql, n, types, values, lengths, formats, format);
}

static int pipeline_sync(PGconn *handle)
{
    trips++;
    return sb__libpq()->PQpipelineSync(handle);
}

TEST(postgres_guarded, a_statement_and_its_savepoint_are_one_trip)
{
    sb_libpq counted = *sb__libpq();
    const sb_libpq *uncounted = self->db->pq;

    begin(self->db);
    counted.PQexec = exec;
    counted.PQexecParams = exec_params;
    counted.PQpipelineSync = pipeline_sync;
    self->db->pq = &counted;
    trips = 0;
    expect(sb_backend_postgres.exec(self->db, "INSERT INTO t(v) VALUES ('a')"), equal_to(0));
    expect(sb_backend_postgres.query(self->db, "UPDATE t SET n = 1 RETURNING v", NULL, 0, NULL, NULL), equal_to(0));
    self->db->pq = uncounted;
    should(trips, equal_to(2));
}

TEST(postgres_guarded, rows_are_copied_too)
{
    begin(self->db);
    should(sb_backend_postgres.exec(self->db, "INSERT INTO t(v) VALUES ('a'); COPY t(v) FROM STDIN;\nb\nc\n\\.\nSELECT 1"),
        equal_to(0));
    should(sb_backend_postgres.exec(self->db, "COPY t(v) FROM STDIN;\nd\nb\n\\.\n"), equal_to(SB_ERR));
    should(pg_ask(self->db, "SELECT string_agg(v, ',') FROM t"), equal_to("a,b,c"));
}

TEST(postgres_guarded, errors_in_a_row_each_undo_themselves_alone)
{
    begin(self->db);
    pg_must(self->db, "INSERT INTO t(v) VALUES ('a')");
    should(sb_backend_postgres.exec(self->db, "INSERT INTO t(v) VALUES ('a')"), equal_to(SB_ERR));
    should(sb_backend_postgres.exec(self->db, "SELEC 1"), equal_to(SB_ERR));
    should(sb_error(), equal_to("Statement 1 (line 1) failed: SELEC 1: syntax error at or near \"SELEC\""));
    should(pg_ask(self->db, "SELECT string_agg(v, ',') FROM t"), equal_to("a"));
}

TEST(postgres_guarded, a_server_that_goes_away_is_told)
{
    begin(self->db);
    sb_backend_postgres.exec(self->db, "SELECT pg_terminate_backend(pg_backend_pid())");
    should(sb_backend_postgres.exec(self->db, "SELECT 1"), equal_to(SB_ERR));
    should(sb_error(), contain("connection"));
}

TEST(postgres_guarded, what_cannot_be_sent_costs_nothing_else)
{
    static const char *values[70000];
    const sb__pg_arguments many = { .n = 70000, .value = values };

    begin(self->db);
    pg_must(self->db, "INSERT INTO t(v) VALUES ('a')");
    PGresult *result = sb__postgres_execute(self->db, "SELECT 1", &many);
    should(sb__postgres_went_well(self->db, result), be_false);
    self->db->pq->PQclear(result);
    should(pg_ask(self->db, "SELECT string_agg(v, ',') FROM t"), equal_to("a"));
    should(sb_backend_postgres.exec(self->db, "INSERT INTO t(v) VALUES ('a')"), equal_to(SB_ERR));
    should(pg_ask(self->db, "SELECT string_agg(v, ',') FROM t"), equal_to("a"));
}
