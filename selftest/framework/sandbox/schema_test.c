/* schema_test.c -- tests of framework/sandbox/schema.c. */
#include "../../../framework/sandbox/schema.h"
#include "made_up.h"
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>

FIXTURE(sandbox_schema, (struct made_up up; char *place));

TEARDOWN(sandbox_schema)
{
    made_up_close(&self->up);
    free(self->place);
}

TEST(sandbox_schema, braces_take_the_test_prefix_under_placement_prefix)
{
    made_up_open(&self->up, "    prefix: app_\n    test_prefix: t_\n", "CREATE TABLE {a} (x)");
    should(self->up.schema.file[0].sql, equal_to("CREATE TABLE t_a (x)"));
}

TEST(sandbox_schema, braces_take_the_live_prefix_under_placement_database)
{
    made_up_open(&self->up, "    prefix: app_\n    placement: database\n", "CREATE TABLE {a} (x)");
    should(self->up.schema.file[0].sql, equal_to("CREATE TABLE app_a (x)"));
}

TEST(sandbox_schema, the_name_of_a_file_is_that_of_the_configuration)
{
    made_up_open(&self->up, "", "");
    should(self->up.schema.file[0].name, equal_to("schema.sql"));
}

TEST(sandbox_schema, the_hash_is_fnv_1a)
{
    made_up_open(&self->up, "", "foobar");
    should(self->up.schema.file[0].hash, equal_to(0x85944171f73967e8u));
}

TEST(sandbox_schema, a_statement_that_fails_is_named_with_file_number_and_line)
{
    made_up_open(&self->up, "    test_prefix: t_\n", "CREATE TABLE {a} (x);\n\nCREATE TABEL {b} (x);\n");
    should(sb_schema_run(&self->up.schema, self->up.backend, self->up.db), equal_to(SB_EREFUSED));
    should(sb_error(), match("/schema\\.sql does not run on SQLite: Statement 2 \\(line 3\\) failed: CREATE TABEL t_b"));
}

TEST_EACH(sandbox_schema, what_is_made_without_braces_is_refused_before_it_is_made, (const char *sql, *why),
    { "CREATE TABLE {a} (x);\nCREATE TABLE b (x)",
        "Statement 2 (line 2) is refused: CREATE TABLE b (x): it makes the table b, and" },
    { "CREATE TABLE {a} (x); CREATE VIEW v AS SELECT * FROM {a}", "it makes the view v, and" },
    { "CREATE TABLE {a} (x); ALTER TABLE {a} RENAME TO b",
        "Statement 2 (line 1) is refused: ALTER TABLE t_a RENAME TO b: it renames" },
    { "CREATE TABLE {a} (x); ANALYZE", "it makes the table sqlite_stat1" },
    { "CREATE TABLE {a} (x); INSERT INTO {a} VALUES (1); PRAGMA user_version = 77", "PRAGMA user_version reaches beyond" },
    { "PRAGMA schema_version = 7", "PRAGMA schema_version reaches beyond" },
    { "PRAGMA journal_mode = WAL", "PRAGMA journal_mode reaches" },
    { "BEGIN; CREATE TABLE {a} (x); COMMIT", "leave out BEGIN, COMMIT and ROLLBACK" },
    { "ATTACH 'other.db' AS o", "attaches or detaches another database" },
    { "VACUUM INTO 'other.db'", "attaches or detaches another database" },
    { "CREATE TABLE {a} (x INTEGER PRIMARY KEY AUTOINCREMENT); DELETE FROM sqlite_sequence", "it deletes from sqlite_sequence" })
{
    made_up_open(&self->up, "    test_prefix: t_\n", each->sql);
    should(sb_schema_rehearse(&self->up.schema, self->up.backend), equal_to(SB_EREFUSED));
    should(sb_error(), contain(each->why));
}

TEST_EACH(sandbox_schema, what_keeps_to_test_tables_runs, (const char *sql),
    { "CREATE TABLE {a} (x INTEGER PRIMARY KEY AUTOINCREMENT, y UNIQUE); CREATE INDEX by_y ON {a} (y); DROP INDEX by_y; DROP TABLE {a}" },
    { "CREATE TABLE T_Big (x); INSERT INTO t_bIG VALUES (1)" },
    { "CREATE TABLE {a} (x); ALTER TABLE {a} ADD COLUMN y NOT NULL DEFAULT 1" },
    { "CREATE TABLE {a} (x); ALTER TABLE {a} RENAME COLUMN x TO y; ALTER TABLE {a} RENAME TO t_b" },
    { "CREATE VIRTUAL TABLE {r} USING rtree(id, a, b); INSERT INTO {r} VALUES (1, 2, 3)" },
    { "CREATE VIRTUAL TABLE {f} USING fts5(x); INSERT INTO {f} VALUES ('word'); DROP TABLE {f}" },
    { "CREATE TABLE {a} (x); CREATE TRIGGER tr AFTER INSERT ON {a} BEGIN UPDATE {a} SET x = 2; END; INSERT INTO {a} VALUES (1)" },
    { "PRAGMA foreign_keys = ON; CREATE TABLE {a} (x); CREATE TEMP TABLE s (x); INSERT INTO s VALUES (1); INSERT INTO {a} SELECT x FROM s" },
    { "CREATE TABLE {a} (x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) INSERT INTO {a} SELECT i FROM n" },
    { "CREATE TABLE {a} (x); INSERT INTO {a} SELECT value FROM json_each('[1, 2]')" },
    { "SAVEPOINT s; CREATE TABLE {a} (x); RELEASE s" })
{
    made_up_open(&self->up, "    test_prefix: t_\n", each->sql);
    should(sb_schema_rehearse(&self->up.schema, self->up.backend), equal_to(SB_OK));
}

