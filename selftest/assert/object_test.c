/* object_test.c -- SB_STRUCT and SB_TYPE: every kind of field printed and compared. */
#include "../support/printed.h"
#include "../support/record.h"
#include <limits.h>
#include <seedbed.h>
#include <string.h>

SUITE(object);

/* ---- numbers ---- */
enum mode { AUDIT, VERIFIED };
typedef struct numbers {
    bool b;
    char c;
    signed char sc;
    unsigned char uc;
    short s;
    unsigned short us;
    const int i;
    unsigned u;
    long l;
    unsigned long ul;
    long long ll;
    unsigned long long ull;
    float f;
    double d;
    long double ld;
    enum mode mode;
    volatile int v;
    _Atomic int a;
    size_t size;
} numbers;
SB_STRUCT(numbers, b, c, sc, uc, s, us, i, u, l, ul, ll, ull, f, d, ld, mode, v, a, size);

TEST(object, numbers_of_every_type_are_printed)
{
    numbers n = { true, 'x', -1, 255, -2, 65535, -3, UINT32_MAX, -4, ULONG_MAX, INT64_MIN, UINT64_MAX, 0.1f, 0.1, 0.5L, VERIFIED,
        7, 8, SIZE_MAX };

    should(printed(object(numbers, &n)),
        equal_to(
            "numbers{b: true, c: 'x' (120), sc: -1, uc: 255, s: -2, us: 65535, i: -3, u: 4294967295, l: -4, "
            "ul: 18446744073709551615, ll: -9223372036854775808, ull: 18446744073709551615, f: 0.1, d: 0.1, ld: 0.5, mode: 1, "
            "v: 7, a: 8, size: 18446744073709551615}"));
}

TEST_EACH(object, a_number_that_differs_makes_them_differ, (size_t at; unsigned char byte), { offsetof(numbers, b), 1 },
    { offsetof(numbers, c), 1 }, { offsetof(numbers, sc), 1 }, { offsetof(numbers, uc), 1 }, { offsetof(numbers, s) + 1, 1 },
    { offsetof(numbers, us) + 1, 1 }, { offsetof(numbers, i) + 3, 1 }, { offsetof(numbers, u) + 3, 1 },
    { offsetof(numbers, l) + 7, 1 }, { offsetof(numbers, ul) + 7, 1 }, { offsetof(numbers, ll) + 7, 1 },
    { offsetof(numbers, ull) + 7, 1 }, { offsetof(numbers, f) + 3, 1 }, { offsetof(numbers, d) + 7, 1 },
    { offsetof(numbers, mode), 1 }, { offsetof(numbers, v), 1 }, { offsetof(numbers, a), 1 }, { offsetof(numbers, size) + 7, 1 })
{
    numbers one, other;

    memset(&one, 0, sizeof one);
    memset(&other, 0, sizeof other);
    should(object(numbers, &one), equal_to(object(numbers, &other)));
    ((unsigned char *)&other)[each->at] = each->byte;
    should_not(object(numbers, &one), equal_to(object(numbers, &other)));
}

typedef struct padded {
    char c;
    int i, left_out;
} padded;
SB_STRUCT(padded, c, i);

TEST(object, padding_and_fields_that_are_not_named_do_not_count)
{
    padded one, other;

    memset(&one, 0, sizeof one);
    memset(&other, 0xff, sizeof other);
    should_not(object(padded, &one), equal_to(object(padded, &other)));
    other.c = 0;
    other.i = 0;
    should(object(padded, &one), equal_to(object(padded, &other)));
    should(printed(object(padded, &other)), equal_to("padded{c: '\\x00' (0), i: 0}"));
}

/* ---- strings and pointers ---- */
typedef struct texts {
    char *s;
    const char *const cs;
    char code[3];
    const char fixed[4];
    char names[2][4];
    const char *list[2];
    int *p;
    const void *cp;
    void (*fn)(int);
    void (*fns[2])(int);
    struct nobody *opaque;
} texts;
SB_STRUCT(texts, s, cs, code, fixed, names, list, p, cp, fn, fns, opaque);

