/* touched.c -- which tables have pages that were written: found by walking the inner pages of their trees, without reading a row. */
#include "changes.h"
#include <stdlib.h>
#include <string.h>

/* Deeper than any tree of SQLite. */
enum { DEEPEST = 24 };
enum { INNER_INDEX = 2, INNER_TABLE = 5, INNER_HEADER = 12, WAL_HEADER = 32, FRAME_HEADER = 24 };
enum { FREELIST_AT = 32, AUTO_VACUUM_AT = 52, SCHEMA_ROOT = 1 };

struct sb_touched {
    const unsigned char *base;
    size_t page_size, usable, pages;
    unsigned char *dirty; /* by page number, from 1; so is the next */
    unsigned char *known; /* what it belongs to */
    char **table;         /* those that were touched */
    size_t n, room;
    bool all; /* a page was written of which it is not known whose it is */
};

static const unsigned char *page_at(const sb_touched *t, size_t page) { return t->base + (page - 1) * t->page_size; }

static size_t size_in(const unsigned char *header)
{
    size_t size = (size_t)header[16] << 8 | header[17];
    return size == 1 ? 65536 : size;
}

static void note_image(sb_touched *t, const sb_image *image)
{
    for (size_t i = 0; i < image->dirty.n; i++) {
        size_t from = (size_t)image->dirty.page[i] * SB_IMAGE_PAGE;
        for (size_t page = from / t->page_size; page <= (from + SB_IMAGE_PAGE - 1) / t->page_size && page < t->pages; page++)
            t->dirty[page + 1] = 1;
    }
}

/* Frames that were written over count too: a page too many is looked at, and none too few. */
static void note_wal(sb_touched *t, const sb_image *image)
{
    size_t size = (size_t)image->wal.size, frame = FRAME_HEADER + t->page_size;
    for (size_t at = WAL_HEADER; at + frame <= size; at += frame) {
        uint32_t page = sb__image_number(image->wal.at + at);
        if (page >= 1 && page <= t->pages)
            t->dirty[page] = 1;
    }
}

static bool is_inner(const sb_touched *t, size_t page)
{
    unsigned char type = page_at(t, page)[page == SCHEMA_ROOT ? 100 : 0];
    return type == INNER_INDEX || type == INNER_TABLE;
}

/* All leaves lie equally deep, so that none of them is looked at to know it for one. */
static int depth_of(const sb_touched *t, size_t page)
{
    int depth = 0;
    while (depth < DEEPEST && page >= 1 && page <= t->pages && is_inner(t, page)) {
        const unsigned char *at = page_at(t, page) + (page == SCHEMA_ROOT ? 100 : 0);
        page = sb__image_number(at + 8);
        depth++;
    }
    return depth;
}

/* Whether a page of the tree was written. */
static bool walk(sb_touched *t, size_t page, int depth)
{
    if (page < 1 || page > t->pages)
        return false;
    bool touched = t->dirty[page];
    t->known[page] = 1;
    if (depth == 0 || !is_inner(t, page))
        return touched;
    const unsigned char *whole = page_at(t, page), *header = whole + (page == SCHEMA_ROOT ? 100 : 0);
    size_t cells = (size_t)header[3] << 8 | header[4];
    touched |= walk(t, sb__image_number(header + 8), depth - 1);
    for (size_t i = 0; i < cells && (size_t)(header - whole) + INNER_HEADER + 2 * i + 2 <= t->page_size; i++) {
        size_t cell = (size_t)header[INNER_HEADER + 2 * i] << 8 | header[INNER_HEADER + 2 * i + 1];
        if (cell + 4 <= t->page_size)
            touched |= walk(t, sb__image_number(whole + cell), depth - 1);
    }
    return touched;
}

static void note_free_pages(sb_touched *t)
{
    uint32_t trunk = sb__image_number(t->base + FREELIST_AT);
    for (size_t turns = 0; trunk >= 1 && trunk <= t->pages && turns < t->pages; turns++) {
        const unsigned char *at = page_at(t, trunk);
        uint32_t leaves = sb__image_number(at + 4);
        t->known[trunk] = 1;
        for (uint32_t i = 0; i < leaves && 8 + 4 * (size_t)i + 4 <= t->page_size; i++) {
            uint32_t leaf = sb__image_number(at + 8 + 4 * (size_t)i);
            if (leaf >= 1 && leaf <= t->pages)
                t->known[leaf] = 1;
        }
        trunk = sb__image_number(at);
    }
}

/* Pages that hold the parents of others, where the database is one that gives pages back. */
static void note_pointer_maps(sb_touched *t)
{
    if (sb__image_number(t->base + AUTO_VACUUM_AT) == 0)
        return;
    for (size_t page = 2; page <= t->pages; page += t->usable / 5 + 1)
        t->known[page] = 1;
}

static void add(sb_touched *t, const char *table)
{
    t->table = sb_grow(t->table, t->n, &t->room, sizeof *t->table);
    t->table[t->n++] = sb_strdup(table);
}

static int walk_all(sb_touched *t, sqlite3 *handle)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(
        handle, "SELECT tbl_name, rootpage FROM " SB_BASE ".sqlite_schema WHERE rootpage > 0", -1, &statement, NULL);

    walk(t, SCHEMA_ROOT, depth_of(t, SCHEMA_ROOT));
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(statement, 0);
        size_t root = (size_t)sqlite3_column_int64(statement, 1);
        code = SQLITE_OK;
        if (walk(t, root, depth_of(t, root)) && table != NULL)
            add(t, table);
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(handle, "The tables of the sandbox cannot be read");
}

/* What is left are pages of long rows, which are written alone where a value is replaced by one of the same size. */
static void look_for_others(sb_touched *t)
{
    for (size_t page = 1; page <= t->pages && !t->all; page++)
        t->all = t->dirty[page] && !t->known[page];
}

int sb__touched_read(const sb_image *image, sqlite3 *handle, sb_touched **out)
{
    sb_touched *t = sb_alloc(sizeof *t);
    int result;

    t->base = image->base;
    t->page_size = size_in(image->base);
    t->usable = t->page_size - image->base[20];
    t->pages = (size_t)image->base_size / t->page_size;
    t->dirty = sb_alloc(t->pages + 2);
    t->known = sb_alloc(t->pages + 2);
    note_image(t, image);
    note_wal(t, image);
    note_free_pages(t);
    note_pointer_maps(t);
    result = walk_all(t, handle);
    t->all = sb__changes_are_open(image);
    look_for_others(t);
    *out = t;
    if (result != 0) {
        sb__touched_free(t);
        *out = NULL;
    }
    return result;
}

bool sb__touched_has(const sb_touched *touched, const char *table)
{
    bool has = touched->all;

    for (size_t i = 0; i < touched->n && !has; i++)
        has = sqlite3_stricmp(touched->table[i], table) == 0;
    return has;
}

void sb__touched_free(sb_touched *touched)
{
    if (touched == NULL)
        return;
    for (size_t i = 0; i < touched->n; i++)
        free(touched->table[i]);
    free(touched->table);
    free(touched->dirty);
    free(touched->known);
    free(touched);
}
