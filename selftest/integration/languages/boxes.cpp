/* boxes.cpp -- what goes into an assertion in C++: built as C++11 to C++20 by languages.sh, with all warnings, and run. */
#include <array>
#include <cstdio>
#include <memory>
#include <seedbed.h>
#include <stdexcept>
#include <string>
#include <thread> /* behind seedbed.h: its words must not be in the way of other headers */
#include <vector>
#if __cplusplus >= 201703L
#include <string_view>
#endif
#if __cplusplus >= 202002L
#include <span>
#endif

namespace
{

enum old_enum { BELOW = -1, ABOVE = 1 };
enum class colour : unsigned char { red, green };
int three() { return 3; }

} // namespace

TEST(boxes, numbers_of_every_type)
{
    signed char sc = -1;
    unsigned char uc = 255;
    short s = -300;
    unsigned short us = 65535;
    unsigned long ul = static_cast<unsigned long>(-1);

    should(sc, equal_to(-1));
    should(uc, be_between(us - 65280, us));
    should(s, be_below(0.5f));
    should(-1, be_below(3u));
    should_not(-1, equal_to(SIZE_MAX));
    should(ul, equal_to(SIZE_MAX));
    should(-1LL, equal_to(-1));
    should(18446744073709551615ULL, be_above(1));
    should(1.5f, equal_to(1.5));
    should(0.25L, be_close_to(0.25, 0.001f));
    should('a', equal_to('a'));
    should(L'a', equal_to(97));
    should(u'a', equal_to(97));
    should(U'a', equal_to(97));
    should(true, be_true);
}

TEST(boxes, enums_and_bit_fields)
{
    struct {
        int narrow : 3;
        unsigned long wide : 50;
        long below_zero : 40;
        bool flag : 1;
        volatile unsigned seen : 4;
        colour tint : 8;
    } bits = { -2, (1ul << 50) - 1, -3, true, 3, colour::green };
    colour c = colour::green;
    old_enum o = BELOW;

    should(c, equal_to(colour::green));
    should(o, be_below(ABOVE));
    should(bits.narrow, equal_to(-2));
    should(bits.wide, equal_to((1ul << 50) - 1));
    should(bits.below_zero, equal_to(-3));
    should(bits.flag, be_true);
    should(bits.seen, equal_to(3));
    should(bits.tint, equal_to(colour::green));
}

TEST(boxes, pointers)
{
    int n = 1;
    const volatile int sensor = 7;
    void *nothing = nullptr;
    const char *none = nullptr;

    should(&n, be(&n));
    should_not(&n, be_null);
    should(nothing, be_null);
    should(nullptr, be_null);
    should(none, equal_to(nullptr));
    should_not(none, equal_to("abc"));
    should(three, equal_to(&three));
    should(&sensor, be(&sensor));
    should(sensor, equal_to(7));
    should(std::unique_ptr<int>(), be_null);
    should_not(std::make_shared<int>(3), be_null);
}

TEST(boxes, strings)
{
    std::string s = "abc";
    char buffer[8] = "abc";

    should(s, equal_to("abc"));
    should(buffer, equal_to(s));
    should(s + "d", all_of(start_with("ab"), not_(have_length(3)), any_of(equal_to("x"), contain(std::string("bc")))));
    should(std::string(1000, 'x'), have_length(1000));
    should((s + "d").c_str(), end_with("cd"));
    should(std::string(), be_empty);
    should(u8"abc", equal_to("abc"));
#if __cplusplus >= 201703L
    std::string_view all = "abcdef";
    should(all.substr(1, 3), equal_to("bcd"));
    should(all.substr(1, 3), all_of(have_length(3), end_with(all.substr(2, 2))));
    should(std::string_view(), be_empty);
    std::string big(1000, 'y');
    should(std::string_view(big).substr(1), equal_to(std::string(999, 'y')));
#endif
}

TEST(boxes, a_string_with_a_nul_inside_is_all_of_its_bytes)
{
    std::string s("a\0b", 3);

    should(s, equal_to(std::string("a\0b", 3)));
    should_not(s, equal_to("a"));
    should_not("a", equal_to(s));
    should_not(s, equal_to(std::string("a\0c", 3)));
    should(s, have_length(3));
    should(bytes(s.data(), s.size()), equal_to(bytes("a\0b", 3)));
}

TEST(boxes, containers_are_arrays)
{
    std::vector<int> v = { 1, 2, 3 };
    int xs[] = { 1, 2, 3 };

    should(v, equal_to(array(xs)));
    should(array(v), equal_to(array(xs, 3)));
    should(array(v.data(), v.size()), equal_to((std::array<int, 3>{ { 1, 2, 3 } })));
    should_not(v, equal_to(std::vector<int>()));
    should(std::vector<const char *>{ "a" }, equal_to(std::vector<const char *>{ "a" }));
    should(std::vector<colour>{ colour::red }, equal_to(std::vector<unsigned char>{ 0 }));
#if __cplusplus >= 202002L
    should(std::span(v).subspan(1), equal_to(array(xs + 1, 2)));
#endif
}

