/* changes_sql.c -- what was changed, row by row, from the log, or from a copy where the log has no rows. */
#include "undo_sql.h"
#include <stddef.h>

/* How a row is spelt depends on the settings of the session, which are those of our connection: as a query there gives it. */
const char *const sb__pg_sql_changes[] = {
    "CREATE FUNCTION @U.compared(b @U.base) RETURNS TABLE (op \"char\", r text) LANGUAGE plpgsql\n"
    "SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET extra_float_digits = 1 SET bytea_output = 'hex' SET timezone = 'UTC' AS $f$\n"
    "DECLARE source text := coalesce(@U.source_of(b, NULL), 'SELECT NULL::text AS r WHERE false'); BEGIN\n"
    "IF EXISTS (SELECT FROM @U.kept k WHERE k.name = b.name) THEN\n"
    "    source := format('(%1$s UNION ALL SELECT (k.new::@S.%2$I)::text FROM @U.kept k WHERE k.name = %2$L AND k.new IS NOT NULL '\n"
    "        'EXCEPT ALL SELECT (k.old::@S.%2$I)::text FROM @U.kept k WHERE k.name = %2$L AND k.old IS NOT NULL)', source, b.name);\n"
    "END IF;\n"
    "RETURN QUERY EXECUTE format('SELECT ''d''::\"char\", x.r FROM (%2$s EXCEPT ALL SELECT seedbed_row::text FROM ONLY @S.%1$I seedbed_row) x UNION ALL '\n"
    "    'SELECT ''i''::\"char\", x.r FROM (SELECT seedbed_row::text AS r FROM ONLY @S.%1$I seedbed_row EXCEPT ALL %2$s) x', b.name, source);\n"
    "END $f$;\n",
    /* The rows of the base state: those of the copy, and what was done to them when the state was kept. */
    "CREATE FUNCTION @U.first_rows(b @U.base) RETURNS SETOF text LANGUAGE plpgsql AS $f$ BEGIN\n"
    "RETURN QUERY EXECUTE format('(%s UNION ALL SELECT k.new FROM @U.kept k WHERE k.name = %L AND k.new IS NOT NULL) '\n"
    "    'EXCEPT ALL SELECT k.old FROM @U.kept k WHERE k.name = %L AND k.old IS NOT NULL',\n"
    "    coalesce(@U.source_of(b, NULL), 'SELECT NULL::text AS r WHERE false'), b.name, b.name);\n"
    "END $f$;\n",
    /* op x: a row that went with its table. As long as a table is what it was, its rows are spelt anew; else they are as they were written
     * down, and now_columns says what its columns are now: '' for a table that is
     * gone. */
    "CREATE FUNCTION @U.entries(everywhere boolean) RETURNS TABLE (at bigint, tab name, op \"char\", was text, became text, statement text,\n"
    "    columns text, now_columns text) LANGUAGE plpgsql SET lock_timeout = '1s'\n"
    "SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET extra_float_digits = 1 SET bytea_output = 'hex' AS $f$\n"
    "DECLARE b @U.base; now_is text; there boolean; BEGIN\n"
    "FOR b IN SELECT * FROM @U.base t WHERE (everywhere AND t.number IS NOT NULL) OR t.rel IN (SELECT l.rel FROM @U.log l)\n"
    "    OR NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = t.rel) LOOP\n"
    "    there := EXISTS (SELECT FROM pg_class c WHERE c.oid = b.rel);\n"
    "    now_is := CASE WHEN there THEN @U.columns_of(b.rel, (@U.key_of(b.rel, '')).keys) END;\n"
    "    IF NOT there THEN\n"
    "        RETURN QUERY SELECT 9223372036854775807, b.told, 'x'::\"char\", r, NULL::text, NULL::text, b.columns, ''\n"
    "            FROM @U.first_rows(b) r;\n"
    "    ELSIF everywhere OR EXISTS (SELECT FROM @U.log l WHERE l.rel = b.rel AND l.op IN ('s', 'b')) THEN\n"
    "        IF now_is IS DISTINCT FROM b.columns THEN\n"
    "            RAISE EXCEPTION 'the table % was altered, and this way to reset writes down no rows', b.told;\n"
    "        END IF;\n"
    "        RETURN QUERY EXECUTE format('SELECT 0::bigint, $1.told, q.op, CASE q.op WHEN ''d'' THEN q.r::%1$s::text END, '\n"
    "            'CASE q.op WHEN ''i'' THEN q.r::%1$s::text END, NULL::text, $1.columns, NULL::text FROM @U.compared($1) q OFFSET 0',\n"
    "            b.rel::regclass) USING b;\n"
    "        CONTINUE;\n"
    "    END IF;\n"
    "    RETURN QUERY EXECUTE format('SELECT l.id, $1.told, l.op, l.old%1$s::text, l.new%1$s::text, l.statement, $1.columns, $2 '\n"
    "        'FROM @U.log l WHERE l.rel = $1.rel AND l.op IN (''i'', ''u'', ''d'') OFFSET 0',\n"
    "        CASE WHEN now_is = b.columns THEN format('::%s', b.rel::regclass) ELSE '' END)\n"
    "        USING b, CASE WHEN NOT there THEN '' WHEN now_is <> b.columns THEN now_is END;\n"
    "END LOOP; END $f$;\n",
    NULL,
};

/* Rows are written down as text, in settings by which text gives the same value back, whatever the application has set. The
 * replay, whose writes are not to be written down, says so by a setting of its own. */
const char *const sb__pg_sql_note[] = {
    "CREATE OR REPLACE FUNCTION @U.note() RETURNS trigger LANGUAGE plpgsql\n"
    "SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET extra_float_digits = 1 SET bytea_output = 'hex' AS $f$ BEGIN\n"
    "IF pg_catalog.current_setting('seedbed.replay', true) = '1' THEN RETURN NULL; END IF;\n"
    "IF TG_OP = 'INSERT' THEN\n"
    "    INSERT INTO @U.log VALUES (pg_catalog.nextval('@U.log_id'), TG_RELID, 'i', NULL, NEW::text);\n"
    "ELSIF TG_OP = 'UPDATE' THEN\n"
    "    INSERT INTO @U.log VALUES (pg_catalog.nextval('@U.log_id'), TG_RELID, 'u', OLD::text, NEW::text);\n"
    "ELSE\n"
    "    INSERT INTO @U.log VALUES (pg_catalog.nextval('@U.log_id'), TG_RELID, 'd', OLD::text, NULL);\n"
    "END IF;\n"
    "RETURN NULL; END $f$;\n",
    NULL,
};

/* The same with the statement that the client sent: with its beginning, since each row has one. */
const char *const sb__pg_sql_note_strict[] = {
    "CREATE OR REPLACE FUNCTION @U.note() RETURNS trigger LANGUAGE plpgsql\n"
    "SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET extra_float_digits = 1 SET bytea_output = 'hex' AS $f$ BEGIN\n"
    "IF pg_catalog.current_setting('seedbed.replay', true) = '1' THEN RETURN NULL; END IF;\n"
    "INSERT INTO @U.log VALUES (pg_catalog.nextval('@U.log_id'), TG_RELID, CASE TG_OP WHEN 'INSERT' THEN 'i' WHEN 'UPDATE' THEN 'u' ELSE 'd' END,\n"
    "    CASE WHEN TG_OP <> 'INSERT' THEN OLD::text END, CASE WHEN TG_OP <> 'DELETE' THEN NEW::text END, pg_catalog.left(pg_catalog.current_query(), 1000));\n"
    "RETURN NULL; END $f$;\n",
    NULL,
};
