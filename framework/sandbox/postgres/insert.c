/* insert.c -- one row into one table, or a few, with statements that stay prepared because factories insert the same shapes again and again. */
#include "describe.h"
#include "drawn.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The one used last in front. More than SHAPES throw out the oldest. */
enum { SHAPES = 64 };
struct sb__pg_insert {
    const sb__pg_described *of;
    char **column;
    size_t n;
    char name[40]; /* under which it is prepared */
    sb__pg_insert *next;
};

static bool same_shape(const sb__pg_insert *kept, const sb__pg_described *of, const char *const *column, size_t n)
{
    if (kept->n != n || kept->of != of)
        return false;
    for (size_t i = 0; i < n; i++)
        if (strcmp(kept->column[i], column[i]) != 0)
            return false;
    return true;
}

static void free_kept(sb__pg_insert *kept)
{
    for (size_t i = 0; i < kept->n; i++)
        free(kept->column[i]);
    free(kept->column);
    free(kept);
}

/* The server forgets them with the connection. */
void sb__postgres_release_inserts(sb_postgres *db)
{
    for (sb__pg_insert *next; db->inserts != NULL; db->inserts = next) {
        next = db->inserts->next;
        free_kept(db->inserts);
    }
}

static sb__pg_insert *take_kept(sb_postgres *db, const sb__pg_described *of, const char *const *column, size_t n)
{
    for (sb__pg_insert **at = &db->inserts; *at != NULL; at = &(*at)->next) {
        sb__pg_insert *found = *at;
        if (same_shape(found, of, column, n)) {
            *at = found->next;
            return found;
        }
    }
    return NULL;
}

static void forget(sb_postgres *db, sb__pg_insert *kept)
{
    char *sql = sb_format("DEALLOCATE %s", kept->name);

    db->pq->PQclear(sb__postgres_execute(db, sql, NULL));
    free(sql);
    free_kept(kept);
}

static void put_in_front(sb_postgres *db, sb__pg_insert *kept)
{
    size_t n = 1;

    kept->next = db->inserts;
    db->inserts = kept;
    for (sb__pg_insert *at = kept; at->next != NULL; at = at->next, n++) {
        if (n == SHAPES) {
            forget(db, at->next);
            at->next = NULL;
            break;
        }
    }
}

const char *sb__pg_sequence_to_move(const sb__pg_described *of, const char *const *column, size_t n)
{
    for (size_t i = 0; i < n && of->key != NULL; i++)
        if (strcmp(column[i], of->key->name) == 0)
            return sb__pg_is_number(of->key->type) ? of->sequence[of->key - of->column] : NULL;
    return NULL;
}

/* A sequence that counts down, ends before the key, or may not be set by us is left alone: the row is as good without. What a statement
 * names must be allowed before any of it is run, and so rights are asked for when the table is described. */
static void put_returning(sb_text *to, const sb__pg_described *of, const char *const *column, size_t n)
{
    const char *sequence = of->may_set ? sb__pg_sequence_to_move(of, column, n) : NULL;

    if (of->key == NULL)
        return;
    sb_text_add(to, " RETURNING ");
    sb__postgres_name(to, of->key->name);
    if (sequence == NULL)
        return;
    sb_text_add(to, ", CASE WHEN ");
    sb__postgres_name(to, of->key->name);
    sb_text_add(to,
        " BETWEEN (SELECT last_value FROM %s) AND (SELECT seqmax FROM pg_sequence WHERE seqincrement > 0 AND seqrelid = ",
        sequence);
    sb__postgres_string(to, sequence);
    sb_text_add(to, "::regclass) THEN setval(");
    sb__postgres_string(to, sequence);
    sb_text_add(to, ", ");
    sb__postgres_name(to, of->key->name);
    sb_text_add(to, "::bigint) END");
}

/* A column that is GENERATED ALWAYS AS IDENTITY takes a value only where the statement says so; the others do not mind. */
static void insert_sql(sb_text *to, const sb__pg_described *of, const char *const *column, size_t n)
{
    sb_text_add(to, "INSERT INTO %s", of->place);
    for (size_t i = 0; i < n; i++) {
        sb_text_add(to, i == 0 ? " (" : ", ");
        sb__postgres_name(to, column[i]);
    }
    sb_text_add(to, n == 0 ? " DEFAULT VALUES" : ") OVERRIDING SYSTEM VALUE");
    for (size_t i = 0; i < n; i++)
        sb_text_add(to, i == 0 ? " VALUES ($%zu" : ", $%zu", i + 1);
    if (n > 0)
        sb_text_add(to, ")");
    put_returning(to, of, column, n);
}

static int prepare_insert(sb_postgres *db, const sb__pg_described *of, const char *const *column, size_t n, sb__pg_insert **out)
{
    sb_text sql = SB_TEXT_EMPTY;
    sb__pg_insert *it = sb_alloc(sizeof *it);
    PGresult *result;
    int code = 0;

    insert_sql(&sql, of, column, n);
    it->of = of;
    it->n = n;
    it->column = sb_alloc((n + 1) * sizeof *it->column);
    for (size_t i = 0; i < n; i++)
        it->column[i] = sb_strdup(column[i]);
    snprintf(it->name, sizeof it->name, "seedbed_insert_%lu", ++db->prepared);
    result = sb__postgres_prepare(db, it->name, sql.at);
    if (!sb__postgres_went_well(db, result))
        code = sb__postgres_fail(db, result, "A row cannot be inserted into %s", of->info.name);
    db->pq->PQclear(result);
    sb_text_release(&sql);
    if (code != 0) {
        free_kept(it);
        it = NULL;
    }
    *out = it;
    return code;
}

