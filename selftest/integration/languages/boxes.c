/* boxes.c -- what goes into an assertion in C: built as C11, C17 and C2x by languages.sh, with all warnings, and run. */
#include <limits.h>
#include <seedbed.h>

enum colour { RED = -1, GREEN, BLUE };
enum flags { NO_FLAG, LARGE = 1 << 30 };

TEST(boxes, integers_of_every_width)
{
    signed char sc = SCHAR_MIN;
    unsigned char uc = UCHAR_MAX;
    short s = SHRT_MIN;
    unsigned short us = USHRT_MAX;
    unsigned u = UINT_MAX;
    long l = LONG_MIN;
    unsigned long ul = ULONG_MAX;
    long long ll = LLONG_MIN;
    unsigned long long ull = ULLONG_MAX;

    should(sc, equal_to(-128));
    should(uc, equal_to(255));
    should(s, equal_to(-32768));
    should(us, equal_to(65535));
    should(u, equal_to(4294967295));
    should(l, be_below(INT64_MIN / 2));
    should(ul, equal_to(SIZE_MAX));
    should(ll, equal_to(INT64_MIN));
    should(ull, equal_to(UINT64_MAX));
    should(sc, all_of(be_below(uc), be_below(us), be_below(u), be_below(ul), be_below(ull), be_above(s)));
    should(ull, be_between(ul, ull));
    should(ll, be_between(l, sc));
}

TEST(boxes, enums_bool_and_char)
{
    enum colour c = RED;
    enum flags f = LARGE;
    _Bool set = 1;
    char a = 'a';
    size_t size = sizeof a;

    should(c, be_below(GREEN));
    should(c, equal_to(-1));
    should(f, equal_to(1073741824));
    should(set, equal_to(true));
    should(set, be_true);
    should(a, equal_to('a'));
    should(size, equal_to(1));
    should((ptrdiff_t)-1, be_below(size));
}

struct bits {
    int narrow : 3;
    unsigned top : 31;
    unsigned whole : 32;
    signed char tiny : 2;
    unsigned short half : 16;
    _Bool flag : 1;
    enum colour colour : 3;
    unsigned long wide : 50;
    long below_zero : 40;
    unsigned long word : 32;
};

TEST(boxes, bit_fields)
{
    struct bits bits = { -2, (1u << 31) - 1, UINT_MAX, -1, 65535, 1, RED, (1ul << 50) - 1, -3, UINT_MAX };
    const volatile struct bits *seen = &bits;

    should(bits.narrow, equal_to(-2));
    should(bits.top, equal_to(INT_MAX));
    should(bits.whole, equal_to(UINT_MAX));
    should(bits.tiny, equal_to(-1));
    should(bits.half, equal_to(65535));
    should(bits.flag, be_true);
    should((int)bits.colour, equal_to(RED));
    should(seen->narrow, all_of(be_below(0), equal_to(bits.narrow), be_between(seen->narrow, seen->top)));
    should(-1, be_below(seen->half));
}

/* gcc gives them types of their own, which promise no width: should.h says to cast. */
TEST(boxes, bit_fields_of_long_that_are_cast)
{
    struct bits bits = { .wide = (1ul << 50) - 1, .below_zero = -3, .word = UINT_MAX };

    should((unsigned long)bits.wide, equal_to(1125899906842623));
    should((long)bits.below_zero, be_between(-3, -3L));
    should((unsigned long)bits.word, equal_to(4294967295));
}

TEST(boxes, floating)
{
    float f = 0.5f;
    double d = 0.1;
    long double ld = 0.25L;

    should(f, equal_to(0.5));
    should(d, equal_to(0.1));
    should_not(0.1f, equal_to(d));
    should(ld, be_close_to(0.25, f));
    should(f, be_between(ld, d + 1));
    should(1, equal_to(1.0L));
    should(ULLONG_MAX, be_below(18446744073709551616.0));
}

static void do_nothing(void) {}
static int twice(int x) { return 2 * x; }

TEST(boxes, pointers_of_any_type)
{
    int n = 7;
    const volatile int sensor = 7;
    const volatile void *at = &sensor;
    int *const fixed = &n, *restrict only = &n, rows[2][3] = { { 0 } }, *none = NULL;
    void (*function)(void) = do_nothing;
    struct unknown *opaque = NULL;

    should(&n, be(fixed));
    should(only, equal_to(fixed));
    should(rows, be(&rows[0]));
    should(at, be(&sensor));
    should(sensor, equal_to(n));
    should(function, equal_to(do_nothing));
    should_not(twice, be_null);
    should(opaque, be_null);
    should(none, equal_to(NULL));
    should_not(&n, be_null);
    should((void *)&n, be(fixed));
}

TEST(boxes, strings)
{
    char buffer[8] = "abc", *s = buffer;
    const char *const fixed = "abc";
    const volatile int length = 3;

    should(buffer, equal_to("abc"));
    should(s, equal_to(fixed));
    should(fixed, have_length(length));
    should(u8"abc", equal_to("abc"));
    should("", be_empty);
    should(NULL, be_null);
    should(__func__, start_with("sb_test_"));
}

TEST(boxes, arrays_and_bytes)
{
    int xs[] = { 1, 2, 3 };
    const short ys[] = { 1, 2, 3 };
    const char *names[] = { "a", NULL };

    should(array(xs, 3), equal_to(array(ys, 3)));
    should(array(names, 2), equal_to(array(names, 2)));
    should(bytes(xs, sizeof xs), equal_to(bytes(xs, sizeof xs)));
    should_not(bytes(xs, 4), equal_to(bytes(ys, 4)));
}

TEST(boxes, compound_literals_live_as_long_as_the_assertion)
{
    should(((struct bits){ .narrow = 1 }).narrow, equal_to(((struct bits){ .narrow = 1 }).narrow));
    should(array(((int[]){ 1, 2 }), 2), equal_to(array(((long[]){ 1, 2 }), 2)));
    should((char[]){ "abc" }, equal_to((const char[]){ "abc" }));
}

#if defined __STDC_VERSION__ && __STDC_VERSION__ > 201710L
TEST(boxes, words_of_c23)
{
    should(true, equal_to(1));
    should((bool)3, be_true);
#if defined __has_feature
#define HAS_NULLPTR (__clang_major__ >= 16)
#else
#define HAS_NULLPTR (__GNUC__ >= 13)
#endif
#if HAS_NULLPTR
    int n = 0;
    should(nullptr, be_null);
    should_not(&n, equal_to(nullptr));
#endif
}
#endif
