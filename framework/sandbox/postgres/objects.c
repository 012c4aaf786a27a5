/* objects.c -- all that has a name in the schema of the sandbox, each with the table it belongs to. */
#include "connection.h"
#include <stdlib.h>

/* What belongs to something else by itself (indexes of constraints, sequences of serial columns, types of tables, members of
 * extensions) was made by no statement of its own, and its name is the server's business. */
static const char objects_sql[] =
    "WITH s AS (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) SELECT kind, name, of FROM ("
    "SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'type' ELSE 'table' END AS kind,"
    " c.relname::text AS name, c.relname::text AS of, 'pg_class'::regclass AS class, c.oid AS oid FROM pg_class c, s"
    " WHERE c.relnamespace = s.oid AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'c')"
    " UNION ALL SELECT 'index', i.relname, t.relname, 'pg_class'::regclass, i.oid FROM pg_index k JOIN pg_class i ON i.oid = k.indexrelid"
    " JOIN pg_class t ON t.oid = k.indrelid, s WHERE i.relnamespace = s.oid"
    " UNION ALL SELECT 'trigger', g.tgname, t.relname, 'pg_trigger'::regclass, g.oid FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid, s"
    " WHERE t.relnamespace = s.oid AND NOT g.tgisinternal"
    " UNION ALL SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, f.name, f.name, 'pg_proc'::regclass, p.oid"
    " FROM pg_proc p, s, format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)) f (name) WHERE p.pronamespace = s.oid"
    " UNION ALL SELECT 'type', y.typname, y.typname, 'pg_type'::regclass, y.oid FROM pg_type y, s"
    " WHERE y.typnamespace = s.oid AND y.typrelid = 0 AND y.typtype IN ('e', 'd', 'r', 'b') AND y.typcategory <> 'A'"
    ") o WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype IN ('a', 'i', 'e', 'P', 'S')"
    "   AND NOT (d.deptype = 'a' AND o.kind IN ('index', 'trigger')))"
    " ORDER BY name COLLATE \"C\", kind";

int sb__postgres_objects(void *db, sb_object_fn *fn, void *env)
{
    sb_postgres *it = db;
    PGresult *rows = sb__postgres_rows(it, objects_sql, 0, NULL);

    if (rows == NULL)
        return SB_ERR;
    for (int i = 0; i < it->pq->PQntuples(rows); i++)
        fn(env,
            &(sb_object){
                sb__postgres_cell(it, rows, i, 0), sb__postgres_cell(it, rows, i, 1), sb__postgres_cell(it, rows, i, 2) });
    it->pq->PQclear(rows);
    return 0;
}
