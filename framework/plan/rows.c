/* rows.c -- the names of the rows of a TEST_EACH, from their source text. */
#include "rows.h"
#include "../../assert/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SHOWN = 60 };

/* Behind the literal (string or character) that begins at p. */
static const char *skip_literal(const char *p)
{
    char quote = *p++;
    while (*p && *p != quote)
        p += *p == '\\' && p[1] ? 2 : 1;
    return *p ? p + 1 : p;
}

/* The next row: {...} at the outermost level; its inside from *from to *end. Returns where to go on, or NULL. */
static const char *next_row(const char *p, const char **from, const char **end)
{
    int depth = 0;
    while (*p) {
        if (*p == '"' || *p == '\'') {
            p = skip_literal(p);
            continue;
        }
        if (*p == '{' && depth++ == 0)
            *from = p + 1;
        if (*p == '}' && --depth == 0) {
            *end = p;
            return p + 1;
        }
        p++;
    }
    return NULL;
}

/* Narrow [from, end) to the inside of its first string literal, or trim its blanks. */
static void narrow(const char **from, const char **end)
{
    for (const char *p = *from; p < *end; p++) {
        if (*p == '\'') {
            p = skip_literal(p) - 1;
        } else if (*p == '"') {
            *end = skip_literal(p) - 1;
            *from = p + 1;
            return;
        }
    }
    while (*from < *end && **from == ' ')
        ++*from;
    while (*end > *from && (*end)[-1] == ' ')
        --*end;
}

static char *name_of(const char *from, const char *end, size_t index)
{
    narrow(&from, &end);
    size_t n = (size_t)(end - from);
    if (n == 0)
        return sb_format("%zu", index + 1);
    if (n <= NAME_SHOWN)
        return sb_format("%.*s", (int)n, from);
    int shown = NAME_SHOWN;
    while (shown > NAME_SHOWN - 4 && ((unsigned char)from[shown] & 0xc0) == 0x80) /* the middle of a character in UTF-8 */
        shown--;
    return sb_format("%.*s... #%zu", shown, from, index + 1);
}

struct named {
    const char *name;
    size_t index;
};

static int by_name_then_place(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int names = strcmp(x->name, y->name);
    return names ? names : (x->index > y->index) - (x->index < y->index);
}

/* The second row of a name gets #2 behind it, and so on. */
static void tell_apart(char **name, size_t count)
{
    struct named *sorted = sb_alloc((count + 1) * sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct named){ name[i], i };
    qsort(sorted, count, sizeof *sorted, by_name_then_place);
    for (size_t i = 1, same = 1; i < count; i++) {
        same = strcmp(sorted[i].name, sorted[i - 1].name) == 0 ? same + 1 : 1;
        if (same > 1)
            name[sorted[i].index] = sb_format("%s#%zu", sorted[i].name, same);
    }
    for (size_t i = 0; i < count; i++)
        if (name[sorted[i].index] != sorted[i].name)
            free((void *)(uintptr_t)sorted[i].name);
    free(sorted);
}

struct span {
    const char *from, *end;
};

/* Where each row stands. A macro among them may stand for several, so that the text does not tell which is which: false. */
static bool find_rows(const char *text, size_t count, struct span *row)
{
    struct span one = { text, text };
    size_t n = 0;
    for (const char *p = text; (p = next_row(p, &one.from, &one.end)) != NULL; n++)
        if (n < count)
            row[n] = one;
    return n == count;
}

char **sb_row_names(const char *text, size_t count)
{
    char **name = sb_alloc((count + 1) * sizeof *name);
    struct span *row = sb_alloc((count + 1) * sizeof *row);
    bool told = find_rows(text, count, row);
    for (size_t i = 0; i < count; i++)
        name[i] = told ? name_of(row[i].from, row[i].end, i) : sb_format("%zu", i + 1);
    free(row);
    tell_apart(name, count);
    return name;
}
