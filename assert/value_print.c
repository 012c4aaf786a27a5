/* value_print.c -- one value as people read it: quoted, escaped, cut where it is long, exact where it is a number. */
#include "context.h"
#include "fold.h"
#include "list.h"
#include "utf8.h"
#include "value.h"
#include "view.h"
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- floating ---- */
static bool reads_back(const char *text, int kind, long double d)
{
    if (kind == SB_FLOAT)
        return strtof(text, NULL) == (float)d;
    if (kind == SB_DOUBLE)
        return strtod(text, NULL) == (double)d;
    return strtold(text, NULL) == d;
}

enum { FLOAT_DIGITS = 9, DOUBLE_DIGITS = 17, LDOUBLE_DIGITS = 36 };

static int most_digits(int kind) { return kind == SB_FLOAT ? FLOAT_DIGITS : kind == SB_DOUBLE ? DOUBLE_DIGITS : LDOUBLE_DIGITS; }

/* Not %g: that writes 100 as 1e+02 when one digit is enough. */
static void print_digits(sb_text *to, long double d, int digits)
{
    char text[64];
    int exponent;

    snprintf(text, sizeof text, "%.*Le", digits - 1, d);
    exponent = atoi(strchr(text, 'e') + 1);
    if (exponent < -5 || exponent > 16)
        sb_text_add(to, "%.*Lg", digits, d);
    else
        sb_text_add(to, "%.*Lf", digits - 1 - exponent > 0 ? digits - 1 - exponent : 0, d);
}

static void print_floating(sb_text *to, int kind, long double d)
{
    char text[64];
    int digits = 1, most = most_digits(kind);

    /* As a double where it is one: valgrind makes a finite number of an infinite long double. */
    if (isnan(d) || (kind == SB_LDOUBLE ? isinf(d) : isinf((double)d))) {
        sb_text_add(to, "%s", isnan(d) ? "nan" : d < 0 ? "-inf" : "inf");
        return;
    }
    for (; digits < most; digits++) {
        snprintf(text, sizeof text, "%.*Le", digits - 1, d);
        if (reads_back(text, kind, d))
            break;
    }
    print_digits(to, d, digits);
}

/* ---- characters and strings ---- */
/* What has no shape of its own, or turns text around, is spelt as C spells it; joiners belong to scripts and emoji. */
static bool is_unseen(uint32_t code) { return code >= 0xa0 && (sb_utf8_unseen(code) || sb_is_space(code)); }

size_t sb_value_print_character(sb_text *to, const char *s, size_t n, size_t *columns_out)
{
    static const char escaped[] = "\a\b\t\n\v\f\r\"\\", letter[] = "abtnvfr\"\\";
    const char *found = *s ? strchr(escaped, *s) : NULL, *at = s;
    uint32_t code = sb_utf8_next(&at, s + n);
    size_t size = (size_t)(at - s), before = to->size;

    if (found)
        sb_text_add(to, "\\%c", letter[found - escaped]);
    else if (code != SB_UTF8_BAD && is_unseen(code))
        sb_text_add(to, code > 0xffff ? "\\U%08x" : "\\u%04x", (unsigned)code);
    else if (sb_utf8_unseen(code))
        for (size_t i = 0; i < size; i++)
            sb_text_add(to, "\\x%02x", (unsigned char)s[i]);
    else
        sb_text_put(to, s, size);
    if (columns_out)
        *columns_out = sb_utf8_unseen(code) || is_unseen(code) || found ? to->size - before : (size_t)sb_utf8_columns(code);
    return size;
}

static void print_run(sb_text *to, const char *s, size_t n)
{
    sb_text_put(to, "\"", 1);
    for (size_t i = 0; i < n;)
        i += sb_value_print_character(to, s + i, n - i, NULL);
    sb_text_put(to, "\"", 1);
}

/* Back to the first byte of the character that byte i is in. */
static size_t character_start(const char *s, size_t i)
{
    for (size_t back = 0; back < 3 && back < i; back++) {
        if ((unsigned char)s[i - back] >> 6 != 2)
            return i - back;
    }
    return i;
}

size_t sb_value_shown(void) { return sb_context_get()->full_values ? SIZE_MAX : SB_VALUE_SHOWN; }

void sb_value_print_count(sb_text *to, size_t n)
{
    if (n >= 1000) {
        sb_value_print_count(to, n / 1000);
        sb_text_add(to, ",%03zu", n % 1000);
    } else
        sb_text_add(to, "%zu", n);
}

void sb_value_print_string(sb_text *to, const char *s, size_t n)
{
    size_t head = SB_VALUE_SHOWN / 2, tail;

    if (n <= sb_value_shown()) {
        print_run(to, s, n);
        return;
    }
    head = character_start(s, head);
    tail = character_start(s, n - SB_VALUE_SHOWN / 2);
    print_run(to, s, head);
    sb_text_add(to, " ... (");
    sb_value_print_count(to, tail - head);
    sb_text_add(to, " of ");
    sb_value_print_count(to, n);
    sb_text_add(to, " bytes cut, --full-values shows all) ... ");
    print_run(to, s + tail, n - tail);
}

static void print_char(sb_text *to, int64_t c)
{
    if (c == '\'')
        sb_text_add(to, "'\\''");
    else if (c == '"')
        sb_text_add(to, "'\"'");
    else {
        char one = (char)c;
        sb_text_put(to, "'", 1);
        sb_value_print_character(to, &one, 1, NULL);
        sb_text_put(to, "'", 1);
    }
    sb_text_add(to, " (%lld)", (long long)c);
}

