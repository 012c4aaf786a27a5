/* drop.c -- drop all that is under a prefix, whatever refers to what, and nothing that is not under it. */
#include "confine.h"
#include <stdlib.h>
#include <string.h>

/* A command for each thing with a name of its own, tables first, the newest first; what belongs to them goes with them. A prefix is no
 * pattern: to LIKE the _ of "t_" is any character. */
static const char remaining_sql[] =
    "WITH s AS (SELECT oid, nspname FROM pg_namespace WHERE nspname = current_schema())"
    " SELECT 'DROP ' || kind || ' IF EXISTS ' || COALESCE(routine, format('%I.%I', s.nspname, name)) || ' CASCADE' FROM s, ("
    "SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' WHEN 'c' THEN 'TYPE'"
    " WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind, c.relname AS name, c.relnamespace AS schema,"
    " 'pg_class'::regclass AS class, c.oid AS oid, NULL AS routine FROM pg_class c WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'c')"
    " UNION ALL SELECT 'ROUTINE', p.proname, p.pronamespace, 'pg_proc'::regclass, p.oid, p.oid::regprocedure::text FROM pg_proc p"
    " UNION ALL SELECT 'TYPE', y.typname, y.typnamespace, 'pg_type'::regclass, y.oid, NULL FROM pg_type y"
    " WHERE y.typrelid = 0 AND y.typtype IN ('e', 'd', 'r', 'b') AND y.typcategory <> 'A'"
    ") o WHERE o.schema = s.oid AND starts_with(o.name::text, $1) AND o.name::text <> $2"
    " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype IN ('i', 'e'))"
    " ORDER BY kind <> 'TABLE', o.oid DESC";

static int drop_listed(sb_postgres *db, const char *but)
{
    PGresult *rows = sb__postgres_rows(db, remaining_sql, 2, (const char *const[]){ db->confines->prefix, but });
    int n = rows != NULL ? db->pq->PQntuples(rows) : 0, code = rows != NULL ? 0 : SB_ERR;

    for (int i = 0; i < n && code == 0; i++)
        code = sb__postgres_run(db, sb__postgres_cell(db, rows, i, 0));
    db->pq->PQclear(rows);
    return code;
}

/* CASCADE takes along what hangs on a thing, and that may be somebody else's: a view, the key of a table outside. */
static int drop_judged(sb_postgres *db, const char *but)
{
    char *why = NULL;
    int code = drop_listed(db, but);

    if (code == 0)
        code = sb__pg_judge(db, &why);
    if (code == 0 && why != NULL)
        code =
            sb_fail_with(SB_ERR, "What is under the test prefix `%s` cannot be dropped, because something else hangs on it: %s",
                db->confines->prefix, why);
    free(why);
    return code;
}

int sb__postgres_drop(void *db, const char *prefix, const char *but)
{
    sb_postgres *it = db;
    bool confined = it->confines != NULL;
    int code = confined ? 0 : sb__postgres_confine(it, prefix);

    if (code == 0 && strcmp(it->confines->prefix, prefix) != 0)
        code = sb_fail_with(
            SB_ERR, "What is under `%s` is not to be dropped by a connection that is held to `%s`", prefix, it->confines->prefix);
    if (code == 0)
        code = sb__pg_confined(it, but, drop_judged);
    if (!confined)
        sb__pg_free_confines(it);
    return code;
}
