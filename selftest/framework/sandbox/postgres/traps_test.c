/* traps_test.c -- tests of the traps of bringing rows back: each goes wrong where its handling is taken out. */
#include "../../../../framework/sandbox/postgres/seen.h"
#include "pgbox.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(pg_traps, (pgbox box));
SETUP(pg_traps) { self->box = (pgbox){ .url = NULL }; }
TEARDOWN(pg_traps) { pgbox_close(&self->box); }

TEST(pg_traps, sequences_do_not_roll_back)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_ROLLBACK);
    should_bring_back(&self->box, "INSERT INTO t (v) VALUES ('four')");
    should_bring_back(&self->box, "INSERT INTO t (v) VALUES ('one') ON CONFLICT DO NOTHING");
}

/* The text of the function has none of the words. */
TEST(pg_traps, a_function_that_runs_what_it_is_told_is_not_believed)
{
    pgbox_open(&self->box,
        "CREATE SEQUENCE s; CREATE TABLE t (a int);\n"
        "CREATE FUNCTION runs(what text) RETURNS void LANGUAGE plpgsql AS 'BEGIN EXECUTE what; END'",
        SB_RESET_UNDO);
    should_bring_back(&self->box, "SELECT runs($$ SELECT setval('s', 50) $$)");
    should_bring_back(&self->box, "SELECT runs($$ SELECT nextval('s') $$)");
    should_bring_back(&self->box, "SELECT runs($$ CREATE TABLE made (a int) $$)");
    should(self->box.told.fell, contain("made again"));
}

TEST(pg_traps, a_prepared_transaction_is_ended_and_told)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    if (strcmp(pg_ask(self->box.admin, "SHOW max_prepared_transactions"), "0") == 0)
        skip_test("this server prepares no transactions");
    should_bring_back(&self->box, "BEGIN; DELETE FROM t; PREPARE TRANSACTION 'it''s'");
    should(self->box.told.held, equal_to("a prepared transaction: it's"));
    pgbox_run(&self->box, "BEGIN; DELETE FROM t; PREPARE TRANSACTION 'of the dead'");
    should(sb__pg_roles_drop(self->box.clone, true), equal_to(0));
    should(pg_ask(self->box.admin, "SELECT count(*) FROM pg_prepared_xacts WHERE database = current_database()"), equal_to("0"));
}

TEST(pg_traps, a_rollback_hides_no_broken_deferred_key)
{
    pgbox_open(&self->box,
        "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int REFERENCES a DEFERRABLE INITIALLY DEFERRED)",
        SB_RESET_ROLLBACK);
    const char *before = pgbox_digest(&self->box);
    pgbox_run(&self->box, "INSERT INTO b VALUES (1)");
    pgbox_reset(&self->box);
    should(self->box.told.broken, contain("violates foreign key constraint"));
    should(pgbox_digest(&self->box), equal_to(before));
    pgbox_reset(&self->box);
    should(self->box.told.broken, be_null);
}

TEST(pg_traps, a_stray_commit_under_rollback_is_undone_and_named)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_ROLLBACK);
    const char *before = pgbox_digest(&self->box);
    pgbox_run(&self->box, "INSERT INTO t (v) VALUES ('four')");
    pgbox_run(&self->box, "COMMIT");
    pgbox_reset(&self->box);
    should(pgbox_digest(&self->box), equal_to(before));
    should(self->box.told.fell, contain("transaction"));
    should_bring_back(&self->box, "DELETE FROM c");
    should(self->box.told.fell, be_null);
}

TEST(pg_traps, a_commit_by_our_handle_is_noticed_too)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_ROLLBACK);
    const char *before = pgbox_digest(&self->box);
    PGconn *ours = sb__pg_clone_handle(self->box.clone);
    pg_ask_handle(ours, "INSERT INTO t (v) VALUES ('four') RETURNING id");
    pg_ask_handle(ours, "COMMIT");
    pgbox_reset(&self->box);
    should(pgbox_digest(&self->box), equal_to(before));
    should(self->box.told.fell, contain("ended the transaction"));
}

#define GENERATED \
    "CREATE TABLE g (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) STORED);" \
    "INSERT INTO g (a) VALUES (1), (2)"

