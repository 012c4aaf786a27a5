/* shape.c -- a table by its columns before and after a test changed it, and the cells of its rows. */
#include "shape.h"
#include "../../../assert/text.h"
#include <stdlib.h>
#include <string.h>

/* ---- what the columns are ---- */

static size_t place_of(const sb_pg_columns *columns, long number)
{
    size_t i = 0;
    while (i < columns->n && columns->at[i].number != number)
        i++;
    return i;
}

/* The key of the base state finds rows from one end of the test to the other, unless a part of it is gone. */
static void take_keys(sb_pg_shape *it)
{
    size_t keys = 0, left = 0;
    for (size_t i = 0; i < it->first.n; i++)
        keys += it->first.at[i].key;
    for (size_t i = 0; i < it->last.n; i++) {
        it->last.at[i].key = it->from[i] < it->first.n && it->first.at[it->from[i]].key;
        left += it->last.at[i].key;
    }
    for (size_t i = 0; i < it->last.n && left < keys; i++)
        it->last.at[i].key = false;
}

const sb_pg_shape *sb__pg_shape_of(sb_pg_shapes *shapes, const char *columns, const char *now)
{
    bool gone = now && !*now;
    now = now && *now ? now : columns;
    for (size_t i = shapes->n; i-- > 0;)
        if (shapes->at[i]->gone == gone && strcmp(shapes->at[i]->columns, columns) == 0 && strcmp(shapes->at[i]->now, now) == 0)
            return shapes->at[i];
    sb_pg_shape *it = sb_alloc(sizeof *it);
    *it = (sb_pg_shape){ .columns = columns, .now = now, .gone = gone };
    sb__pg_columns_of(columns, &it->first);
    sb__pg_columns_of(now, &it->last);
    it->from = sb_alloc((it->last.n + 1) * sizeof *it->from);
    for (size_t i = 0; i < it->last.n; i++)
        it->from[i] = place_of(&it->first, it->last.at[i].number);
    take_keys(it);
    shapes->at = sb_grow(shapes->at, shapes->n, &shapes->room, sizeof *shapes->at);
    return shapes->at[shapes->n++] = it;
}

/* ---- cells ---- */

static char *own(sb_pg_shapes *shapes, char *text)
{
    shapes->text = sb_grow(shapes->text, shapes->texts, &shapes->texts_room, sizeof *shapes->text);
    return shapes->text[shapes->texts++] = text;
}

static const char *spell(sb_pg_shapes *shapes, char *text, char spelt)
{
    if (text && spelt == 'b')
        return *text == 't' ? "true" : "false";
    if (text && spelt == 'x' && strncmp(text, "\\x", 2) == 0)
        return own(shapes, sb_format("x'%s'", text + 2));
    return text;
}

/* As many cells as the base state's columns: it was written down before those were changed. */
const char **sb__pg_shape_cells(sb_pg_shapes *shapes, const sb_pg_shape *of, const char *record)
{
    char *text = own(shapes, sb_strdup(record));
    size_t most = of->first.n > of->last.n ? of->first.n : of->last.n;
    char **cut = sb_alloc((most + 1) * sizeof *cut);
    const char **cells = sb_alloc((of->last.n + 1) * sizeof *cells);
    bool old = sb__pg_record_cut(text, cut, most) == of->first.n;
    for (size_t i = 0; i < of->last.n; i++) {
        size_t from = old ? of->from[i] : i;
        cells[i] = old && from == of->first.n ? NULL : spell(shapes, cut[from], of->last.at[i].spelt);
    }
    free(cut);
    return cells;
}

char *sb__pg_shape_key(const sb_pg_shape *of, const char *const *cells)
{
    sb_text key = SB_TEXT_EMPTY;
    bool keyed = false;
    for (size_t i = 0; i < of->last.n; i++)
        keyed = keyed || of->last.at[i].key;
    for (size_t i = 0; i < of->last.n; i++)
        if (!keyed || of->last.at[i].key)
            sb_text_add(&key, "%s%s = %s", key.size ? ", " : "", of->last.name[i], cells[i] ? cells[i] : "NULL");
    sb_text_put(&key, "", 0);
    return sb_text_take(&key);
}

void sb__pg_shapes_release(sb_pg_shapes *shapes)
{
    for (size_t i = 0; i < shapes->n; i++) {
        sb__pg_columns_release(&shapes->at[i]->first);
        sb__pg_columns_release(&shapes->at[i]->last);
        free(shapes->at[i]->from);
        free(shapes->at[i]);
    }
    while (shapes->texts)
        free(shapes->text[--shapes->texts]);
    free(shapes->text);
    free(shapes->at);
}
