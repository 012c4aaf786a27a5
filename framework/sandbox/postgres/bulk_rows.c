/* bulk_rows.c -- a row of values as COPY takes it: the bytes of each type, or a line of text. */
#include "bulk.h"
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *sb__pg_rows_room(sb__pg_rows *rows, size_t bytes)
{
    if (rows->room - rows->size < bytes) {
        rows->room = (rows->size + bytes) * 2;
        rows->at = sb_realloc(rows->at, rows->room);
    }
    return rows->at + rows->size;
}

static void put_bytes(sb__pg_rows *rows, const void *bytes, size_t n)
{
    if (n > 0)
        memcpy(sb__pg_rows_room(rows, n), bytes, n);
    rows->size += n;
}

/* The n lowest bytes, the highest of them first. */
static void put_number(sb__pg_rows *rows, uint64_t number, size_t n)
{
    char *at = sb__pg_rows_room(rows, n);

    for (size_t i = 0; i < n; i++)
        at[i] = (char)(number >> 8 * (n - 1 - i) & 0xff);
    rows->size += n;
}

/* A cell of n bytes: how many, and they. */
static int put_fixed(sb__pg_rows *rows, uint64_t number, size_t n)
{
    put_number(rows, n, 4);
    put_number(rows, number, n);
    return 0;
}

static int put_run(sb__pg_rows *rows, const void *bytes, size_t n)
{
    put_number(rows, n, 4);
    put_bytes(rows, bytes, n);
    return 0;
}

/* ---- a value as text ---- */

enum { DIGITS = 24 };

static bool is_whole(const sb_value *value) { return value->kind >> 4 == SB_INT >> 4 && value->kind != SB_BAD; }

static bool is_floating(const sb_value *value)
{
    return value->kind == SB_FLOAT || value->kind == SB_DOUBLE || value->kind == SB_LDOUBLE;
}

static bool is_null(const sb_value *value)
{
    return value->kind == SB_NONE || (value->kind == SB_PTR && value->v.p == NULL) ||
        (value->kind == SB_STR && value->v.s == NULL);
}

/* The words of insert for what no database has. */
static int fail_value(const sb__pg_rows *rows, size_t i, const char *what)
{
    return sb_fail_with(SB_ERR, "Rows cannot be put into %s: row %" PRIu64 ", column %s: %s", rows->to->name,
        rows->before + rows->here + 1, rows->to->column[i].name, what);
}

static int check_value(const sb__pg_rows *rows, size_t i, const sb_value *value)
{
    if (value->kind == SB_STR || value->kind == SB_NONE || is_whole(value) || is_floating(value))
        return 0;
    if (value->kind == SB_PTR)
        return value->v.p == NULL
            ? 0
            : fail_value(rows, i, "a pointer, and a database has none: give a string, a number or bytes(p, n)");
    if (value->kind != SB_BYTES)
        return fail_value(rows, i, "no value for a database: give a string, a number or bytes(p, n)");
    switch (rows->to->column[i].form) {
    case SB_FORM_BYTES:
    case SB_FORM_TEXT:
    case SB_FORM_CHARS: return 0;
    default: return fail_value(rows, i, "bytes, and the column is none of bytea or text");
    }
}

