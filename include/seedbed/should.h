/* should.h -- assertions that read like English: should(actual, matcher).
 *
 *     should(catalog_enrol(ada, course), equal_to(CATALOG_OK));
 *     should_not(user->name, all_of(start_with("a"), have_length(3)));
 *     expect(total, be_between(0, 100));
 *     should_change(row_count("enrolments"), by(1)) { catalog_enrol(ada, course); }
 *
 * should and should_not end the test when they fail. expect and expect_not take the same matchers, record the failure and
 * go on; the test then fails at its end.
 *
 * Promises:
 *  - `actual` and the matcher's arguments are evaluated exactly once.
 *  - Integers compare by mathematical value: -1 is below 3u and differs from SIZE_MAX.
 *  - NaN satisfies no ordering, asserted or negated: should_not(NAN, be_above(1)) fails.
 *  - A NULL string is equal to NULL and to nothing else. A matcher about what is in a string or in bytes (contain and its kin, start_with,
 *    end_with, match, have_length, be_empty) holds neither asserted nor negated where the operand is NULL, or what it looks for, however
 *    deep inside others: should_not(log, contain(getenv("NONE"))) fails. In equal_to, be, be_null, be_one_of and as an element of an array
 *    NULL is a value.
 *  - A passing assertion allocates nothing and makes no system call (match compiles its pattern once per site). Matchers that cannot do
 *    without say so in their headers: those about files, snapshots, tables and long lists.
 *  - Types that do not compare (a string with a number) and values that cannot be boxed (a struct) do not compile.
 *
 * Kinds: numbers are every integer and floating type, bool, char and enums; strings are char * and const char * (an array
 * of char decays); bytes(p, n) is n bytes at p; pointers are the rest. An `actual` with a comma of its own that no
 * parenthesis covers, such as a compound literal, needs parentheses, as with every macro. A bit-field declared
 * as long or long long, of 32 bits and more, which gcc has as an extension to C, must be cast: should((long long)s.wide, equal_to(1ll << 35));
 * gcc would pass it cut to an int. Integers of 128 bits, complex numbers, vectors, __float128 and the types _Float32, _Float64 and the like
 * of C are no kind and do not compile: cast them, or give bytes(&x, sizeof x).
 *
 * Errors: none are returned. Outside a test, in a program whose own main keeps the runner out, a failing assertion prints
 * its message to stderr and calls abort().
 */
#ifndef SEEDBED_SHOULD_H
#define SEEDBED_SHOULD_H

#include <seedbed/base.h>

typedef struct sb_matcher_type sb_matcher_type; /* ext/matcher.h: what a matcher is made of */

enum sb_site_flags { SB_SITE_NOT = 1, SB_SITE_SOFT = 2 };

/* What the compiler knows of an assertion: one static constant each, so that a passing check hands on one pointer.
 * A few words, because each word and each string more is 10 microseconds of compile time per assertion. */
typedef struct sb_site {
    const sb_matcher_type *type;
    const char *text; /* the file, NUL, the source text of the operand, NUL, the source text of the matcher, NUL */
    int line;
    unsigned packed; /* flags << 24 | kind << 16 | kind of y << 8 | kind of x */
} sb_site;

/* One matcher inside a composite. */
typedef struct sb_part {
    const sb_matcher_type *type;
    sb_value x, y;
} sb_part;

/* What a composite is about: matchers inside it, values, or both, as in have_field(name, start_with("a")). */
struct sb_parts {
    size_t n;
    const sb_part *part;
    size_t values;
    const sb_value *value;
};

SB__C_BEGIN
/* Judge actual (and the matcher's one or two arguments) of the types that the site names. Returns when the assertion holds,
 * or is soft; else the test ends here. */
void sb_check(const sb_site *site, ...);
/* The same for an int and an int, which most assertions are: no argument list to walk. */
void sb_check_ints(const sb_site *site, int actual, int x);
/* And for two strings: with an argument list the compiler would take an eighth longer. */
SB__NEITHER_READ void sb_check_strings(const sb_site *site, const char *actual, const char *x);
/* A part from its arguments; a kind of 0 means no argument. */
sb_part sb_part_of(const sb_matcher_type *type, int kind_x, int kind_y, ...);
/* The same as sb_check of operands that are boxed already; the kinds of the site are not looked at. x and y may be NULL. Where both
 * must be of a kind, a string beside bytes is taken as bytes, too. */
