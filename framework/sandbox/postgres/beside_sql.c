/* beside_sql.c -- what a worker's role has beside its schema: settings, default privileges, large objects, things in other schemas. */
#include "undo_sql.h"
#include <stddef.h>

const char *const sb__pg_sql_beside[] = {
    "CREATE TABLE @U.role_settings (place oid, name text, value text);\n"
    "CREATE TABLE @U.defaults (place oid, kind \"char\", acl text);\n"
    "CREATE TABLE @U.large (number oid, first boolean, bytes bytea);\n",
    "CREATE FUNCTION @U.me() RETURNS oid LANGUAGE sql STABLE AS 'SELECT oid FROM pg_roles WHERE rolname = current_user';\n"
    "CREATE FUNCTION @U.settings_now() RETURNS SETOF @U.role_settings LANGUAGE sql AS $f$\n"
    "SELECT s.setdatabase, split_part(c, '=', 1), substr(c, strpos(c, '=') + 1) FROM pg_db_role_setting s, unnest(s.setconfig) c\n"
    "WHERE s.setrole = @U.me() $f$;\n"
    "CREATE FUNCTION @U.defaults_now() RETURNS SETOF @U.defaults LANGUAGE sql AS\n"
    "'SELECT defaclnamespace, defaclobjtype, defaclacl::text FROM pg_default_acl WHERE defaclrole = @U.me()';\n"
    "CREATE FUNCTION @U.large_now() RETURNS SETOF oid LANGUAGE sql AS $f$\n"
    "SELECT d.objid FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = @U.me() AND d.deptype = 'o'\n"
    "    AND d.classid = 'pg_largeobject'::regclass AND d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) $f$;\n",
    /* When the base state has been made. The role's own are known for as long as it lives; what a SUITE_SETUP leaves is not the first. */
    "CREATE FUNCTION @U.note_role() RETURNS void LANGUAGE sql AS $f$\n"
    "DELETE FROM @U.role_settings; INSERT INTO @U.role_settings SELECT * FROM @U.settings_now();\n"
    "$f$;\n"
    "CREATE FUNCTION @U.note_beside(is_first boolean, own boolean) RETURNS void LANGUAGE sql AS $f$\n"
    "DELETE FROM @U.defaults; INSERT INTO @U.defaults SELECT * FROM @U.defaults_now();\n"
    "DELETE FROM @U.large WHERE number NOT IN (SELECT @U.large_now());\n"
    "INSERT INTO @U.large SELECT o, is_first, lo_get(o) FROM @U.large_now() o WHERE own AND o NOT IN (SELECT number FROM @U.large);\n"
    "$f$;\n",
    /* Lists are set as they were read: ALTER ROLE would make one name of search_path = 'a, b'. */
    "CREATE FUNCTION @U.take_back_settings() RETURNS text LANGUAGE plpgsql AS $f$ DECLARE found text; p oid; s @U.role_settings; place text; BEGIN\n"
    "SELECT string_agg(d.name || CASE WHEN d.here THEN '=' || d.value ELSE ' is gone' END, ', ') INTO found FROM (\n"
    "    (SELECT *, true AS here FROM (SELECT * FROM @U.settings_now() EXCEPT SELECT * FROM @U.role_settings) a) UNION ALL\n"
    "    (SELECT *, false FROM @U.role_settings b WHERE NOT EXISTS (SELECT FROM @U.settings_now() n\n"
    "        WHERE n.place = b.place AND n.name = b.name))) d;\n"
    "IF found IS NULL THEN RETURN NULL; END IF;\n"
    "FOR p IN SELECT n.place FROM @U.settings_now() n UNION SELECT b.place FROM @U.role_settings b LOOP\n"
    "    place := coalesce('IN DATABASE ' || (SELECT quote_ident(datname) FROM pg_database WHERE oid = p), '');\n"
    "    EXECUTE format('ALTER ROLE CURRENT_USER %s RESET ALL', place);\n"
    "    FOR s IN SELECT * FROM @U.role_settings b WHERE b.place = p LOOP\n"
    "        PERFORM set_config(s.name, s.value, true);\n"
    "        EXECUTE format('ALTER ROLE CURRENT_USER %s SET %I FROM CURRENT', place, s.name);\n"
    "    END LOOP;\n"
    "END LOOP;\n"
    "RETURN 'settings of the role for connections to come (ALTER ROLE): ' || found; END $f$;\n",
    /* As it is for who has never altered them: an entry that says the same is none, and goes. */
    "CREATE FUNCTION @U.default_acl(kind \"char\", place oid) RETURNS aclitem[] LANGUAGE sql AS $f$\n"
    "SELECT CASE WHEN place = 0 THEN acldefault(CASE kind WHEN 'S' THEN 's'::\"char\" ELSE kind END, @U.me()) END $f$;\n"
    "CREATE FUNCTION @U.take_back_default(p oid, k \"char\", was text, now text) RETURNS void LANGUAGE plpgsql AS $f$\n"
    "DECLARE how text := 'ALTER DEFAULT PRIVILEGES ' || coalesce('IN SCHEMA ' || (SELECT quote_ident(nspname) FROM pg_namespace\n"
    "    WHERE oid = p), ''); kind text := CASE k WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN\n"
    "    'TYPES' ELSE 'SCHEMAS' END; a record; BEGIN\n"
    "FOR a IN SELECT DISTINCT grantee FROM aclexplode(now::aclitem[]) LOOP\n"
    "    EXECUTE format('%s REVOKE ALL ON %s FROM %s', how, kind, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END);\n"
    "END LOOP;\n"
    "FOR a IN SELECT e.* FROM aclexplode(coalesce(was::aclitem[], @U.default_acl(k, p))) e LOOP\n"
    "    EXECUTE format('%s GRANT %s ON %s TO %s%s', how, a.privilege_type, kind, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE\n"
    "        a.grantee::regrole::text END, CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);\n"
    "END LOOP; END $f$;\n"
    "CREATE FUNCTION @U.take_back_defaults() RETURNS text LANGUAGE plpgsql AS $f$ DECLARE d record; found boolean := false; BEGIN\n"
    "FOR d IN SELECT coalesce(n.place, b.place) AS place, coalesce(n.kind, b.kind) AS kind, b.acl AS was, n.acl AS now\n"
    "    FROM @U.defaults_now() n FULL JOIN @U.defaults b ON n.place = b.place AND n.kind = b.kind WHERE n.acl IS DISTINCT FROM b.acl LOOP\n"
    "    PERFORM @U.take_back_default(d.place, d.kind, d.was, d.now);\n"
    "    found := true;\n"
    "END LOOP;\n"
    "RETURN CASE WHEN found THEN 'default privileges of the role (ALTER DEFAULT PRIVILEGES)' END; END $f$;\n",
    "CREATE FUNCTION @U.take_back_large(also_kept boolean) RETURNS void LANGUAGE plpgsql AS $f$ DECLARE o oid; BEGIN\n"
    "IF also_kept THEN DELETE FROM @U.large WHERE NOT first; END IF;\n"
    "FOR o IN SELECT n FROM @U.large_now() n WHERE NOT EXISTS (SELECT FROM @U.large l WHERE l.number = n AND l.bytes = lo_get(n)) LOOP\n"
    "    PERFORM lo_unlink(o);\n"
    "END LOOP;\n"
    "PERFORM lo_from_bytea(l.number, l.bytes) FROM @U.large l WHERE l.number NOT IN (SELECT @U.large_now());\n"
    "END $f$;\n",
    /* All that the role owns elsewhere: PUBLIC may make things in `public` up to PostgreSQL 14. What somebody else has made use of is left. */
    "CREATE FUNCTION @U.elsewhere() RETURNS TABLE (classid oid, objid oid, type text, identity text) LANGUAGE sql AS $f$\n"
    "SELECT d.classid, d.objid, i.type, i.identity FROM pg_shdepend d, pg_identify_object(d.classid, d.objid, 0) i\n"
    "WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = @U.me() AND d.deptype = 'o' AND d.objsubid = 0\n"
    "    AND d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())\n"
    "    AND d.objid NOT IN (SELECT c.oid FROM pg_class c WHERE c.relnamespace IN ('@S'::regnamespace, '@U'::regnamespace))\n"
    "    AND i.identity IS NOT NULL AND i.schema NOT IN ('@S', '@U')\n"
    "    AND i.schema !~ '^(pg_temp|pg_toast|seedbed_kept_)' ORDER BY d.objid DESC $f$;\n"
    "CREATE FUNCTION @U.drop_elsewhere() RETURNS text LANGUAGE plpgsql AS $f$ DECLARE o record; found text; BEGIN\n"
    "FOR o IN SELECT * FROM @U.elsewhere() LOOP\n"
    "    CONTINUE WHEN (pg_identify_object(o.classid, o.objid, 0)).identity IS NULL;\n"
    "    found := concat_ws(', ', found, o.type || ' ' || o.identity);\n"
    "    BEGIN EXECUTE format('DROP %s IF EXISTS %s', CASE o.type WHEN 'statistics object' THEN 'STATISTICS' ELSE o.type END, o.identity);\n"
    "    EXCEPTION WHEN dependent_objects_still_exist THEN found := found || ' (which somebody uses, so that it is still there)'; END;\n"
    "END LOOP;\n"
    "RETURN 'something outside of the sandbox, which was dropped: ' || found; END $f$;\n",
    /* NULL: there was nothing. */
    "CREATE FUNCTION @U.take_back_beside(own_role boolean) RETURNS text LANGUAGE sql AS $f$\n"
    "SELECT nullif(concat_ws(E'\\n', @U.take_back_settings(), @U.take_back_defaults(), CASE WHEN own_role THEN @U.drop_elsewhere() END), '')\n"
    "$f$;\n",
    NULL,
};
