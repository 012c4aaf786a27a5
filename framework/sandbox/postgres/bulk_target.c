/* bulk_target.c -- what a COPY has to know of a table: what the bytes of its columns are, and whether COPY may be used at all. */
#include "bulk.h"
#include "describe.h"
#include <stdlib.h>
#include <string.h>

/* As find_sql of tables.c finds it. Where policies hold for us, the server takes no COPY; a rule it would pass by. */
static const char table_sql[] =
    "SELECT c.oid, c.relname, c.relkind, format('%I.%I', n.nspname, c.relname),"
    " row_security_active(c.oid) OR EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid AND r.ev_type = '3' AND r.ev_enabled <> 'D'),"
    " EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgenabled <> 'D' AND NOT starts_with(t.tgname, "
    "'seedbed_'))"
    " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')"
    " AND n.nspname = current_schema() AND c.relname IN ($1::text::name, lower($1)::name) AND length(convert_to($1, 'UTF8')) <= 63"
    " ORDER BY c.relname = $1::name DESC LIMIT 1";

/* A domain is read by its own function, which calls that of the type it is made of: so that one's bytes are meant. */
static const char columns_sql[] =
    "SELECT a.attname, format_type(a.atttypid, a.atttypmod), (WITH RECURSIVE d(oid, base) AS"
    "  (SELECT t.oid, t.typbasetype FROM pg_type t WHERE t.oid = a.atttypid"
    "   UNION ALL SELECT t.oid, t.typbasetype FROM d JOIN pg_type t ON t.oid = d.base)"
    "  SELECT p.prosrc FROM d JOIN pg_type t ON t.oid = d.oid JOIN pg_proc p ON p.oid = t.typreceive"
    "  JOIN pg_language l ON l.oid = p.prolang WHERE d.base = 0 AND l.lanname = 'internal'),"
    " (WITH RECURSIVE d(base, modifier) AS"
    "  (SELECT t.typbasetype, CASE WHEN t.typbasetype = 0 THEN a.atttypmod ELSE t.typtypmod END FROM pg_type t WHERE t.oid = a.atttypid"
    "   UNION ALL SELECT t.typbasetype, CASE WHEN t.typbasetype = 0 THEN d.modifier ELSE t.typtypmod END FROM d"
    "   JOIN pg_type t ON t.oid = d.base) SELECT max(modifier) FROM d)"
    " FROM pg_attribute a WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

static enum sb__pg_form form_of(const char *function)
{
    static const struct {
        const char *name;
        enum sb__pg_form form;
    } forms[] = { { "boolrecv", SB_FORM_BOOL }, { "int2recv", SB_FORM_INT2 }, { "int4recv", SB_FORM_INT4 },
        { "int8recv", SB_FORM_INT8 }, { "float4recv", SB_FORM_FLOAT4 }, { "float8recv", SB_FORM_FLOAT8 },
        { "numeric_recv", SB_FORM_NUMERIC }, { "textrecv", SB_FORM_TEXT }, { "varcharrecv", SB_FORM_CHARS },
        { "bpcharrecv", SB_FORM_CHARS }, { "enum_recv", SB_FORM_TEXT }, { "json_recv", SB_FORM_TEXT },
        { "jsonb_recv", SB_FORM_JSONB }, { "bytearecv", SB_FORM_BYTES }, { "date_recv", SB_FORM_DATE },
        { "time_recv", SB_FORM_TIME }, { "timestamp_recv", SB_FORM_TIMESTAMP }, { "timestamptz_recv", SB_FORM_INSTANT },
        { "uuid_recv", SB_FORM_UUID } };

    for (size_t i = 0; function != NULL && i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i].name, function) == 0)
            return forms[i].form;
    return SB_FORM_NONE;
}

static int fail_view(const char *name, char kind)
{
    return sb_fail_with(SB_ERR, "%s is a %s, and many rows at once go into tables only: name the table that it shows", name,
        kind == 'm' ? "materialized view" : "view");
}