void sb_check_values(const sb_site *site, const sb_value *actual, const sb_value *x, const sb_value *y);
SB__C_END

/* ---- the words ---- */
#define SB_SHOULD(actual, matcher) SB__GO(0, actual, #actual, #matcher, SB_M_##matcher)
#define SB_SHOULD_NOT(actual, matcher) SB__GO(1, actual, #actual, #matcher, SB_M_##matcher)
#define SB_EXPECT(actual, matcher) SB__GO(2, actual, #actual, #matcher, SB_M_##matcher)
#define SB_EXPECT_NOT(actual, matcher) SB__GO(3, actual, #actual, #matcher, SB_M_##matcher)

/* n bytes at p, as an operand: should(bytes(buf, n), equal_to(bytes(want, n))). Nothing is copied. */
static inline sb_view sb_view_of(const void *p, size_t n, const sb_type *type)
{
    sb_view view;
    view.data = p;
    view.size = n;
    view.type = type;
    return view;
}
#define SB_BYTES_AT(p, n) sb_view_of((p), (n), NULL)

/* ---- the matchers. The plus before a second argument refuses what is no number, as the static assertion does for the first.
 * Each expands to its struct, to the name of the macro that says which kinds fit, and to its arguments.
 * A composite adds a fifth thing, so that only composites pay for the scans that open nested pastes. ---- */
#define SB_M_equal_to(x) &sb_m_equal_to, SB__SAME, x          /* same value; bytes: same size and same bytes */
#define SB_M_be(x) &sb_m_be, SB__SAME, x                      /* identity: same pointer; numbers: as equal_to */
#define SB_M_be_above(x) &sb_m_be_above, SB__NUMBERS, x       /* > */
#define SB_M_be_below(x) &sb_m_be_below, SB__NUMBERS, x       /* < */
#define SB_M_be_at_least(x) &sb_m_be_at_least, SB__NUMBERS, x /* >= */
#define SB_M_be_at_most(x) &sb_m_be_at_most, SB__NUMBERS, x   /* <= */
#define SB_M_be_between(lo, hi) \
    &sb_m_be_between, SB__NUMBERS, lo, SB__PLUS(hi) /* both ends count; lo above hi fails either way */
#define SB_M_be_close_to(x, delta) &sb_m_be_close_to, SB__NUMBERS, x, SB__PLUS(delta) /* |actual - x| <= delta */
#define SB_M_be_null &sb_m_be_null, SB__POINTER
#define SB_M_be_true &sb_m_be_true, SB__NUMBER /* not zero, as C has it */
#define SB_M_be_false &sb_m_be_false, SB__NUMBER
#define SB_M_start_with(s) &sb_m_start_with, SB__STRINGS, s
#define SB_M_end_with(s) &sb_m_end_with, SB__STRINGS, s
#define SB_M_contain(x) &sb_m_contain, SB__CONTAINER, x       /* somewhere inside; "" is in every string; arrays: an element */
#define SB_M_match(pattern) &sb_m_match, SB__STRINGS, pattern /* PCRE2 syntax, UTF-8, unanchored */
#define SB_M_have_length(n) &sb_m_have_length, SB__LENGTH, n  /* bytes before the NUL; bytes(): their size; arrays: elements */
#define SB_M_be_empty &sb_m_be_empty, SB__EMPTY               /* "", no bytes, no elements, or a table without rows */
#define SB_M_all_of(...) &sb_m_all_of, SB__ANYTHING, SB__EACH_PART(__VA_ARGS__), 0, 0
#define SB_M_any_of(...) &sb_m_any_of, SB__ANYTHING, SB__EACH_PART(__VA_ARGS__), 0, 0
#define SB_M_not_(m) &sb_m_not_, SB__ANYTHING, SB__EACH_PART(m), 0, 0
/* The matcher m, under other words: described_as("be a user name", all_of(match("^[a-z]+$"), have_length_at_most(12))). The words are
 * those of the sentence, and what m has to say is said below. They are borrowed until the assertion is over. */
#define SB_M_described_as(words, m) &sb_m_described_as, SB__ANYTHING, SB__PART_AND(sb__box_s(words), m), 0, 0