static size_t put_whole(char digits[DIGITS], const sb_value *value)
{
    bool minus = value->kind != SB_ULONG && value->kind != SB_ULLONG && value->v.i < 0;
    uint64_t rest = minus ? 0 - (uint64_t)value->v.i : value->v.u;
    size_t n, from = DIGITS;

    do {
        digits[--from] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (minus)
        digits[--from] = '-';
    n = DIGITS - from;
    memmove(digits, digits + from, n);
    digits[n] = '\0';
    return n;
}

/* owned: what is to be freed, or NULL. */
static sb__pg_spelt spell(const sb_postgres *db, const sb_value *value, char digits[DIGITS], char **owned)
{
    *owned = NULL;
    if (value->kind == SB_STR)
        return (sb__pg_spelt){ value->v.s, strlen(value->v.s) };
    if (value->kind == SB_BYTES)
        return (sb__pg_spelt){ value->v.b.size > 0 ? value->v.b.data : "", value->v.b.size };
    if (is_whole(value) && !is_floating(value))
        return (sb__pg_spelt){ digits, put_whole(digits, value) };
    *owned = sb__pg_number(db, value);
    return (sb__pg_spelt){ *owned, strlen(*owned) };
}

/* ---- in binary ---- */

static bool parse_floating(const sb_postgres *db, sb__pg_spelt text, bool single, double *out)
{
    char copy[64], *end;
    locale_t before;

    if (text.n == 0 || text.n >= sizeof copy || strspn(text.at, "0123456789+-.eE") != text.n)
        return false;
    memcpy(copy, text.at, text.n);
    copy[text.n] = '\0';
    before = uselocale(db->pq->plain);
    *out = single ? (double)strtof(copy, &end) : strtod(copy, &end);
    uselocale(before);
    /* What is too large or too small is an error of the server's; whether a 0 is one depends on its digits. */
    return *end == '\0' && isfinite(*out) && (*out != 0 || strspn(copy, "+-.0") == text.n);
}

static uint64_t bits_of(double number, bool single)
{
    float narrow = (float)number;
    uint32_t few;
    uint64_t many;

    memcpy(&few, &narrow, sizeof few);
    memcpy(&many, &number, sizeof many);
    return single ? few : many;
}

static int put_floating(sb__pg_rows *rows, sb__pg_spelt text, bool single)
{
    double number;

    if (!parse_floating(rows->db, text, single, &number))
        return SB_PG_BY_SERVER;
    return put_fixed(rows, bits_of(number, single), single ? 4 : 8);
}

static int put_integer(sb__pg_rows *rows, sb__pg_spelt text, size_t bytes)
{
    int64_t high = INT64_MAX >> (64 - 8 * bytes), number;

    if (!sb__pg_parse_whole(text, -high - 1, high, &number))
        return SB_PG_BY_SERVER;
    return put_fixed(rows, (uint64_t)number, bytes);
}

static int put_numeric(sb__pg_rows *rows, sb__pg_spelt text, int modifier)
{
    char bytes[SB__PG_NUMERIC_BYTES];
    size_t n = sb__pg_parse_numeric(text, modifier, bytes);

    return n == 0 ? SB_PG_BY_SERVER : put_run(rows, bytes, n);
}

static int put_moment(sb__pg_rows *rows, sb__pg_spelt text, enum sb__pg_form form)
{
    int64_t number;
    bool well = form == SB_FORM_DATE ? sb__pg_parse_date(text, &number)
        : form == SB_FORM_TIME       ? sb__pg_parse_time(text, &number)
                                     : sb__pg_parse_timestamp(text, form == SB_FORM_INSTANT, rows->utc, &number);

    return well ? put_fixed(rows, (uint64_t)number, form == SB_FORM_DATE ? 4 : 8) : SB_PG_BY_SERVER;
}

/* Too many characters: the server then says which. A modifier counts four bytes too many. */
static int put_chars(sb__pg_rows *rows, sb__pg_spelt text, int modifier)
{
    size_t most = modifier >= 4 ? (size_t)modifier - 4 : SIZE_MAX, n = 0;

    for (size_t i = 0; i < text.n && text.n > most; i++)
        n += ((unsigned char)text.at[i] & 0xc0) != 0x80;
    return n > most ? SB_PG_BY_SERVER : put_run(rows, text.at, text.n);
}

static bool is_ascii(sb__pg_spelt text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

/* Bytes as text: as they are, where none of them has a meaning. */
static int put_bytes_spelt(sb__pg_rows *rows, sb__pg_spelt text)
{
    bool as_they_are = memchr(text.at, '\\', text.n) == NULL && (!rows->recoded || is_ascii(text));

    return as_they_are ? put_run(rows, text.at, text.n) : SB_PG_BY_SERVER;
}

static int put_jsonb(sb__pg_rows *rows, sb__pg_spelt text)
{
    put_number(rows, text.n + 1, 4);
    put_number(rows, 1, 1); /* of the form */
    put_bytes(rows, text.at, text.n);
    return 0;
}

static int put_spelt(sb__pg_rows *rows, const sb__pg_into *to, sb__pg_spelt text)
{
    unsigned char uuid[16];
    bool is;

    switch (to->form) {
    case SB_FORM_BOOL: return sb__pg_parse_bool(text, &is) ? put_fixed(rows, is, 1) : SB_PG_BY_SERVER;
    case SB_FORM_INT2: return put_integer(rows, text, 2);
    case SB_FORM_INT4: return put_integer(rows, text, 4);
    case SB_FORM_INT8: return put_integer(rows, text, 8);
    case SB_FORM_FLOAT4: return put_floating(rows, text, true);
    case SB_FORM_FLOAT8: return put_floating(rows, text, false);
    case SB_FORM_NUMERIC: return put_numeric(rows, text, to->modifier);
    case SB_FORM_TEXT: return put_run(rows, text.at, text.n);
    case SB_FORM_CHARS: return put_chars(rows, text, to->modifier);
    case SB_FORM_BYTES: return put_bytes_spelt(rows, text);
    case SB_FORM_DATE:
    case SB_FORM_TIME:
    case SB_FORM_TIMESTAMP:
    case SB_FORM_INSTANT: return put_moment(rows, text, to->form);
    case SB_FORM_UUID: return sb__pg_parse_uuid(text, uuid) ? put_run(rows, uuid, 16) : SB_PG_BY_SERVER;
    case SB_FORM_JSONB: return put_jsonb(rows, text);
    case SB_FORM_NONE: break;
    }
    return SB_PG_BY_SERVER;
}

/* What most cells are, without a detour by text. */
static bool put_at_once(sb__pg_rows *rows, const sb__pg_into *to, const sb_value *value)
{
    bool small = is_whole(value) && !is_floating(value) && value->kind != SB_ULONG && value->kind != SB_ULLONG;

    if (small && to->form == SB_FORM_INT8)
        put_fixed(rows, (uint64_t)value->v.i, 8);
    else if (small && to->form == SB_FORM_INT4 && value->v.i >= INT32_MIN && value->v.i <= INT32_MAX)
        put_fixed(rows, (uint64_t)value->v.i, 4);
    else if (value->kind == SB_DOUBLE && to->form == SB_FORM_FLOAT8)
        put_fixed(rows, bits_of((double)value->v.d, false), 8);
    else if (value->kind == SB_BYTES && to->form == SB_FORM_BYTES)
        put_run(rows, value->v.b.data, value->v.b.size);
    else
        return false;
    return true;
}

static int put_binary_cell(sb__pg_rows *rows, const sb__pg_into *to, const sb_value *value)
{
    char digits[DIGITS], *owned;
    int code;

    if (is_null(value)) {
        put_number(rows, UINT32_MAX, 4);
        return 0;
    }
    if (put_at_once(rows, to, value))
        return 0;
    code = put_spelt(rows, to, spell(rows->db, value, digits, &owned));
    free(owned);
    return code;
}

/* ---- as text ---- */

static void put_escaped(sb__pg_rows *rows, sb__pg_spelt text)
{
    char *to = sb__pg_rows_room(rows, 2 * text.n + 1);

    for (size_t i = 0; i < text.n; i++) {
        char c = text.at[i];
        bool special = c == '\\' || c == '\n' || c == '\r' || c == '\t';
        if (special)
            *to++ = '\\';
        *to++ = c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : c;
    }
    rows->size = (size_t)(to - rows->at);
}

static void put_hex(sb__pg_rows *rows, sb_bytes bytes)
{
    static const char digit[] = "0123456789abcdef";
    const unsigned char *from = bytes.data;
    char *to = sb__pg_rows_room(rows, 2 * bytes.size + 3);

    memcpy(to, "\\\\x", 3);
    for (size_t i = 0; i < bytes.size; i++) {
        to[3 + 2 * i] = digit[from[i] >> 4];
        to[4 + 2 * i] = digit[from[i] & 15];
    }
    rows->size += 2 * bytes.size + 3;
}

static void put_text_cell(sb__pg_rows *rows, const sb__pg_into *to, const sb_value *value)
{
    char digits[DIGITS], *owned = NULL;

    if (is_null(value))
        put_bytes(rows, "\\N", 2);
    else if (value->kind == SB_BYTES && to->form == SB_FORM_BYTES)
        put_hex(rows, value->v.b);
    else
        put_escaped(rows, spell(rows->db, value, digits, &owned));
    free(owned);
}

int sb__pg_rows_put(sb__pg_rows *rows, const sb_value *cell)
{
    size_t from = rows->size;
    int code = 0;

    if (rows->binary)
        put_number(rows, rows->to->n, 2);
    for (size_t i = 0; i < rows->to->n && code == 0; i++) {
        code = check_value(rows, i, &cell[i]);
        if (code != 0)
            break;
        if (rows->binary)
            code = put_binary_cell(rows, &rows->to->column[i], &cell[i]);
        else {
            put_text_cell(rows, &rows->to->column[i], &cell[i]);
            put_bytes(rows, i + 1 < rows->to->n ? "\t" : "\n", 1);
        }
    }
    if (code != 0)
        rows->size = from;
    else
        rows->here++;
    return code;
}