/* Which table is meant. */
static int find_place(sb_postgres *db, const char *table, sb__pg_target *out)
{
    PGresult *rows = sb__postgres_rows(db, table_sql, 1, &table);
    sb__pg_described *known;
    char kind;
    int code = 0;

    if (rows == NULL)
        return SB_ERR;
    if (db->pq->PQntuples(rows) == 0) {
        db->pq->PQclear(rows);
        code = sb__pg_find_table(db, table, &known); /* which says what is like it */
        return code != 0 ? code : sb_fail_with(SB_ERR, "There is no table %s any more", table);
    }
    kind = *sb__postgres_cell(db, rows, 0, 2);
    out->oid = sb_strdup(sb__postgres_cell(db, rows, 0, 0));
    out->name = sb_strdup(sb__postgres_cell(db, rows, 0, 1));
    out->place = sb_strdup(sb__postgres_cell(db, rows, 0, 3));
    out->plain = kind == 'r';
    out->by_insert = *sb__postgres_cell(db, rows, 0, 4) == 't';
    out->triggers = *sb__postgres_cell(db, rows, 0, 5) == 't';
    if (kind == 'v' || kind == 'm')
        code = fail_view(out->name, kind);
    db->pq->PQclear(rows);
    return code;
}

static int find_row(const sb_postgres *db, const PGresult *rows, const char *name)
{
    int n = db->pq->PQntuples(rows);

    for (int i = 0; i < n; i++)
        if (strcmp(sb__postgres_cell(db, rows, i, 0), name) == 0)
            return i;
    return -1;
}

static int fail_column(const sb_postgres *db, const PGresult *rows, const char *table, const char *column)
{
    int n = db->pq->PQntuples(rows);
    const char **names = sb_alloc(((size_t)n + 1) * sizeof *names), *near;

    for (int i = 0; i < n; i++)
        names[i] = sb__postgres_cell(db, rows, i, 0);
    near = sb_nearest(column, names);
    sb_fail_with(SB_ERR, "The table %s has no column %s%s%s%s", table, column, near != NULL ? "; did you mean " : "",
        near != NULL ? near : "", near != NULL ? "?" : "");
    free(names);
    return SB_ERR;
}

static void take_column(const sb_postgres *db, const PGresult *rows, int row, sb__pg_into *to)
{
    to->name = sb_strdup(sb__postgres_cell(db, rows, row, 0));
    to->type = sb_strdup(sb__postgres_cell(db, rows, row, 1));
    to->form = form_of(sb__postgres_cell(db, rows, row, 2));
    to->modifier = atoi(sb__postgres_cell(db, rows, row, 3));
}

static int find_columns(sb_postgres *db, const char *const *column, size_t n, sb__pg_target *out)
{
    PGresult *rows = n > 0 ? sb__postgres_rows(db, columns_sql, 1, (const char *const[]){ out->oid }) : NULL;
    int code = rows != NULL || n == 0 ? 0 : SB_ERR;

    out->column = sb_alloc((n + 1) * sizeof *out->column);
    for (size_t i = 0; i < n && code == 0; i++) {
        int row = find_row(db, rows, column[i]);
        if (row < 0)
            code = fail_column(db, rows, out->name, column[i]);
        else
            take_column(db, rows, row, &out->column[out->n++]);
    }
    db->pq->PQclear(rows);
    return code;
}

int sb__pg_target_look(sb_postgres *db, const char *table, const char *const *column, size_t n, sb__pg_target *out)
{
    int code;

    *out = (sb__pg_target){ .n = 0 };
    code = find_place(db, table, out);
    return code != 0 ? code : find_columns(db, column, n, out);
}

void sb__pg_target_release(sb__pg_target *target)
{
    for (size_t i = 0; i < target->n; i++) {
        free(target->column[i].name);
        free(target->column[i].type);
    }
    free(target->column);
    free(target->oid);
    free(target->name);
    free(target->place);
    *target = (sb__pg_target){ .n = 0 };
}