SB__C_BEGIN
extern const sb_matcher_type sb_m_equal_to, sb_m_be, sb_m_be_above, sb_m_be_below, sb_m_be_at_least, sb_m_be_at_most,
    sb_m_be_between, sb_m_be_close_to, sb_m_be_null, sb_m_be_true, sb_m_be_false, sb_m_start_with, sb_m_end_with, sb_m_contain,
    sb_m_match, sb_m_have_length, sb_m_be_empty, sb_m_all_of, sb_m_any_of, sb_m_not_, sb_m_described_as;
SB__C_END

#ifndef __cplusplus
#define SB__PLUS(x) +(x)
#endif

/* Which kinds fit: a of the operand, x of the first argument (0 without one). The same rules are in assert/fit.c for the parts
 * of composites, which are checked when they run, before any is judged. */
#define SB__SAME(a, x) (a ^ x) < 0x10u && a < 0xe4u
#define SB__NUMBERS(a, x) a >> 4 == 2 && x >> 4 == 2
#define SB__NUMBER(a, x) a >> 4 == 2
#define SB__STRINGS(a, x) a == 0xe2 && x == 0xe2
#define SB__POINTER(a, x) a >> 4 == 0xe
#define SB__LENGTH(a, x) (a == 0xe2 || a == 0x11) && x >> 4 == 2
#define SB__EMPTY(a, x) a == 0xe2 || a == 0x11 || a == 0x08
#define SB__TABLE(a, x) a == 0x08
#define SB__TABLES(a, x) a == 0x08 && x == 0x08
#define SB__VIEW(a, x) a == 0x11
#define SB__STRING(a, x) a == 0xe2
#define SB__CONTAINER(a, x) (a == 0xe2 && x == 0xe2) || (a == 0x11 && x < 0xe4u)
#define SB__TEXT(a, x) a == 0xe2 || a == 0x11
#define SB__ANYTHING(a, x) a < 0xe4u

/* ---- how it is built ----
 * SB__GO counts what the matcher expanded to. One thing: the word is misspelt. Two, three, four: a leaf with none, one, two
 * arguments. Five: a composite. Each SB__S scan opens one level of a nested composite. */
#define SB__GO(...) SB__HOW(__VA_ARGS__, SB__DEEP, SB__LEAF2, SB__LEAF1, SB__LEAF0, SB__MISSPELT, , , , )(__VA_ARGS__)
#define SB__HOW(a, b, c, d, e, f, g, h, i, how, ...) how
#define SB__DEEP(...) SB__S8(__VA_ARGS__)
#define SB__S8(...) SB__S7(__VA_ARGS__)
#define SB__S7(...) SB__S6(__VA_ARGS__)
#define SB__S6(...) SB__S5(__VA_ARGS__)
#define SB__S5(...) SB__S4(__VA_ARGS__)
#define SB__S4(...) SB__S3(__VA_ARGS__)
#define SB__S3(...) SB__S2(__VA_ARGS__)
#define SB__S2(...) SB__S1(__VA_ARGS__)
#define SB__S1(...) SB__TREE(__VA_ARGS__)
#define SB__MISSPELT(how, a, at, mt, m) SB__ASSERT(0, "should: there is no matcher `" mt "`, or it wants arguments")
#ifndef __cplusplus
#define SB__LEAF0(how, a, at, mt, m, fits) \
    do { \
        SB__KIND_AND(a, 0); \
        SB__SITE(how, at, mt, m, fits, 0); \
        sb_check(&sb_site_, (a)); \
    } while (0)
#define SB__LEAF2(how, a, at, mt, m, fits, x, y) \
    do { \
        SB__KINDS(a, x); \
        typedef char sb_ky_[SB__KIND(y)]; \
        _Static_assert(sizeof(sb_ky_) < 0xe4, "should: the second argument of `" mt "` is nothing that it takes"); \
        SB__SITE(how, at, mt, m, fits, sizeof(sb_ky_)); \
        sb_check(&sb_site_, (a), x, y); \
    } while (0)
#define SB__TREE(how, a, at, mt, m, fits, parts, ...) \
    do { \
        SB__KIND_AND(a, SB_PARTS); \
        SB__SITE(how, at, mt, m, fits, 0); \
        sb_check(&sb_site_, (a), parts); \
    } while (0)
#define SB__SITE(how, at, mt, m, fits, ky) \
    _Static_assert(fits(SB__KA, SB__KX), "should: `" at "` and `" mt "` do not go together (a struct wants object or bytes)"); \
    static const sb_site sb_site_ = { m, __FILE__ "\0" at "\0" mt, __LINE__, how << 24 | SB__KA << 16 | (ky) << 8 | SB__KX }
