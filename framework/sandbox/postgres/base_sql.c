/* base_sql.c -- what a worker's base state is besides the log: copies of its rows, its sequences, a digest of all else. */
#include "undo_sql.h"
#include <stddef.h>

const char *const sb__pg_sql_base[] = {
    /* What the scripts make again need not be the same: now(), random(). */
    "CREATE FUNCTION @U.copy_rows() RETURNS void LANGUAGE plpgsql\n"
    "SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET extra_float_digits = 1 SET bytea_output = 'hex' SET timezone = 'UTC' AS $f$ DECLARE b @U.base; filled boolean; BEGIN\n"
    "PERFORM @U.force(false);\n"
    "FOR b IN SELECT * FROM @U.base LOOP\n"
    "    EXECUTE format('SELECT EXISTS (SELECT FROM ONLY @S.%I)', b.name) INTO filled;\n"
    "    CONTINUE WHEN NOT filled;\n"
    "    EXECUTE format('CREATE TABLE @U.%I AS SELECT seedbed_row::text AS r FROM ONLY @S.%I AS seedbed_row', 'rows_' || b.id, b.name);\n"
    "    UPDATE @U.base t SET copy = 'rows_' || b.id WHERE t.name = b.name;\n"
    "END LOOP;\n"
    "PERFORM @U.force(true);\n"
    "END $f$;\n",
    "CREATE FUNCTION @U.source_of(b @U.base, installed name) RETURNS text LANGUAGE sql AS $f$\n"
    "SELECT CASE WHEN installed IS NULL THEN 'SELECT r FROM @U.' || quote_ident(CASE WHEN b.kept THEN b.kept_copy ELSE b.copy END)\n"
    "    WHEN to_regclass(format('%I.%I', installed, b.name)) IS NOT NULL THEN\n"
    "        format('SELECT seedbed_row::text AS r FROM ONLY %I.%I AS seedbed_row', installed, b.name) END $f$;\n"
    "CREATE FUNCTION @U.digest(source text) RETURNS text LANGUAGE plpgsql AS $f$ DECLARE it text; BEGIN\n"
    "EXECUTE format('SELECT count(*) || '' '' || coalesce(sum(hashtextextended(q.r, 0)), 0) FROM (%s) q', source) INTO it;\n"
    "RETURN it; END $f$;\n"
    "CREATE FUNCTION @U.rows_differ(b @U.base, source text) RETURNS boolean LANGUAGE sql\n"
    "SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET extra_float_digits = 1 SET bytea_output = 'hex' SET timezone = 'UTC' AS $f$\n"
    "SELECT @U.digest(coalesce(source, 'SELECT NULL::text AS r WHERE false')) <>\n"
    "    @U.digest(format('SELECT seedbed_row::text AS r FROM ONLY @S.%I AS seedbed_row', b.name)) $f$;\n"
    "CREATE FUNCTION @U.fill_from(b @U.base, source text) RETURNS void LANGUAGE plpgsql\n"
    "SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres' SET extra_float_digits = 1 SET bytea_output = 'hex' SET timezone = 'UTC' AS $f$ BEGIN\n"
    "IF source IS NOT NULL THEN\n"
    "    EXECUTE replace(replace(b.ins, '$1::', 's.r::'), ' AS r OFFSET 0)', format(' AS r FROM (%s) s OFFSET 0)', source));\n"
    "END IF; END $f$;\n",
    /* The rows of the installed tables, or those of our copies. Where some are not as they should be, all are filled anew, because
     * TRUNCATE takes along what refers. */
    "CREATE FUNCTION @U.take_rows(installed name) RETURNS void LANGUAGE plpgsql AS $f$ DECLARE b @U.base; differs boolean := false; BEGIN\n"
    "PERFORM @U.force(false);\n"
    "FOR b IN SELECT * FROM @U.base t LOOP\n"
    "    CONTINUE WHEN differs OR (installed IS NOT NULL AND @U.source_of(b, installed) IS NULL);\n"
    "    differs := @U.rows_differ(b, @U.source_of(b, installed));\n"
    "END LOOP;\n"
    "IF NOT differs THEN PERFORM @U.force(true); RETURN; END IF;\n"
    "PERFORM @U.begin_replay(true);\n"
    "EXECUTE 'TRUNCATE ' || (SELECT string_agg(format('@S.%I', t.name), ', ') FROM @U.base t) || ' CASCADE';\n"
    "FOR b IN SELECT * FROM @U.base t LOOP PERFORM @U.fill_from(b, @U.source_of(b, installed)); END LOOP;\n"
    "PERFORM @U.end_replay(true);\n"
    "END $f$;\n",
    /* rel 0: no table alone draws from it, by its name. */
    "CREATE FUNCTION @U.find_sequences() RETURNS void LANGUAGE plpgsql AS $f$ DECLARE s record; l bigint; c boolean; BEGIN\n"
    "DELETE FROM @U.seq WHERE name NOT IN (SELECT relname FROM pg_class WHERE relnamespace = '@S'::regnamespace AND relkind = 'S');\n"
    "FOR s IN SELECT c.oid, c.relname, coalesce((SELECT min(u.rel) FROM (\n"
    "        SELECT d.refobjid AS rel FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid\n"
    "            AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0\n"
    "        UNION SELECT f.adrelid FROM pg_depend d JOIN pg_attrdef f ON f.oid = d.objid\n"
    "            WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid) u\n"
    "        HAVING count(*) = 1 AND NOT bool_or(EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = u.rel))), 0) AS rel\n"
    "    FROM pg_class c WHERE c.relnamespace = '@S'::regnamespace AND c.relkind = 'S' LOOP\n"
    "    EXECUTE format('SELECT last_value, is_called FROM @S.%I', s.relname) INTO l, c;\n"
    "    INSERT INTO @U.seq VALUES (s.relname, s.oid, s.rel, l, c, l, c) ON CONFLICT (name) DO UPDATE SET seq = s.oid, rel = s.rel;\n"
    "END LOOP; END $f$;\n",
    "CREATE FUNCTION @U.note_sequences() RETURNS void LANGUAGE plpgsql AS $f$ DECLARE s record; l bigint; c boolean; BEGIN\n"
    "FOR s IN SELECT name FROM @U.seq LOOP\n"
    "    EXECUTE format('SELECT last_value, is_called FROM @S.%I', s.name) INTO l, c;\n"
    "    UPDATE @U.seq SET last = l, called = c WHERE name = s.name;\n"
    "END LOOP; END $f$;\n"
    "CREATE FUNCTION @U.take_sequences(place name) RETURNS void LANGUAGE plpgsql AS $f$ DECLARE s record; BEGIN\n"
    "FOR s IN SELECT c.relname FROM pg_class c JOIN pg_class o USING (relname) WHERE c.relnamespace = '@S'::regnamespace\n"
    "    AND c.relkind = 'S' AND o.relkind = 'S' AND o.relnamespace = quote_ident(place)::regnamespace LOOP\n"
    "    EXECUTE format('SELECT setval(%L, last_value, is_called) FROM %I.%I', format('@S.%I', s.relname), place, s.relname);\n"
    "END LOOP; END $f$;\n",
    /* Everything but rows: what an ALTER changes has a new xmin, and what is made or dropped another number. Not in it is what
     * changes by itself or by our own hand. */
    "CREATE FUNCTION @U.objects() RETURNS SETOF text LANGUAGE sql AS $f$\n"
    "SELECT format('c%s %s %s %s %s %s %s %s %s %s %s', c.oid, c.relname, c.relkind, c.relnatts, c.relowner, c.relrowsecurity,\n"
    "        c.relforcerowsecurity, c.relacl, c.reloptions, c.relpersistence, c.relreplident) AS line\n"
    "    FROM pg_class c WHERE c.relnamespace = '@S'::regnamespace\n"
    "UNION ALL SELECT format('a%s %s', a.attrelid, sum(hashint8(a.xmin::text::bigint * 31 + a.attnum))) FROM pg_attribute a\n"
    "    JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = '@S'::regnamespace AND a.attnum > 0 GROUP BY a.attrelid\n"
    "UNION ALL SELECT format('d%s %s', d.oid, d.xmin) FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid\n"
    "    WHERE c.relnamespace = '@S'::regnamespace\n"
    "UNION ALL SELECT format('k%s %s', oid, xmin) FROM pg_constraint WHERE connamespace = '@S'::regnamespace\n"
    "UNION ALL SELECT format('g%s %s %s', t.oid, t.tgname, t.tgenabled) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid\n"
    "    WHERE c.relnamespace = '@S'::regnamespace\n"
    "UNION ALL SELECT format('p%s %s', oid, xmin) FROM pg_proc WHERE pronamespace = '@S'::regnamespace\n"
    "UNION ALL SELECT format('t%s %s', oid, xmin) FROM pg_type WHERE typnamespace = '@S'::regnamespace\n"
    "UNION ALL SELECT format('e%s %s', e.oid, e.xmin) FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid\n"
    "    WHERE t.typnamespace = '@S'::regnamespace\n"
    "UNION ALL SELECT format('r%s %s %s', r.oid, r.ev_enabled, hashtext(r.ev_qual::text || r.ev_action::text)) FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class\n"
    "    WHERE c.relnamespace = '@S'::regnamespace\n"
    "UNION ALL SELECT format('l%s %s', p.oid, p.xmin) FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid\n"
    "    WHERE c.relnamespace = '@S'::regnamespace\n"
    "UNION ALL SELECT format('s%s %s %s %s %s %s %s %s', s.seqrelid, s.seqtypid, s.seqstart, s.seqincrement, s.seqmax, s.seqmin,\n"
    "        s.seqcache, s.seqcycle) FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid WHERE c.relnamespace = '@S'::regnamespace\n"
    "UNION ALL SELECT format('x%s %s', classid, objid) FROM pg_depend WHERE refclassid = 'pg_namespace'::regclass\n"
    "    AND refobjid = '@S'::regnamespace\n"
    "UNION ALL SELECT format('n%s', nspacl) FROM pg_namespace WHERE nspname = '@S'\n"
    "UNION ALL SELECT format('i%s %s %s', i.indexrelid, i.indisclustered, i.indisreplident) FROM pg_index i\n"
    "    JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = '@S'::regnamespace\n"
    "UNION ALL SELECT format('v%s %s', oid, defaclacl) FROM pg_default_acl WHERE defaclnamespace = '@S'::regnamespace\n"
    "    OR (defaclnamespace = 0 AND defaclrole = to_regrole('@S'))\n"
    "UNION ALL SELECT format('u%s %s', setdatabase, setconfig) FROM pg_db_role_setting WHERE setrole = to_regrole('@S')\n"
    "UNION ALL SELECT format('o%s %s %s', o.objoid, o.objsubid, o.description) FROM pg_description o JOIN (\n"
    "    SELECT 'pg_class'::regclass AS class, oid FROM pg_class WHERE relnamespace = '@S'::regnamespace\n"
    "    UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc WHERE pronamespace = '@S'::regnamespace\n"
    "    UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typnamespace = '@S'::regnamespace\n"
    "    UNION ALL SELECT 'pg_constraint'::regclass, oid FROM pg_constraint WHERE connamespace = '@S'::regnamespace\n"
    "    UNION ALL SELECT 'pg_trigger'::regclass, t.oid FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid\n"
    "        WHERE c.relnamespace = '@S'::regnamespace\n"
    "    UNION ALL SELECT 'pg_namespace'::regclass, '@S'::regnamespace::oid) x ON x.class = o.classoid AND x.oid = o.objoid\n"
    "$f$;\n"
    /* What a materialized view shows is no row of a test's, and may be refreshed where nobody reads it. */
    "CREATE FUNCTION @U.seen() RETURNS SETOF text LANGUAGE plpgsql AS $f$ DECLARE m name; BEGIN\n"
    "FOR m IN SELECT relname FROM pg_class WHERE relnamespace = '@S'::regnamespace AND relkind = 'm' AND relispopulated LOOP\n"
    "    RETURN NEXT format('m%s %s', m, @U.digest(format('SELECT seedbed_row::text AS r FROM @S.%I AS seedbed_row', m)));\n"
    "END LOOP; END $f$;\n"
    "CREATE FUNCTION @U.catalogue() RETURNS text LANGUAGE sql AS $f$\n"
    "SELECT md5(string_agg(line, '|' ORDER BY line)) FROM (SELECT @U.objects() UNION ALL SELECT @U.seen()) l (line) $f$;\n",
    NULL,
};