/* ---- the rest ---- */
enum { BYTES_SHOWN = 16 };

static void print_bytes(sb_text *to, sb_bytes b)
{
    const unsigned char *at = b.data;
    size_t most = sb_context_get()->full_values ? SIZE_MAX : BYTES_SHOWN, shown = b.size < most ? b.size : most;

    sb_text_add(to, "%zu byte%s", b.size, b.size == 1 ? "" : "s");
    if (!at) {
        sb_text_add(to, " at NULL");
        return;
    }
    for (size_t i = 0; i < shown; i++)
        sb_text_add(to, "%s%02x", i ? " " : ": ", at[i]);
    if (shown)
        sb_text_add(to, "%s  |", shown < b.size ? " ..." : "");
    for (size_t i = 0; i < shown; i++)
        sb_text_add(to, "%c", at[i] < 0x80 && isprint(at[i]) ? at[i] : '.');
    if (shown)
        sb_text_add(to, "|");
}

static void print_pointer(sb_text *to, const void *p)
{
    if (p)
        sb_text_add(to, "0x%llx", (unsigned long long)(uintptr_t)p);
    else
        sb_text_add(to, "NULL");
}

void sb_value_print(sb_text *to, const sb_value *value)
{
    if (sb_kind_floating(value->kind))
        print_floating(to, value->kind, value->v.d);
    else if (value->kind == SB_BOOL)
        sb_text_add(to, "%s", value->v.i ? "true" : "false");
    else if (value->kind == SB_CHAR)
        print_char(to, value->v.i);
    else if (sb_kind_unsigned(value->kind))
        sb_text_add(to, "%llu", (unsigned long long)value->v.u);
    else if (sb_kind_number(value->kind))
        sb_text_add(to, "%lld", (long long)value->v.i);
    else if (value->kind == SB_STR && value->v.s)
        sb_value_print_string(to, value->v.s, strlen(value->v.s));
    else if (value->kind == SB_BYTES)
        print_bytes(to, value->v.b);
    else if (value->kind >> 4 == SB_BYTES >> 4)
        sb_view_print(to, value);
    else if (value->kind == SB_ABSURD)
        sb_text_add(to, "%s with a count of %lld", value->v.view.type ? "an array" : "bytes", (long long)value->v.view.size);
    else if (sb_kind_bad(value->kind))
        sb_text_add(to, "a struct");
    else if (value->kind == SB_NONE)
        sb_text_add(to, "NULL");
    else if (value->kind == SB_TABLE && value->v.p)
        sb_text_add(to, "a table");
    else
        print_pointer(to, value->v.p);
}

/* Numbers of different types that look alike in their own fewest digits: 0.1f and 0.1. */
static bool look_alike(const sb_value *a, const sb_value *b)
{
    struct sb_text ta = SB_TEXT_EMPTY, tb = SB_TEXT_EMPTY;
    bool alike;

    sb_value_print(&ta, a);
    sb_value_print(&tb, b);
    alike = strcmp(ta.at, tb.at) == 0;
    sb_text_release(&ta);
    sb_text_release(&tb);
    return alike;
}

/* An integer beside a floating number that is next to it shows all of its digits, so that the other has to: 9223372036854775807 is not
 * 9.223372036854776e+18. */
static bool next_to_integer(const sb_value *floating, const sb_value *other)
{
    sb_value integer = { .kind = floating->kind };

    if (sb_kind_floating(other->kind) || truncl(floating->v.d) != floating->v.d)
        return false;
    integer.v.d = sb_kind_unsigned(other->kind) ? (long double)other->v.u : (long double)other->v.i;
    if (floating->kind != SB_LDOUBLE)
        integer.v.d = floating->kind == SB_FLOAT ? (long double)(float)integer.v.d : (long double)(double)integer.v.d;
    return look_alike(floating, &integer);
}

static void print_beside_number(sb_text *to, const sb_value *value, const sb_value *other)
{
    if (next_to_integer(value, other))
        sb_text_add(to, "%.0Lf", value->v.d);
    else if (look_alike(value, other))
        print_digits(to, value->v.d, value->kind == SB_LDOUBLE || other->kind == SB_LDOUBLE ? 21 : DOUBLE_DIGITS);
    else {
        sb_value_print(to, value);
        return;
    }
    sb_text_add(to, " (%s)", sb_kind_type(value->kind));
}

void sb_value_print_beside(sb_text *to, const sb_value *value, const sb_value *other)
{
    struct sb_list elements;
    bool small = sb_kind_number(value->kind) && !sb_kind_floating(value->kind) && !sb_kind_unsigned(value->kind);
    sb_value as = *value;

    if (value->kind == SB_ARRAY || other->kind == SB_ARRAY) {
        elements = sb_list_of(value->kind == SB_ARRAY ? value : other);
        if (value->kind == SB_ARRAY)
            sb_list_print(to, &elements, other);
        else
            sb_list_print_value(to, value, &elements);
        return;
    }
    if (small && other->kind == SB_CHAR && value->v.i >= -128 && value->v.i <= 127)
        as.kind = SB_CHAR;
    else if (small && other->kind == SB_BOOL && (value->v.i == 0 || value->v.i == 1))
        as.kind = SB_BOOL;
    if (sb_kind_floating(value->kind) && sb_kind_number(other->kind) && !sb_value_nan(value) &&
        sb_value_compare(value, other) != 0)
        print_beside_number(to, value, other);
    else
        sb_value_print(to, &as);
}