/* They take the operands, not their kinds: what is an argument is scanned once more, and SB__KIND is 70 tokens long. */
#ifdef __clang__ /* gives compound literals inside an enum file scope, so the kinds are sizes of types */
#define SB__KINDS(a, x) typedef char sb_ka_[SB__KIND(a)], sb_kx_[1 + SB__KIND(x)]
#define SB__KIND_AND(a, kx) typedef char sb_ka_[SB__KIND(a)], sb_kx_[1 + (kx)]
#define SB__KA sizeof(sb_ka_)
#define SB__KX (sizeof(sb_kx_) - 1)
#define SB__KA_KX (SB__KA << 16 | SB__KX)
#define SB__LEAF1(how, a, at, mt, m, fits, x) \
    do { \
        SB__KINDS(a, x); \
        _Static_assert( \
            fits(SB__KA, SB__KX), "should: `" at "` and `" mt "` do not go together (a struct wants object or bytes)"); \
        static const sb_site sb_site_ = { m, __FILE__ "\0" at "\0" mt, __LINE__, how << 24 | SB__KA_KX }; \
        /* two ints, two strings */ \
        __builtin_choose_expr(SB__KA_KX == 0x220022, sb_check_ints, \
            __builtin_choose_expr(SB__KA_KX == 0xe200e2, sb_check_strings, sb_check))(&sb_site_, (a), x); \
    } while (0)
#else
#define SB__KINDS(a, x) enum { sb_ka_ = SB__KIND(a), sb_kx_ = SB__KIND(x) }
#define SB__KIND_AND(a, kx) enum { sb_ka_ = SB__KIND(a), sb_kx_ = kx }
#define SB__KA sb_ka_
#define SB__KX sb_kx_
/* Most assertions come through here, so it is spelt out: what passes through a macro more is scanned once more, which would take gcc
 * two in a hundred longer. */
#define SB__LEAF1(how, a, at, mt, m, fits, x) \
    do { \
        enum { sb_ka_ = SB__KIND(a), sb_kx_ = SB__KIND(x), sb_k_ = sb_ka_ << 16 | sb_kx_ }; \
        _Static_assert( \
            fits(sb_ka_, sb_kx_), "should: `" at "` and `" mt "` do not go together (a struct wants object or bytes)"); \
        static const sb_site sb_site_ = { m, __FILE__ "\0" at "\0" mt, __LINE__, how << 24 | sb_k_ }; \
        /* two ints, two strings */ \
        __builtin_choose_expr(sb_k_ == 0x220022, sb_check_ints, \
            __builtin_choose_expr(sb_k_ == 0xe200e2, sb_check_strings, sb_check))(&sb_site_, (a), x); \
    } while (0)
#endif
#endif

/* A part is not expanded where it stands (SB__PART has no parenthesis after it yet) but at the next scan, when the name of
 * the composite around it is free again. Five SB__NIL, one for each scan that SB__PART gives to the parts inside its own. */