static int64_t number_of(const sb_postgres *db, const PGresult *result)
{
    if (db->pq->PQntuples(result) == 0 || db->pq->PQnfields(result) == 0 || db->pq->PQgetisnull(result, 0, 0))
        return 0;
    return strtoll(db->pq->PQgetvalue(result, 0, 0), NULL, 10);
}

/* Prepared statements are gone after DISCARD or DEALLOCATE ALL of the application, and stale where a type has changed. */
static bool is_stale(const sb_postgres *db, const PGresult *result)
{
    const char *state = sb__postgres_state(db, result);

    return (strcmp(state, "26000") == 0 || strcmp(state, "0A000") == 0) &&
        db->pq->PQtransactionStatus(db->handle) != PQTRANS_INERROR;
}

static int run_insert(sb_postgres *db, sb__pg_insert **kept, const sb__pg_bound *bound, int64_t *id_out)
{
    sb__pg_insert *fresh = NULL;
    PGresult *result = sb__postgres_execute_prepared(db, (*kept)->name, &bound->as);
    int code = 0;

    if (is_stale(db, result) && prepare_insert(db, (*kept)->of, (const char *const *)(*kept)->column, (*kept)->n, &fresh) == 0) {
        db->pq->PQclear(result);
        free_kept(*kept);
        *kept = fresh;
        result = sb__postgres_execute_prepared(db, fresh->name, &bound->as);
    }
    if (!sb__postgres_went_well(db, result))
        code = sb__postgres_fail(db, result, "A row cannot be inserted into %s", (*kept)->of->info.name);
    else if (id_out != NULL)
        *id_out = number_of(db, result);
    db->pq->PQclear(result);
    return code;
}

/* The statement of this shape, which put_in_front() takes back. */
static int find_insert(
    sb_postgres *db, const char *table, const char *const *column, size_t n, sb__pg_described **of, sb__pg_insert **kept)
{
    int code = sb__pg_find_table(db, table, of);

    if (code == 0 && (*kept = take_kept(db, *of, column, n)) == NULL)
        code = prepare_insert(db, *of, column, n, kept);
    if (code == 0 && db->drawn != NULL)
        sb__pg_drawn_table(db->drawn, (*of)->info.name);
    return code;
}

static int bind(sb_postgres *db, const char *table, const char *const *column, const sb_value *value, size_t n, sb__pg_bound *to)
{
    int code = sb__pg_bind(db, value, n, to);

    return code == 0 ? 0 : sb_fail_with(code, "%s.%s: %s", table, column[to->bad], sb_error());
}

static void done(sb_postgres *db, sb__pg_described *of, sb__pg_insert *kept, int code)
{
    of->sure.written = code == 0;
    if (code != 0)
        of->sure.texts = 0;
    put_in_front(db, kept);
}

int sb__postgres_insert(void *db, const char *table, const char *const *column, const sb_value *value, size_t n, int64_t *id_out)
{
    sb_postgres *it = db;
    sb__pg_described *of;
    sb__pg_insert *kept = NULL;
    sb__pg_bound bound = { 0 };
    int code = bind(it, table, column, value, n, &bound);

    if (code == 0)
        code = find_insert(it, table, column, n, &of, &kept);
    if (code == 0) {
        code = run_insert(it, &kept, &bound, id_out);
        done(it, of, kept, code);
    }
    sb__pg_release(&bound);
    return code;
}

static int run_rows(sb_postgres *db, const sb__pg_insert *kept, const sb__pg_arguments *row, size_t rows, int64_t *id_out)
{
    PGresult *result[SB_INSERT_ROWS];
    size_t good = sb__postgres_execute_rows(db, kept->name, row, rows, result);
    int code = good == rows
        ? 0
        : sb__postgres_fail(db, result[good], "Row %zu cannot be inserted into %s", good + 1, kept->of->info.name);

    for (size_t i = 0; i < rows; i++) {
        if (code == 0)
            id_out[i] = number_of(db, result[i]);
        db->pq->PQclear(result[i]);
    }
    return code;
}

int sb__postgres_insert_rows(
    void *db, const char *table, const char *const *column, const sb_value *value, size_t n, size_t rows, int64_t *id_out)
{
    sb_postgres *it = db;
    sb__pg_described *of;
    sb__pg_insert *kept = NULL;
    sb__pg_bound bound[SB_INSERT_ROWS] = { { .as = { 0 } } };
    sb__pg_arguments as[SB_INSERT_ROWS];
    int code = 0;

    for (size_t i = 0; i < rows && code == 0; i++) {
        code = bind(it, table, column, value + i * n, n, &bound[i]);
        as[i] = bound[i].as;
    }
    if (code == 0)
        code = find_insert(it, table, column, n, &of, &kept);
    if (code == 0) {
        code = run_rows(it, kept, as, rows, id_out);
        done(it, of, kept, code);
    }
    for (size_t i = 0; i < rows; i++)
        sb__pg_release(&bound[i]);
    return code;
}