TEST(boxes, containers_in_matchers_of_arrays)
{
    std::vector<int> v = { 1, 2, 3 };

    should(v, contain(2));
    should(v, contain_exactly(3, 2, 1));
    should(v, each(all_of(be_above(0), be_one_of(1, 2, 3))));
    should(v, at_least(2, be_below(3)));
    should(v, be_subset_of((std::vector<long>{ 3, 2, 1, 0 })));
    should(std::string("ABC"), ignoring_case(equal_to(std::string("abc"))));
    should(100, be_within_percent_of(101, 2));
}

TEST(boxes, arrays_of_strings)
{
    std::vector<std::string> v = { "a", "bc" };
    const char *same[] = { "a", "bc" };

    should(v, equal_to(array(same)));
    should(array(v), equal_to(std::vector<std::string>(v)));
    should_not(v, equal_to(std::vector<std::string>()));
    should(v, contain("bc"));
    should(v, contain_exactly("bc", std::string("a")));
    should_not(v, each(have_length(1)));
    should(v, some(start_with("b")));
    given(v);
}

TEST(boxes, an_array_does_not_cut_a_string_at_its_nul)
{
    std::vector<std::string> v = { std::string("a\0b", 3) };
    bool refused = false;

    try {
        should(v, contain("a"));
    } catch (const seedbed::nul_inside &) {
        refused = true;
    }
    should(refused, be_true);
}

TEST(boxes, notes_and_waiting)
{
    std::string s = "abc";
    int n = 0;

    given(s, s + "d", n);
    because("of %d", 3);
    should_within(1000, ++n, be_above(2));
    should(n, be_at_least(3));
}

TEST(boxes, operands_are_evaluated_once_and_live_until_the_assertion_is_over)
{
    int n = 0, x = 0, y = 0;

    should(++n, equal_to(++x));
    should(++n, be_between(++x, ++y + 1));
    should(++n, all_of(be_at_least(++x), not_(equal_to(++y))));
    should(n, equal_to(3));
    should(x, equal_to(3));
    should(y, equal_to(2));
    should(std::string("a") + std::string(300, 'b'), any_of(be_empty, start_with((std::string("a") + "b").c_str())));
}

TEST(boxes, deep_composites)
{
    should(5, all_of(equal_to(5), be_above(1), be_below(9), be_at_least(5), be_at_most(5), be_between(1, 9)));
    should(5, not_(not_(not_(not_(not_(not_(not_(not_(equal_to(5))))))))));
    should_not("x", any_of(be_empty, all_of(start_with("x"), not_(end_with("x")))));
}

TEST(boxes, changes)
{
    int n = 3;
    std::string s = "a string that is too long to live inside of its object";

    should_change(n, by(2)) {
        n += 2;
    }
    should_change(s, from(std::string(s)), to(std::string("b"))) {
        s = "b";
    }
    should_change(n, by_at_least(1)) {
        n++;
        break;
    }
}

static volatile int looks;
static const std::vector<std::string> &looked_at(const std::vector<std::string> &names)
{
    looks = looks + 1;
    return names;
}

/* Long enough to be in memory of their own, which the assignments give back. */
TEST(boxes, changes_of_strings_in_a_vector)
{
    const std::string first = "the first string, which is long", second = "the second string, which is longer";
    std::vector<std::string> names(2, first);

    should_change(looked_at(names), from(std::vector<std::string>(2, first)), to(std::vector<std::string>(3, second))) {
        names.assign(3, second);
    }
    should(looks, equal_to(2));
}

TEST(boxes, in_templates_and_lambdas)
{
    auto check = [](int x) { should(x, be_above(0)); };

    check(1);
    struct local {
        static void check(std::string s) { expect(s, have_length(1)); }
    };
    local::check("x");
}

template <class T> static void both_ways(T x)
{
    should(x, equal_to(x));
    expect_not(x, not_(equal_to(x)));
}

TEST(boxes, of_types_that_a_template_brings)
{
    both_ways(1);
    both_ways("a");
    both_ways(std::string("a"));
    both_ways(0.5f);
}

TEST(boxes, in_what_stands_around_assertions)
{
    std::string name = "ada";
    int n = 0;

    for (int turn = 0; turn < 2; turn++) {
        given(turn, name);
        because("turn %d of %s", turn, "two");
        should_print(all_of(start_with("a"), any_of(end_with("b"), not_(contain("x"))))) { std::printf("ab"); }
        should_print_error(equal_to("x")) { std::fputs("x", stderr); }
        should_print_bytes(equal_to(bytes("x", 1))) { std::putchar('x'); }
    }
    should_within(5000, ++n, equal_to(3));
    should_stay(0, n, be_above(1));
    if (n)
        should_within(0, n, equal_to(3));
    else
        should(n, equal_to(4));
    should(-1, not_(succeed));
    should("/dev/null", all_of(exist, have_content(""), have_content_that(be_empty)));
}
