/* shape_read.c -- reads a pattern, by descent: alternatives, rows, repeats, single signs. */
#include "../../assert/context.h"
#include "../../assert/utf8.h"
#include "shape.h"
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 40, MOST_REPEATS = 1000, FIRST = 0x20, LAST = 0x7e };

typedef struct reading {
    const char *pattern, *at, *end;
    sb_store *store;
    int depth;
} reading;

/* Parts or ranges while their number is not known. */
typedef struct growing {
    char *at;
    size_t n, room, size;
} growing;

static void *add(growing *to)
{
    to->at = sb_grow(to->at, to->n, &to->room, to->size);
    memset(to->at + to->n * to->size, 0, to->size);
    return to->at + to->n++ * to->size;
}

static void *keep(reading *in, growing *it)
{
    void *kept = it->n ? sb_store_copy(in->store, it->at, it->n * it->size) : NULL;

    free(it->at);
    return kept;
}

static int wrong(const reading *in, const char *at, const char *what)
{
    size_t character = 1;

    for (const char *c = in->pattern; c < at; c++)
        character += ((unsigned char)*c & 0xc0) != 0x80;
    if (at < in->end && (((unsigned char)*at & 0xc0) == 0x80) && character > 1)
        character--;
    return sb_fail_with(SB_ERR, "form is \"%s\", and at its character %zu %s", in->pattern, character, what);
}

static void add_range(growing *ranges, uint32_t low, uint32_t high)
{
    *(sb_shape_range *)add(ranges) = (sb_shape_range){ low, high };
}

static int by_low(const void *a, const void *b)
{
    const sb_shape_range *one = a, *two = b;

    return (one->low > two->low) - (one->low < two->low);
}

/* Sorted, and none touches another, so that each character is there once. */
static void tidy(growing *ranges)
{
    sb_shape_range *range = (sb_shape_range *)(void *)ranges->at;
    size_t n = 0;

    qsort(range, ranges->n, sizeof *range, by_low);
    for (size_t i = 0; i < ranges->n; i++) {
        if (n && range[i].low <= range[n - 1].high + 1)
            range[n - 1].high = range[i].high > range[n - 1].high ? range[i].high : range[n - 1].high;
        else
            range[n++] = range[i];
    }
    ranges->n = n;
}

/* All printable ASCII but these. */
static growing complement(growing *ranges)
{
    growing rest = { .size = sizeof(sb_shape_range) };
    const sb_shape_range *range;
    uint32_t next = FIRST;

    tidy(ranges);
    range = (const sb_shape_range *)(const void *)ranges->at;
    for (size_t i = 0; i < ranges->n && next <= LAST; i++) {
        if (range[i].low > next)
            add_range(&rest, next, range[i].low - 1 < LAST ? range[i].low - 1 : LAST);
        next = range[i].high + 1 > next ? range[i].high + 1 : next;
    }
    if (next <= LAST)
        add_range(&rest, next, LAST);
    free(ranges->at);
    return rest;
}