TEST(object, strings_are_printed_as_strings_also_without_a_nul)
{
    texts t = {
        .s = NULL, .cs = "a\n", .code = { 'U', 'S', 'D' }, .fixed = "ab", .names = { "", "four" }, .list = { "x", NULL }
    };

    should(printed(object(texts, &t)),
        equal_to(
            "texts{s: NULL, cs: \"a\\n\", code: \"USD\", fixed: \"ab\", names: [\"\", \"four\"], list: [\"x\", NULL], p: NULL, "
            "cp: NULL, fn: NULL, fns: [NULL, NULL], opaque: NULL}"));
}

TEST(object, strings_compare_by_content_and_what_is_behind_the_nul_does_not_count)
{
    char here[] = "ada", there[] = "ada";
    texts one = { .s = here, .fixed = "a\0b", .code = "ab" }, other = { .s = there, .fixed = "a\0c", .code = { 'a', 'b', 0 } };

    should(object(texts, &one), equal_to(object(texts, &other)));
    there[2] = 'b';
    should_not(object(texts, &one), equal_to(object(texts, &other)));
    other.s = NULL;
    should_not(object(texts, &one), equal_to(object(texts, &other)));
}

TEST(object, the_last_byte_of_a_full_array_counts_and_no_byte_behind_it)
{
    texts one = { .code = { 'U', 'S', 'D' }, .fixed = "x" }, other = { .code = { 'U', 'S', 'D' }, .fixed = "y" };
    texts last = { .code = { 'U', 'S', 'T' }, .fixed = "x" };

    should_say("object(texts, &one) should equal object(texts, &other)\n"
               "  1 of 11 fields differs\n"
               "  fixed:\n"
               "    expected: \"y\"\n"
               "         got: \"x\"\n"
               "               ^ byte 0",
        should(object(texts, &one), equal_to(object(texts, &other))));
    should_not(object(texts, &one), equal_to(object(texts, &last)));
}

static void takes_an_int(int n) { (void)n; }

TEST(object, pointers_compare_as_addresses)
{
    int here = 1, there = 1;
    texts one = { .p = &here, .fn = takes_an_int }, other = { .p = &here, .fn = takes_an_int };

    should(object(texts, &one), equal_to(object(texts, &other)));
    other.p = &there;
    should_not(object(texts, &one), equal_to(object(texts, &other)));
    other.p = &here;
    other.fn = NULL;
    should_not(object(texts, &one), equal_to(object(texts, &other)));
}

/* ---- arrays, and structs in structs ---- */
typedef struct address {
    char city[8];
    int zip;
} address;
typedef struct {
    int cents;
    char currency[3];
} money;
typedef struct house {
    address home, others[2], grid[1][2];
    int xs[3], matrix[2][2];
    unsigned char mac[4];
    union {
        int whole;
        float half;
    };
    struct {
        short inner;
    };
    const money price;
    enum mode mode, modes[2];
    unsigned low : 3;
    signed high : 5;
    unsigned long wide : 40;
} house;
typedef enum mode mode;

static void print_money(const void *at, sb_text *out)
{
    const money *m = at;
    sb_text_add(out, "%d.%02d %.3s", m->cents / 100, m->cents % 100, m->currency);
}
static bool same_money(const void *a, const void *b) { return ((const money *)a)->cents == ((const money *)b)->cents; }
static void print_mode(const void *at, sb_text *out) { sb_text_add(out, *(const mode *)at == AUDIT ? "AUDIT" : "VERIFIED"); }

SB_STRUCT(address, city, zip);
SB_TYPE(money, .print = print_money, .equal = same_money);
SB_TYPE(mode, .print = print_mode);
SB_STRUCT(house, typed(home, address), typed(others, address), typed(grid, address), xs, matrix, mac, whole, inner,
    typed(price, money), typed(mode, mode), typed(modes, mode), bits(low), bits(high), bits(wide));

