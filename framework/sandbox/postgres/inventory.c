/* inventory.c -- all that has a name outside of the sandbox, and whose locks say that it was read or written. */
#include "inventory.h"
#include <stdlib.h>
#include <string.h>

/* Things that have a schema of their own: catalogue, kind, the columns of name and schema, and which rows are no thing by themselves.
 * What belongs to a relation (rules, constraints, triggers, defaults) is seen by the lock on it. */
static const struct {
    const char *catalogue, *kind, *name, *schema, *but;
} with_schema[] = {
    { "pg_proc", "CASE x.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END", "proname", "pronamespace", "true" },
    { "pg_type", "'type'", "typname", "typnamespace", "x.typrelid = 0 AND x.typcategory <> 'A'" },
    { "pg_operator", "'operator'", "oprname", "oprnamespace", "true" },
    { "pg_collation", "'collation'", "collname", "collnamespace", "true" },
    { "pg_conversion", "'conversion'", "conname", "connamespace", "true" },
    { "pg_opclass", "'operator class'", "opcname", "opcnamespace", "true" },
    { "pg_opfamily", "'operator family'", "opfname", "opfnamespace", "true" },
    { "pg_ts_config", "'text search configuration'", "cfgname", "cfgnamespace", "true" },
    { "pg_ts_dict", "'text search dictionary'", "dictname", "dictnamespace", "true" },
};

/* Things of the whole database or the whole server. */
static const struct {
    const char *catalogue, *kind, *name;
} without_schema[] = {
    { "pg_namespace", "schema", "x.nspname" },
    { "pg_extension", "extension", "x.extname" },
    { "pg_cast", "cast", "x.castsource::regtype || ' AS ' || x.casttarget::regtype" },
    { "pg_language", "language", "x.lanname" },
    { "pg_event_trigger", "event trigger", "x.evtname" },
    { "pg_publication", "publication", "x.pubname" },
    { "pg_foreign_data_wrapper", "foreign data wrapper", "x.fdwname" },
    { "pg_foreign_server", "foreign server", "x.srvname" },
    { "pg_am", "access method", "x.amname" },
    { "pg_default_acl", "default privileges", "x.defaclrole::regrole" },
    { "pg_database", "database", "x.datname" },
    { "pg_tablespace", "tablespace", "x.spcname" },
};

/* Under the prefix: in the schema ($1) by a name that begins with it ($2), or in the session's own schema for temporary things. */
#define INSIDE(name, schema) \
    "(" schema " = pg_my_temp_schema() OR (" schema " = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND starts_with(" name \
    "::text, $2)))"
/* Transactions of ours, and parts of them: whose number stands in the rows that they wrote. */
#define MINE "(x.xmin IN (SELECT transactionid FROM mine))"

/* An index, and a sequence of a column, belong to their table, whatever they are called. */
static const char relations_sql[] =
    "WITH mine AS MATERIALIZED"
    " (SELECT transactionid FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'transactionid')"
    " SELECT 'pg_class ' || x.oid, CASE x.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' WHEN 'S' THEN 'sequence'"
    " WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' WHEN 'c' THEN 'type' ELSE 'table' END, x.relname::text, " MINE
    " FROM pg_class x LEFT JOIN pg_index k ON k.indexrelid = x.oid"
    " LEFT JOIN pg_depend d ON x.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = x.oid"
    "   AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')"
    " JOIN pg_class t ON t.oid = COALESCE(k.indrelid, d.refobjid, x.oid)"
    " WHERE x.oid >= 16384 AND x.relkind <> 't' AND t.relkind <> 't' AND NOT " INSIDE("t.relname", "t.relnamespace");

static void inventory_sql(sb_text *to)
{
    sb_text_add(to, "%s", relations_sql);
    for (size_t i = 0; i < sizeof with_schema / sizeof *with_schema; i++) {
        sb_text_add(to, " UNION ALL SELECT '%s ' || x.oid, %s, x.%s::text, " MINE " FROM %s x WHERE x.oid >= 16384 AND %s",
            with_schema[i].catalogue, with_schema[i].kind, with_schema[i].name, with_schema[i].catalogue, with_schema[i].but);
        sb_text_add(to,
            " AND NOT (x.%s = pg_my_temp_schema() OR (x.%s = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND"
            " starts_with(x.%s::text, $2)))",
            with_schema[i].schema, with_schema[i].schema, with_schema[i].name);
    }
    for (size_t i = 0; i < sizeof without_schema / sizeof *without_schema; i++)
        sb_text_add(to, " UNION ALL SELECT '%s ' || x.oid, '%s', (%s)::text, " MINE " FROM %s x WHERE %s",
            without_schema[i].catalogue, without_schema[i].kind, without_schema[i].name, without_schema[i].catalogue,
            i == 0 ? "x.nspname NOT LIKE 'pg\\_%'" : "true");
}

static int by_key(const void *a, const void *b) { return strcmp(((const sb__pg_thing *)a)->key, ((const sb__pg_thing *)b)->key); }

