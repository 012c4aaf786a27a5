/* matchers_arrays.c -- samples of matchers about several values. */
/* run: --report=terminal */
#define SEEDBED_CORE
#include "sample.h"
#include <math.h>

static const int xs[] = { 3, 1, 4, 1, 5 };
static const char *const names[] = { "ada", "alan", "grace" };

/* The same elements in the same order. */
TEST(equal_to, an_array)
{
    int want[] = { 3, 1, 4, 2, 5 };
    passes should(array(xs, 3), equal_to(array(want, 3)));
    fails should(array(xs, 5), equal_to(array(want, 5)));
}

/* Equal to one of up to 16 values, or to an element of an array. */
TEST(be_one_of, a_string)
{
    const char *mode = "verifed";
    passes should("audit", be_one_of("audit", "verified", "honor"));
    fails should(mode, be_one_of("audit", "verified", "honor"));
}

TEST(contain, an_element)
{
    passes should(array(xs, 5), contain(4));
    fails should(array(xs, 5), contain(2));
}

/* Exactly n times: in a string, without overlap. */
TEST(contain_times, an_array)
{
    passes should(array(xs, 5), contain_times(1, 2));
    fails should(array(xs, 5), contain_times(1, 3));
}

TEST(contain_times, a_string)
{
    const char *csv = "id,name\n1,ada\n";
    passes should(csv, contain_times("\n", 2));
    fails should(csv, contain_times("\n", 3));
}

/* Each of the values, elsewhere and in any order; other elements may be there. */
TEST(contain_all_of, an_array)
{
    passes should(array(xs, 5), contain_all_of(1, 5));
    fails should(array(xs, 5), contain_all_of(1, 2, 5, 7));
}

/* At least one of the values. */
TEST(contain_any_of, an_array)
{
    passes should(array(names, 3), contain_any_of("linus", "grace"));
    fails should(array(names, 3), contain_any_of("linus", "ken"));
}

/* Each of the values, behind the one listed before it; other things may be between. */
TEST(contain_in_order, a_string)
{
    const char *log = "open\nread\nclose\n";
    passes should(log, contain_in_order("open", "close"));
    fails should(log, contain_in_order("open", "close", "read"));
}

/* These, each as often as it is listed, and nothing else; in any order. */
TEST(contain_exactly, an_array)
{
    passes should(array(xs, 5), contain_exactly(1, 1, 3, 4, 5));
    fails should(array(xs, 5), contain_exactly(1, 2, 3, 4, 5));
}

/* The same elements in any order, as an array. */
TEST(be_permutation_of, an_array)
{
    int sorted[] = { 1, 1, 3, 4, 5 };
    passes should(array(xs, 5), be_permutation_of(array(sorted, 5)));
    fails should(array(xs, 5), be_permutation_of(array(sorted, 4)));
}

/* Each element is among those of the other array; how often does not matter. */
TEST(be_subset_of, an_array)
{
    int digits[] = { 1, 2, 3, 4 };
    passes should(array(xs, 4), be_subset_of(array(digits, 4)));
    fails should(array(xs, 5), be_subset_of(array(digits, 4)));
}

TEST(be_superset_of, an_array)
{
    int digits[] = { 1, 2, 3 };
    passes should(array(xs, 5), be_superset_of(array(digits, 1)));
    fails should(array(xs, 5), be_superset_of(array(digits, 3)));
}

/* The matcher holds for every element. */
TEST(each, an_array)
{
    passes should(array(names, 3), each(have_length_at_least(3)));
    fails should(array(names, 3), each(all_of(have_length_at_least(3), start_with("a"))));
}

/* For at least one. */
TEST(some, an_array)
{
    passes should(array(xs, 5), some(be_above(4)));
    fails should(array(xs, 5), some(be_above(5)));
}

/* For none. */
TEST(none, an_array)
{
    passes should(array(xs, 5), none(be_negative));
    fails should(array(xs, 5), none(equal_to(4)));
}

/* For so many elements, neither more nor fewer. */
TEST(exactly, an_array)
{
    passes should(array(xs, 5), exactly(2, equal_to(1)));
    fails should(array(xs, 5), exactly(2, be_above(2)));
}

TEST(at_least, an_array)
{
    passes should(array(names, 3), at_least(2, start_with("a")));
    fails should(array(names, 3), at_least(2, start_with("g")));
}

TEST(at_most, an_array)
{
    passes should(array(names, 3), at_most(1, start_with("g")));
    fails should(array(names, 3), at_most(1, start_with("a")));
}

/* Numbers, or strings by their bytes; equal neighbours are in order. */
TEST(be_sorted, an_array)
{
    passes should(array(names, 3), be_sorted);
    fails should(array(xs, 5), be_sorted);
}

TEST(be_sorted_descending, an_array)
{
    double rates[] = { 3.5, 2.25, 2.25, 2.5 };
    passes should(array(rates, 3), be_sorted_descending);
    fails should(array(rates, 4), be_sorted_descending);
}

/* No two elements are equal. */
TEST(be_unique, an_array)
{
    passes should(array(xs, 3), be_unique);
    fails should(array(xs, 5), be_unique);
}

TEST(have_length, an_array)
{
    passes should(array(names, 3), have_length(3));
    fails should(array(names, 3), have_length(2));
}
