/* value.c -- two values compared: numbers by mathematical value, strings and bytes by content, pointers by identity. */
#include "value.h"
#include "view.h"
#include <math.h>
#include <string.h>

const char *sb_kind_words(int kind)
{
    switch (kind) {
    case SB_TABLE: return "a table";
    case SB_PARTS: return "a matcher";
    case SB_CELLS: return "columns";
    case SB_BYTES: return "bytes";
    case SB_ARRAY: return "an array";
    case SB_OBJECT: return "an object";
    case SB_STR: return "a string";
    case SB_ROW: return "a row";
    case SB_BOOL: return "a bool";
    }
    if (kind == SB_ABSURD)
        return "of a count that cannot be";
    if (sb_kind_bad(kind))
        return "a struct";
    return sb_kind_number(kind) ? "a number" : kind >> 4 == SB_PTR >> 4 ? "a pointer" : "nothing";
}

const char *sb_kind_type(int kind)
{
    static const char *const name[] = { "bool", "char", "int", "unsigned", "long", "unsigned long", "long long",
        "unsigned long long", "float", "double", "long double" };

    if (kind >= SB_BOOL && kind <= SB_LDOUBLE)
        return name[kind - SB_BOOL];
    return sb_kind_number(kind) ? "int" : sb_kind_words(kind);
}

bool sb_value_nan(const sb_value *value) { return sb_kind_floating(value->kind) && isnan(value->v.d); }

static int order(int less, int more) { return more - less; }

/* Against a floating value without making one of the integer: a long double is no wider than a double on some machines (and under
 * valgrind), and 2^53 + 1 must not become 2^53. */
static int integer_to_floating(const sb_value *a, long double d)
{
    const long double two_63 = 9223372036854775808.0L;
    long double whole = truncl(d);
    bool negative = !sb_kind_unsigned(a->kind) && a->v.i < 0;

    if (isnan(d))
        return 2;
    if (whole >= two_63 * 2)
        return -1;
    if (whole < -two_63)
        return 1;
    if (negative != (d < 0))
        return negative ? -1 : 1;
    if (negative && a->v.i != (int64_t)whole)
        return a->v.i < (int64_t)whole ? -1 : 1;
    if (!negative && a->v.u != (uint64_t)whole)
        return a->v.u < (uint64_t)whole ? -1 : 1;
    return order(whole<d, whole> d);
}

static int integers(const sb_value *a, const sb_value *b)
{
    bool a_below = !sb_kind_unsigned(a->kind) && a->v.i < 0, b_below = !sb_kind_unsigned(b->kind) && b->v.i < 0;

    if (a_below != b_below)
        return a_below ? -1 : 1;
    return a_below ? order(a->v.i<b->v.i, a->v.i> b->v.i) : order(a->v.u<b->v.u, a->v.u> b->v.u);
}

int sb_value_compare(const sb_value *a, const sb_value *b)
{
    bool fa = sb_kind_floating(a->kind), fb = sb_kind_floating(b->kind);
    int swapped;

    if (!fa && !fb)
        return integers(a, b);
    if (fa && fb)
        return isunordered(a->v.d, b->v.d) ? 2 : order(a->v.d<b->v.d, a->v.d> b->v.d);
    if (fb)
        return integer_to_floating(a, b->v.d);
    swapped = integer_to_floating(b, a->v.d);
    return swapped == 2 ? 2 : -swapped;
}

sb_bytes sb_value_bytes(const sb_value *value)
{
    sb_bytes none = { NULL, 0 };

    if (value->kind == SB_BYTES)
        return value->v.b;
    if (value->kind == SB_STR && value->v.s)
        return (sb_bytes){ value->v.s, strlen(value->v.s) };
    return none;
}

static bool strings_equal(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

static bool bytes_equal(sb_bytes a, sb_bytes b)
{
    if (a.size != b.size)
        return false;
    return a.data == b.data || a.size == 0 || (a.data && b.data && memcmp(a.data, b.data, a.size) == 0);
}

bool sb_value_equal(const sb_value *a, const sb_value *b)
{
    if (a->kind >> 4 != b->kind >> 4 || a->kind == SB_ABSURD)
        return false;
    if (sb_kind_number(a->kind))
        return sb_value_compare(a, b) == 0;
    if (a->kind == SB_STR && b->kind == SB_STR)
        return strings_equal(a->v.s, b->v.s);
    if (a->kind == SB_BYTES && b->kind == SB_BYTES)
        return bytes_equal(a->v.b, b->v.b);
    if (a->kind >> 4 == SB_BYTES >> 4)
        return sb_view_equal(a, b);
    return a->kind == SB_NONE || a->v.p == b->v.p;
}
