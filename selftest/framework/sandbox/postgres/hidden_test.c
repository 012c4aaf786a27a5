/* hidden_test.c -- tests of what neither the words of a statement nor the rows that it wrote tell of: it is looked for all the same. */
#include "landed.h"
#include "pgbox.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(pg_hidden, (pgbox box));
SETUP(pg_hidden) { self->box = (pgbox){ .url = NULL }; }
TEARDOWN(pg_hidden) { pgbox_close(&self->box); }

#define TWO \
    "CREATE SEQUENCE s; CREATE TABLE a (id serial, v int UNIQUE); INSERT INTO a (v) VALUES (7); CREATE TABLE b (id int, v int);"

TEST_EACH(pg_hidden, numbers_are_given_back, (const char *schema, *sql),
    { "CREATE FUNCTION f() RETURNS bigint BEGIN ATOMIC; SELECT nextval('s'); END", "SELECT f()" },
    { "CREATE FUNCTION f() RETURNS void BEGIN ATOMIC; INSERT INTO a (v) VALUES (7) ON CONFLICT DO NOTHING; END", "SELECT f()" },
    { "CREATE VIEW w AS SELECT nextval('s') AS n", "SELECT * FROM w" },
    { "CREATE RULE r AS ON INSERT TO a WHERE NEW.v < 0 DO INSTEAD INSERT INTO b VALUES (NEW.id, NEW.v)",
        "INSERT INTO a (v) VALUES (-1)" },
    { "CREATE RULE r AS ON UPDATE TO b DO ALSO SELECT setval('s', 50)", "UPDATE b SET v = 1" },
    { "CREATE VIEW w AS SELECT id, v FROM b; ALTER VIEW w ALTER COLUMN id SET DEFAULT nextval('s')",
        "INSERT INTO w (v) VALUES (1)" },
    { "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END';"
      "CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION f()",
        "INSERT INTO a (v) VALUES (8)" },
    { "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'DECLARE r a; BEGIN RETURN r; END';"
      "CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION f()",
        "INSERT INTO a (v) VALUES (8)" })
{
    char *schema = sb_format(TWO "%s", each->schema);
    add_cleanup(free, schema);
    pgbox_open(&self->box, schema, SB_RESET_UNDO);
    should_bring_back(&self->box, each->sql);
    should(self->box.told.fell, be_null);
}

/* One that looks at a row as it comes is no reason to look at all sequences. */
TEST(pg_hidden, a_trigger_that_lets_rows_come_hides_nothing)
{
    pgbox_open(&self->box,
        TWO "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.v := NEW.v + 1; RETURN NEW; END';"
            "CREATE TRIGGER g BEFORE INSERT OR UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f()",
        SB_RESET_UNDO);
    should(self->box.clone->hides_sequences, be_false);
    should_bring_back(&self->box, "INSERT INTO a (v) VALUES (8)");
}

TEST_EACH(pg_hidden, columns_of_any_name, (enum sb_reset reset), { SB_RESET_UNDO }, { SB_RESET_RELOAD }, { SB_RESET_TRUNCATE },
    { SB_RESET_WATERMARK })
{
    pgbox_open(&self->box,
        "CREATE TABLE n (id serial PRIMARY KEY, r tsvector, q int, b text, name text, old text, \"new\" text);"
        "INSERT INTO n (r, q, b) VALUES ('a:1 b:2', 3, 'b'), (NULL, 1, 'c')",
        each->reset);
    should_bring_back(&self->box, "UPDATE n SET q = 5, r = NULL; INSERT INTO n (b) VALUES ('d')");
    should(self->box.told.fell ? self->box.told.fell : "", not_(contain("made again")));
    should_bring_back(&self->box, "CREATE TABLE other (a int); DELETE FROM n");
    should(self->box.told.fell, contain("the test changed the schema: all tables were made again"));
}

TEST(pg_hidden, rules_keep_still_without_a_superuser_too)
{
    pgbox_open_as(&self->box,
        "CREATE TABLE r (id int PRIMARY KEY, v text); INSERT INTO r VALUES (1, 'a'), (2, 'b'); CREATE TABLE log (what text);"
        "INSERT INTO log VALUES ('x'); CREATE RULE gone AS ON DELETE TO r DO ALSO DELETE FROM log",
        SB_RESET_UNDO, "");
    should_bring_back(&self->box, "INSERT INTO r VALUES (3, 'c')");
    should(self->box.told.fell, be_null);
    should_bring_back(&self->box, "DELETE FROM r WHERE id = 1");
    should_bring_back(&self->box, "DO $$ BEGIN UPDATE r SET v = 'y'; END $$");
    should(self->box.told.fell, be_null);
}

/* ---- what the reset itself rolls back ---- */

TEST(pg_hidden, numbers_of_a_transaction_that_was_left_are_given_back)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_ROLLBACK);
    should_bring_back(&self->box, "COMMIT; DELETE FROM c; BEGIN; INSERT INTO t (v) VALUES ('four')");
    should(self->box.told.held, contain("still open"));
}

