/* schema_change_test.c -- tests of what rows do not tell of: a schema that was changed is made again. */
#include "pgbox.h"
#include <seedbed.h>

#define SCHEMA \
    "CREATE TABLE t (id serial PRIMARY KEY, v text, at timestamptz DEFAULT clock_timestamp());\n" \
    "INSERT INTO t (v) VALUES ('one'), ('two');\n" \
    "CREATE VIEW shown AS SELECT v FROM t;\n" \
    "CREATE TYPE mood AS ENUM ('good', 'bad');\n" \
    "CREATE FUNCTION makes() RETURNS void LANGUAGE plpgsql AS 'BEGIN CREATE TABLE made (a int); END';\n" \
    "CREATE MATERIALIZED VIEW seen AS SELECT count(*) AS n FROM t;\n"

FIXTURE(pg_schema_change, (pgbox box));
SETUP(pg_schema_change) { pgbox_open(&self->box, SCHEMA, SB_RESET_UNDO); }
TEARDOWN(pg_schema_change) { pgbox_close(&self->box); }

TEST_EACH(pg_schema_change, it_is_made_again, (const char *sql), { "CREATE TABLE other (a int)" }, { "DROP TABLE t CASCADE" },
    { "ALTER TABLE t ADD COLUMN w int DEFAULT 3; UPDATE t SET w = 4" }, { "SELECT * INTO copy FROM t" }, { "DROP VIEW shown" },
    { "DO $$ BEGIN CREATE TABLE hidden (a int); END $$" }, { "SELECT makes()" }, { "ALTER TYPE mood ADD VALUE 'so so'" },
    { "ALTER TABLE t DISABLE TRIGGER ALL; DELETE FROM t" }, { "CREATE INDEX ON t (v); DELETE FROM t" },
    { "ALTER SEQUENCE t_id_seq INCREMENT 5; INSERT INTO t (v) VALUES ('x')" },
    { "INSERT INTO t (v) VALUES ('x'); REFRESH MATERIALIZED VIEW seen" },
    { "CREATE OR REPLACE FUNCTION makes() RETURNS void LANGUAGE sql AS 'SELECT'" },
    { "CREATE STATISTICS kinds (ndistinct) ON v, at FROM t" }, { "CREATE COLLATION other FROM \"C\"" },
    { "CREATE TEXT SEARCH CONFIGURATION words (COPY = simple)" },
    { "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)" },
    { "INSERT INTO t (v) VALUES ('x'); DO $$ BEGIN REFRESH MATERIALIZED VIEW seen; END $$" },
    { "COMMENT ON FUNCTION makes() IS 'x'" }, { "COMMENT ON TYPE mood IS 'x'" }, { "COMMENT ON CONSTRAINT t_pkey ON t IS 'x'" },
    { "ALTER TABLE t REPLICA IDENTITY FULL" }, { "CLUSTER t USING t_pkey" }, { "DROP VIEW shown; SET search_path = pg_catalog" },
    { "DROP VIEW shown; CREATE TEMP TABLE t (a int)" })
{
    should_bring_back(&self->box, each->sql);
    should(self->box.told.fell, contain("made again"));
    should_bring_back(&self->box, "DELETE FROM t; INSERT INTO t (v) VALUES ('after')");
    should(self->box.told.fell, be_null);
}

TEST_EACH(pg_schema_change, what_changes_nothing_makes_nothing, (const char *sql), { "CREATE TEMP TABLE mine (a int)" },
    { "DO $$ BEGIN PERFORM 1; END $$" }, { "CREATE TABLE x (a int); DROP TABLE x" })
{
    should_bring_back(&self->box, each->sql);
    should(self->box.told.fell, be_null);
}
