/* changes.c -- the rows that differ from the base state, or were written: from the log, change upon change of a row made one. */
#include "clone.h"
#include "undo_sql.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A row of the answer is a cell: see entries() in changes_sql.c. */
enum { AT, TABLE, OP, COLUMN, IS_KEY, BEFORE, AFTER, STATEMENT };

/* One row of a table, from what it was to what it is. */
typedef struct net {
    const char *table, *statement;
    char *was, *is; /* its key, before and now; NULL: there was, or is, no such row */
    const char **before, **after, **column;
    size_t n;
} net;

typedef struct nets {
    sb_postgres *db;
    PGresult *rows;
    net *at;
    size_t n, room;
} nets;

static const char *cell(const nets *all, int row, int column) { return sb__postgres_cell(all->db, all->rows, row, column); }

/* "id = 3"; all columns where there is no key. */
static char *make_key(const nets *all, int from, int to, int which)
{
    sb_text key = SB_TEXT_EMPTY;
    bool keyed = false;
    for (int i = from; i < to; i++)
        keyed = keyed || *cell(all, i, IS_KEY) == 't';
    for (int i = from; i < to; i++) {
        const char *value = cell(all, i, which);
        if (!keyed || *cell(all, i, IS_KEY) == 't')
            sb_text_add(&key, "%s%s = %s", key.size ? ", " : "", cell(all, i, COLUMN), value ? value : "NULL");
    }
    return sb_text_take(&key);
}

static const char **make_cells(const nets *all, int from, int to, int which)
{
    const char **cells = sb_alloc((size_t)(to - from + 1) * sizeof *cells);
    for (int i = from; i < to; i++)
        cells[i - from] = cell(all, i, which);
    return cells;
}

static net *find(nets *all, const char *table, const char *key)
{
    for (size_t i = all->n; i-- > 0;) {
        net *one = &all->at[i];
        if (strcmp(one->table, table) != 0)
            return NULL; /* tables come one after the other */
        if (one->is && strcmp(one->is, key) == 0)
            return one;
    }
    return NULL;
}

/* A row of the base state that was deleted is inserted again. */
static net *find_gone(nets *all, const char *table, const char *key)
{
    for (size_t i = all->n; i-- > 0;) {
        net *one = &all->at[i];
        if (strcmp(one->table, table) != 0)
            return NULL;
        if (!one->is && one->was && strcmp(one->was, key) == 0)
            return one;
    }
    return NULL;
}

static net *add(nets *all, int from, int to)
{
    all->at = sb_grow(all->at, all->n, &all->room, sizeof *all->at);
    net *one = &all->at[all->n++];
    *one = (net){ .table = cell(all, from, TABLE),
        .statement = cell(all, from, STATEMENT),
        .column = make_cells(all, from, to, COLUMN),
        .n = (size_t)(to - from) };
    return one;
}

static void set_after(nets *all, net *one, int from, int to)
{
    free(one->is);
    free((void *)one->after);
    one->is = make_key(all, from, to, AFTER);
    one->after = make_cells(all, from, to, AFTER);
}

static void set_gone(net *one)
{
    free(one->is);
    free((void *)one->after);
    one->is = NULL;
    one->after = NULL;
}

static void take(nets *all, int from, int to)
{
    char op = *cell(all, from, OP), *key = make_key(all, from, to, op == 'i' ? AFTER : BEFORE);
    const char *table = cell(all, from, TABLE);
    net *one = op == 'i' ? find_gone(all, table, key) : find(all, table, key);
    if (!one) {
        one = add(all, from, to);
        if (op != 'i') {
            one->was = sb_strdup(key);
            one->before = make_cells(all, from, to, BEFORE);
        }
    }
    if (op == 'd')
        set_gone(one);
    else
        set_after(all, one, from, to);
    free(key);
}