/* What is altered has a new file in the transaction, which is the only one that can be set there. */
TEST_EACH(pg_hidden, numbers_of_a_sequence_that_was_altered_are_given_back, (const char *sql),
    { "INSERT INTO a (v) VALUES (8); TRUNCATE a RESTART IDENTITY" },
    { "SELECT setval('s', 36, false); ALTER SEQUENCE s CACHE 5; SELECT nextval('s')" },
    { "SELECT nextval('s'); DO $$ BEGIN ALTER SEQUENCE s INCREMENT 5; END $$" })
{
    pgbox_open(&self->box, TWO, SB_RESET_AUTO);
    should_bring_back(&self->box, each->sql);
    should(pg_ask(self->box.ours, "INSERT INTO a (v) VALUES (9) RETURNING id"), equal_to("2"));
}

TEST(pg_hidden, so_are_those_of_an_application)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    const char *before = pgbox_digest(&self->box);
    sb__known_admit(self->box.clone->path);
    PGconn *app = app_connect(self->box.url);
    app_ask(app, "BEGIN; INSERT INTO t (v) VALUES ('four') RETURNING id");
    pgbox_reset(&self->box);
    should(pgbox_digest(&self->box), equal_to(before));
}

TEST_EACH(pg_hidden, so_are_those_of_one_that_went_with_its_connection, (void (*ends)(PGconn *)), { PQfinish }, { PQreset })
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    const char *before = pgbox_digest(&self->box);
    sb__known_admit(self->box.clone->path);
    PGconn *app = PQconnectdb(self->box.url);
    app_ask(app, "BEGIN; INSERT INTO t (v) VALUES ('four') RETURNING id");
    each->ends(app);
    pgbox_reset(&self->box);
    should(pgbox_digest(&self->box), equal_to(before));
    if (each->ends != PQfinish)
        PQfinish(app);
}

TEST(pg_hidden, so_are_those_that_another_process_rolled_back)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    const char *before = pgbox_digest(&self->box);
    PGconn *app = server_connect(sb__pg_clone_url(self->box.clone));
    pg_ask_handle(app, "BEGIN; INSERT INTO t (v) VALUES ('four') RETURNING id");
    pg_ask_handle(app, "ROLLBACK");
    pgbox_reset(&self->box);
    should(pgbox_digest(&self->box), equal_to(before));
}

TEST(pg_hidden, a_transaction_that_the_lent_handle_prepared_is_ended)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    if (strcmp(pg_ask(self->box.admin, "SHOW max_prepared_transactions"), "0") == 0)
        skip_test("this server prepares no transactions");
    const char *before = pgbox_digest(&self->box);
    pg_ask_handle(sb__pg_clone_handle(self->box.clone), "BEGIN; INSERT INTO t (v) VALUES ('four'); PREPARE TRANSACTION 'lent'");
    pgbox_reset(&self->box);
    should(self->box.told.held, contain("lent"));
    should(pgbox_digest(&self->box), equal_to(before));
}

TEST(pg_hidden, so_is_one_of_a_role_that_is_everybodys_where_it_holds_the_workers_tables)
{
    pgbox_open_as(&self->box, pgbox_schema, SB_RESET_UNDO, "");
    if (strcmp(pg_ask(self->box.admin, "SHOW max_prepared_transactions"), "0") == 0)
        skip_test("this server prepares no transactions");
    PGconn *live = server_connect(self->box.url);
    pg_ask_handle(live, "CREATE SCHEMA live; CREATE TABLE live.x (a int)");
    pg_ask_handle(live, "BEGIN; INSERT INTO live.x VALUES (1); PREPARE TRANSACTION 'the live one'");
    should_bring_back(&self->box, "BEGIN; DELETE FROM t; PREPARE TRANSACTION 'the test''s'");
    should(self->box.told.held, equal_to("a prepared transaction: the test's"));
    should(
        pg_ask_handle(live, "SELECT gid FROM pg_prepared_xacts WHERE database = current_database()"), equal_to("the live one"));
    pg_ask_handle(live, "ROLLBACK PREPARED 'the live one'");
}

/* libpq knows of it when it asks the server next, and not before. */
TEST(pg_hidden, a_connection_that_was_ended_behind_our_back_is_replaced)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    const char *before = pgbox_digest(&self->box);
    char *pid = sb_format("%d", sb__libpq()->PQbackendPID(self->box.ours->handle));
    add_cleanup(free, pid);
    pgbox_run(&self->box, "CREATE TABLE more (a int); DELETE FROM c");
    const char *args[] = { pid };
    free(sb__postgres_ask(self->box.admin, "SELECT pg_terminate_backend($1::int)", 1, args));
    for (const char *there = "t"; *there == 't';) {
        char *cell =
            sb__postgres_ask(self->box.admin, "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1::int)", 1, args);
        there = cell && *cell == 't' ? "t" : "f";
        free(cell);
    }
    pgbox_reset(&self->box);
    should(self->box.told.held, contain("connection was ended"));
    should(pgbox_digest(&self->box), equal_to(before));
}

