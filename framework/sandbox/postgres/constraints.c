/* constraints.c -- read the foreign keys, unique columns and checks of a table; in one question. */
#include "../sql.h"
#include "describe.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Cells: what it is; a name; a list of columns; another list, or SQL. Of keys that lead to a table with partitions the catalogue has one more
 * for each partition: those have a key of the same table above them. $1: the table's number. */
#define NAMES(keys, table) \
    "(SELECT string_agg(a.attname, E'\\x01' ORDER BY k.at) FROM unnest(" keys ") WITH ORDINALITY k(n, at)" \
    " JOIN pg_attribute a ON a.attrelid = " table " AND a.attnum = k.n)"
#define FOREIGN_KEYS \
    "SELECT 'f', " SB__PG_PARENT_NAME("(SELECT c.relnamespace FROM pg_class c WHERE c.oid = f.conrelid)") ", " NAMES( \
        "f.conkey", "f.conrelid") ", " NAMES("f.confkey", \
        "f.confrelid") ", 1, f.oid::bigint" \
                       " FROM pg_constraint f JOIN pg_class p ON p.oid = f.confrelid WHERE f.conrelid = $1::oid AND f.contype = 'f'" \
                       " AND NOT EXISTS (SELECT FROM pg_constraint up WHERE up.oid = f.conparentid AND up.conrelid = f.conrelid)"
/* Columns by name, and what is no column as SQL. Those of an exclusion, too: rows that are equal exclude each other. */
#define UNIQUES \
    "SELECT 'u', CASE WHEN u.indpred IS NOT NULL OR NOT u.indisunique THEN 'some' END, " NAMES( \
        "(u.indkey::int2[])[0:u.indnkeyatts - 1]", \
        "u.indrelid") "," \
                      " (SELECT string_agg(pg_get_indexdef(u.indexrelid, at::int, true), ' ' ORDER BY at)" \
                      "   FROM unnest((u.indkey::int2[])[0:u.indnkeyatts - 1]) WITH ORDINALITY k(n, at) WHERE k.n = 0)," \
                      " 2, CASE WHEN u.indisprimary THEN 0 ELSE u.indexrelid::bigint END" \
                      " FROM pg_index u WHERE u.indrelid = $1::oid AND (u.indisunique OR u.indisexclusion)"
#define CHECKS \
    "SELECT 'c', NULL, NULL, pg_get_expr(f.conbin, f.conrelid), 3, f.oid::bigint FROM pg_constraint f" \
    " WHERE f.conrelid = $1::oid AND f.contype = 'c'" \
    " UNION ALL SELECT 'c', NULL, NULL, pg_get_partition_constraintdef(c.oid), 4, 0 FROM pg_class c" \
    " WHERE c.oid = $1::oid AND c.relispartition AND pg_get_partition_constraintdef(c.oid) IS NOT NULL"
/* The name is the column's, as SQL has it. */
#define DOMAINS \
    "SELECT 'd', quote_ident(d.attname), NULL, pg_get_expr(f.conbin, 0), 5, d.attnum * 4294967296 + f.oid::bigint" \
    " FROM (WITH RECURSIVE d AS (SELECT a.attname, a.attnum, t.oid, t.typbasetype FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid" \
    "   WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped AND t.typtype = 'd'" \
    "   UNION ALL SELECT d.attname, d.attnum, t.oid, t.typbasetype FROM d JOIN pg_type t ON t.oid = d.typbasetype AND t.typtype = 'd')" \
    " SELECT * FROM d) d JOIN pg_constraint f ON f.contypid = d.oid AND f.contype = 'c'"
static const char constraints_sql[] =
    FOREIGN_KEYS " UNION ALL " UNIQUES " UNION ALL " CHECKS " UNION ALL " DOMAINS " ORDER BY 5, 6";

/* A domain's check speaks of VALUE, which is no name of a column: those would be in small letters, or quoted. */
static void add_domain_check(sb_constraints *to, const char *check, const char *column)
{
    sb_text text = SB_TEXT_EMPTY;
    sb_sql sql;

    sb_sql_begin(&sql, check);
    while (sb_sql_next(&sql) != SB_SQL_END) {
        if (sql.kind == SB_SQL_WORD && sql.size == 5 && memcmp(sql.at, "VALUE", 5) == 0)
            sb_text_add(&text, "%s", column);
        else
            sb_text_put(&text, sql.at, sql.size);
    }
    sb_constraints_add_check(to, text.at != NULL ? text.at : "", text.size);
    sb_text_release(&text);
}

static void add_row(const sb_postgres *db, const PGresult *rows, int row, const sb_table_info *info, sb_constraints *to)
{
    const char *name = sb__postgres_cell(db, rows, row, 1), *columns = sb__postgres_cell(db, rows, row, 2);
    const char *more = sb__postgres_cell(db, rows, row, 3);

    switch (*sb__postgres_cell(db, rows, row, 0)) {
    case 'f': sb_constraints_add_reference(to, columns, name, more); break;
    case 'u': sb_constraints_add_unique_of(to, columns, more, name != NULL, info); break;
    case 'c': sb_constraints_add_check(to, more, strlen(more)); break;
    default: add_domain_check(to, more, name); break;
    }
}

int sb__pg_read_constraints(sb_postgres *db, const char *oid, const sb_table_info *info, sb_constraints *to)
{
    PGresult *rows = sb__postgres_rows(db, constraints_sql, 1, &oid);

    if (rows == NULL)
        return SB_ERR;
    for (int i = 0; i < db->pq->PQntuples(rows); i++)
        add_row(db, rows, i, info, to);
    db->pq->PQclear(rows);
    return 0;
}