static const house full = { .home = { "Oslo", 1 },
    .others = { { "Bergen", 2 }, { "Rome", 3 } },
    .grid = { { { "a", 4 }, { "b", 5 } } },
    .xs = { 1, 2, 3 },
    .matrix = { { 1, 2 }, { 3, 4 } },
    .mac = { 1, 2, 3, 255 },
    .whole = 7,
    .inner = -8,
    .price = { 1999, "EUR" },
    .mode = VERIFIED,
    .modes = { AUDIT, VERIFIED },
    .low = 5,
    .high = -3,
    .wide = 0x9876543210 };

TEST(object, structs_and_arrays_are_printed_in_one_another)
{
    should(printed(object(house, &full)),
        equal_to("house{home: address{city: \"Oslo\", zip: 1}, others: [address{city: \"Bergen\", zip: 2}, "
                 "address{city: \"Rome\", zip: 3}], grid: [[address{city: \"a\", zip: 4}, address{city: \"b\", zip: 5}]], "
                 "xs: [1, 2, 3], matrix: [[1, 2], [3, 4]], mac: 4 bytes: 01 02 03 ff  |....|, whole: 7, inner: -8, "
                 "price: 19.99 EUR, mode: VERIFIED, modes: [AUDIT, VERIFIED], low: 5, high: -3, wide: 654820258320}"));
}

static house changed(size_t at)
{
    house copy = full;
    ((unsigned char *)&copy)[at] ^= 2;
    return copy;
}

TEST_EACH(object, each_of_them_is_compared, (size_t at; bool differs), { offsetof(house, home.city), true },
    { offsetof(house, home.zip), true }, { offsetof(house, others[1].zip), true }, { offsetof(house, grid[0][1].city), true },
    { offsetof(house, xs[2]), true }, { offsetof(house, matrix[1][1]), true }, { offsetof(house, mac[3]), true },
    { offsetof(house, half), true }, { offsetof(house, inner), true }, { offsetof(house, price.cents), true },
    { offsetof(house, price.currency), false }, { offsetof(house, mode), true }, { offsetof(house, modes[1]), true })
{
    house other = changed(each->at);

    if (each->differs)
        should_not(object(house, &other), equal_to(object(house, &full)));
    else
        should(object(house, &other), equal_to(object(house, &full)));
}

TEST(object, bit_fields_are_compared)
{
    house other = full;

    should(object(house, &other), equal_to(object(house, &full)));
    other.high = 3;
    should_not(object(house, &other), equal_to(object(house, &full)));
    other.high = full.high;
    other.wide ^= 1ul << 39;
    should_not(object(house, &other), equal_to(object(house, &full)));
}

typedef struct codes {
    char first[3], second[3];
} codes;
SB_STRUCT(codes, first, second);

TEST(object, an_array_of_char_that_is_full_ends_at_its_end)
{
    const codes both = { { 'U', 'S', 'D' }, { 'E', 'U', 'R' } };

    should(object(codes, &both), have_field(first, equal_to("USD")));
    should(object(codes, &both), be_like(field(first, "USD"), field(second, "EUR")));
    should(object(codes, &both), not_(have_field(first, have_length(6))));
}

/* ---- the operands ---- */
TEST(object, null_equals_null_only)
{
    const address *none = NULL, oslo = { "Oslo", 1 };
    mode *no_mode = NULL;

    should(object(address, none), equal_to(object(address, none)));
    should(object(mode, no_mode), equal_to(object(mode, no_mode)));
    should_say("object(address, none) should equal object(address, &oslo)\n"
               "  expected: address{city: \"Oslo\", zip: 1}\n"
               "       got: NULL",
        should(object(address, none), equal_to(object(address, &oslo))));
    should_say("object(address, &oslo) should equal object(address, none)\n"
               "  expected: NULL\n"
               "       got: address{city: \"Oslo\", zip: 1}",
        should(object(address, &oslo), equal_to(object(address, none))));
}