TEST_EACH(pg_traps, numbers_and_columns_that_the_database_makes, (const char *sql), { "DELETE FROM g WHERE id = 1" },
    { "UPDATE g SET a = 7" }, { "INSERT INTO g (a) VALUES (9)" })
{
    pgbox_open(&self->box, GENERATED, SB_RESET_UNDO);
    should_bring_back(&self->box, each->sql);
    should(self->box.told.fell, be_null);
}

TEST(pg_traps, a_number_that_no_update_can_set_is_made_again)
{
    pgbox_open(&self->box, GENERATED, SB_RESET_UNDO);
    should_bring_back(&self->box, "UPDATE g SET id = DEFAULT WHERE a = 1");
    should(self->box.told.fell, contain("made again"));
}

#define AUDITED \
    "CREATE TABLE a (id serial PRIMARY KEY, v text, updated int DEFAULT 0); INSERT INTO a (v) VALUES ('x'), ('y');" \
    "CREATE TABLE audit (n serial, what text); INSERT INTO audit (what) VALUES ('before');" \
    "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.updated := NEW.updated + 1; RETURN NEW; END';" \
    "CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO audit (what) VALUES (TG_OP); RETURN NULL; END';" \
    "CREATE TRIGGER touched BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION touch();" \
    "CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON a FOR EACH ROW EXECUTE FUNCTION audit();"

TEST(pg_traps, triggers_of_the_schema_keep_still_in_the_replay)
{
    pgbox_open(&self->box, AUDITED, SB_RESET_UNDO);
    should_bring_back(&self->box, "UPDATE a SET v = 'z'; DELETE FROM a WHERE id = 1; INSERT INTO a (v) VALUES ('w')");
    should(self->box.told.fell, be_null);
}

TEST(pg_traps, triggers_keep_still_where_what_was_kept_is_made_again)
{
    pgbox_open(&self->box, AUDITED, SB_RESET_UNDO);
    pgbox_run(&self->box, "UPDATE a SET v = 'kept'");
    should(sb__pg_clone_keep(self->box.clone), equal_to(0));
    should_bring_back(&self->box, "CREATE TABLE more (a int)");
    should(self->box.told.fell, contain("made again"));
}

TEST(pg_traps, triggers_keep_still_without_a_superuser_too)
{
    pgbox_open_as(&self->box, AUDITED, SB_RESET_UNDO, "CREATEROLE");
    should_bring_back(&self->box, "UPDATE a SET v = 'z'; DELETE FROM a WHERE id = 1; INSERT INTO a (v) VALUES ('w')");
    should(self->box.told.fell, be_null);
}

/* One that fires always, one that a replica alone fires, and one that nobody fires. */
TEST(pg_traps, triggers_are_as_they_were_where_a_superuser_is_missing)
{
    pgbox_open_as(&self->box,
        AUDITED "CREATE TRIGGER copied AFTER DELETE ON a FOR EACH ROW EXECUTE FUNCTION audit();"
                "CREATE TRIGGER retired AFTER DELETE ON a FOR EACH ROW EXECUTE FUNCTION audit();"
                "ALTER TABLE a ENABLE ALWAYS TRIGGER audited; ALTER TABLE a ENABLE REPLICA TRIGGER copied;"
                "ALTER TABLE a DISABLE TRIGGER retired",
        SB_RESET_UNDO, "CREATEROLE");
    should_bring_back(&self->box, "UPDATE a SET v = 'z'; DELETE FROM a WHERE id = 1");
    should(self->box.told.fell, be_null);
}

#define CASCADES \
    "CREATE TABLE p (id int PRIMARY KEY, up int REFERENCES p ON DELETE CASCADE); INSERT INTO p VALUES (1, NULL), (2, 1), (3, 2);" \
    "CREATE TABLE k (p int REFERENCES p ON DELETE CASCADE ON UPDATE CASCADE, v text); INSERT INTO k VALUES (1, 'a'), (1, 'a'), (3, 'b');" \
    "CREATE TABLE n (p int REFERENCES p ON DELETE SET NULL ON UPDATE CASCADE); INSERT INTO n VALUES (2), (3);"

