/* bulk_aside.c -- indexes and foreign keys, which cost more to keep up row by row than to make once: dropped before the rows, made again
 * behind them, in the same transaction.
 *
 * Only where the table was empty when the bulk began, and so was the one that a foreign key leads to: both are locked until the end, and he
 * who reads them waits. Others are filled with all that they have, and nobody waits. Nothing is put aside that would not come back exactly as it was: what has a comment, a tablespace, settings, a mark (CLUSTER, REPLICA
 * IDENTITY) or somebody who depends on it stays. Nor is anything where somebody else uses the table, or triggers and event triggers may
 * count on it, or the transaction is not ours: its locks would be held for longer than the rows take.
 */
#include "bulk.h"
#include <stdlib.h>
#include <string.h>

/* Fewer rows than this are in sooner than indexes are dropped. */
enum { WORTH_IT = 5000 };

#define MARK "seedbed_aside"

/* Of a table that had no rows when all this began: nobody waits for what he would read there, and an old row breaks no key that is made again. */
static const char worth_sql[] =
    "SELECT current_setting('default_tablespace') = '' AND NOT EXISTS (SELECT FROM pg_event_trigger WHERE evtenabled <> 'D')"
    " AND c.oid = ANY ($2::oid[]) AND pg_has_role(c.relowner, 'USAGE') AND has_schema_privilege(c.relnamespace, 'CREATE')"
    " AND NOT c.relispartition AND NOT EXISTS (SELECT FROM pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent))"
    " FROM pg_class c WHERE c.oid = $1::oid";

#define BARE(class, oid) \
    " AND NOT EXISTS (SELECT FROM pg_description o WHERE o.classoid = '" class \
        "'::regclass AND o.objoid = " oid ")" \
        " AND NOT EXISTS (SELECT FROM pg_seclabel l WHERE l.classoid = '" class \
        "'::regclass AND l.objoid = " oid ")" \
        " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = '" class \
        "'::regclass AND d.refobjid = " oid " AND d.deptype <> 'i')" \
        " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '" class "'::regclass AND d.objid = " oid \
                                                                             " AND d.deptype IN ('e', 'x', 'P', 'S'))"

/* What the index computes is all the server's own: while it makes an index, the server from 17 on finds nothing by name but that. */
#define SERVERS_OWN(oid) \
    " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = " oid \
    " AND d.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass))"

/* An index of its own; one of a UNIQUE that no foreign key leads to. A primary key stays: rows mostly come in its order, and it is cheap then. */
static const char indexes_sql[] =
    "SELECT CASE WHEN k.oid IS NULL THEN format('DROP INDEX %I.%I', n.nspname, x.relname)"
    "   ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', t.oid::regclass, k.conname) END,"
    " CASE WHEN k.oid IS NULL THEN pg_get_indexdef(x.oid)"
    "   ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', t.oid::regclass, k.conname, pg_get_constraintdef(k.oid)) END"
    " FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = x.relnamespace"
    " LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')"
    " WHERE i.indrelid = $1::oid AND i.indrelid = ANY ($2::oid[]) AND i.indisvalid AND i.indisready AND i.indislive AND NOT i.indisprimary AND NOT i.indisexclusion"
    " AND NOT i.indisclustered AND NOT i.indisreplident AND x.reltablespace = 0 AND (k.oid IS NULL OR (k.contype = 'u' AND x.reloptions IS NULL))"
    " AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = i.indexrelid)"
    " AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = x.oid AND (coalesce(a.attstattarget, -1) <> -1 OR a.attoptions IS NOT NULL))" SERVERS_OWN(
        "x.oid") BARE("pg_class", "x.oid") " AND (k.oid IS NULL OR (true" BARE("pg_constraint", "k.oid") "))"
                                                                                                         " ORDER BY x.oid";

/* $1 refers to a table that we may refer to again, which is locked, too, because its triggers go and come: so it is to have been empty as well. */
static const char keys_sql[] =
    "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', f.conrelid::regclass, f.conname),"
    " format('ALTER TABLE %s ADD CONSTRAINT %I %s', f.conrelid::regclass, f.conname, pg_get_constraintdef(f.oid)),"
    " format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE NOWAIT', f.confrelid::regclass)"
    " FROM pg_constraint f JOIN pg_class p ON p.oid = f.confrelid WHERE f.conrelid = $1::oid AND f.contype = 'f' AND f.convalidated"
    " AND f.confrelid = ANY ($2::oid[]) AND f.conparentid = 0 AND p.relkind = 'r' AND has_table_privilege(p.oid, 'REFERENCES') AND has_table_privilege(p.oid, 'SELECT')"
    " AND pg_has_role(p.relowner, 'USAGE')"
    " AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgconstraint = f.oid AND g.tgenabled <> 'O')"
    " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = 'pg_constraint'::regclass AND d.refobjid = f.oid AND d.deptype <> 'i')"
    " AND NOT EXISTS (SELECT FROM pg_description o WHERE o.classoid = 'pg_constraint'::regclass AND o.objoid = f.oid)"
    " ORDER BY f.oid";

