/* tables.c -- which tables there are in the schema of the sandbox, and answers about them that are kept while they hold. */
#include "describe.h"
#include <stdlib.h>
#include <string.h>

#define IN_SCHEMA "c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"

/* Tables, those that have partitions, and those of other servers. Names are compared as text: the type `name` would cut what it is
 * compared with; and not by LIKE, to which the _ of "t_" is any character. */
static const char names_sql[] = "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p', 'f') AND " IN_SCHEMA
                                " AND starts_with(c.relname::text, $1) ORDER BY c.relname COLLATE \"C\"";

/* The table of that name, or of that name in lower case, as SQL without quotes has it; and a stamp that changes with whatever describe
 * says of it: the transactions that last wrote the rows of the catalogue, and, for what one transaction writes twice, where they lie.
 * Of types the labels of enums are among these; a domain that gets another check while tests run is not seen. */
#define VERSION(row) row ".xmin || ' ' || " row ".ctid"
#define INDEXES \
    "(SELECT string_agg(k.indexrelid || ' ' || " VERSION( \
        "k") ", ',' ORDER BY k.indexrelid) FROM pg_index k WHERE k.indrelid = c.oid)"
/* Checks refer to no table, and are not among these: who adds one or takes one away writes the table's own row. */
#define CONSTRAINTS \
    "(SELECT string_agg(f.oid || ' ' || " VERSION("f") " || ' ' || " VERSION( \
        "p") ", ',' ORDER BY f.oid)" \
             " FROM pg_constraint f JOIN pg_class p ON p.oid = f.confrelid WHERE f.conrelid = c.oid)"
#define COLUMNS \
    "(SELECT string_agg(" VERSION("a") ", ',' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0)"
/* Of an enum that a column has, or a domain over one. Types that come with the server have no labels. */
#define LABELS \
    "(SELECT string_agg((SELECT string_agg(e.oid || ' ' || " VERSION( \
        "e") " || (age(e.xmin) > 0), ',' ORDER BY e.oid) FROM pg_enum e WHERE e.enumtypid =" \
             " (WITH RECURSIVE d AS (SELECT t.oid, t.typtype, t.typbasetype FROM pg_type t WHERE t.oid = a.atttypid" \
             " UNION ALL SELECT t.oid, t.typtype, t.typbasetype FROM d JOIN pg_type t ON t.oid = d.typbasetype WHERE d.typtype = 'd')" \
             " SELECT d.oid FROM d WHERE d.typtype <> 'd')), '/' ORDER BY a.attnum)" \
             " FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.atttypid >= 16384)"
/* Rights are those of who asks: who may set the sequences of a table's columns. */
#define RIGHTS \
    "(SELECT string_agg(has_sequence_privilege(q.oid, 'SELECT') || ' ' || has_sequence_privilege(q.oid, 'UPDATE'), ',' ORDER BY q.oid)" \
    " FROM pg_depend d JOIN pg_class q ON q.oid = d.objid AND q.relkind = 'S' WHERE d.refclassid = 'pg_class'::regclass AND" \
    " d.refobjid = c.oid AND d.refobjsubid > 0 AND d.classid = 'pg_class'::regclass)"
static const char find_sql[] = "SELECT c.oid, c.relname, concat_ws('/', " VERSION(
    "c") ", " COLUMNS ", " INDEXES ", " CONSTRAINTS ", " LABELS ", " RIGHTS "), format('%I.%I', current_schema(), c.relname)"
         " FROM pg_class c WHERE c.relkind IN ('r', 'p', 'f') AND " IN_SCHEMA
         " AND c.relname IN ($1::text::name, lower($1)::name) AND length(convert_to($1, 'UTF8')) <= 63"
         " ORDER BY c.relname = $1::name DESC LIMIT 1";

int sb__postgres_tables(void *db, const char *prefix, void (*fn)(void *env, const char *table), void *env)
{
    sb_postgres *it = db;
    /* All are here before anybody is told of them: who is told may change the schema. */
    PGresult *rows = sb__postgres_rows(it, names_sql, 1, &prefix);

    if (rows == NULL)
        return SB_ERR;
    for (int i = 0; i < it->pq->PQntuples(rows); i++)
        fn(env, sb__postgres_cell(it, rows, i, 0));
    it->pq->PQclear(rows);
    return 0;
}

void sb__pg_release_described(sb_postgres *db)
{
    for (sb__pg_described *next; db->described != NULL; db->described = next) {
        next = db->described->next;
        sb__pg_free_described(db->described);
    }
}