TEST_EACH(pg_traps, what_cascades, (const char *sql), { "DELETE FROM p WHERE id = 1" }, { "DELETE FROM p WHERE id = 3" },
    { "DELETE FROM k; DELETE FROM n; UPDATE p SET id = 30 WHERE id = 3" }, { "UPDATE p SET id = 30 WHERE id = 3" })
{
    pgbox_open(&self->box, CASCADES, SB_RESET_UNDO);
    should_bring_back(&self->box, each->sql);
    should(self->box.told.fell, be_null);
}

TEST_EACH(pg_traps, what_cascades_without_a_superuser, (const char *sql), { "DELETE FROM p WHERE id = 1" },
    { "DELETE FROM p WHERE id = 3" }, { "UPDATE p SET id = 30 WHERE id = 3" }, { "TRUNCATE p CASCADE" })
{
    pgbox_open_as(&self->box, CASCADES, SB_RESET_UNDO, "CREATEROLE");
    should_bring_back(&self->box, each->sql);
    should(self->box.told.fell, be_null);
}

/* That of a partition is its table's, and cannot be altered by itself. */
TEST(pg_traps, references_of_partitions_without_a_superuser)
{
    pgbox_open_as(&self->box,
        "CREATE TABLE k (id int PRIMARY KEY); CREATE TABLE m (id int, k int REFERENCES k) PARTITION BY LIST (id);"
        "CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1); INSERT INTO k VALUES (7), (8); INSERT INTO m VALUES (1, 7)",
        SB_RESET_UNDO, "CREATEROLE");
    should_bring_back(&self->box, "DELETE FROM m; DELETE FROM k WHERE id = 7");
    should(self->box.told.fell, be_null);
}

TEST_EACH(pg_traps, equal_rows_without_a_key, (const char *sql), { "DELETE FROM e WHERE ctid = (SELECT min(ctid) FROM e)" },
    { "INSERT INTO e VALUES (1, NULL, '{}')" }, { "UPDATE e SET b = 'x'" },
    { "UPDATE e SET a = 2 WHERE ctid = (SELECT max(ctid) FROM e)" }, { "DELETE FROM e; INSERT INTO e VALUES (1, NULL, '{}')" })
{
    pgbox_open(&self->box,
        "CREATE TABLE e (a int, b text, c json); INSERT INTO e VALUES (1, NULL, '{}'), (1, NULL, '{}'), (1, NULL, '{}')",
        SB_RESET_UNDO);
    should_bring_back(&self->box, each->sql);
    should(self->box.told.fell, be_null);
}

TEST_EACH(pg_traps, triggers_that_the_application_silences_are_heard, (enum sb_reset reset; const char *sql),
    { SB_RESET_UNDO, "DELETE FROM c" }, { SB_RESET_UNDO, "TRUNCATE c" }, { SB_RESET_RELOAD, "DELETE FROM c" },
    { SB_RESET_TRACKED, "INSERT INTO t (v) VALUES ('x')" }, { SB_RESET_WATERMARK, "INSERT INTO t (id, v) VALUES (-1, 'low')" })
{
    pgbox_open(&self->box, pgbox_schema, each->reset);
    const char *before = pgbox_digest(&self->box);
    char *sql = sb_format(
        "SET session_replication_role = replica; SET search_path = %s; %s; RESET ALL", self->box.clone->schema, each->sql);
    add_cleanup(free, sql);
    pg_must(self->box.admin, sql);
    sb__seen_others();
    pgbox_reset(&self->box);
    should(pgbox_digest(&self->box), equal_to(before));
}

/* Each alone, because one that is wrong makes the replay fall, and the tables made again are right. */
TEST_EACH(pg_traps, values_come_back_whatever_the_application_has_set, (const char *set), { "DateStyle = 'SQL, DMY'" },
    { "DateStyle = 'German'" }, { "extra_float_digits = -15" }, { "IntervalStyle = sql_standard" }, { "bytea_output = escape" },
    { "TimeZone = 'Asia/Tokyo'" })
{
    static const char *const works[] = { "DELETE FROM d WHERE id = 1", "TRUNCATE d", "UPDATE d SET f = 1" };
    pgbox_open(&self->box,
        "CREATE TABLE d (id int PRIMARY KEY, at timestamptz, day date, f float8, i interval, b bytea, x numeric);"
        "INSERT INTO d VALUES (1, '2020-02-03 04:05:06.789+00', '2020-02-03', 0.1::float8 + 0.2, '-2 days -3:04', '\\x00ff', 1.10),"
        "(2, 'infinity', '-infinity', 'NaN', NULL, '', 'NaN')",
        SB_RESET_UNDO);
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
        char *sql = sb_format("SET %s; %s; RESET ALL", each->set, works[i]);
        add_cleanup(free, sql);
        should_bring_back(&self->box, sql);
        should(self->box.told.fell, be_null);
    }
}

