/* changes.c -- the rows that differ from the base state, or were written: from the log, change upon change of a row made one. */
#include "clone.h"
#include "shape.h"
#include "undo_sql.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A row of the answer is what was done to one row: see entries() in changes_sql.c. */
enum { AT, TABLE, OP, WAS, BECAME, STATEMENT, COLUMNS, NOW };

/* One row of a table, from what it was to what it is. */
typedef struct net {
    const char *table, *statement;
    const sb_pg_shape *of;
    char *was, *is;               /* its key, before and now; NULL: there was, or is, no such row */
    const char **before, **after; /* a cell for each of of->last */
    bool met;                     /* found again among the rows that went with the table */
    size_t next_was, next_is;     /* in the index: the number of the net before in the same place, from 1 */
} net;

typedef struct nets {
    sb_postgres *db;
    PGresult *rows;
    net *at;
    size_t n, room;
    size_t *was, *is, places; /* the index: nets by their keys, before and now */
    sb_pg_shapes shapes;
} nets;

static const char *cell(const nets *all, int row, int column) { return sb__postgres_cell(all->db, all->rows, row, column); }

/* ---- rows that were met before ---- */

static size_t *place(const nets *all, size_t *index, const char *table, const char *key)
{
    uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a */
    for (const char *at = table; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 0x100000001b3u;
    for (const char *at = key; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 0x100000001b3u;
    return &index[(hash ^ hash >> 32) & (all->places - 1)];
}

static void make_index(nets *all, int rows)
{
    for (all->places = 64; all->places < (size_t)rows;)
        all->places *= 2;
    all->was = sb_alloc(all->places * sizeof *all->was);
    all->is = sb_alloc(all->places * sizeof *all->is);
}

static net *find(nets *all, const char *table, const char *key)
{
    for (size_t at = *place(all, all->is, table, key); at; at = all->at[at - 1].next_is) {
        net *one = &all->at[at - 1];
        if (strcmp(one->is, key) == 0 && strcmp(one->table, table) == 0)
            return one;
    }
    return NULL;
}

/* A row of the base state that was deleted is inserted again; or, met: is one of those that went with the table. */
static net *find_gone(nets *all, const char *table, const char *key, bool with_table)
{
    for (size_t at = *place(all, all->was, table, key); at; at = all->at[at - 1].next_was) {
        net *one = &all->at[at - 1];
        if ((with_table ? !one->met : !one->is) && strcmp(one->was, key) == 0 && strcmp(one->table, table) == 0)
            return one;
    }
    return NULL;
}

static void set_gone(nets *all, net *one)
{
    size_t number = (size_t)(one - all->at) + 1;
    if (!one->is)
        return;
    size_t *at = place(all, all->is, one->table, one->is);
    while (*at != number)
        at = &all->at[*at - 1].next_is;
    *at = one->next_is;
    free(one->is);
    free((void *)one->after);
    one->is = NULL;
    one->after = NULL;
}

static void set_after(nets *all, net *one, const char **cells)
{
    set_gone(all, one);
    one->is = sb__pg_shape_key(one->of, cells);
    one->after = cells;
    size_t *at = place(all, all->is, one->table, one->is);
    one->next_is = *at;
    *at = (size_t)(one - all->at) + 1;
}

/* was NULL: it is new, and cells are what it is. */
static net *add(nets *all, int row, const sb_pg_shape *of, char *was, const char **cells)
{
    all->at = sb_grow(all->at, all->n, &all->room, sizeof *all->at);
    net *one = &all->at[all->n++];
    *one = (net){ .table = cell(all, row, TABLE), .statement = cell(all, row, STATEMENT), .of = of, .was = was };
    if (!was)
        return one;
    one->before = cells;
    size_t *at = place(all, all->was, one->table, was);
    one->next_was = *at;
    *at = all->n;
    return one;
}

static void take_gone(nets *all, int row, const sb_pg_shape *of)
{
    const char **cells = sb__pg_shape_cells(&all->shapes, of, cell(all, row, WAS));
    char *key = sb__pg_shape_key(of, cells);
    net *one = find_gone(all, cell(all, row, TABLE), key, true);
    if (!one)
        one = add(all, row, of, key, cells);
    else
        free((void *)cells), free(key);
    one->met = true;
}

static void take(nets *all, int row)
{
    const sb_pg_shape *of = sb__pg_shape_of(&all->shapes, cell(all, row, COLUMNS), cell(all, row, NOW));
    char op = *cell(all, row, OP);
    const char *table = cell(all, row, TABLE);
    if (op == 'x') {
        take_gone(all, row, of);
        return;
    }
    const char **was = op == 'i' ? NULL : sb__pg_shape_cells(&all->shapes, of, cell(all, row, WAS));
    const char **became = op == 'd' ? NULL : sb__pg_shape_cells(&all->shapes, of, cell(all, row, BECAME));
    char *key = sb__pg_shape_key(of, was ? was : became);
    net *one = was ? find(all, table, key) : find_gone(all, table, key, false);
    if (!one) {
        one = add(all, row, of, was ? key : NULL, was);
        key = was ? NULL : key;
        was = NULL;
    }
    free(key);
    free((void *)was);
    if (became)
        set_after(all, one, became);
    else
        set_gone(all, one);
}

static bool is_same(const net *one)
{
    for (size_t i = 0; one->before && one->after && i < one->of->last.n; i++) {
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

static bool is_told(const net *one, bool strict)
{
    if (one->of->gone)
        return one->was != NULL;
    return (one->was || one->is) && (strict || !is_same(one));
}

static int tell(const nets *all, bool strict, sb_row_change_fn *fn, void *env)
{
    int code = SB_OK;
    for (size_t i = 0; i < all->n && code == SB_OK; i++) {
        const net *one = &all->at[i];
        bool there = one->is && !one->of->gone;
        if (!is_told(one, strict))
            continue;
        code = fn(env,
            &(sb_row_change){ .kind = !one->was ? SB_ROW_INSERTED
                    : there                     ? SB_ROW_CHANGED
                                                : SB_ROW_DELETED,
                .table = one->table,
                .key = one->was ? one->was : one->is,
                .n = one->of->last.n,
                .column = one->of->last.name,
                .before = one->before,
                .after = there ? one->after : NULL,
                .statement = strict ? one->statement : NULL,
                .foreign = one->was != NULL });
    }
    return code;
}

static void release(nets *all)
{
    for (size_t i = 0; i < all->n; i++) {
        free(all->at[i].is);
        free(all->at[i].was);
        free((void *)all->at[i].before);
        free((void *)all->at[i].after);
    }
    sb__pg_shapes_release(&all->shapes);
    free(all->was);
    free(all->is);
    free(all->at);
    all->db->pq->PQclear(all->rows);
}

static PGresult *ask(sb_clone *clone)
{
    const char *everywhere = clone->strategy->reset == SB_RESET_WATERMARK ? "true" : "false";
    char *sql = sb_format("SELECT * FROM %s.entries(%s) ORDER BY at, op", clone->undo, everywhere);
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
    make_index(&all, rows);
    for (int row = 0; row < rows; row++)
        take(&all, row);
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
