/* told.c -- what a test that failed did to rows, for its report: the first of them, table by table, and how many there are. */
#include "told.h"
#include "../process/running.h"
#include "../record/changes.h"
#include "aside.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A person reads so many rows; of a long cell so many bytes, and so many before the first that differs. */
enum { ROWS_OF_TABLE = 10, ROWS_OF_ALL = 60, CELL_SHOWN = 120, ALIKE_SHOWN = 20, SQL_SHOWN = 160 };

typedef struct telling {
    const sb_place *place;
    sb_text out;
    char *name; /* of the table that is told */
    sb_table_change table;
    size_t all;
    char **own; /* cells that were cut */
    size_t cuts, room;
} telling;

const char *sb_told_name(const sb_place *place, const char *table)
{
    size_t n = strlen(place->prefix);
    return strncasecmp(table, place->prefix, n) == 0 && table[n] ? table + n : table;
}

void sb_told_statement(sb_text *out, const char *sql)
{
    size_t from = out->size, cut;
    bool space = false;
    for (; *sql; sql++) {
        bool blank = strchr(" \t\r\n\f", *sql) != NULL;
        if (!blank && space && out->size > from)
            sb_text_put(out, " ", 1);
        if (!blank)
            sb_text_put(out, sql, 1);
        space = blank;
    }
    while (out->size > from && strchr(" ;", out->at[out->size - 1]))
        out->at[--out->size] = 0;
    if (out->size - from <= SQL_SHOWN)
        return;
    for (cut = from + SQL_SHOWN; cut > from && ((unsigned char)out->at[cut] & 0xc0) == 0x80;)
        cut--; /* not in the middle of a character */
    out->size = cut;
    sb_text_add(out, " ...");
}

static void end_table(telling *t)
{
    t->table.table = t->name;
    if (t->name)
        sb_changes_put_table(&t->out, &t->table);
    free(t->name);
    t->name = NULL;
    t->table = (sb_table_change){ .rows = 0 };
}

static bool is_inside_character(char c) { return ((unsigned char)c & 0xc0) == 0x80; }

/* From and to are no place inside a character. */
static const char *cut(telling *t, const char *cell, size_t from)
{
    size_t n = strlen(cell), to;
    while (from && is_inside_character(cell[from]))
        from--;
    to = from + CELL_SHOWN;
    while (to < n && to > from && is_inside_character(cell[to]))
        to--;
    char *own = sb_format("%s%.*s%s", from ? "..." : "", (int)(to < n ? to - from : n - from), cell + from, to < n ? "..." : "");
    t->own = sb_grow(t->own, t->cuts, &t->room, sizeof *t->own);
    return t->own[t->cuts++] = own;
}

/* Of two long cells the part in which they differ is shown. */
static void cut_cells(telling *t, const char **before, const char **after, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *b = before ? before[i] : NULL, *a = after ? after[i] : NULL;
        size_t alike = 0;
        while (b && a && b[alike] && b[alike] == a[alike])
            alike++;
        size_t longest = b ? strlen(b) : 0;
        longest = a && strlen(a) > longest ? strlen(a) : longest;
        if (longest <= CELL_SHOWN)
            continue;
        size_t from = alike > CELL_SHOWN / 2 ? alike - ALIKE_SHOWN : 0;
        if (b)
            before[i] = cut(t, b, from < strlen(b) ? from : 0);
        if (a)
            after[i] = cut(t, a, from < strlen(a) ? from : 0);
    }
}

bool sb_sandbox_wants_made(void)
{
    const struct sb_sandbox *s = sb_sandbox_state();
    return s->current && (s->strict || !sb_running_is_good());
}

void sb_sandbox_made(const sb_row_key *key)
{
    struct sb_sandbox *s = sb_sandbox_state();
    const sb_table_info *info;
    if (s->db.backend->describe(s->db.handle, key->table, &info))
        return;
    char *spelt = sb_keys_join(info, key);
    sb_keys_add(&s->made, key->table, spelt);
    free(spelt);
}