/* All that depends on the schema, whatever it is: the system can spell each. */
const char *const sb__pg_sql_clear[] = {
    "DO $d$ DECLARE o record; BEGIN\n"
    "FOR o IN SELECT d.classid, d.objid, i.type, i.identity FROM pg_depend d, pg_identify_object(d.classid, d.objid, 0) i\n"
    "    WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = '@S'::regnamespace AND i.type <> 'default acl' LOOP\n"
    "    IF (pg_identify_object(o.classid, o.objid, 0)).identity IS NOT NULL THEN\n"
    "        EXECUTE format('DROP %s IF EXISTS %s CASCADE', CASE o.type WHEN 'statistics object' THEN 'STATISTICS' ELSE o.type END,\n"
    "            o.identity);\n"
    "    END IF;\n"
    "END LOOP;\n"
    "END $d$;\n",
    /* Rights that were given to what is made from now on, and to the schema itself. */
    "DO $d$ DECLARE o record; BEGIN\n"
    "FOR o IN SELECT d.defaclobjtype AS kind, d.defaclnamespace <> 0 AS here, CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN\n"
    "    'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' ELSE 'SCHEMAS' END AS things, a.grantee,\n"
    "    CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS whose FROM pg_default_acl d, aclexplode(d.defaclacl) a\n"
    "    WHERE d.defaclrole = quote_ident(current_user)::regrole AND (d.defaclnamespace = '@S'::regnamespace OR\n"
    "        (d.defaclnamespace = 0 AND d.defaclrole = to_regrole('@S'))) LOOP\n"
    "    IF o.here OR NOT (o.whose = 'PUBLIC' AND o.kind IN ('f', 'T')) THEN\n"
    "        EXECUTE format('ALTER DEFAULT PRIVILEGES %s REVOKE ALL ON %s FROM %s', CASE WHEN o.here THEN 'IN SCHEMA @S' END, o.things, o.whose);\n"
    "    END IF;\n"
    "    IF NOT o.here THEN\n"
    "        EXECUTE format('ALTER DEFAULT PRIVILEGES GRANT ALL ON %s TO CURRENT_USER', o.things);\n"
    "        IF o.kind IN ('f', 'T') THEN EXECUTE format('ALTER DEFAULT PRIVILEGES GRANT ALL ON %s TO PUBLIC', o.things); END IF;\n"
    "    END IF;\n"
    "END LOOP;\n"
    "FOR o IN SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS whose FROM pg_namespace n, aclexplode(n.nspacl) a\n"
    "    WHERE n.nspname = '@S' AND pg_get_userbyid(n.nspowner) = current_user LOOP\n"
    "    EXECUTE format('REVOKE ALL ON SCHEMA @S FROM %s', o.whose);\n"
    "    GRANT ALL ON SCHEMA @S TO CURRENT_USER;\n"
    "END LOOP;\n"
    "IF obj_description('@S'::regnamespace, 'pg_namespace') IS NOT NULL THEN COMMENT ON SCHEMA @S IS NULL; END IF;\n"
    "END $d$;\n",
    NULL,
};