TEST(pg_traps, what_a_test_set_on_our_connection_is_taken_back)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_AUTO);
    pgbox_run(&self->box,
        "BEGIN; COMMIT; INSERT INTO t (v) VALUES ('x'); SET work_mem = '1MB'; SET search_path = pg_catalog; LISTEN news; PREPARE p AS SELECT 1");
    pgbox_run(&self->box, "SELECT pg_advisory_lock(77); CREATE TEMP TABLE mine (a int)");
    pgbox_run(&self->box, "DECLARE c CURSOR WITH HOLD FOR SELECT 1");
    pgbox_reset(&self->box);
    should(pg_ask(self->box.ours, "SELECT count(*) FROM pg_cursors"), equal_to("0"));
    should(pg_ask(self->box.ours, "SHOW search_path"), start_with(self->box.clone->schema));
    should(pg_ask(self->box.ours, "SELECT count(*) FROM pg_listening_channels()"), equal_to("0"));
    should(pg_ask(self->box.ours, "SELECT count(*) FROM pg_prepared_statements WHERE from_sql"), equal_to("0"));
    should(pg_ask(self->box.ours, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"),
        equal_to("0"));
    should(pg_ask(self->box.ours, "SELECT to_regclass('mine')"), equal_to("NULL"));
    should(pg_ask(self->box.ours, "SELECT lastval()"), contain("not yet defined"));
}

TEST(pg_traps, who_a_test_became_on_our_connection_is_taken_back)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_AUTO);
    char *sql = sb_format("GRANT pg_monitor TO %s", self->box.clone->schema);
    add_cleanup(free, sql);
    pg_must(self->box.admin, sql);
    pgbox_run(&self->box, "SET ROLE pg_monitor");
    should(pg_ask(self->box.ours, "SELECT current_user"), equal_to("pg_monitor"));
    pgbox_reset(&self->box);
    should(pg_ask(self->box.ours, "SELECT current_user"), equal_to(self->box.clone->schema));
}

TEST(pg_traps, numbers_that_a_connection_has_in_store)
{
    pgbox_open(&self->box, "CREATE SEQUENCE s CACHE 20", SB_RESET_UNDO);
    pgbox_run(&self->box, "SELECT nextval('s')");
    pgbox_reset(&self->box);
    should(pg_ask(self->box.ours, "SELECT nextval('s')"), equal_to("1"));
}

TEST(pg_traps, rules_of_the_schema_keep_still)
{
    pgbox_open(&self->box,
        "CREATE TABLE r (id int PRIMARY KEY, v text); INSERT INTO r VALUES (1, 'a'), (2, 'b'); CREATE TABLE log (what text);"
        "CREATE RULE told AS ON INSERT TO r DO ALSO INSERT INTO log VALUES ('insert')",
        SB_RESET_UNDO);
    should_bring_back(&self->box, "INSERT INTO r VALUES (3, 'c'); DELETE FROM r WHERE id = 1");
    should(self->box.told.fell, be_null);
}

TEST(pg_traps, partitions)
{
    pgbox_open(&self->box,
        "CREATE TABLE m (id int, at int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);"
        "CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10); CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (10) TO (20);"
        "INSERT INTO m VALUES (1, 5), (2, 15)",
        SB_RESET_UNDO);
    should_bring_back(
        &self->box, "UPDATE m SET at = at + 10 WHERE id = 1; DELETE FROM m WHERE id = 2; INSERT INTO m VALUES (3, 3)");
    should(self->box.told.fell, be_null);
    should_bring_back(&self->box, "TRUNCATE m; INSERT INTO m VALUES (3, 3)");
    should(self->box.told.fell, be_null);
}