void sb_sandbox_made_tree(const char *lines)
{
    struct sb_sandbox *s = sb_sandbox_state();
    free(s->made_tree);
    s->made_tree = sb_strdup(lines);
}

static bool is_made(const sb_row_change *row)
{
    const struct sb_sandbox *s = sb_sandbox_state();
    if (row->kind != SB_ROW_INSERTED || !s->made.n)
        return false;
    char *key = sb_keys_spell(&s->db, row);
    bool made = sb_keys_have(&s->made, row->table, key);
    free(key);
    return made;
}

static void put_row(telling *t, const sb_row_change *change)
{
    sb_row_change row = *change;
    row.made = is_made(change);
    const char **cell = sb_alloc((2 * row.n + 1) * sizeof *cell);
    if (row.before)
        row.before = memcpy(cell, row.before, row.n * sizeof *cell);
    if (row.after)
        row.after = memcpy(cell + row.n, row.after, row.n * sizeof *cell);
    cut_cells(t, row.before ? cell : NULL, row.after ? cell + row.n : NULL, row.n);
    if (strlen(row.key) > CELL_SHOWN)
        row.key = cut(t, row.key, 0);
    sb_text statement = SB_TEXT_EMPTY;
    if (row.statement) {
        sb_told_statement(&statement, row.statement);
        row.statement = statement.at;
    }
    sb_changes_put_row(&t->out, &row);
    sb_text_release(&statement);
    free((void *)cell);
    while (t->cuts)
        free(t->own[--t->cuts]);
}

/* In strict mode rows are told that were written and are as before. */
static bool is_as_before(const sb_row_change *change)
{
    for (size_t i = 0; change->kind == SB_ROW_CHANGED && i < change->n; i++) {
        const char *b = change->before[i], *a = change->after[i];
        if (b && a ? strcmp(b, a) != 0 : b != a)
            return false;
    }
    return change->kind == SB_ROW_CHANGED;
}

static int take(void *env, const sb_row_change *change)
{
    telling *t = env;
    const char *name = sb_told_name(t->place, change->table);
    if (is_as_before(change))
        return SB_OK;
    if (!t->name || strcmp(t->name, name) != 0) {
        end_table(t);
        t->name = sb_strdup(name);
    }
    size_t *count = change->kind == SB_ROW_INSERTED ? &t->table.inserted
        : change->kind == SB_ROW_CHANGED            ? &t->table.changed
                                                    : &t->table.deleted;
    ++*count;
    if (t->table.rows >= ROWS_OF_TABLE || t->all >= ROWS_OF_ALL)
        return SB_OK;
    put_row(t, change);
    t->table.rows++;
    t->all++;
    return SB_OK;
}

static void tell_rows(telling *t)
{
    const sb_place *place = t->place;
    if (!place->backend->clone_changes || !place->backend->clone_changed(place->clone))
        return;
    int code = place->backend->clone_changes(place->clone, take, t);
    end_table(t);
    if (code)
        sb_changes_put_why(&t->out, sb_error());
}

void sb_told_lost(const sb_place *place, unsigned seat, sb_text *rows)
{
    telling t = { .place = place };
    if (!place->backend->clone_lost)
        return;
    int code = place->backend->clone_lost(place->clone, seat, take, &t);
    end_table(&t);
    if (code)
        sb_changes_put_why(&t.out, sb_error());
    if (t.out.size)
        sb_text_put(rows, t.out.at, t.out.size);
    sb_text_release(&t.out);
    free(t.own);
}

void sb_told_changes(const struct sb_sandbox *s)
{
    telling t = { .place = s->current };
    tell_rows(&t);
    if (s->keeps) {
        char *kept = sb_aside_keep(s);
        sb_changes_put_kept(&t.out, kept);
        free(kept);
    }
    if (s->made_tree)
        sb_changes_put_made(&t.out, s->made_tree);
    if (t.out.size)
        sb_running_rows(t.out.at, t.out.size);
    sb_text_release(&t.out);
    free(t.own);
}