const char *const sb__pg_sql_clear_beside[] = {
    "DO $d$ DECLARE o record; BEGIN\n"
    "FOR o IN SELECT c.relname, c.relkind FROM pg_class c WHERE c.relnamespace = '@U'::regnamespace AND c.relkind IN ('r', 'S', 'v')\n"
    "    ORDER BY c.relkind DESC LOOP\n"
    "    EXECUTE format('DROP %s IF EXISTS @U.%I CASCADE', CASE o.relkind WHEN 'r' THEN 'TABLE' WHEN 'v' THEN 'VIEW' ELSE 'SEQUENCE' END,\n"
    "        o.relname);\n"
    "END LOOP;\n"
    "FOR o IN SELECT p.oid::regprocedure AS one FROM pg_proc p WHERE p.pronamespace = '@U'::regnamespace AND p.proname <> 'quiet' LOOP\n"
    "    EXECUTE format('DROP FUNCTION %s CASCADE', o.one);\n"
    "END LOOP;\n"
    "END $d$;\n",
    NULL,
};

/* Without a superuser foreign keys cannot be silenced, but waited with. */
const char *const sb__pg_sql_loosen[] = {
    "DO $d$ DECLARE k record; BEGIN\n"
    "FOR k IN SELECT c.conrelid::regclass AS name, c.conname FROM pg_constraint c WHERE c.connamespace = '@S'::regnamespace\n"
    "    AND c.contype = 'f' AND NOT c.condeferrable AND c.conparentid = 0 LOOP\n"
    "    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY IMMEDIATE', k.name, k.conname);\n"
    "END LOOP; END $d$;\n",
    NULL,
};

/* Numbers that a connection has in store would still come after a reset. */
const char *const sb__pg_sql_no_store[] = {
    "DO $d$ DECLARE k record; BEGIN\n"
    "FOR k IN SELECT c.relname FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid WHERE c.relnamespace = '@S'::regnamespace\n"
    "    AND s.seqcache > 1 LOOP\n"
    "    EXECUTE format('ALTER SEQUENCE @S.%I CACHE 1', k.relname);\n"
    "END LOOP;\n"
    "END $d$;\n",
    NULL,
};