typedef struct celsius {
    int degrees;
} celsius;
typedef struct kelvin {
    int degrees;
} kelvin;
SB_STRUCT(celsius, degrees);
SB_STRUCT(kelvin, degrees);

TEST(object, objects_of_two_types_differ_also_where_they_look_alike)
{
    celsius warm = { 20 };
    kelvin cold = { 20 };

    should_say("object(celsius, &warm) should equal object(kelvin, &cold)\n"
               "  expected: kelvin{degrees: 20}\n"
               "       got: celsius{degrees: 20}",
        should(object(celsius, &warm), equal_to(object(kelvin, &cold))));
}

TEST(object, objects_of_two_types_differ)
{
    address oslo = { "Oslo", 1 };
    mode audit = AUDIT;
    should_say("object(address, &oslo) should equal object(mode, &audit)\n"
               "  expected: AUDIT\n"
               "       got: address{city: \"Oslo\", zip: 1}",
        should(object(address, &oslo), equal_to(object(mode, &audit))));
}

TEST(object, each_of_many_is_judged)
{
    const address two[] = { { "Oslo", 1 }, { "Rome", 2 } };

    should(objects(address, two, 2), each(have_field(zip, be_between(1, 2))));
    should(objects(address, two, 2), contain(object(address, &two[1])));
    should_say("objects(address, two, 2) should each have its city start with \"O\"\n"
               "  1 of 2 elements fails, at [1]:\n"
               "    city:\n"
               "      expected: a string starting with \"O\"\n"
               "           got: \"Rome\"\n"
               "                 ^ byte 0",
        should(objects(address, two, 2), each(have_field(city, start_with("O")))));
}

TEST(object, case_in_the_strings_inside_may_be_ignored)
{
    const address oslo = { "Oslo", 1 }, loud = { "OSLO", 1 };

    should(object(address, &oslo), ignoring_case(equal_to(object(address, &loud))));
    should(object(address, &oslo), ignoring_case(have_field(city, equal_to("OSLO"))));
    should(object(address, &oslo), ignoring_case(be_like(field(city, "OSLO"))));
    should_not(object(address, &oslo), be_like(field(city, "OSLO")));
}

TEST(object, an_object_is_evaluated_once_and_be_is_about_where_it_is)
{
    address two[] = { { "Oslo", 1 }, { "Oslo", 1 } }, *p = two;

    should(object(address, p++), equal_to(object(address, &two[1])));
    should(p == two + 1, be_true);
    should(object(address, two), be(object(address, &two[0])));
    should_not(object(address, two), be(object(address, p)));
}

TEST(object, an_object_does_not_go_with_an_array_or_bytes)
{
    address two[] = { { "Oslo", 1 }, { "Oslo", 1 } };

    should_say(
        "object(address, two) should equal objects(address, two, 2)\n"
        "  `equal [address{city: \"Oslo\", zip: 1}, address{city: \"Oslo\", zip: 1}]` does not go with `object(address, two)`: "
        "it is about an array, and `object(address, two)` is an object",
        should(object(address, two), equal_to(objects(address, two, 2))));
}

typedef struct handle {
    unsigned short index, generation;
} handle;
typedef long tick;
SB_TYPE(handle);
SB_TYPE(tick);

TEST(object, a_type_without_functions_is_its_value_or_its_bytes)
{
    handle one = { 1, 2 }, other = { 1, 3 };
    tick now = -5, then = -5;

    should(object(tick, &now), equal_to(object(tick, &then)));
    should(printed(object(tick, &now)), equal_to("-5"));
    should_not(object(handle, &one), equal_to(object(handle, &other)));
    should(printed(object(handle, &one)), equal_to("handle{4 bytes: 01 00 02 00  |....|}"));
}