static bool is_worth_it(sb_postgres *db, const sb__pg_target *to, uint64_t expected)
{
    char *worth;
    bool is;

    if (!db->bulk->own || db->watched || db->bulk->triggers || to->triggers || !to->plain || expected < WORTH_IT)
        return false;
    worth = sb__postgres_ask(db, worth_sql, 2, (const char *const[]){ to->oid, db->bulk->empty.at });
    is = worth != NULL && *worth == 't';
    free(worth);
    return is;
}

/* Without waiting for anybody, and with names that mean the same wherever they are read. */
static int lock_table(sb_postgres *db, const sb__pg_target *to)
{
    char *sql = sb_format("LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE NOWAIT", to->place);
    int code = sb__pg_bulk_run(db, sql);

    free(sql);
    return code;
}

/* Each is dropped, and how it is made goes to the list. */
static int drop_each(sb_postgres *db, const char *list, const char *oid, sb_text *make)
{
    PGresult *rows = sb__postgres_rows(db, list, 2, (const char *const[]){ oid, db->bulk->empty.at });
    int code = rows != NULL ? 0 : SB_ERR, columns = rows != NULL ? db->pq->PQnfields(rows) : 0;

    for (int i = 0; code == 0 && i < db->pq->PQntuples(rows); i++) {
        if (columns == 3)
            code = sb__pg_bulk_run(db, sb__postgres_cell(db, rows, i, 2));
        if (code == 0)
            code = sb__pg_bulk_run(db, sb__postgres_cell(db, rows, i, 0));
        if (code == 0)
            sb_text_add(make, "%s;\n", sb__postgres_cell(db, rows, i, 1));
    }
    db->pq->PQclear(rows);
    return code;
}

/* All of a table, or nothing of it; error: 0 where it is put aside. */
static int put_aside(sb_postgres *db, const sb__pg_target *to, const char *list, sb_text *to_make)
{
    sb_text make = SB_TEXT_EMPTY;
    int code = sb__pg_bulk_run(db, "SAVEPOINT " MARK);

    if (code == 0 && (lock_table(db, to) != 0 || drop_each(db, list, to->oid, &make) != 0)) {
        code = sb__pg_bulk_run(db, "ROLLBACK TO SAVEPOINT " MARK);
        make.size = 0;
    }
    if (code == 0)
        code = sb__pg_bulk_run(db, "RELEASE SAVEPOINT " MARK);
    if (code == 0 && make.size > 0)
        sb_text_put(to_make, make.at, make.size);
    sb_text_release(&make);
    return code;
}

/* A check that is put off to the end of the transaction would stand in the way of making anything again. */
static bool nothing_waits(sb_postgres *db, const char *oid)
{
    static const char sql[] = "SELECT NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = $1::oid AND condeferrable)";
    char *none = sb__postgres_ask(db, sql, 1, &oid);
    bool is = none != NULL && *none == 't';

    free(none);
    return is;
}

static int put_all_aside(sb_postgres *db, const sb__pg_target *to)
{
    sb__pg_bulk *bulk = db->bulk;
    size_t keys = bulk->keys.size, indexes = bulk->indexes.size;
    int code = sb__pg_bulk_run(db, "SAVEPOINT " MARK);

    if (code == 0)
        code = put_aside(db, to, keys_sql, &bulk->keys);
    if (code == 0)
        code = put_aside(db, to, indexes_sql, &bulk->indexes);
    if (code == 0 && !nothing_waits(db, to->oid)) {
        code = sb__pg_bulk_run(db, "ROLLBACK TO SAVEPOINT " MARK);
        bulk->keys.size = keys;
        bulk->indexes.size = indexes;
    }
    return code != 0 ? code : sb__pg_bulk_run(db, "RELEASE SAVEPOINT " MARK);
}

int sb__pg_bulk_put_aside(sb_postgres *db, const sb__pg_target *to, uint64_t expected)
{
    sb_text *aside = &db->bulk->aside;
    char *own = sb_format(" %s ", to->oid);
    bool known = aside->at != NULL && strstr(aside->at, own) != NULL;
    int code = 0;

    if (!known && is_worth_it(db, to, expected)) {
        sb_text_add(aside, "%s", own);
        code = put_all_aside(db, to);
    }
    free(own);
    return code;
}

static int run_list(sb_postgres *db, const sb_text *list)
{
    PGresult *result = list->size > 0 ? db->pq->PQexec(db->handle, (list->at[list->size] = '\0', list->at)) : NULL;
    int code = 0;

    if (result != NULL && !sb__postgres_went_well(db, result))
        code = sb__postgres_fail(db, result, "The rows cannot be kept");
    db->pq->PQclear(result);
    return code;
}

int sb__pg_bulk_make_again(sb_postgres *db)
{
    return run_list(db, &db->bulk->indexes) != 0 || run_list(db, &db->bulk->keys) != 0 ? SB_ERR : 0;
}