#define SB__NIL()
#define SB__EACH_PART(...) SB__CAT(SB__PARTS, SB__COUNT_PARTS(__VA_ARGS__))(__VA_ARGS__)
#define SB__COUNT_PARTS(...) \
    SB__COUNT_VALUES_(__VA_ARGS__, _MANY, _MANY, _MANY, _MANY, _MANY, _MANY, _MANY, _MANY, _MANY, _MANY, _MANY, _MANY, 12, 11, \
        10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#ifndef __cplusplus
#define SB__PARTS_OF(n, ...) (&(const sb_parts){ n, (const sb_part[]){ __VA_ARGS__ }, 0, NULL })
#endif
#define SB__PARTS1(a) SB__PARTS_OF(1, SB__LATER(a))
#define SB__PARTS2(a, b) SB__PARTS_OF(2, SB__LATER(a), SB__LATER(b))
#define SB__PARTS3(a, b, c) SB__PARTS_OF(3, SB__LATER(a), SB__LATER(b), SB__LATER(c))
#define SB__PARTS4(a, b, c, d) SB__PARTS_OF(4, SB__LATER(a), SB__LATER(b), SB__LATER(c), SB__LATER(d))
#define SB__PARTS5(a, b, c, d, e) SB__PARTS_OF(5, SB__LATER(a), SB__LATER(b), SB__LATER(c), SB__LATER(d), SB__LATER(e))
#define SB__PARTS6(a, b, c, d, e, f) \
    SB__PARTS_OF(6, SB__LATER(a), SB__LATER(b), SB__LATER(c), SB__LATER(d), SB__LATER(e), SB__LATER(f))
#define SB__PARTS7(a, b, c, d, e, f, g) \
    SB__PARTS_OF(7, SB__LATER(a), SB__LATER(b), SB__LATER(c), SB__LATER(d), SB__LATER(e), SB__LATER(f), SB__LATER(g))
#define SB__PARTS8(a, b, c, d, e, f, g, h) \
    SB__PARTS_OF( \
        8, SB__LATER(a), SB__LATER(b), SB__LATER(c), SB__LATER(d), SB__LATER(e), SB__LATER(f), SB__LATER(g), SB__LATER(h))
#define SB__PARTS9(a, b, c, d, e, f, g, h, i) \
    SB__PARTS_OF(9, SB__LATER(a), SB__LATER(b), SB__LATER(c), SB__LATER(d), SB__LATER(e), SB__LATER(f), SB__LATER(g), \
        SB__LATER(h), SB__LATER(i))
#define SB__PARTS10(a, b, c, d, e, f, g, h, i, j) \
    SB__PARTS_OF(10, SB__LATER(a), SB__LATER(b), SB__LATER(c), SB__LATER(d), SB__LATER(e), SB__LATER(f), SB__LATER(g), \
        SB__LATER(h), SB__LATER(i), SB__LATER(j))
#define SB__PARTS11(a, b, c, d, e, f, g, h, i, j, k) \
    SB__PARTS_OF(11, SB__LATER(a), SB__LATER(b), SB__LATER(c), SB__LATER(d), SB__LATER(e), SB__LATER(f), SB__LATER(g), \
        SB__LATER(h), SB__LATER(i), SB__LATER(j), SB__LATER(k))
#define SB__PARTS12(a, b, c, d, e, f, g, h, i, j, k, l) \
    SB__PARTS_OF(12, SB__LATER(a), SB__LATER(b), SB__LATER(c), SB__LATER(d), SB__LATER(e), SB__LATER(f), SB__LATER(g), \
        SB__LATER(h), SB__LATER(i), SB__LATER(j), SB__LATER(k), SB__LATER(l))
#define SB__PARTS_MANY(...) \
    SB__TOO_MANY("should: up to 12 matchers go into one: put some of them into an all_of or any_of of their own")
/* Of one matcher and one value, as in have_field(name, m). */
#ifndef __cplusplus
#define SB__PART_AND(value_, m) (&(const sb_parts){ 1, (const sb_part[]){ SB__LATER(m) }, 1, (const sb_value[]){ value_ } })
#endif
/* Values alone, up to 16: be_one_of(1, 2, 3). They need no scans, so that what stands in them is not scanned again either. */
#define SB__VALUES(...) SB__CAT(SB__VALUES, SB__COUNT_VALUES(__VA_ARGS__))(__VA_ARGS__)
#define SB__COUNT_VALUES(...) \
    SB__COUNT_VALUES_(__VA_ARGS__, _MANY, _MANY, _MANY, _MANY, _MANY, _MANY, _MANY, _MANY, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, \
        6, 5, 4, 3, 2, 1, 0)
#define SB__COUNT_VALUES_(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s, t, u, v, w, x, y, n, ...) n
#ifndef __cplusplus
#define SB__TOO_MANY(words) \
    ((const sb_parts *)sizeof(struct { \
        char sb_; \
        _Static_assert(0, words); \
    }))
#define SB__VALUES_OF(n, ...) (&(const sb_parts){ 0, NULL, n, (const sb_value[]){ __VA_ARGS__ } })
#endif
#define SB__VALUES_MANY(...) SB__TOO_MANY("should: a list has up to 16 values: for more of them give array(xs, n)")
#define SB__VALUES1(a) SB__VALUES_OF(1, SB__BOX(a))
#define SB__VALUES2(a, b) SB__VALUES_OF(2, SB__BOX(a), SB__BOX(b))
#define SB__VALUES3(a, b, c) SB__VALUES_OF(3, SB__BOX(a), SB__BOX(b), SB__BOX(c))
#define SB__VALUES4(a, b, c, d) SB__VALUES_OF(4, SB__BOX(a), SB__BOX(b), SB__BOX(c), SB__BOX(d))
#define SB__VALUES5(a, b, c, d, e) SB__VALUES_OF(5, SB__BOX(a), SB__BOX(b), SB__BOX(c), SB__BOX(d), SB__BOX(e))
#define SB__VALUES6(a, b, c, d, e, f) SB__VALUES_OF(6, SB__BOX(a), SB__BOX(b), SB__BOX(c), SB__BOX(d), SB__BOX(e), SB__BOX(f))
#define SB__VALUES7(a, b, c, d, e, f, g) \
    SB__VALUES_OF(7, SB__BOX(a), SB__BOX(b), SB__BOX(c), SB__BOX(d), SB__BOX(e), SB__BOX(f), SB__BOX(g))
#define SB__VALUES8(a, b, c, d, e, f, g, h) \
    SB__VALUES_OF(8, SB__BOX(a), SB__BOX(b), SB__BOX(c), SB__BOX(d), SB__BOX(e), SB__BOX(f), SB__BOX(g), SB__BOX(h))
#define SB__VALUES9(a, b, c, d, e, f, g, h, i) \
    SB__VALUES_OF(9, SB__BOX(a), SB__BOX(b), SB__BOX(c), SB__BOX(d), SB__BOX(e), SB__BOX(f), SB__BOX(g), SB__BOX(h), SB__BOX(i))
#define SB__VALUES10(a, b, c, d, e, f, g, h, i, j) \
    SB__VALUES_OF(10, SB__BOX(a), SB__BOX(b), SB__BOX(c), SB__BOX(d), SB__BOX(e), SB__BOX(f), SB__BOX(g), SB__BOX(h), \
        SB__BOX(i), SB__BOX(j))
#define SB__VALUES11(a, b, c, d, e, f, g, h, i, j, k) \
    SB__VALUES_OF(11, SB__BOX(a), SB__BOX(b), SB__BOX(c), SB__BOX(d), SB__BOX(e), SB__BOX(f), SB__BOX(g), SB__BOX(h), \
        SB__BOX(i), SB__BOX(j), SB__BOX(k))
#define SB__VALUES12(a, b, c, d, e, f, g, h, i, j, k, l) \
    SB__VALUES_OF(12, SB__BOX(a), SB__BOX(b), SB__BOX(c), SB__BOX(d), SB__BOX(e), SB__BOX(f), SB__BOX(g), SB__BOX(h), \
        SB__BOX(i), SB__BOX(j), SB__BOX(k), SB__BOX(l))
#define SB__VALUES13(a, b, c, d, e, f, g, h, i, j, k, l, m) \
    SB__VALUES_OF(13, SB__BOX(a), SB__BOX(b), SB__BOX(c), SB__BOX(d), SB__BOX(e), SB__BOX(f), SB__BOX(g), SB__BOX(h), \
        SB__BOX(i), SB__BOX(j), SB__BOX(k), SB__BOX(l), SB__BOX(m))
#define SB__VALUES14(a, b, c, d, e, f, g, h, i, j, k, l, m, o) \
    SB__VALUES_OF(14, SB__BOX(a), SB__BOX(b), SB__BOX(c), SB__BOX(d), SB__BOX(e), SB__BOX(f), SB__BOX(g), SB__BOX(h), \
        SB__BOX(i), SB__BOX(j), SB__BOX(k), SB__BOX(l), SB__BOX(m), SB__BOX(o))
#define SB__VALUES15(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p) \
    SB__VALUES_OF(15, SB__BOX(a), SB__BOX(b), SB__BOX(c), SB__BOX(d), SB__BOX(e), SB__BOX(f), SB__BOX(g), SB__BOX(h), \
        SB__BOX(i), SB__BOX(j), SB__BOX(k), SB__BOX(l), SB__BOX(m), SB__BOX(o), SB__BOX(p))
#define SB__VALUES16(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q) \
    SB__VALUES_OF(16, SB__BOX(a), SB__BOX(b), SB__BOX(c), SB__BOX(d), SB__BOX(e), SB__BOX(f), SB__BOX(g), SB__BOX(h), \
        SB__BOX(i), SB__BOX(j), SB__BOX(k), SB__BOX(l), SB__BOX(m), SB__BOX(o), SB__BOX(p), SB__BOX(q))
#define SB__LATER(m) matchers_are_nested_too_deep SB__NIL SB__NIL SB__NIL SB__NIL SB__NIL()()()()()()(m)
#define matchers_are_nested_too_deep() SB__PART
#define SB__PART(m) SB__PART_(#m, SB_M_##m, SB__PART5, SB__PART4, SB__PART3, SB__PART2, SB__PART1)
#define SB__PART_(...) SB__PART__(__VA_ARGS__)
#define SB__PART__(t, a, b, c, d, e, how, ...) how(t, a, b, c, d, e)
#ifndef __cplusplus
#define SB__PART1(t, m, ...) sb_part_of(NULL, !SB__REFUSED("should: there is no matcher `" t "`, or it wants arguments"), 0)
#define SB__PART2(t, m, fits, ...) sb_part_of(m, 0, 0)
#define SB__PART3(t, m, fits, x, ...) sb_part_of(m, SB__KIND(x), 0, x)
#define SB__PART4(t, m, fits, x, y, ...) sb_part_of(m, SB__KIND(x), SB__KIND(y), x, y)
#define SB__PART5(t, m, fits, parts, ...) sb_part_of(m, SB_PARTS, 0, parts)
#endif

/* ---- should_change(expr, by(n)) { ... }: the block should change the value of expr ----
 *     by(n)            after - before is n          from(a), to(b)   before is a, after is b
 *     by_at_least(n)   after - before is n or more  by_at_most(n)    after - before is n or less: by_at_most(-1) is a fall
 * expr is evaluated exactly twice, before and after the block. by(0) says that it should not change, and so does the message. from and to
 * alone want a change: to(3) fails where it was 3 before; beside by and its kin these say how much, by(0) too. Integers do
 * not wrap round; floating numbers add in their own type, exactly: 1.0 and by(0.1) is 1.0 + 0.1. NaN has changed to nothing and from
 * nothing, not even by(0). from and to take what equal_to takes, NULL strings too; strings, arrays of strings, bytes, the elements of
 * arrays and the struct of object() are copied before the block, what those point to is not; in C++ an object that is not trivially
 * copyable is refused. `break` and `continue` leave the block and are judged; leaving it by return, goto or
 * longjmp fails the test, because nothing could be compared. The block is C code of the test itself: assertions inside it work. */
#ifndef __cplusplus
#define SB_SHOULD_CHANGE(expr, ...) \
    for (int SB__CAT(sb_once_, __LINE__) = 1; SB__CAT(sb_once_, __LINE__);) \
        for (__attribute__((__cleanup__(sb_change_left))) sb_change SB__CAT(sb_change_, __LINE__) = \
                 sb_change_begin(&SB__CAT(sb_change_, __LINE__), SB__HERE, #expr, SB__CELLS(SB_C_, __VA_ARGS__), SB__BOX(expr)); \
             SB__CAT(sb_once_, __LINE__); \
             sb_change_end(&SB__CAT(sb_change_, __LINE__), SB__BOX(expr)), SB__CAT(sb_once_, __LINE__) = 0) \
            for (int SB__CAT(sb_in_, __LINE__) = 1; SB__CAT(sb_in_, __LINE__); SB__CAT(sb_in_, __LINE__) = 0)
#endif
#define SB_C_by(x) SB__CELL("by", SB_WORD_BY, SB__BOX(x))
#define SB_C_by_at_least(x) SB__CELL("by_at_least", SB_WORD_BY_AT_LEAST, SB__BOX(x))
#define SB_C_by_at_most(x) SB__CELL("by_at_most", SB_WORD_BY_AT_MOST, SB__BOX(x))
#define SB_C_from(x) SB__CELL("from", SB_WORD_FROM, SB__BOX(x))
#define SB_C_to(x) SB__CELL("to", SB_WORD_TO, SB__BOX(x))

typedef struct sb_change {
    const char *file, *expr;
    int line;
    bool judged;
    size_t n;
    sb_cell want[5];
    sb_value before; /* what is in memory is a copy */
} sb_change;
SB__C_BEGIN
/* at: where it will stand, which is neither read nor written: const would make compilers think it is read. */
sb_change sb_change_begin(sb_change *at, const char *file, int line, const char *expr, const sb_cells *want, sb_value before);
void sb_change_end(sb_change *change, sb_value after);
/* The block was left, and nothing is to be judged where an exception or a failure is on its way. */
void sb_change_left(sb_change *change);
void sb_change_dropped(sb_change *change);
SB__C_END

#ifdef __cplusplus
#include <seedbed/cpp_should.h>
#endif

#endif
