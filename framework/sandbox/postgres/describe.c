/* describe.c -- read what the columns of a table are: types, keys, uniqueness, parents; in one question. */
#include "describe.h"
#include <stdlib.h>
#include <string.h>

/* A row per column, in order. $1: the table's number. Of parents see SB__PG_PARENT_NAME. A domain is told by
 * the type that it is made of, at the end of the domains that it may be made of. Labels of an enum are one text, without those that this
 * transaction has added: the server takes them when it is over. What is of this transaction has no age; labels that came with their type are
 * of the same command. */
#define LABELS "string_agg(e.enumlabel, E'\\x01' ORDER BY e.enumsortorder)"
#define KEYS "(k.indkey::int2[])[0:k.indnkeyatts - 1]"
#define INDEXED "EXISTS (SELECT FROM pg_index k WHERE k.indrelid = a.attrelid AND a.attnum = ANY (" KEYS ") AND "
#define FOREIGN_KEYS \
    "FROM pg_constraint f JOIN pg_class p ON p.oid = f.confrelid" \
    " JOIN pg_attribute q ON q.attrelid = f.confrelid AND q.attnum = f.confkey[1]" \
    " WHERE f.conrelid = a.attrelid AND f.contype = 'f' AND "
#define PARENT SB__PG_PARENT_NAME("c.relnamespace")
#define DOMAINS \
    "WITH RECURSIVE d AS (SELECT t.oid, a.atttypmod AS mod, t.typtype, t.typbasetype, t.typtypmod, t.typnotnull, t.typdefault" \
    "   FROM pg_type t WHERE t.oid = a.atttypid" \
    " UNION ALL SELECT t.oid, d.typtypmod, t.typtype, t.typbasetype, t.typtypmod, t.typnotnull OR d.typnotnull," \
    "   coalesce(d.typdefault, t.typdefault) FROM d JOIN pg_type t ON t.oid = d.typbasetype WHERE d.typtype = 'd')" \
    " SELECT * FROM d WHERE d.typtype <> 'd'"
/* Dumps say it of each column that may be NULL; it is as good as no default. */
#define NULL_BY_DEFAULT \
    "SELECT pg_get_expr(f.adbin, f.adrelid) ~* '^\\(*NULL(::[\\w\" .]*(\\[\\])?)?\\)*$' FROM pg_attrdef f WHERE f.adrelid = a.attrelid AND f.adnum = a.attnum"
/* What a composite, a range of somebody's own or a type of an extension looks like nobody knows who has only its name. */
#define OPAQUE \
    "SELECT b.typcategory IN ('C', 'P', 'X') OR (b.typcategory = 'U' AND b.oid <> 'bytea'::regtype)" \
    " OR (b.typcategory = 'R' AND b.typnamespace <> 'pg_catalog'::regnamespace) FROM pg_type b WHERE b.oid = t.oid"
/* Of the functions of others the server knows which give something else each time, of its own we do; now() is that of the transaction. */
#define DEFAULT \
    "SELECT pg_get_expr(f.adbin, f.adrelid) !~* '^\\(*NULL|(nextval|random|uuid|clock_timestamp)\\w*\\(' AND NOT EXISTS (" \
    "SELECT FROM pg_depend g JOIN pg_proc p ON p.oid = g.refobjid AND p.provolatile = 'v'" \
    " WHERE g.classid = 'pg_attrdef'::regclass AND g.objid = f.oid AND g.refclassid = 'pg_proc'::regclass)" \
    " FROM pg_attrdef f WHERE f.adrelid = a.attrelid AND f.adnum = a.attnum AND a.attgenerated = ''"
/* Of a whole number whose default draws from a sequence that was made by itself, and stands beside the table: then nobody else's is set. */
#define DRAWN_FROM \
    "SELECT quote_ident(n.nspname) || '.' || quote_ident(q.relname) FROM pg_attrdef f JOIN pg_class q" \
    " ON q.oid = to_regclass(substring(pg_get_expr(f.adbin, f.adrelid) FROM '^nextval\\(\\(?''(.+)''::'))" \
    " WHERE f.adrelid = a.attrelid AND f.adnum = a.attnum AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)" \
    " AND q.relkind = 'S' AND q.relnamespace = n.oid"
static const char columns_sql[] =
    "SELECT a.attname, format_type(t.oid, t.mod),"
    " a.attnotnull OR t.typnotnull,"
    " (a.atthasdef AND a.attgenerated = '' AND NOT coalesce((" NULL_BY_DEFAULT
    "), false)) OR (NOT a.atthasdef AND t.typdefault IS NOT NULL),"
    " a.attgenerated <> '',"
    " s.name,"
    " " INDEXED "k.indisprimary),"
    " " INDEXED "k.indisunique AND k.indnkeyatts = 1),"
    " " INDEXED "k.indisunique AND k.indnkeyatts > 1),"
    " (SELECT " PARENT " " FOREIGN_KEYS "f.conkey = ARRAY[a.attnum] ORDER BY f.oid LIMIT 1),"
    " (SELECT q.attname " FOREIGN_KEYS "f.conkey = ARRAY[a.attnum] ORDER BY f.oid LIMIT 1),"
    " (SELECT " PARENT " " FOREIGN_KEYS "a.attnum = ANY (f.conkey) AND array_length(f.conkey, 1) > 1 ORDER BY f.oid LIMIT 1),"
    " (SELECT coalesce(" LABELS " FILTER (WHERE age(e.xmin) > 0 OR (e.xmin = y.xmin AND e.cmin = y.cmin)), " LABELS ")"
    "   FROM pg_enum e JOIN pg_type y ON y.oid = e.enumtypid WHERE e.enumtypid = t.oid),"
    " has_sequence_privilege(s.name, 'SELECT') AND has_sequence_privilege(s.name, 'UPDATE'),"
    " coalesce((" DEFAULT "), false),"
    " coalesce((" OPAQUE "), false)"
    " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
    " CROSS JOIN LATERAL (" DOMAINS ") t"
    " CROSS JOIN LATERAL coalesce("
    "   pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname), (" DRAWN_FROM ")) s(name)"
    " WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