static bool is_same(const net *one)
{
    for (size_t i = 0; one->before && one->after && i < one->n; i++) {
        const char *b = one->before[i], *a = one->after[i];
        if (b && a ? strcmp(b, a) != 0 : b != a)
            return false;
    }
    return one->before && one->after;
}

/* Numbers in keys as numbers: id = 9 comes before id = 10. */
static int compare_keys(const char *a, const char *b)
{
    while (*a && *b) {
        if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
            size_t m = strspn(a, "0123456789"), n = strspn(b, "0123456789");
            int order = m != n ? (m < n ? -1 : 1) : strncmp(a, b, n);
            if (order)
                return order;
            a += m, b += n;
        } else if (*a != *b) {
            break;
        } else {
            a++, b++;
        }
    }
    return (unsigned char)*a - (unsigned char)*b;
}

static int compare(const void *left, const void *right)
{
    const net *a = left, *b = right;
    int order = strcmp(a->table, b->table);
    return order ? order : compare_keys(a->was ? a->was : a->is ? a->is : "", b->was ? b->was : b->is ? b->is : "");
}

static int tell(const nets *all, bool strict, sb_row_change_fn *fn, void *env)
{
    int code = SB_OK;
    for (size_t i = 0; i < all->n && code == SB_OK; i++) {
        const net *one = &all->at[i];
        if ((!one->was && !one->is) || (!strict && is_same(one)))
            continue;
        code = fn(env,
            &(sb_row_change){ .kind = !one->was ? SB_ROW_INSERTED
                    : one->is                   ? SB_ROW_CHANGED
                                                : SB_ROW_DELETED,
                .table = one->table,
                .key = one->was ? one->was : one->is,
                .n = one->n,
                .column = one->column,
                .before = one->before,
                .after = one->after,
                .statement = one->statement,
                .foreign = one->was != NULL });
    }
    return code;
}

static void release(nets *all)
{
    for (size_t i = 0; i < all->n; i++) {
        set_gone(&all->at[i]);
        free(all->at[i].was);
        free((void *)all->at[i].before);
        free((void *)all->at[i].column);
    }
    free(all->at);
    all->db->pq->PQclear(all->rows);
}

static PGresult *ask(sb_clone *clone)
{
    char *sql = sb__pg_clone_sql(clone,
        clone->strategy->reset == SB_RESET_WATERMARK ? "SELECT * FROM @U.entries(true)" : "SELECT * FROM @U.entries(false)");
    bool watched = clone->db->watched;
    clone->db->watched = false;
    PGresult *rows = sb__postgres_rows(clone->db, sql, 0, NULL);
    clone->db->watched = watched;
    free(sql);
    return rows;
}

int sb__pg_clone_changes(sb_clone *clone, sb_row_change_fn *fn, void *env)
{
    nets all = { .db = clone->db, .rows = ask(clone) };
    if (!all.rows)
        return SB_ERR;
    int rows = clone->db->pq->PQntuples(all.rows);
    for (int from = 0, to; from < rows; from = to) {
        for (to = from + 1; to < rows && strcmp(cell(&all, to, AT), cell(&all, from, AT)) == 0 &&
             strcmp(cell(&all, to, TABLE), cell(&all, from, TABLE)) == 0;)
            to++;
        take(&all, from, to);
    }
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, compare);
    int code = tell(&all, clone->watches_statements, fn, env);
    release(&all);
    return code;
}

int sb__pg_clone_strict(sb_clone *clone, bool strict)
{
    if (clone->strategy->copies)
        return sb_fail_with(
            SB_ENOTFOUND, "reset by `%s` writes down no rows, and so no statements either", clone->strategy->name);
    if (strict == clone->watches_statements)
        return SB_OK;
    sb__pg_rollback_leave("");
    int code = sb__pg_clone_run_all(clone, strict ? sb__pg_sql_note_strict : sb__pg_sql_note);
    clone->watches_statements = strict && code == SB_OK;
    return code ? code : sb__pg_rollback_begin(clone);
}