static int fail_unknown(sb_postgres *db, const char *table)
{
    PGresult *rows = sb__postgres_rows(db, names_sql, 1, (const char *const[]){ "" });
    int n = rows != NULL ? db->pq->PQntuples(rows) : 0;
    const char **names = sb_alloc(((size_t)n + 1) * sizeof *names), *near;

    for (int i = 0; i < n; i++)
        names[i] = sb__postgres_cell(db, rows, i, 0);
    near = sb_nearest(table, names);
    if (strlen(table) > SB__PG_NAME_BYTES)
        sb_fail_with(SB_ENOTFOUND, "There is no table %s, because PostgreSQL has no names of more than %d bytes", table,
            SB__PG_NAME_BYTES);
    else
        sb_fail_with(
            SB_ENOTFOUND, "There is no table %s%s%s%s", table, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    free(names);
    db->pq->PQclear(rows);
    return SB_ENOTFOUND;
}

static bool same_text(const char *a, const char *b) { return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0); }

static bool same_choices(const char *const *a, const char *const *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    while (*a != NULL && *b != NULL && strcmp(*a, *b) == 0) {
        a++;
        b++;
    }
    return *a == NULL && *b == NULL;
}

static bool same_column(const sb_column *a, const sb_column *b)
{
    return same_text(a->name, b->name) && same_text(a->type, b->type) && a->not_null == b->not_null &&
        a->has_default == b->has_default && a->constant_default == b->constant_default && a->primary_key == b->primary_key &&
        a->rowid == b->rowid && a->unique == b->unique && a->unique_together == b->unique_together &&
        a->generated == b->generated && same_text(a->parent_table, b->parent_table) &&
        same_text(a->parent_column, b->parent_column) && same_text(a->shared_parent, b->shared_parent) &&
        same_choices(a->choices, b->choices);
}

static bool same_answer(const sb__pg_described *a, const sb__pg_described *b)
{
    if (strcmp(a->place, b->place) != 0 || strcmp(a->info.name, b->info.name) != 0 || a->info.n != b->info.n ||
        a->may_set != b->may_set || !sb_constraints_same(&a->info, &b->info))
        return false;
    for (size_t i = 0; i < a->info.n; i++)
        if (!same_column(&a->column[i], &b->column[i]) || !same_text(a->sequence[i], b->sequence[i]))
            return false;
    return true;
}

/* Put an answer in front, or the one that says the same and may be in somebody's hands. */
static sb__pg_described *keep_answer(sb_postgres *db, sb__pg_described *fresh)
{
    for (sb__pg_described **at = &db->described; *at != NULL; at = &(*at)->next) {
        sb__pg_described *old = *at;
        if (same_answer(old, fresh)) {
            char *stamp = old->stamp;
            old->stamp = fresh->stamp;
            fresh->stamp = stamp;
            *at = old->next;
            sb__pg_free_described(fresh);
            fresh = old;
            break;
        }
    }
    fresh->next = db->described;
    db->described = fresh;
    return fresh;
}

static sb__pg_described *find_answer(sb_postgres *db, const char *stamp)
{
    for (sb__pg_described *at = db->described; at != NULL; at = at->next)
        if (strcmp(at->stamp, stamp) == 0)
            return at;
    return NULL;
}

/* The one that the server would give; in front is the one that was asked for last. NULL: nobody knows without asking. */
static sb__pg_described *find_sure(sb_postgres *db, const char *table)
{
    sb__pg_described *at = db->described;

    while (at != NULL && !(strcmp(at->info.name, table) == 0 && sb__pg_is_sure(db, &at->sure)))
        at = at->next;
    return at;
}

int sb__pg_find_table(sb_postgres *db, const char *table, sb__pg_described **out)
{
    sb__pg_sureness sure = sb__pg_sure_from_now(db);
    PGresult *rows;
    const char *place;
    char *stamp;
    int code = 0;

    if ((*out = find_sure(db, table)) != NULL)
        return 0;
    rows = sb__postgres_prepared_rows(db, "seedbed_find_table", find_sql, 1, &table);
    if (rows == NULL)
        return SB_ERR;
    if (db->pq->PQntuples(rows) == 0) {
        db->pq->PQclear(rows);
        return fail_unknown(db, table);
    }
    place = sb__postgres_cell(db, rows, 0, 3);
    stamp = sb_format("%s/%s/%s", sb__postgres_cell(db, rows, 0, 0), sb__postgres_cell(db, rows, 0, 2), place);
    *out = find_answer(db, stamp);
    if (*out == NULL &&
        (code = sb__pg_read_table(db, sb__postgres_cell(db, rows, 0, 0), sb__postgres_cell(db, rows, 0, 1), place, out)) == 0) {
        (*out)->stamp = stamp;
        stamp = NULL;
        *out = keep_answer(db, *out);
    }
    sure.texts = sb__pg_sure_from_now(db).texts; /* of which what was asked here is no change */
    if (*out != NULL)
        (*out)->sure = sure;
    free(stamp);
    db->pq->PQclear(rows);
    return code;
}

int sb__postgres_describe(void *db, const char *table, const sb_table_info **out)
{
    sb__pg_described *found;
    int code = sb__pg_find_table(db, table, &found);

    *out = found != NULL ? &found->info : NULL;
    return code;
}
