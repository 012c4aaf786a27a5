/* record.c -- rows as the server writes them in one text, in cells. */
#include "record.h"
#include "../../../assert/text.h"
#include <stdlib.h>
#include <string.h>

/* A quote or backslash in a cell stands twice; what is in quotes may hold anything. The cell is written where it stood; what ended it is
 * returned, and *at is behind that. */
static char cut_cell(char **at)
{
    char *from = *at, *to = *at, ended;
    bool quoted = false;
    for (; *from && (quoted || (*from != ',' && *from != ')')); from++) {
        bool twice = from[0] == from[1];
        if (*from == '"' && !(quoted && twice)) {
            quoted = !quoted;
            continue;
        }
        from += (*from == '"' || *from == '\\') && twice;
        *to++ = *from;
    }
    ended = *from;
    *at = from + (ended != 0);
    *to = 0;
    return ended;
}

size_t sb__pg_record_cut(char *text, char **cell, size_t most)
{
    size_t n = 0;
    char *at = text + (*text == '('), ended = ',';
    for (; ended == ','; n++) {
        char *begins = at;
        bool null = *at == ',' || *at == ')';
        ended = cut_cell(&at);
        if (n < most)
            cell[n] = null ? NULL : begins;
    }
    return n;
}

/* "kb3/16 done": of the key or not, how it is spelt, its number, its type, its name. */
static sb_pg_column column_of(const char *text)
{
    char *end = NULL;
    sb_pg_column column = { .name = "", .key = text[0] == 'k', .spelt = text[1], .number = strtol(text + 2, &end, 10) };
    const char *space = strchr(end, ' ');
    column.name = space ? space + 1 : "";
    return column;
}

void sb__pg_columns_of(const char *text, sb_pg_columns *out)
{
    size_t most = strlen(text) / 2 + 1;
    char **cell = sb_alloc(most * sizeof *cell);
    *out = (sb_pg_columns){ .block = sb_strdup(text) };
    size_t n = sb__pg_record_cut(out->block, cell, most);
    out->at = sb_alloc((n + 1) * sizeof *out->at);
    out->name = sb_alloc((n + 1) * sizeof *out->name);
    for (size_t i = 0; i < n; i++)
        if (cell[i]) { /* a table may have no columns */
            out->at[out->n] = column_of(cell[i]);
            out->name[out->n] = out->at[out->n].name;
            out->n++;
        }
    free(cell);
}

void sb__pg_columns_release(sb_pg_columns *columns)
{
    free(columns->at);
    free((void *)columns->name);
    free(columns->block);
}