enum { MAY_SET_AT = 13 };

static char *copy_of(const char *text) { return text != NULL ? sb_strdup(text) : NULL; }

static bool is_true(const sb_postgres *db, const PGresult *rows, int row, int column)
{
    return *db->pq->PQgetvalue(rows, row, column) == 't';
}

static char *read_column(const sb_postgres *db, const PGresult *rows, int row, sb_column *to)
{
    *to =
        (sb_column){ .name = copy_of(sb__postgres_cell(db, rows, row, 0)), .type = copy_of(sb__postgres_cell(db, rows, row, 1)) };
    to->not_null = is_true(db, rows, row, 2);
    to->has_default = is_true(db, rows, row, 3);
    to->generated = is_true(db, rows, row, 4);
    to->primary_key = is_true(db, rows, row, 6);
    to->unique = is_true(db, rows, row, 7);
    to->unique_together = is_true(db, rows, row, 8);
    to->parent_table = copy_of(sb__postgres_cell(db, rows, row, 9));
    to->parent_column = copy_of(sb__postgres_cell(db, rows, row, 10));
    to->shared_parent = copy_of(sb__postgres_cell(db, rows, row, 11));
    to->constant_default = is_true(db, rows, row, 14);
    to->opaque = is_true(db, rows, row, 15);
    to->choices = sb_names_cut(sb__postgres_cell(db, rows, row, 12), NULL);
    return copy_of(sb__postgres_cell(db, rows, row, 5));
}

static bool is_whole(const char *type)
{
    return strcmp(type, "integer") == 0 || strcmp(type, "bigint") == 0 || strcmp(type, "smallint") == 0;
}

bool sb__pg_is_number(const char *type) { return is_whole(type) || strncmp(type, "numeric", strlen("numeric")) == 0; }

/* An insert gives back one number: of the whole primary key where that is one, else of the first column that the database numbers.
 * Other columns with numbers of the database's have a default like any other. */
static void find_key(sb__pg_described *of)
{
    size_t keys = 0, key = 0, numbered = of->info.n;

    for (size_t i = 0; i < of->info.n; i++) {
        if (of->column[i].primary_key && keys++ == 0)
            key = i;
        if (of->sequence[i] != NULL &&
            (numbered == of->info.n || (of->column[i].primary_key && !of->column[numbered].primary_key)))
            numbered = i;
    }
    if (keys == 1 && is_whole(of->column[key].type))
        of->key = &of->column[key];
    else if (numbered < of->info.n)
        of->key = &of->column[numbered];
    for (size_t i = 0; i < of->info.n; i++) {
        bool is_key = of->key == &of->column[i];
        of->column[i].rowid = of->sequence[i] != NULL && is_key;
        of->column[i].has_default = of->sequence[i] != NULL ? !is_key : of->column[i].has_default;
    }
}

void sb__pg_free_described(sb__pg_described *described)
{
    for (size_t i = 0; i < described->info.n; i++) {
        free((void *)(uintptr_t)described->column[i].name);
        free((void *)(uintptr_t)described->column[i].type);
        free((void *)(uintptr_t)described->column[i].parent_table);
        free((void *)(uintptr_t)described->column[i].parent_column);
        free((void *)(uintptr_t)described->column[i].shared_parent);
        free((void *)(uintptr_t)described->column[i].choices);
        free(described->sequence[i]);
    }
    sb_constraints_release(&described->constraints);
    free(described->column);
    free(described->sequence);
    free(described->stamp);
    free(described->place);
    free((void *)(uintptr_t)described->info.name);
    free(described);
}

static void read_columns(sb_postgres *db, const PGresult *rows, sb__pg_described *it)
{
    it->info.n = (size_t)db->pq->PQntuples(rows);
    it->info.column = it->column = sb_alloc((it->info.n + 1) * sizeof *it->column);
    it->sequence = sb_alloc((it->info.n + 1) * sizeof *it->sequence);
    for (size_t i = 0; i < it->info.n; i++)
        it->sequence[i] = read_column(db, rows, (int)i, &it->column[i]);
    find_key(it);
    it->may_set = it->key != NULL && is_true(db, rows, (int)(it->key - it->column), MAY_SET_AT);
}

int sb__pg_read_table(sb_postgres *db, const char *oid, const char *name, const char *place, sb__pg_described **out)
{
    PGresult *rows = sb__postgres_rows(db, columns_sql, 1, &oid);
    sb__pg_described *it;
    int code;

    *out = NULL;
    if (rows == NULL)
        return SB_ERR;
    it = sb_alloc(sizeof *it);
    it->info.name = sb_strdup(name);
    it->place = sb_strdup(place);
    read_columns(db, rows, it);
    db->pq->PQclear(rows);
    code = sb__pg_read_constraints(db, oid, &it->info, &it->constraints);
    if (code == 0) {
        sb_constraints_tell(&it->constraints, &it->info, it->column);
        *out = it;
    } else
        sb__pg_free_described(it);
    return code;
}
