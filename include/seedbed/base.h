/* base.h -- values of any C type, boxed: the kinds, the box, and the glue the other headers are made of.
 *
 * What it is: every word of Seedbed that takes "a value" (should, with, col, by, add_cleanup ...) finds out the type of its
 * operand at compile time and hands on a kind and the bytes. This header knows how; the rest only uses it.
 *
 * Calling sequence: none. It is included by the other headers; a test file includes <seedbed.h>.
 *
 * Errors: an operand that is no number, string or pointer (a struct by value, say) is a compile-time error where it stands.
 */
#ifndef SEEDBED_BASE_H
#define SEEDBED_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SB_VERSION "0.1.0"

/* C++ programs have what needs a template in cpp_base.h, cpp_should.h and cpp_test.h; all else is the same in both languages. */
#ifdef __cplusplus
#define SB__C_BEGIN extern "C" {
#define SB__C_END }
#define SB__ASSERT static_assert
#else
#define SB__C_BEGIN
#define SB__C_END
#define SB__ASSERT _Static_assert
#endif

/* Exit codes of every Seedbed program, the test binary and the `seedbed` command alike.
 * 64 and 78 are EX_USAGE and EX_CONFIG of sysexits.h, so that scripts which know those need no table. */
enum sb_exit {
    SB_EXIT_PASSED = 0,   /* tests were selected, and every one passed or was skipped; also of a shard that has none of them */
    SB_EXIT_FAILED = 1,   /* a test failed, or planned and reported counts differ */
    SB_EXIT_INTERNAL = 2, /* the runner itself could not go on (no memory, no process) */
    SB_EXIT_NONE = 3,     /* no test was selected */
    SB_EXIT_USAGE = 64,   /* an option, a name or a spec could not be understood */
    SB_EXIT_REFUSED = 78, /* the configuration, or the sandbox's guard, said no; nothing was touched */
    SB_EXIT_INTERRUPTED = 130 /* SIGINT or SIGTERM; the workers were ended, the report is partial */
};

/* Results of functions: 0 is good, negative is one of these, and sb_error() has the sentence. */
enum sb_error {
    SB_OK = 0,
    SB_ERR = -1,       /* it failed; the message says what, where and what to do */
    SB_ENOTFOUND = -2, /* the thing asked for by name is not there; the message names the nearest */
    SB_EREFUSED = -3   /* it would work, and must not happen here: the guard, or a configuration that is not sound */
};

/* ---- kinds: group << 4 | index. What compares with each other shares a group; the index keeps the C type for printing.
 * The values are fixed: SB__KIND spells them as numbers, which compiles a tenth faster than names would, and the default branch
 * multiplies __builtin_classify_type by 0x2d: 1, an integer, becomes SB_SMALL, 5, a pointer, SB_PTR, and what cannot be boxed comes to
 * lie in groups of its own: -1, a vector; 8, a _Float64 or __float128; 9, a complex number; 12 and 13, a struct or union. ---- */
enum sb_kind {
    SB_NONE = 0,
    SB_TABLE = 0x08, /* a table of the sandbox */
    SB_PARTS = 0x09, /* the matchers inside all_of, any_of, not_ */
    SB_CELLS = 0x0a, /* with(), as(), col(), by() ... */
    SB_BYTES =
        0x11, /* bytes(p, n); what compiles takes 0x11 for the next two as well: an sb_view is told apart when it is read */
    SB_ARRAY = 0x12,  /* array(xs, n) */
    SB_OBJECT = 0x13, /* object(type, p): one struct of a type that SB_STRUCT or SB_TYPE declared */
    SB_BOOL = 0x20,
    SB_CHAR,
    SB_INT,
    SB_UINT,
    SB_LONG,
    SB_ULONG,
    SB_LLONG,
    SB_ULLONG,
    SB_FLOAT,
    SB_DOUBLE,
    SB_LDOUBLE,
    SB_SMALL = 0x2d,  /* bit-fields, shorts, signed and unsigned char: they travel as int */
    SB_PTR = 0xe1,    /* any pointer that is none of the others */
    SB_STR = 0xe2,    /* char *: a string that ends in NUL, or NULL */
    SB_ROW = 0xe3,    /* a row made by a factory */
    SB_BAD = 0xe4,    /* and above, and below 0: nothing that can be boxed */
    SB_ABSURD = 0x101 /* bytes or an array of more than memory can have, mostly because the count was below 0 */
};

typedef struct sb_row sb_row;     /* see make.h */
typedef struct sb_table sb_table; /* see db.h */
typedef struct sb_parts sb_parts; /* see should.h */
typedef struct sb_type sb_type;   /* see type.h */