/* \d and the like, behind the backslash; false where the letter is none of them. */
static bool add_class(growing *ranges, char letter)
{
    growing own = { .size = sizeof(sb_shape_range) };

    switch (letter) {
    case 'd':
    case 'D': add_range(&own, '0', '9'); break;
    case 'w':
    case 'W':
        add_range(&own, '0', '9');
        add_range(&own, 'A', 'Z');
        add_range(&own, '_', '_');
        add_range(&own, 'a', 'z');
        break;
    case 's':
    case 'S': add_range(&own, ' ', ' '); break;
    default: return false;
    }
    if (letter < 'a')
        own = complement(&own);
    for (size_t i = 0; i < own.n; i++)
        *(sb_shape_range *)add(ranges) = ((const sb_shape_range *)(const void *)own.at)[i];
    free(own.at);
    return true;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* What stands behind a backslash for one character. */
static int read_escape(reading *in, uint32_t *out)
{
    char letter = *in->at;

    if (letter == 'x' && hex_digit(in->at[1]) >= 0 && hex_digit(in->at[2]) >= 0) {
        *out = (uint32_t)(hex_digit(in->at[1]) * 16 + hex_digit(in->at[2]));
        in->at += 3;
        return *out ? SB_OK : wrong(in, in->at - 4, "is a NUL, which a text cannot have");
    }
    if (letter == 't' || letter == 'n' || letter == 'r')
        *out = letter == 't' ? '\t' : letter == 'n' ? '\n' : '\r';
    else if (letter > ' ' && letter < 0x7f && !((letter | 32) >= 'a' && (letter | 32) <= 'z') &&
        !(letter >= '0' && letter <= '9'))
        *out = (uint32_t)letter;
    else
        return wrong(in, in->at - 1,
            "is a backslash before what means nothing here; \\d \\w \\s \\t \\n \\r \\xHH and \\ before a sign do");
    in->at++;
    return SB_OK;
}

static int read_character(reading *in, uint32_t *out)
{
    const char *from = in->at;

    if (*in->at == '\\') {
        in->at++;
        return read_escape(in, out);
    }
    *out = sb_utf8_next(&in->at, in->end);
    return *out == SB_UTF8_BAD ? wrong(in, from, "is a byte that is no UTF-8") : SB_OK;
}

/* One member of a class: a range, a character, or \d. */
static int read_member(reading *in, growing *ranges)
{
    const char *from = in->at;
    uint32_t low, high;

    if (*from == '\\' && add_class(ranges, from[1])) {
        in->at += 2;
        return SB_OK;
    }
    if (from[0] == '[' && from[1] == ':')
        return wrong(in, from, "is a class by name, which is not known here; write A-Z, a-z or 0-9");
    if (read_character(in, &low))
        return SB_ERR;
    high = low;
    if (in->at[0] == '-' && in->at[1] && in->at[1] != ']') {
        in->at++;
        if (read_character(in, &high))
            return SB_ERR;
        if (high < low)
            return wrong(in, from, "is a range whose end stands before its beginning");
        if (low < 0xe000 && high > 0xd7ff)
            return wrong(in, from, "is a range over numbers that are no characters");
    }
    add_range(ranges, low, high);
    return SB_OK;
}

static int read_class(reading *in, growing *ranges)
{
    const char *from = in->at++;
    bool negated = *in->at == '^';

    in->at += negated;
    do {
        if (!*in->at)
            return wrong(in, from, "is a [ without its ]");
        if (read_member(in, ranges))
            return SB_ERR;
    } while (*in->at != ']');
    in->at++;
    if (negated)
        *ranges = complement(ranges);
    return ranges->n ? SB_OK : wrong(in, from, "is a class without a character of printable ASCII");
}

static int finish_set(reading *in, growing *ranges, sb_shape_part *out)
{
    tidy(ranges);
    out->is = SB_SHAPE_SET;
    out->n = ranges->n;
    out->range = keep(in, ranges);
    for (size_t i = 0; i < out->n; i++)
        out->members += out->range[i].high - out->range[i].low + 1;
    out->shortest = out->longest = 1;
    return SB_OK;
}

static int read_either(reading *in, sb_shape_part *out);

static int read_group(reading *in, sb_shape_part *out)
{
    const char *from = in->at++;

    if (*in->at == '?') {
        if (in->at[1] != ':')
            return wrong(in, from, "is a group that does more than group; only ( and (?: do that");
        in->at += 2;
    }
    if (++in->depth > DEEPEST)
        return wrong(in, from, "are too many groups in one another");
    if (read_either(in, out))
        return SB_ERR;
    in->depth--;
    if (*in->at != ')')
        return wrong(in, from, "is a ( without its )");
    in->at++;
    return SB_OK;
}

static int read_single(reading *in, sb_shape_part *out)
{
    growing ranges = { .size = sizeof(sb_shape_range) };
    const char *from = in->at;
    uint32_t one;
    int code = SB_OK;

    if (*from == '(')
        return read_group(in, out);
    if (strchr("?*+{", *from))
        return wrong(in, from, "is a repeat of nothing; put \\ before a sign that is meant itself");
    if (strchr("^$", *from))
        return wrong(in, from, "is the beginning or the end of a text, in the middle; put \\ before a sign that is meant itself");
    if (*from == '[')
        code = read_class(in, &ranges);
    else if (*from == '.' || (*from == '\\' && add_class(&ranges, from[1]))) {
        if (*from == '.')
            add_range(&ranges, FIRST, LAST);
        in->at += *from == '.' ? 1 : 2;
    } else if (!(code = read_character(in, &one)))
        add_range(&ranges, one, one);
    if (!code)
        return finish_set(in, &ranges, out);
    free(ranges.at);
    return code;
}

static bool read_count(reading *in, uint32_t *out)
{
    const char *from = in->at;

    for (*out = 0; *in->at >= '0' && *in->at <= '9' && *out <= MOST_REPEATS; in->at++)
        *out = *out * 10 + (uint32_t)(*in->at - '0');
    return in->at > from;
}

static int read_braces(reading *in, sb_shape_part *part)
{
    const char *from = in->at++;

    if (!read_count(in, &part->low))
        return wrong(in, from, "is a { without a number; put \\ before it where it is meant itself");
    part->high = part->low;
    if (*in->at == ',') {
        in->at++;
        if (!read_count(in, &part->high))
            part->high = part->low + SB_SHAPE_OPEN;
    }
    if (*in->at++ != '}')
        return wrong(in, from, "is a { that is not {3}, {3,} or {3,5}");
    if (part->high < part->low)
        return wrong(in, from, "is a repeat whose end stands before its beginning");
    return part->high > MOST_REPEATS + SB_SHAPE_OPEN ? wrong(in, from, "are more repeats than 1000") : SB_OK;
}

/* A ? behind a repeat says how to search, and nothing about texts. */
static int read_repeat(reading *in, sb_shape_part *part)
{
    const char *from = in->at;

    part->low = part->high = 1;
    if (!*from || !strchr("?*+{", *from))
        return SB_OK;
    if (*from == '{') {
        if (read_braces(in, part))
            return SB_ERR;
    } else {
        part->low = *from == '+';
        part->high = *from == '?' ? 1 : part->low + SB_SHAPE_OPEN;
        in->at++;
    }
    if (*in->at == '?')
        in->at++;
    return SB_OK;
}

static int read_row(reading *in, sb_shape_part *out)
{
    growing parts = { .size = sizeof(sb_shape_part) };
    int code = SB_OK;

    while (!code && *in->at && *in->at != '|' && *in->at != ')') {
        sb_shape_part *part = add(&parts);
        const char *from = in->at;
        code = read_single(in, part);
        if (!code)
            code = read_repeat(in, part);
        out->shortest += part->low * part->shortest;
        out->longest += part->high * part->longest;
        if (!code && out->longest > SB_SHAPE_LONGEST)
            code = wrong(in, from, "begins what makes texts of more than 4000 characters");
    }
    *out = (sb_shape_part){ SB_SHAPE_ALL, 1, 1, parts.n, NULL, NULL, 0, out->shortest, out->longest };
    out->part = keep(in, &parts);
    return code;
}

static int read_either(reading *in, sb_shape_part *out)
{
    growing rows = { .size = sizeof(sb_shape_part) };
    size_t shortest = SIZE_MAX, longest = 0;
    int code;

    do {
        sb_shape_part row = { .low = 1 };
        in->at += rows.n > 0;
        code = read_row(in, &row);
        *(sb_shape_part *)add(&rows) = row;
        shortest = row.shortest < shortest ? row.shortest : shortest;
        longest = row.longest > longest ? row.longest : longest;
    } while (!code && *in->at == '|');
    *out = (sb_shape_part){ SB_SHAPE_EITHER, 1, 1, rows.n, NULL, NULL, 0, shortest, longest };
    out->part = keep(in, &rows);
    return code;
}

/* The end without a $ that means the end, and not a dollar. */
static const char *end_of(const char *pattern)
{
    const char *end = pattern + strlen(pattern), *at = end;
    size_t slashes = 0;

    if (at == pattern || at[-1] != '$')
        return end;
    for (at--; at > pattern && at[-1] == '\\'; at--)
        slashes++;
    return slashes % 2 ? end : end - 1;
}

int sb_shape_read(const char *pattern, sb_store *store, sb_shape *out)
{
    sb_shape_part *whole = sb_store_alloc(store, sizeof *whole);
    char *copy = sb_store_copy(store, pattern, (size_t)(end_of(pattern) - pattern));
    reading in = { copy, copy + (*copy == '^'), copy + strlen(copy), store, 0 };

    if (read_either(&in, whole))
        return SB_ERR;
    if (*in.at)
        return wrong(&in, in.at, "is a ) without its (");
    *out = (sb_shape){ .whole = whole, .shortest = whole->shortest, .longest = whole->longest };
    return SB_OK;
}
