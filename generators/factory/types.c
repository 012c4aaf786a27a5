/* types.c -- what the declared type of a column holds, in the words of any database; and texts that fit it. */
#include "types.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Read from the top: "timestamp" and "datetime" before "date". */
static const struct {
    const char *part;
    enum sb_holds holds;
} types[] = {
    { "bool", SB_HOLDS_BOOL },
    { "int", SB_HOLDS_INTEGER },
    { "serial", SB_HOLDS_INTEGER },
    { "char", SB_HOLDS_TEXT },
    { "text", SB_HOLDS_TEXT },
    { "clob", SB_HOLDS_TEXT },
    { "blob", SB_HOLDS_BYTES },
    { "bytea", SB_HOLDS_BYTES },
    { "binary", SB_HOLDS_BYTES },
    { "real", SB_HOLDS_NUMBER },
    { "floa", SB_HOLDS_NUMBER },
    { "doub", SB_HOLDS_NUMBER },
    { "numeric", SB_HOLDS_NUMBER },
    { "decimal", SB_HOLDS_NUMBER },
    { "money", SB_HOLDS_NUMBER },
    { "timestamp", SB_HOLDS_MOMENT },
    { "datetime", SB_HOLDS_MOMENT },
    { "date", SB_HOLDS_DATE },
    { NULL, SB_HOLDS_TEXT },
};

/* In the name; what stands in brackets may be anything: geometry(Point). */
static bool has_part(const char *type, const char *part)
{
    size_t size = strlen(part);

    for (; *type && *type != '('; type++) {
        size_t i = 0;
        while (i < size && tolower((unsigned char)type[i]) == part[i])
            i++;
        if (i == size)
            return true;
    }
    return false;
}

enum sb_holds sb_column_holds(const char *type)
{
    char form[300];
    sb_put to = sb_put_into(form, sizeof form);
    size_t i = 0;

    if (sb_put_odd(type, 0, &to))
        return SB_HOLDS_ODD;
    while (types[i].part && !has_part(type, types[i].part))
        i++;
    return types[i].holds;
}

uint64_t sb_column_highest(const char *type, bool *fractions_out)
{
    const char *open = strchr(type, '('), *comma = open ? strchr(open, ',') : NULL;
    long digits = open ? strtol(open + 1, NULL, 10) : 0, behind = comma ? strtol(comma + 1, NULL, 10) : 0;
    uint64_t highest = 1;

    *fractions_out = !open || behind >= 2;
    if (has_part(type, "smallint") || has_part(type, "int2"))
        return INT16_MAX;
    if (!open || !(has_part(type, "numeric") || has_part(type, "decimal")) || digits - behind > 18)
        return INT64_MAX;
    while (digits-- > behind)
        highest *= 10;
    return highest - 1;
}

bool sb_column_refers(const sb_column *column) { return column->parent_table || column->shared_parent; }

bool sb_column_must_be(const sb_column *column) { return column->not_null || column->primary_key; }

bool sb_column_must_differ(const sb_column *column) { return column->unique || column->primary_key || column->unique_together; }

size_t sb_column_limit(const char *type)
{
    const char *open = strchr(type, '(');

    return open && has_part(type, "char") ? strtoul(open + 1, NULL, 10) : 0;
}

/* Characters, not bytes: that is what varchar(40) counts. */
static size_t characters(const char *text)
{
    size_t n = 0;

    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

static size_t bytes_of(const char *text, size_t limit)
{
    size_t at = 0;

    while (text[at] && (limit > 0 || ((unsigned char)text[at] & 0xc0) == 0x80)) {
        if (((unsigned char)text[at] & 0xc0) != 0x80)
            limit--;
        at++;
    }
    return at;
}

const char *sb_fit_text(sb_store *store, const char *text, const sb_column *column, bool unique, uint64_t n)
{
    size_t limit = sb_column_limit(column->type);
    char *number;

    if (limit == 0 || characters(text) <= limit)
        return text;
    if (!unique)
        return sb_store_copy(store, text, bytes_of(text, limit));
    number = sb_store_format(store, "%llu", (unsigned long long)n + 1);
    if (strlen(number) >= limit)
        return number;
    return sb_store_format(store, "%.*s%s", (int)bytes_of(text, limit - strlen(number)), text, number);
}