/* A run of bytes somebody else owns. */
typedef struct sb_bytes {
    const void *data;
    size_t size;
} sb_bytes;

/* What bytes(), array() and object() make: bytes where type is NULL, else elements of that type, or one object of it. It begins as
 * an sb_bytes does. */
typedef struct sb_view {
    const void *data;
    size_t size; /* bytes; elements; SB_ONE_OBJECT */
    const sb_type *type;
} sb_view;
#define SB_ONE_OBJECT (SIZE_MAX / 2 + 1) /* no count: not even of -1 made a size_t */

/* A value with its kind. Borrowed: strings and pointers point to where the operand pointed. */
typedef struct sb_value {
    int kind; /* enum sb_kind; SB_NONE: no value */
    union {
        int64_t i;     /* every integer but the two below, and bool */
        uint64_t u;    /* SB_ULONG, SB_ULLONG */
        long double d; /* SB_FLOAT, SB_DOUBLE, SB_LDOUBLE */
        const char *s;
        const void *p;
        sb_bytes b;   /* SB_BYTES */
        sb_view view; /* SB_ARRAY, SB_OBJECT */
    } v;
} sb_value;

/* A named value: one with(), as(), col(), by() ... */
typedef struct sb_cell {
    const char *name;
    int word; /* enum sb_word: which word made it */
    sb_value value;
} sb_cell;

typedef struct sb_cells {
    size_t n;
    const sb_cell *cell;
} sb_cells;

enum sb_word {
    SB_WORD_WITH = 1,
    SB_WORD_AS,
    SB_WORD_COL,
    SB_WORD_BY,
    SB_WORD_FROM,
    SB_WORD_TO,
    SB_WORD_BY_AT_LEAST,
    SB_WORD_BY_AT_MOST,
    SB_WORD_REDACTING,
    SB_WORD_FIELD,
    SB_WORD_ROW,
    SB_WORD_EACH
};

/* ---- glue: paste, count, unwrap. Not for users; SB__ marks what no program should name. ---- */
#define SB__CAT(a, b) SB__CAT_(a, b)
#define SB__CAT_(a, b) a##b
#define SB__UNWRAP(...) __VA_ARGS__
#define SB__COUNT(...) SB__COUNT_(__VA_ARGS__, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define SB__COUNT_(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, n, ...) n
#define SB__UNUSED __attribute__((unused))
#define SB__HERE __FILE__, __LINE__

/* ---- SB__KIND(x): an integer constant, the enum sb_kind of x, without evaluating x ----
 * gcc gives a bit-field a type that matches no branch, hence the default and not a list of the narrow types. Every token here is
 * paid for twice per assertion, hence the types of one word; asking whether a bit-field is wider than an int would cost 4 in 100. */
typedef char *sb__string;
typedef const char *sb__const_string;
typedef unsigned long sb__ulong;
typedef long long sb__llong;
typedef unsigned long long sb__ullong;
typedef long double sb__ldouble;
typedef const sb_table *sb__table;
#ifdef __SIZEOF_INT128__
__extension__ typedef __int128 sb__int128;
__extension__ typedef unsigned __int128 sb__uint128;
#else
typedef struct sb__int128 {
    char none;
} sb__int128;
typedef struct sb__uint128 {
    char none;
} sb__uint128;
#endif
#ifndef __cplusplus
#define SB__KIND(x) \
    _Generic((x), int : 0x22, sb__string : 0xe2, sb__const_string : 0xe2, _Bool : 0x20, unsigned : 0x23, long : 0x24, \
             sb__ulong : 0x25, double : 0x29, char : 0x21, sb__llong : 0x26, sb__ullong : 0x27, float : 0x28, \
             sb__ldouble : 0x2a, sb__table : 0x08, sb_view : 0x11, sb__int128 : 0x100, sb__uint128 : 0x100, default \
             : __builtin_classify_type(x) * 0x2d)
#endif