/* ---- beside the tables ---- */

/* What a role may change beside tables. @: the schema, which is the role's name. */
static void run_at(pgbox *box, const char *sql)
{
    char *text = sb__pg_clone_sql(box->clone, sql);
    add_cleanup(free, text);
    pgbox_run(box, text);
}

static const char around_sql[] =
    "SELECT concat_ws('|', (SELECT string_agg(x::text, ',' ORDER BY x::text) FROM unnest(coalesce(n.nspacl, acldefault('n', n.nspowner))) x), "
    "(SELECT count(*) FROM pg_default_acl), (SELECT string_agg(s.setconfig::text, ',') FROM pg_db_role_setting s JOIN pg_roles r ON "
    "r.oid = s.setrole WHERE r.rolname = '@S'), obj_description(n.oid, 'pg_namespace'), (SELECT relacl FROM pg_class WHERE relname = 't' "
    "AND relnamespace = n.oid)) FROM pg_namespace n WHERE nspname = '@S'";

static const char *around(pgbox *box)
{
    char *sql = sb__pg_clone_sql(box->clone, around_sql);
    add_cleanup(free, sql);
    return pg_ask(box->admin, sql);
}

/* Where a worker has a role, the schema is not its own, and it can give none of these. */
TEST_EACH(pg_hidden, what_the_owner_of_a_schema_gives_goes_back, (const char *sql), { "GRANT USAGE ON SCHEMA @S TO PUBLIC" },
    { "REVOKE CREATE ON SCHEMA @S FROM CURRENT_USER" }, { "COMMENT ON SCHEMA @S IS 'mine'" })
{
    pgbox_open_as(&self->box, pgbox_schema, SB_RESET_UNDO, "");
    const char *was = around(&self->box);
    run_at(&self->box, each->sql);
    should(around(&self->box), not_(equal_to(was)));
    pgbox_reset(&self->box);
    should(around(&self->box), equal_to(was));
}

TEST_EACH(pg_hidden, rights_and_settings_go_back, (const char *sql),
    { "ALTER DEFAULT PRIVILEGES IN SCHEMA @S GRANT SELECT ON TABLES TO PUBLIC" },
    { "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC" },
    { "ALTER DEFAULT PRIVILEGES REVOKE INSERT ON TABLES FROM CURRENT_USER" },
    { "ALTER ROLE CURRENT_USER SET search_path = pg_catalog" }, { "ALTER ROLE CURRENT_USER SET work_mem = '1MB'; DELETE FROM c" },
    { "DO $$ BEGIN EXECUTE format('ALTER ROLE CURRENT_USER IN DATABASE %I RESET ALL', current_database()); END $$" })
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    const char *before = pgbox_digest(&self->box), *was = around(&self->box);
    run_at(&self->box, each->sql);
    should(around(&self->box), not_(equal_to(was)));
    pgbox_reset(&self->box);
    should(around(&self->box), equal_to(was));
    should(pgbox_digest(&self->box), equal_to(before));
    should_bring_back(&self->box, "INSERT INTO t (v) VALUES ('after')");
    should(self->box.told.fell, be_null);
}

/* ---- rows that a policy hides ---- */

#define FORCED \
    "CREATE TABLE f (id serial PRIMARY KEY, tenant text DEFAULT 'a', v text); INSERT INTO f (tenant, v) VALUES ('a', 'x'), ('b', 'y');" \
    "ALTER TABLE f ENABLE ROW LEVEL SECURITY; ALTER TABLE f FORCE ROW LEVEL SECURITY;" \
    "CREATE POLICY own ON f USING (tenant = current_setting('app.tenant', true))"

TEST_EACH(pg_hidden, rows_that_a_policy_hides_come_back, (enum sb_reset reset; bool weak), { SB_RESET_UNDO }, { SB_RESET_RELOAD },
    { SB_RESET_TRUNCATE }, { SB_RESET_WATERMARK }, { SB_RESET_TRACKED }, { SB_RESET_REBUILD }, { SB_RESET_AUTO },
    { SB_RESET_UNDO, true }, { SB_RESET_RELOAD, true })
{
    if (each->weak)
        pgbox_open_as(&self->box, FORCED, each->reset, "");
    else
        pgbox_open(&self->box, FORCED, each->reset);
    should_bring_back(&self->box, "SET app.tenant = 'b'; INSERT INTO f (tenant, v) VALUES ('b', 'new')");
    should_bring_back(&self->box, "SET app.tenant = 'b'; UPDATE f SET v = 'z'; DELETE FROM f");
    should_bring_back(&self->box, "SET app.tenant = 'a'; DELETE FROM f");
    should_bring_back(&self->box, "SET app.tenant = 'a'; TRUNCATE f; INSERT INTO f (tenant, v) VALUES ('a', 'only')");
    should_bring_back(&self->box, "SET app.tenant = 'a'; DELETE FROM f; CREATE TABLE more (a int)");
    should(pg_ask(self->box.ours, "SET app.tenant = 'a'; SELECT string_agg(v, ' ') FROM f"), equal_to("x"));
}