int sb__pg_inventory_take(sb_postgres *db, const char *schema, const char *prefix, sb__pg_inventory *out)
{
    sb_text sql = SB_TEXT_EMPTY;
    PGresult *rows;

    *out = (sb__pg_inventory){ .n = 0 };
    inventory_sql(&sql);
    rows = sb__postgres_rows(db, sql.at, 2, (const char *const[]){ schema, prefix });
    sb_text_release(&sql);
    if (rows == NULL)
        return SB_ERR;
    for (int i = 0; i < db->pq->PQntuples(rows); i++) {
        out->at = sb_grow(out->at, out->n, &out->room, sizeof *out->at);
        out->at[out->n++] =
            (sb__pg_thing){ sb_strdup(sb__postgres_cell(db, rows, i, 0)), sb_strdup(sb__postgres_cell(db, rows, i, 1)),
                sb_strdup(sb__postgres_cell(db, rows, i, 2)), *sb__postgres_cell(db, rows, i, 3) == 't', false };
    }
    db->pq->PQclear(rows);
    if (out->n > 0)
        qsort(out->at, out->n, sizeof *out->at, by_key);
    return 0;
}

void sb__pg_inventory_release(sb__pg_inventory *inventory)
{
    for (size_t i = 0; i < inventory->n; i++) {
        free(inventory->at[i].key);
        free(inventory->at[i].kind);
        free(inventory->at[i].name);
    }
    free(inventory->at);
    *inventory = (sb__pg_inventory){ .n = 0 };
}

static const sb__pg_thing *find(const sb__pg_inventory *in, const char *key)
{
    for (size_t low = 0, high = in->n; low < high;) {
        size_t middle = (low + high) / 2;
        int order = strcmp(in->at[middle].key, key);
        if (order == 0)
            return &in->at[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The first thing that was made or altered. */
static char *compare(const sb__pg_inventory *before, const sb__pg_inventory *after)
{
    for (size_t i = 0; i < after->n; i++) {
        const sb__pg_thing *now = &after->at[i], *then = find(before, now->key);
        if (now->ours && (then == NULL || !then->ours))
            return sb_format("it %s the %s %s", then == NULL ? "makes" : "alters", now->kind, now->name);
    }
    return NULL;
}

/* What this transaction has locked, and whether in a mode of the weakest two, as who only reads. */
static const char locks_sql[] =
    "SELECT CASE locktype WHEN 'relation' THEN 'pg_class ' || relation ELSE classid::regclass || ' ' || objid END,"
    " bool_and(mode IN ('AccessShareLock', 'RowShareLock')) FROM pg_locks"
    " WHERE pid = pg_backend_pid() AND locktype IN ('relation', 'object') AND COALESCE(relation, objid) >= 16384"
    " AND database IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())) GROUP BY 1 ORDER BY 2, 1";

/* Others may drop things of theirs meanwhile; but what is gone and locked by us was dropped by us, or has now a name inside. */
static char *judge_lock(const sb__pg_thing *thing, bool there, bool reads)
{
    bool relation = strncmp(thing->key, "pg_class ", 9) == 0;

    if (!there)
        return sb_format("it drops or renames the %s %s", thing->kind, thing->name);
    if (!relation || strcmp(thing->kind, "index") == 0)
        return NULL;
    return sb_format("it %s the %s %s", reads ? "reads" : "changes", thing->kind, thing->name);
}

/* What says most comes first: that something is gone, then tables; that a table's numbers were taken is the least. */
static int rank_of(const sb__pg_thing *thing, bool there) { return !there ? 0 : strcmp(thing->kind, "sequence") != 0 ? 1 : 2; }

static int judge_locks(sb_postgres *db, const sb__pg_inventory *before, const sb__pg_inventory *after, char **why_out)
{
    PGresult *rows = sb__postgres_rows(db, locks_sql, 0, NULL);
    int n = rows != NULL ? db->pq->PQntuples(rows) : 0;

    for (int rank = 0; rank < 3; rank++)
        for (int i = 0; i < n && *why_out == NULL; i++) {
            const char *key = sb__postgres_cell(db, rows, i, 0);
            const sb__pg_thing *thing = find(before, key);
            bool there = find(after, key) != NULL;
            if (thing != NULL && !thing->held && rank_of(thing, there) == rank)
                *why_out = judge_lock(thing, there, *sb__postgres_cell(db, rows, i, 1) == 't');
        }
    db->pq->PQclear(rows);
    return rows != NULL ? 0 : SB_ERR;
}

int sb__pg_inventory_forgive(sb_postgres *db, sb__pg_inventory *inventory)
{
    PGresult *rows = sb__postgres_rows(db, locks_sql, 0, NULL);

    for (int i = 0; rows != NULL && i < db->pq->PQntuples(rows); i++) {
        sb__pg_thing *thing = (sb__pg_thing *)(uintptr_t)find(inventory, sb__postgres_cell(db, rows, i, 0));
        if (thing != NULL)
            thing->held = true;
    }
    db->pq->PQclear(rows);
    return rows != NULL ? 0 : SB_ERR;
}

int sb__pg_inventory_judge(
    sb_postgres *db, const char *schema, const char *prefix, const sb__pg_inventory *before, char **why_out)
{
    sb__pg_inventory after;
    int code = sb__pg_inventory_take(db, schema, prefix, &after);

    *why_out = code == 0 ? compare(before, &after) : NULL;
    if (code == 0 && *why_out == NULL)
        code = judge_locks(db, before, &after, why_out);
    sb__pg_inventory_release(&after);
    return code;
}