/* ---- SB__BOX(x): an sb_value. A function per type, chosen by _Generic, so that x is evaluated once ---- */
/* A pointer is boxed as an address: nothing behind it is read, so that boxing memory not yet written is no cause for a warning. */
#if defined __has_attribute && !defined __clang__
#if __has_attribute(access)
#define SB__NOT_READ __attribute__((access(none, 1)))
#define SB__NEITHER_READ __attribute__((access(none, 2), access(none, 3)))
#endif
#endif
#ifndef SB__NOT_READ
#define SB__NOT_READ
#define SB__NEITHER_READ
#endif
static inline sb_value sb__box_i(long long i)
{
    sb_value w;
    w.kind = SB_LLONG;
    w.v.i = i;
    return w;
}
static inline sb_value sb__box_u(unsigned long long u)
{
    sb_value w;
    w.kind = SB_ULLONG;
    w.v.u = u;
    return w;
}
static inline sb_value sb__box_d(long double d)
{
    sb_value w;
    w.kind = SB_LDOUBLE;
    w.v.d = d;
    return w;
}
static inline sb_value sb__box_dbl(double d)
{
    sb_value w;
    w.kind = SB_DOUBLE;
    w.v.d = (long double)d;
    return w;
}
static inline sb_value sb__box_flt(float d)
{
    sb_value w;
    w.kind = SB_FLOAT;
    w.v.d = (long double)d;
    return w;
}
static inline sb_value sb__box_bool(bool b)
{
    sb_value w;
    w.kind = SB_BOOL;
    w.v.i = b;
    return w;
}
static inline sb_value sb__box_char(char c)
{
    sb_value w;
    w.kind = SB_CHAR;
    w.v.i = c;
    return w;
}
SB__NOT_READ static inline sb_value sb__box_s(const char *s)
{
    sb_value w;
    w.kind = SB_STR;
    w.v.s = s;
    return w;
}
SB__NOT_READ static inline sb_value sb__box_p(const void *p)
{
    sb_value w;
    w.kind = SB_PTR;
    w.v.p = p;
    return w;
}
/* Its name is what gcc says of an operand that is none of those before it. */
SB__NOT_READ static inline sb_value sb__box_pointer_but_no_struct(const void *p) { return sb__box_p(p); }
static inline sb_value sb__box_row(const sb_row *r)
{
    sb_value w;
    w.kind = SB_ROW;
    w.v.p = r;
    return w;
}
static inline sb_value sb__box_b(sb_bytes b)
{
    sb_value w;
    w.kind = SB_BYTES;
    w.v.b = b;
    return w;
}
static inline sb_value sb__box_view(sb_view view)
{
    sb_value w;
    if (view.size < SB_ONE_OBJECT)
        w.kind = view.type ? SB_ARRAY : SB_BYTES;
    else
        w.kind = view.size == SB_ONE_OBJECT && view.type ? SB_OBJECT : SB_ABSURD;
    w.v.view = view;
    return w;
}
#ifndef __cplusplus
#define SB__BOX(x) \
    _Generic((x), char *: sb__box_s, const char *: sb__box_s, _Bool: sb__box_bool, char: sb__box_char, \
    signed char: sb__box_i, short: sb__box_i, int: sb__box_i, long: sb__box_i, long long: sb__box_i, unsigned char: sb__box_u, \
    unsigned short: sb__box_u, unsigned: sb__box_u, unsigned long: sb__box_u, unsigned long long: sb__box_u, \
    float: sb__box_flt, double: sb__box_dbl, long double: sb__box_d, sb_row *: sb__box_row, const sb_row *: sb__box_row, \
    sb_bytes: sb__box_b, sb_view: sb__box_view, default: SB__BOX_OTHER(x))(x)
/* Of gcc, a bit-field is none of the types above. */
#define SB__BOX_OTHER(x) \
    __builtin_choose_expr( \
        __builtin_classify_type(x) > 0 && __builtin_classify_type(x) < 5, sb__box_i, sb__box_pointer_but_no_struct)
#endif

/* ---- cells: SB__CELLS(prefix, word(...), word(...)) makes an sb_cells of up to 12; each word is reached by pasting the
 * prefix before it, so that `with`, `col` or `by` are never macros and clash with nothing. ---- */
#define SB__CELL(n, w, v) \
    { \
        n, w, v \
    }
/* A static assertion where an expression is wanted. */
#ifdef __cplusplus
#define SB__REFUSED(text) \
    ([]() -> const char * { \
        static_assert(false, text); \
        return nullptr; \
    }())
#else
#define SB__REFUSED(text) \
    (sizeof(struct { \
        char sb_; \
        _Static_assert(0, text); \
    }) \
            ? "" \
            : NULL)
#endif
/* A word became three things, and the text of its call is the fourth; one that is misspelt is still one. */
#define SB__WORD(...) SB__WORD_(__VA_ARGS__, SB__WORD_GOOD, , SB__WORD_BAD, , )(__VA_ARGS__)
#define SB__WORD_(a, b, c, d, how, ...) how
#define SB__WORD_GOOD(n, w, v, text) n, w, v
#define SB__WORD_BAD(word, text) \
    { \
        SB__REFUSED("there is no word `" text "` here"), 0, sb__box_i(0) \
    }
