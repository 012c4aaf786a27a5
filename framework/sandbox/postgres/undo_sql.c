/* undo_sql.c -- what watches the rows of a worker's tables and changes them back, as SQL that stands in a schema beside them. */
#include "undo_sql.h"
#include <stddef.h>

const char *const sb__pg_sql_undo[] = {
    /* The log. op: i, u, d for a row that was inserted, updated, deleted; t: the table was truncated, and its rows stand before this as
     * deleted; s: the table was written, and the strategy asks no more; b: many rows came at once, all of them with numbers above `old`, or
     * into an empty table.
     * base: a row per table. copy: the table here that has its rows; del, ins, upd: statements that change one row back; silence, loud:
     * what silences its triggers where nobody may silence all; told, columns: its name and columns for people, see changes_sql.c. */
    "CREATE SEQUENCE @U.log_id;\n"
    "CREATE UNLOGGED TABLE @U.log (id bigint, rel oid, op \"char\", old text, new text, statement text);\n"
    "CREATE UNLOGGED TABLE @U.kept (id bigint, name name, op \"char\", old text, new text);\n"
    "CREATE TABLE @U.base (name name PRIMARY KEY, id serial, rel oid, copy name, del text, ins text, upd text, silence text, loud text,\n"
    "    number name, highest bigint, kept boolean NOT NULL DEFAULT false, forced boolean, kept_copy name,\n"
    "    told name, columns text);\n"
    "CREATE INDEX ON @U.base (rel);\n"
    "CREATE TABLE @U.gone (name name PRIMARY KEY, copy name);\n"
    "CREATE INDEX ON @U.base (name) WHERE forced;\n"
    "CREATE TABLE @U.seq (name name PRIMARY KEY, seq oid, rel oid, last bigint, called boolean, first_last bigint, first_called boolean);\n"
    "CREATE INDEX ON @U.seq (rel);\n"
    "CREATE TABLE @U.state (catalogue text);\n",
    /* Policies that hold for the owner, too, would hide rows from us. */
    "CREATE FUNCTION @U.force(again boolean) RETURNS void LANGUAGE plpgsql AS $f$ DECLARE t name; BEGIN\n"
    "FOR t IN SELECT b.name FROM @U.base b WHERE b.forced LOOP\n"
    "    EXECUTE format('ALTER TABLE @S.%I %s FORCE ROW LEVEL SECURITY', t, CASE WHEN NOT again THEN 'NO' END);\n"
    "END LOOP; END $f$;\n",
    /* TRUNCATE passes the triggers of rows. op f: there are policies, and some of the rows may be hidden from whoever truncates. */
    "CREATE FUNCTION @U.note_truncate() RETURNS trigger LANGUAGE plpgsql\n"
    "SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET extra_float_digits = 1 SET bytea_output = 'hex' AS $f$ BEGIN\n"
    "IF pg_catalog.current_setting('seedbed.replay', true) = '1' THEN RETURN NULL; END IF;\n"
    "IF (SELECT c.relrowsecurity AND c.relforcerowsecurity FROM pg_catalog.pg_class c WHERE c.oid = TG_RELID) THEN\n"
    "    INSERT INTO @U.log VALUES (pg_catalog.nextval('@U.log_id'), TG_RELID, 'f', NULL, NULL);\n"
    "    RETURN NULL;\n"
    "END IF;\n"
    "EXECUTE pg_catalog.format('INSERT INTO @U.log SELECT pg_catalog.nextval(''@U.log_id''), %s, ''d'', seedbed_row::text, NULL, $1 '\n"
    "    'FROM ONLY @S.%I AS seedbed_row', TG_RELID, TG_TABLE_NAME) USING pg_catalog.left(pg_catalog.current_query(), 1000);\n"
    "INSERT INTO @U.log VALUES (pg_catalog.nextval('@U.log_id'), TG_RELID, 't', NULL, NULL);\n"
    "RETURN NULL; END $f$;\n",
    "CREATE FUNCTION @U.note_statement() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN\n"
    "IF pg_catalog.current_setting('seedbed.replay', true) = '1' THEN RETURN NULL; END IF;\n"
    "INSERT INTO @U.log VALUES (pg_catalog.nextval('@U.log_id'), TG_RELID, 's', NULL, NULL);\n"
    "RETURN NULL; END $f$;\n",
    /* The name is behind those of foreign keys, whose cascades come before it: what they did is written down before the row that
     * made them, and undone behind it. ALWAYS: an application may set session_replication_role. A statement
     * that names the table of which this is a part fires no trigger of statements here. */
    "CREATE FUNCTION @U.watch(name name, called text, events text, calls text) RETURNS void LANGUAGE plpgsql AS $f$\n"
    "DECLARE place regclass := format('@S.%I', name)::regclass; part boolean; BEGIN\n"
    "IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = place AND tgname = 'seedbed_' || called) THEN RETURN; END IF;\n"
    "part := calls = 'note_statement' AND EXISTS (SELECT FROM pg_inherits WHERE inhrelid = place) AND events <> 'AFTER TRUNCATE';\n"
    "IF part THEN PERFORM @U.watch(name, called || '_all', 'AFTER TRUNCATE', calls); END IF;\n"
    "EXECUTE format('CREATE TRIGGER seedbed_%s %s ON @S.%I FOR EACH %s EXECUTE FUNCTION @U.%I()', called,\n"
    "    CASE WHEN part THEN replace(events, ' OR TRUNCATE', '') ELSE events END, name,\n"
    "    CASE WHEN part OR calls = 'note' THEN 'ROW' ELSE 'STATEMENT' END, calls);\n"
    "EXECUTE format('ALTER TABLE @S.%I ENABLE ALWAYS TRIGGER seedbed_%s', name, called);\n"
    "END $f$;\n",
    /* How a row is found again: by a key that no null and no later moment makes vague; else by all of its columns as they are stored,
     * and it is one of those that are equal. */
    "CREATE FUNCTION @U.key_of(rel oid, place text, OUT found text, OUT number name, OUT keys name[]) LANGUAGE sql AS $f$\n"
    "SELECT coalesce(string_agg(format('%I = ($?::%s).%I', x.attname, place, x.attname), ' AND '),\n"
    "    format('ctid = (SELECT seedbed_row.ctid FROM ONLY %s AS seedbed_row WHERE seedbed_row *= $?::%s LIMIT 1)', place, place)),\n"
    "    CASE WHEN count(*) = 1 AND bool_and(x.atttypid IN (20, 21, 23)) THEN min(x.attname::text)::name END,\n"
    "    array_agg(x.attname)\n"
    "FROM pg_attribute x WHERE x.attrelid = rel AND x.attnum = ANY ((SELECT i.indkey[:i.indnkeyatts - 1] FROM pg_index i\n"
    "    WHERE i.indrelid = rel AND i.indisunique AND i.indimmediate AND i.indpred IS NULL AND i.indexprs IS NULL\n"
    "    AND NOT EXISTS (SELECT FROM pg_attribute y WHERE y.attrelid = rel AND y.attnum = ANY (i.indkey[:i.indnkeyatts - 1])\n"
    "        AND NOT y.attnotnull)\n"
    "    ORDER BY i.indisprimary DESC, i.indnkeyatts, i.indexrelid LIMIT 1)::smallint[])\n"
    "$f$;\n",
    /* Its columns as a record of texts: whether it is of the key, how it is spelt, its number and type, its name. */
    "CREATE FUNCTION @U.columns_of(rel oid, keys name[]) RETURNS text LANGUAGE sql AS $f$\n"
    "SELECT format('(%s)', string_agg(format('\"%s%s%s/%s %s\"', CASE WHEN attname = ANY (keys) THEN 'k' ELSE '-' END,\n"
    "    CASE atttypid WHEN 16 THEN 'b' WHEN 17 THEN 'x' ELSE '-' END, attnum, atttypid,\n"
    "    replace(replace(attname::text, chr(92), repeat(chr(92), 2)), '\"', '\"\"')), ',' ORDER BY attnum))\n"
    "FROM pg_attribute WHERE attrelid = rel AND attnum > 0 AND NOT attisdropped\n"
    "$f$;\n",
    /* A part is told as the table that people name, where one key is that of all parts. */
    "CREATE FUNCTION @U.told_as(rel oid, keys name[]) RETURNS name LANGUAGE sql AS $f$\n"
    "SELECT coalesce((WITH RECURSIVE up(whole) AS (SELECT inhparent FROM pg_inherits WHERE inhrelid = rel\n"
    "        UNION ALL SELECT i.inhparent FROM pg_inherits i JOIN up ON i.inhrelid = up.whole)\n"
    "    SELECT c.relname FROM up JOIN pg_class c ON c.oid = up.whole WHERE c.relkind = 'p' AND NOT c.relispartition\n"
    "    AND coalesce((@U.key_of(c.oid, '')).keys, '{}') @> coalesce(keys, '{}')\n"
    "    AND coalesce((@U.key_of(c.oid, '')).keys, '{}') <@ coalesce(keys, '{}') LIMIT 1),\n"
    "    (SELECT relname FROM pg_class WHERE oid = rel))\n"
    "$f$;\n",
    /* A table that a SUITE_SETUP dropped comes again with the rows that it had. Names of columns may have a $1 in them, too, but no $1::.
     * Generated columns come by themselves; where there are no others, no UPDATE brings anything back. A number that is GENERATED
     * ALWAYS cannot be set by UPDATE: a row whose number was changed is not found, and the replay then says that something is wrong. */
    "CREATE FUNCTION @U.describe() RETURNS void LANGUAGE sql AS $f$\n"
    "INSERT INTO @U.gone SELECT name, copy FROM @U.base\n"
    "    WHERE name NOT IN (SELECT relname FROM pg_class WHERE relnamespace = '@S'::regnamespace AND relkind = 'r')\n"
    "    ON CONFLICT (name) DO UPDATE SET copy = excluded.copy;\n"
    "DELETE FROM @U.base WHERE name NOT IN (SELECT relname FROM pg_class WHERE relnamespace = '@S'::regnamespace AND relkind = 'r');\n"
    "INSERT INTO @U.base (name, copy, rel, del, ins, upd, silence, loud, number, told, columns, forced)\n"
    "SELECT c.relname, (SELECT g.copy FROM @U.gone g WHERE g.name = c.relname), c.oid,\n"
    "    format('DELETE FROM ONLY %s WHERE %s', t.name, replace(k.found, '$?::', '$1::')),\n"
    "    CASE WHEN a.list IS NULL THEN format('INSERT INTO %s DEFAULT VALUES', t.name) ELSE\n"
    "        format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM (SELECT $1::%s AS r OFFSET 0) q', t.name, a.list,\n"
    "            a.cells, t.name) END,\n"
    "    CASE WHEN a.list IS NULL THEN 'NULL' ELSE\n"
    "        format('UPDATE ONLY %s SET (%s) = (SELECT %s FROM (SELECT $1::%s AS r OFFSET 0) q) WHERE %s%s', t.name,\n"
    "            coalesce(a.settable, a.list), coalesce(a.set_cells, a.cells), t.name, replace(k.found, '$?::', '$2::'),\n"
    "            coalesce(a.same, '')) END,\n"
    "    g.silence, g.loud, k.number, @U.told_as(c.oid, k.keys), @U.columns_of(c.oid, k.keys), c.relrowsecurity AND c.relforcerowsecurity\n"
    "FROM pg_class c, LATERAL (SELECT format('@S.%I', c.relname) AS name) t, LATERAL @U.key_of(c.oid, t.name) k,\n"
    "LATERAL (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS list,\n"
    "    string_agg(format('(q.r).%I', attname), ', ' ORDER BY attnum) AS cells,\n"
    "    string_agg(quote_ident(attname), ', ' ORDER BY attnum) FILTER (WHERE attidentity <> 'a') AS settable,\n"
    "    string_agg(format('(q.r).%I', attname), ', ' ORDER BY attnum) FILTER (WHERE attidentity <> 'a') AS set_cells,\n"
    "    string_agg(format(' AND ($1::%s).%I = ($2::%s).%I', t.name, attname, t.name, attname), '')\n"
    "        FILTER (WHERE attidentity = 'a') AS same\n"
    "    FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') a,\n"
    "LATERAL (SELECT string_agg(format('ALTER TABLE %s DISABLE %s %I', t.name, x.kind, x.name), ';') AS silence,\n"
    "    string_agg(format('ALTER TABLE %s ENABLE %s %s %I', t.name,\n"
    "        CASE x.enabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, x.kind, x.name), ';') AS loud\n"
    "    FROM (SELECT 'TRIGGER' AS kind, tgname AS name, tgenabled AS enabled FROM pg_trigger WHERE tgrelid = c.oid AND NOT tgisinternal\n"
    "        AND tgenabled <> 'D' AND NOT starts_with(tgname, 'seedbed_')\n"
    "        UNION ALL SELECT 'RULE', rulename, ev_enabled FROM pg_rewrite WHERE ev_class = c.oid AND ev_enabled <> 'D') x) g\n"
    "WHERE c.relnamespace = '@S'::regnamespace AND c.relkind = 'r'\n"
    "ON CONFLICT (name) DO UPDATE SET rel = excluded.rel, del = excluded.del, ins = excluded.ins, upd = excluded.upd,\n"
    "    silence = excluded.silence, loud = excluded.loud, number = excluded.number, told = excluded.told,\n"
    "    columns = excluded.columns, forced = excluded.forced\n"
    "$f$;\n",
    /* @Q, @L: by the function of a superuser, where there is one. */
    "CREATE FUNCTION @U.begin_replay(everywhere boolean) RETURNS void LANGUAGE plpgsql AS $f$ DECLARE t text; BEGIN\n"
    "PERFORM @U.force(false);\n"
    "IF current_setting('seedbed.keeper', true) = '1' THEN RETURN; END IF;\n"
    "PERFORM set_config('seedbed.replay', '1', true);\n"
    "@Q\n"
    "END $f$;\n"
    "CREATE FUNCTION @U.end_replay(everywhere boolean) RETURNS void LANGUAGE plpgsql AS $f$ DECLARE t text; BEGIN\n"
    "IF current_setting('seedbed.keeper', true) = '1' THEN PERFORM @U.force(true); RETURN; END IF;\n"
    "@L\n"
    "PERFORM set_config('seedbed.replay', '', true);\n"
    "PERFORM @U.force(true);\n"
    "END $f$;\n",
    /* Deleted rows cost whoever reads the log; to truncate it costs more than to delete three rows. */
    "CREATE FUNCTION @U.forget() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN\n"
    "IF pg_relation_size('@U.log') > 65536 THEN TRUNCATE @U.log; ELSE DELETE FROM @U.log; END IF;\n"
    "END $f$;\n",
    /* everywhere: look at every sequence; again: set each, also where the last number is as it was. */
    "CREATE FUNCTION @U.set_sequences(everywhere boolean, again boolean) RETURNS void LANGUAGE plpgsql AS $f$ DECLARE it oid; BEGIN\n"
    "IF everywhere THEN\n"
    "    PERFORM setval(s.seq, s.last, s.called) FROM @U.seq s\n"
    "    WHERE again OR pg_sequence_last_value(s.seq) IS DISTINCT FROM CASE WHEN s.called THEN s.last END;\n"
    "ELSE\n"
    "    FOR it IN SELECT 0::oid UNION SELECT l.rel FROM @U.log l LOOP\n"
    "        PERFORM setval(s.seq, s.last, s.called) FROM @U.seq s WHERE s.rel = it;\n"
    "    END LOOP;\n"
    "END IF; END $f$;\n",
    /* Statements that stay planned, one function for each table. */
    "CREATE FUNCTION @U.make_changes() RETURNS void LANGUAGE plpgsql AS $f$ DECLARE b @U.base; BEGIN\n"
    "FOR b IN SELECT * FROM @U.base LOOP\n"
    "    EXECUTE format('CREATE OR REPLACE FUNCTION @U.change_%s(\"char\", text, text) RETURNS void LANGUAGE plpgsql AS $c$ '\n"
    "        'DECLARE seedbed_rows integer; BEGIN IF $1 = ''i'' THEN %s; ELSIF $1 = ''d'' THEN %s; ELSE %s; END IF; '\n"
    "        'GET DIAGNOSTICS seedbed_rows = ROW_COUNT; '\n"
    "        'IF seedbed_rows <> 1 THEN RAISE EXCEPTION ''a row of %% is not as it was left'', %L; END IF; END $c$', b.id,\n"
    "        replace(b.del, '$1::', '$3::'), replace(b.ins, '$1::', '$2::'),\n"
    "        replace(replace(b.upd, '$2::', '$3::'), '$1::', '$2::'), b.name);\n"
    "END LOOP; END $f$;\n",
    "CREATE FUNCTION @U.undo_many(it oid, above text) RETURNS void LANGUAGE plpgsql AS $f$ DECLARE b @U.base; BEGIN\n"
    "SELECT * INTO b FROM @U.base t WHERE t.rel = it;\n"
    "IF NOT FOUND THEN RAISE EXCEPTION 'a table was written to that was not there'; END IF;\n"
    "EXECUTE format('DELETE FROM ONLY @S.%I', b.name) || CASE WHEN above IS NULL THEN '' ELSE format(' WHERE %I > %s', b.number, above) END;\n"
    "END $f$;\n"
    /* Those that came with a part of a transaction, row by row, in place of the entry that was to stand for them. */
    "CREATE FUNCTION @U.note_rows(it oid, part xid) RETURNS void LANGUAGE plpgsql\n"
    "SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET extra_float_digits = 1 SET bytea_output = 'hex' AS $f$ BEGIN\n"
    "DELETE FROM @U.log WHERE xmin = part AND op = 'b';\n"
    "EXECUTE format('INSERT INTO @U.log SELECT nextval(''@U.log_id''), %s, ''i'', NULL, seedbed_row::text FROM ONLY %s seedbed_row '\n"
    "    'WHERE seedbed_row.xmin = $1', it, it::regclass) USING part;\n"
    "END $f$;\n"
    /* In place of all entries of a table, the difference that they make: rows that no longer are what they were can be put in again. They stand
     * where the first of the many came, before what refers to them. */
    "CREATE FUNCTION @U.spell_many() RETURNS void LANGUAGE plpgsql AS $f$ DECLARE b @U.base; first bigint; BEGIN\n"
    "FOR b IN SELECT * FROM @U.base t WHERE t.rel IN (SELECT l.rel FROM @U.log l WHERE l.op = 'b') LOOP\n"
    "    SELECT min(l.id) INTO first FROM @U.log l WHERE l.rel = b.rel AND l.op = 'b';\n"
    "    DELETE FROM @U.log l WHERE l.rel = b.rel;\n"
    "    INSERT INTO @U.log SELECT first, b.rel, c.op, CASE c.op WHEN 'd' THEN c.r END, CASE c.op WHEN 'i' THEN c.r END FROM @U.compared(b) c;\n"
    "END LOOP; END $f$;\n",
    "CREATE FUNCTION @U.undo() RETURNS integer LANGUAGE plpgsql AS $f$\n"
    "DECLARE l record; n integer := 0; of oid; call text; BEGIN\n"
    "FOR l IN SELECT rel, op, old, new FROM @U.log ORDER BY id DESC, op DESC LOOP\n"
    "    IF n = 0 THEN PERFORM @U.begin_replay(false); END IF;\n"
    "    n := n + 1;\n"
    "    CONTINUE WHEN l.op IN ('t', 's');\n"
    "    IF l.op = 'f' THEN RAISE EXCEPTION 'a table was truncated whose rows a policy hides'; END IF;\n"
    "    IF l.op = 'b' THEN PERFORM @U.undo_many(l.rel, l.old); CONTINUE; END IF;\n"
    "    IF of IS DISTINCT FROM l.rel THEN\n"
    "        SELECT format('SELECT @U.change_%s($1, $2, $3)', b.id) INTO call FROM @U.base b WHERE b.rel = l.rel;\n"
    "        IF NOT FOUND THEN RAISE EXCEPTION 'a table was written to that was not there'; END IF;\n"
    "        of := l.rel;\n"
    "    END IF;\n"
    "    EXECUTE call USING l.op, l.old, l.new;\n"
    "END LOOP;\n"
    "RETURN n; END $f$;\n",
    /* One round trip: how many changes were undone. An exception: something is not as the log has it. */
    "CREATE FUNCTION @U.reset(everywhere boolean, again boolean) RETURNS integer LANGUAGE plpgsql AS $f$\n"
    "DECLARE n integer := @U.undo(); BEGIN\n"
    "IF everywhere OR n > 0 THEN PERFORM @U.set_sequences(everywhere, again); END IF;\n"
    "IF n > 0 THEN PERFORM @U.end_replay(false); PERFORM @U.forget(); END IF;\n"
    "RETURN n; END $f$;\n",
    "CREATE FUNCTION @U.keep() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN\n"
    "PERFORM @U.spell_many();\n"
    "INSERT INTO @U.kept SELECT l.id, b.name, l.op, l.old, l.new FROM @U.log l LEFT JOIN @U.base b USING (rel);\n"
    "PERFORM @U.forget();\n"
    "PERFORM @U.note_sequences();\n"
    "END $f$;\n"
    "CREATE FUNCTION @U.drop_kept() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN\n"
    "PERFORM @U.reset(false, false);\n"
    "INSERT INTO @U.log SELECT k.id, b.rel, k.op, k.old, k.new FROM @U.kept k LEFT JOIN @U.base b USING (name);\n"
    "UPDATE @U.seq SET last = first_last, called = first_called;\n"
    "PERFORM @U.reset(true, true);\n"
    "DELETE FROM @U.kept;\n"
    "END $f$;\n",
    "CREATE FUNCTION @U.redo() RETURNS void LANGUAGE plpgsql AS $f$ DECLARE r record; k integer; BEGIN\n"
    "PERFORM @U.begin_replay(true);\n"
    "FOR r IN SELECT l.op, l.old, l.new, b.name, b.del, b.ins, b.upd FROM @U.kept l LEFT JOIN @U.base b USING (name) ORDER BY l.id, l.op LOOP\n"
    "    CONTINUE WHEN r.op IN ('t', 's');\n"
    "    IF r.op = 'f' THEN RAISE EXCEPTION 'a SUITE_SETUP truncated % whose rows a policy hides', r.name; END IF;\n"
    "    IF r.op = 'i' THEN EXECUTE r.ins USING r.new;\n"
    "    ELSIF r.op = 'd' THEN EXECUTE r.del USING r.old;\n"
    "    ELSE EXECUTE r.upd USING r.new, r.old; END IF;\n"
    "    GET DIAGNOSTICS k = ROW_COUNT;\n"
    "    IF k <> 1 THEN RAISE EXCEPTION 'a row of % is not as it was left', r.name; END IF;\n"
    "END LOOP;\n"
    "PERFORM @U.end_replay(true);\n"
    "END $f$;\n",
    NULL,
};