TEST_EACH(sandbox_schema, statements_cannot_reach_what_is_live, (const char *sql, *why),
    { "DROP TABLE IF EXISTS 'app_users'", "it drops the table app_users, and" },
    { "DROP TABLE main . \"app_users\"", "it drops the table app_users" },
    { "DROP INDEX IF EXISTS by_name", "it drops the index by_name of app_users" },
    { "DROP TRIGGER IF EXISTS tr", "it drops the trigger tr of app_users" }, { "DROP VIEW IF EXISTS v", "it drops the view v" },
    { "ALTER TABLE 'app_users' RENAME TO t_x", "it alters the table app_users" }, { "REINDEX", "it builds anew the index" },
    { "CREATE INDEX t_i ON app_users (name)", "it makes the index t_i of app_users" },
    { "CREATE TEMP TRIGGER x AFTER INSERT ON t_old BEGIN UPDATE OR REPLACE app_users SET name = 1; END; INSERT INTO t_old VALUES (1)",
        "it updates app_users" },
    { "INSERT INTO t_old SELECT name FROM t_old, app_users", "it reads app_users" },
    { "DELETE FROM sqlite_sequence", "it deletes from sqlite_sequence" },
    { "UPDATE OR REPLACE 'app_users' SET name = 'x'", "it updates app_users" })
{
    made_up_open(&self->up, "    test_prefix: t_\n", each->sql);
    static const char live[] =
        "CREATE TABLE app_users (id INTEGER PRIMARY KEY AUTOINCREMENT, name); CREATE INDEX by_name ON app_users (name);"
        "CREATE VIEW v AS SELECT * FROM app_users; CREATE TABLE t_old (x);"
        "CREATE TRIGGER tr AFTER INSERT ON app_users BEGIN SELECT 1; END; INSERT INTO app_users (name) VALUES ('a')";
    should(self->up.backend->exec(self->up.db, live), equal_to(0));
    should(sb_schema_run(&self->up.schema, self->up.backend, self->up.db), equal_to(SB_EREFUSED));
    should(sb_error(), contain(each->why));
    should(self->up.backend->exec(self->up.db, "INSERT INTO app_users (name) VALUES ('b')"), equal_to(0));
}

TEST(sandbox_schema, a_database_of_its_own_may_be_changed_as_a_whole_and_no_other)
{
    made_up_open(&self->up, "    placement: database\n",
        "PRAGMA user_version = 7; BEGIN; CREATE TABLE b (x); COMMIT; ANALYZE; ATTACH 'other.db' AS o");
    should(sb_schema_run(&self->up.schema, self->up.backend, self->up.db), equal_to(SB_EREFUSED));
    should(sb_error(), contain("Statement 6 (line 1) is refused: ATTACH 'other.db' AS o: it attaches"));
}

TEST(sandbox_schema, a_nul_byte_is_refused_with_its_place)
{
    made_up_open(&self->up, "", "");
    FILE *file = fopen(self->up.schema.file[0].path, "wb");
    fwrite("CREATE\n  \0TABLE", 1, 15, file);
    fclose(file);
    sb_schema_release(&self->up.schema);
    should(sb_schema_load(self->up.settings, self->up.of, &self->up.schema), equal_to(SB_EREFUSED));
    should(sb_error(), contain("schema.sql:2:3: there is a NUL byte here"));
}

TEST(sandbox_schema, tables_without_braces_are_good_in_a_database_of_their_own)
{
    made_up_open(&self->up, "    placement: database\n", "CREATE TABLE b (x)");
    should(sb_schema_rehearse(&self->up.schema, self->up.backend), equal_to(SB_OK));
}

TEST(sandbox_schema, the_longest_name_is_found)
{
    size_t size;
    made_up_open(&self->up, "", "{a} {longest} '{even_longer}' {bb}");
    const char *longest = sb_schema_longest(&self->up.schema, &size);
    should(bytes(longest, size), equal_to(bytes("longest", 7)));
}

TEST_EACH(sandbox_schema, statements_about_live_tables_are_found, (const char *sql, *where), { "DROP TABLE app_users", ":1:12" },
    { "DROP TABLE IF EXISTS app_users", ":1:22" }, { "x;\nDELETE FROM\n App_Users", ":3:2" },
    { "INSERT INTO \"app_users\" VALUES (1)", ":1:13" }, { "UPDATE main.app_users SET x = 1", ":1:13" },
    { "CREATE TABLE {a} (x REFERENCES app_users(id))", ":1:32" },
    { "CREATE TRIGGER t AFTER INSERT ON app_users BEGIN SELECT 1; END", ":1:34" },
    { "INSERT INTO {a} SELECT * FROM [app_users]", ":1:31" })
{
    const char *table, *names[] = { "other", "app_users" };
    made_up_open(&self->up, "", each->sql);
    self->place = sb_schema_names_live(&self->up.schema, &(sb_names){ names, 2, 2 }, &table);
    should(self->place, end_with(each->where));
    should(table, equal_to("app_users"));
}

TEST_EACH(sandbox_schema, statements_about_others_are_not, (const char *sql), { "CREATE TABLE {app_users} (app_users)" },
    { "-- DROP TABLE app_users" }, { "INSERT INTO {a} VALUES ('DROP TABLE app_users')" }, { "CREATE TABLE {a} (app_users TEXT)" },
    { "DROP TABLE app_users_2" }, { "DROP TABLE app_user" })
{
    const char *table, *names[] = { "app_users" };
    made_up_open(&self->up, "", each->sql);
    self->place = sb_schema_names_live(&self->up.schema, &(sb_names){ names, 1, 1 }, &table);
    should(self->place, be_null);
}