#define SB__CELLS(p, ...) SB__CAT(SB__CELLS, SB__COUNT(__VA_ARGS__))(p, __VA_ARGS__)
#ifndef __cplusplus
#define SB__CELLS_OF(n, ...) (&(const sb_cells){ n, (const sb_cell[]){ __VA_ARGS__ } })
#endif
#define SB__CELLS1(p, a) SB__CELLS_OF(1, SB__WORD(p##a, #a))
#define SB__CELLS2(p, a, b) SB__CELLS_OF(2, SB__WORD(p##a, #a), SB__WORD(p##b, #b))
#define SB__CELLS3(p, a, b, c) SB__CELLS_OF(3, SB__WORD(p##a, #a), SB__WORD(p##b, #b), SB__WORD(p##c, #c))
#define SB__CELLS4(p, a, b, c, d) SB__CELLS_OF(4, SB__WORD(p##a, #a), SB__WORD(p##b, #b), SB__WORD(p##c, #c), SB__WORD(p##d, #d))
#define SB__CELLS5(p, a, b, c, d, e) \
    SB__CELLS_OF(5, SB__WORD(p##a, #a), SB__WORD(p##b, #b), SB__WORD(p##c, #c), SB__WORD(p##d, #d), SB__WORD(p##e, #e))
#define SB__CELLS6(p, a, b, c, d, e, f) \
    SB__CELLS_OF(6, SB__WORD(p##a, #a), SB__WORD(p##b, #b), SB__WORD(p##c, #c), SB__WORD(p##d, #d), SB__WORD(p##e, #e), \
        SB__WORD(p##f, #f))
#define SB__CELLS7(p, a, b, c, d, e, f, g) \
    SB__CELLS_OF(7, SB__WORD(p##a, #a), SB__WORD(p##b, #b), SB__WORD(p##c, #c), SB__WORD(p##d, #d), SB__WORD(p##e, #e), \
        SB__WORD(p##f, #f), SB__WORD(p##g, #g))
#define SB__CELLS8(p, a, b, c, d, e, f, g, h) \
    SB__CELLS_OF(8, SB__WORD(p##a, #a), SB__WORD(p##b, #b), SB__WORD(p##c, #c), SB__WORD(p##d, #d), SB__WORD(p##e, #e), \
        SB__WORD(p##f, #f), SB__WORD(p##g, #g), SB__WORD(p##h, #h))
#define SB__CELLS9(p, a, b, c, d, e, f, g, h, i) \
    SB__CELLS_OF(9, SB__WORD(p##a, #a), SB__WORD(p##b, #b), SB__WORD(p##c, #c), SB__WORD(p##d, #d), SB__WORD(p##e, #e), \
        SB__WORD(p##f, #f), SB__WORD(p##g, #g), SB__WORD(p##h, #h), SB__WORD(p##i, #i))
#define SB__CELLS10(p, a, b, c, d, e, f, g, h, i, j) \
    SB__CELLS_OF(10, SB__WORD(p##a, #a), SB__WORD(p##b, #b), SB__WORD(p##c, #c), SB__WORD(p##d, #d), SB__WORD(p##e, #e), \
        SB__WORD(p##f, #f), SB__WORD(p##g, #g), SB__WORD(p##h, #h), SB__WORD(p##i, #i), SB__WORD(p##j, #j))
#define SB__CELLS11(p, a, b, c, d, e, f, g, h, i, j, k) \
    SB__CELLS_OF(11, SB__WORD(p##a, #a), SB__WORD(p##b, #b), SB__WORD(p##c, #c), SB__WORD(p##d, #d), SB__WORD(p##e, #e), \
        SB__WORD(p##f, #f), SB__WORD(p##g, #g), SB__WORD(p##h, #h), SB__WORD(p##i, #i), SB__WORD(p##j, #j), SB__WORD(p##k, #k))
#define SB__CELLS12(p, a, b, c, d, e, f, g, h, i, j, k, l) \
    SB__CELLS_OF(12, SB__WORD(p##a, #a), SB__WORD(p##b, #b), SB__WORD(p##c, #c), SB__WORD(p##d, #d), SB__WORD(p##e, #e), \
        SB__WORD(p##f, #f), SB__WORD(p##g, #g), SB__WORD(p##h, #h), SB__WORD(p##i, #i), SB__WORD(p##j, #j), SB__WORD(p##k, #k), \
        SB__WORD(p##l, #l))

/* The sentence of the last function that returned a negative enum sb_error; "" where none did. Borrowed until the next one. */
SB__C_BEGIN
const char *sb_error(void);
SB__C_END

/* Where the descriptors of the runner and of resources begin, as far as the limits allow. */
#define SB_HIGH_DESCRIPTOR 500

#ifdef __cplusplus
#include <seedbed/cpp_base.h>
#endif

#endif
