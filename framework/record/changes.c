/* changes.c -- rows that a test changed, written as a string of fields and read back. */
#include "changes.h"
#include <stdlib.h>
#include <string.h>

/* What a field begins with; a text follows its length, and ends in a NUL that is not counted. */
enum { ROW = 'r', TABLE = 't', WHY = 'w', KEPT = 'k', MADE = 'm', TEXT = '"', NONE = '-' };
/* More columns than any database has. */
enum { MOST_COLUMNS = 1 << 16 };

/* ---- in the worker ---- */

static void put_number(sb_text *to, size_t number) { sb_text_put(to, (const char *)&number, sizeof number); }

static void put_text(sb_text *to, const char *text)
{
    size_t n = text ? strlen(text) : 0;
    char what = text ? TEXT : NONE;
    sb_text_put(to, &what, 1);
    if (!text)
        return;
    put_number(to, n);
    sb_text_put(to, text, n + 1);
}

static void put_cells(sb_text *to, const char *const *cell, size_t n)
{
    put_number(to, cell != NULL);
    for (size_t i = 0; cell && i < n; i++)
        put_text(to, cell[i]);
}

void sb_changes_put_row(sb_text *to, const sb_row_change *row)
{
    sb_text_put(to, &(char){ ROW }, 1);
    put_number(to, row->kind);
    put_number(to, row->foreign);
    put_number(to, row->made);
    put_number(to, row->n);
    put_text(to, row->key);
    put_text(to, row->statement);
    put_cells(to, row->column, row->n);
    put_cells(to, row->before, row->n);
    put_cells(to, row->after, row->n);
}

void sb_changes_put_table(sb_text *to, const sb_table_change *table)
{
    sb_text_put(to, &(char){ TABLE }, 1);
    put_number(to, table->inserted);
    put_number(to, table->changed);
    put_number(to, table->deleted);
    put_text(to, table->table);
}

void sb_changes_put_why(sb_text *to, const char *why)
{
    sb_text_put(to, &(char){ WHY }, 1);
    put_text(to, why);
}

void sb_changes_put_kept(sb_text *to, const char *command)
{
    sb_text_put(to, &(char){ KEPT }, 1);
    put_text(to, command);
}

void sb_changes_put_made(sb_text *to, const char *tree)
{
    sb_text_put(to, &(char){ MADE }, 1);
    put_text(to, tree);
}

/* ---- in main ---- */

struct reading {
    sb_changes *to;
    const char *at, *end;
    bool torn;
    sb_row_change *row; /* of the table that is not told yet */
    size_t n, room;
};

static void *keep(sb_changes *changes, void *block)
{
    changes->block = sb_grow(changes->block, changes->blocks, &changes->blocks_room, sizeof *changes->block);
    return changes->block[changes->blocks++] = block;
}

static size_t take_number(struct reading *r)
{
    size_t number = 0;
    r->torn = r->torn || (size_t)(r->end - r->at) < sizeof number;
    if (r->torn)
        return 0;
    memcpy(&number, r->at, sizeof number);
    r->at += sizeof number;
    return number;
}

static const char *take_text(struct reading *r)
{
    char what = r->at < r->end ? *r->at++ : 0;
    r->torn = r->torn || (what != TEXT && what != NONE);
    if (r->torn || what == NONE)
        return NULL;
    size_t n = take_number(r);
    const char *text = r->at;
    r->torn = r->torn || n >= (size_t)(r->end - r->at) || text[n];
    if (r->torn)
        return NULL;
    r->at += n + 1;
    return text;
}

static const char *const *take_cells(struct reading *r, size_t n)
{
    if (!take_number(r) || r->torn)
        return NULL;
    const char **cell = keep(r->to, sb_alloc((n + 1) * sizeof *cell));
    for (size_t i = 0; i < n && !r->torn; i++)
        cell[i] = take_text(r);
    return cell;
}

static void take_row(struct reading *r)
{
    sb_row_change row = { .kind = (enum sb_row_change_kind)take_number(r) };
    row.foreign = take_number(r) != 0;
    row.made = take_number(r) != 0;
    row.n = take_number(r);
    row.key = take_text(r);
    row.statement = take_text(r);
    r->torn = r->torn || row.n > MOST_COLUMNS || row.kind > SB_ROW_DELETED;
    row.column = take_cells(r, row.n);
    row.before = take_cells(r, row.n);
    row.after = take_cells(r, row.n);
    if (r->torn || !row.column || (!row.before && !row.after))
        return;
    row.key = row.key ? row.key : "";
    r->row = sb_grow(r->row, r->n, &r->room, sizeof *r->row);
    r->row[r->n++] = row;
}

static void take_table(struct reading *r)
{
    sb_changes *to = r->to;
    sb_table_change table = { .inserted = take_number(r) };
    table.changed = take_number(r);
    table.deleted = take_number(r);
    table.table = take_text(r);
    if (r->torn || !table.table)
        return;
    for (size_t i = 0; i < r->n; i++)
        r->row[i].table = table.table;
    table.row = r->row ? keep(to, r->row) : NULL;
    table.rows = r->n;
    to->table = sb_grow(to->table, to->n, &to->room, sizeof *to->table);
    to->table[to->n++] = table;
    r->row = NULL;
    r->n = r->room = 0;
}

sb_changes *sb_changes_read(const char *bytes, size_t size)
{
    sb_changes *changes = sb_alloc(sizeof *changes);
    char *own = keep(changes, sb_alloc(size + 1));
    memcpy(own, bytes, size);
    struct reading r = { .to = changes, .at = own, .end = own + size };
    while (r.at < r.end && !r.torn)
        switch (*r.at++) {
        case ROW: take_row(&r); break;
        case TABLE: take_table(&r); break;
        case WHY: changes->why = take_text(&r); break;
        case KEPT: changes->kept = take_text(&r); break;
        case MADE: changes->made = take_text(&r); break;
        default: r.torn = true;
        }
    free(r.row);
    return changes;
}

void sb_changes_free(sb_changes *changes)
{
    if (!changes)
        return;
    for (size_t i = 0; i < changes->blocks; i++)
        free(changes->block[i]);
    free(changes->block);
    free(changes->table);
    free(changes);
}
