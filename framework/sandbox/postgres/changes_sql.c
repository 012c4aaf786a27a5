/* changes_sql.c -- what was changed, cell by cell, from the log, or from a copy where the log has no rows. */
#include "undo_sql.h"
#include <stddef.h>

const char *const sb__pg_sql_changes[] = {
    "CREATE FUNCTION @U.compared(b @U.base) RETURNS text LANGUAGE sql AS $f$\n"
    "SELECT format('SELECT row_number() OVER (ORDER BY s.op) AS id, s.op, NULL::text AS statement, CASE s.op WHEN ''d'' THEN s.r::%1$s END AS o, '\n"
    "    'CASE s.op WHEN ''i'' THEN s.r::%1$s END AS n FROM (SELECT ''d''::\"char\" AS op, r FROM (%2$s '\n"
    "    'EXCEPT ALL SELECT r::text FROM ONLY %1$s r) x UNION ALL SELECT ''i'', r FROM (SELECT r::text AS r FROM ONLY %1$s r '\n"
    "    'EXCEPT ALL %2$s) x) s',\n"
    "    format('@S.%I', b.name), coalesce(@U.source_of(b, NULL), 'SELECT NULL::text AS r WHERE false'))\n"
    "$f$;\n",
    /* A row per cell. */
    "CREATE FUNCTION @U.entries(everywhere boolean) RETURNS TABLE (at bigint, tab name, op \"char\", col name, is_key boolean, before text,\n"
    "    after text, statement text) LANGUAGE plpgsql\n"
    "SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET extra_float_digits = 1 SET bytea_output = 'hex' SET timezone = 'UTC' AS $f$ DECLARE b @U.base; source text; BEGIN\n"
    "FOR b IN SELECT * FROM @U.base t WHERE (everywhere AND t.number IS NOT NULL) OR t.rel IN (SELECT l.rel FROM @U.log l) ORDER BY t.name LOOP\n"
    "    IF everywhere OR EXISTS (SELECT FROM @U.log l WHERE l.rel = b.rel AND l.op = 's') THEN source := @U.compared(b);\n"
    "    ELSE source := format('SELECT l.id, l.op, l.statement, l.old::@S.%I AS o, l.new::@S.%I AS n FROM @U.log l WHERE l.rel = %s '\n"
    "        'AND l.op IN (''i'', ''u'', ''d'') OFFSET 0', b.name, b.name, b.rel);\n"
    "    END IF;\n"
    "    RETURN QUERY EXECUTE format('SELECT q.id, %L::name, q.op, c.col, c.is_key, c.before, c.after, q.statement FROM (%s) q, '\n"
    "        'LATERAL (VALUES %s) c(no, col, is_key, before, after) ORDER BY q.id, c.no', b.name, source, b.shown);\n"
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

/* The same with the statement that the client sent. */
const char *const sb__pg_sql_note_strict[] = {
    "CREATE OR REPLACE FUNCTION @U.note() RETURNS trigger LANGUAGE plpgsql\n"
    "SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET extra_float_digits = 1 SET bytea_output = 'hex' AS $f$ BEGIN\n"
    "IF pg_catalog.current_setting('seedbed.replay', true) = '1' THEN RETURN NULL; END IF;\n"
    "INSERT INTO @U.log VALUES (pg_catalog.nextval('@U.log_id'), TG_RELID, CASE TG_OP WHEN 'INSERT' THEN 'i' WHEN 'UPDATE' THEN 'u' ELSE 'd' END,\n"
    "    CASE WHEN TG_OP <> 'INSERT' THEN OLD::text END, CASE WHEN TG_OP <> 'DELETE' THEN NEW::text END, pg_catalog.current_query());\n"
    "RETURN NULL; END $f$;\n",
    NULL,
};
