/* keys_test.c -- tests of how a row is found again that is changed back: by a key that is one, else by all of its columns. */
#include "pgbox.h"
#include <seedbed.h>

FIXTURE(pg_keys, (pgbox box));
SETUP(pg_keys) { self->box = (pgbox){ .url = NULL }; }
TEARDOWN(pg_keys) { pgbox_close(&self->box); }

/* Two rows may have the same in each of these, for a time at least. */
TEST_EACH(pg_keys, what_looks_like_a_key_and_is_none, (const char *name, *schema, *sql),
    { "an index", "CREATE TABLE e (a int NOT NULL, b int); CREATE INDEX ON e (a); INSERT INTO e VALUES (1, 1), (1, 2)",
        "UPDATE e SET b = 3 WHERE b = 1" },
    { "unique in part",
        "CREATE TABLE e (a int NOT NULL, b int); CREATE UNIQUE INDEX ON e (a) WHERE b > 7; INSERT INTO e VALUES (1, 1), (1, 2)",
        "UPDATE e SET b = 3 WHERE b = 1" },
    { "unique by an expression",
        "CREATE TABLE e (a int NOT NULL, b text NOT NULL); CREATE UNIQUE INDEX ON e (a, lower(b)); "
        "INSERT INTO e VALUES (1, 'x'), (1, 'y')",
        "UPDATE e SET b = 'z' WHERE b = 'x'" },
    { "unique but for nulls", "CREATE TABLE e (a int UNIQUE, b int); INSERT INTO e VALUES (NULL, 1), (NULL, 2)",
        "UPDATE e SET b = 3 WHERE b = 1" },
    { "unique at the end",
        "CREATE TABLE e (a int NOT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED, b int); INSERT INTO e VALUES (1, 1)",
        "BEGIN; INSERT INTO e VALUES (1, 2); DELETE FROM e WHERE b = 1; COMMIT" })
{
    pgbox_open(&self->box, each->schema, SB_RESET_UNDO);
    should_bring_back(&self->box, each->sql);
    should(self->box.told.fell, be_null);
}

/* What an index has beside its key need not be comparable. */
TEST(pg_keys, columns_that_an_index_includes_are_no_part_of_it)
{
    pgbox_open(&self->box,
        "CREATE TABLE e (a int, b json NOT NULL, PRIMARY KEY (a) INCLUDE (b)); INSERT INTO e VALUES (1, '{}'), (2, '{}')",
        SB_RESET_UNDO);
    should_bring_back(&self->box, "UPDATE e SET b = '[]' WHERE a = 1; DELETE FROM e WHERE a = 2; INSERT INTO e VALUES (3, '{}')");
    should(self->box.told.fell, be_null);
}

TEST_EACH(pg_keys, odd_tables, (const char *name, *schema, *sql),
    { "no columns", "CREATE TABLE e (); INSERT INTO e DEFAULT VALUES; INSERT INTO e DEFAULT VALUES",
        "DELETE FROM e WHERE ctid = (SELECT min(ctid) FROM e)" },
    { "nothing but a number", "CREATE TABLE e (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY); INSERT INTO e DEFAULT VALUES",
        "DELETE FROM e; INSERT INTO e DEFAULT VALUES" },
    { "columns that are gone",
        "CREATE TABLE e (a int, b int PRIMARY KEY, c text); ALTER TABLE e DROP COLUMN a; INSERT INTO e VALUES (1, 'x'), (2, 'y')",
        "UPDATE e SET c = 'z' WHERE b = 1; DELETE FROM e WHERE b = 2; INSERT INTO e VALUES (3, 'w')" },
    { "columns that are gone, and no key",
        "CREATE TABLE e (a int, c text); ALTER TABLE e DROP COLUMN a; INSERT INTO e VALUES ('x')",
        "UPDATE e SET c = 'z'; DELETE FROM e; INSERT INTO e VALUES ('w'), ('x')" },
    { "names that have to be quoted",
        "CREATE TABLE \"E'e%s\" (\"a\"\"b\" int PRIMARY KEY, \"$1 %I\" text); INSERT INTO \"E'e%s\" VALUES (1, 'x'), (2, 'y')",
        "UPDATE \"E'e%s\" SET \"$1 %I\" = 'z'; DELETE FROM \"E'e%s\" WHERE \"a\"\"b\" = 1" })
{
    pgbox_open(&self->box, each->schema, SB_RESET_UNDO);
    should_bring_back(&self->box, each->sql);
    should(self->box.told.fell, be_null);
}

#define FAMILY \
    "CREATE TABLE p (a int PRIMARY KEY, b text); CREATE TABLE c (x int) INHERITS (p); " \
    "INSERT INTO p VALUES (1, 'one'), (2, 'two'); INSERT INTO c VALUES (1, 'one', 7), (2, 'two', 8), (3, 'three', 9);"

/* A table that others inherit from gives their rows, too, where it is named without ONLY. */
TEST_EACH(pg_keys, tables_that_inherit, (enum sb_reset reset; const char *sql), { SB_RESET_UNDO, "TRUNCATE p" },
    { SB_RESET_UNDO, "DELETE FROM ONLY p" }, { SB_RESET_UNDO, "UPDATE p SET b = 'x' WHERE a = 1" },
    { SB_RESET_UNDO, "UPDATE ONLY p SET b = 'x'" }, { SB_RESET_UNDO, "INSERT INTO p VALUES (3, 'three')" },
    { SB_RESET_RELOAD, "UPDATE p SET b = 'x'" }, { SB_RESET_RELOAD, "DELETE FROM ONLY p" }, { SB_RESET_RELOAD, "TRUNCATE p" },
    { SB_RESET_WATERMARK, "DELETE FROM p" }, { SB_RESET_TRACKED, "UPDATE p SET a = a + 3" },
    { SB_RESET_TRUNCATE, "DELETE FROM p" })
{
    pgbox_open(&self->box, FAMILY, each->reset);
    should_bring_back(&self->box, each->sql);
    if (each->reset == SB_RESET_UNDO)
        should(self->box.told.fell, be_null);
}
