/* ignoring_test.c -- ignoring_case, ignoring_space, ignoring_line_ends. */
#include "../../support/record.h"
#include <seedbed.h>

SUITE(matcher_ignoring);

TEST(matcher_ignoring, case_around_what_compares_strings)
{
    const char *name = "Ada LOVELACE";

    should(name, ignoring_case(equal_to("ada lovelace")));
    should_not(name, ignoring_case(equal_to("ada lovelac")));
    should(name, ignoring_case(start_with("ADA")));
    should(name, ignoring_case(end_with("Lace")));
    should(name, ignoring_case(contain("A l")));
    should_not(name, ignoring_case(contain("x")));
}

TEST(matcher_ignoring, white_space_and_line_ends)
{
    const char *sql = "  select id,\n\t name\n from users ";

    should(sql, ignoring_space(equal_to("select id, name from users")));
    should(sql, ignoring_space(start_with("select id")));
    should(sql, ignoring_space(ignoring_case(contain("ID, NAME"))));
    should_not(sql, ignoring_space(equal_to("selectid, name from users")));
    should("a\r\nb", ignoring_line_ends(equal_to("a\nb")));
    should_not("a\r\nb", ignoring_line_ends(equal_to("a b")));
}

TEST(matcher_ignoring, composites_inside_and_outside)
{
    const char *names[] = { "Ada", "ALAN" }, *wanted[] = { "ADA", "alan" };

    should("Ada", ignoring_case(all_of(start_with("A"), not_(contain("x")), any_of(equal_to("x"), end_with("DA")))));
    should("Ada", all_of(ignoring_case(equal_to("ADA")), have_length(3), start_with("A")));
    should_not("Ada", all_of(ignoring_case(equal_to("ADA")), equal_to("ADA")));
    should(array(names, 2), ignoring_case(equal_to(array(wanted, 2))));
    should_not(array(names, 2), equal_to(array(wanted, 2)));
}

typedef struct place {
    const char *city;
    char code[4];
    int rank;
} place;
SB_STRUCT(place, city, code, rank);

TEST(matcher_ignoring, strings_inside_structs)
{
    place a = { "Oslo", { 'N', 'O', 'R', 'D' }, 1 }, b = { "OSLO", { 'n', 'o', 'r', 'd' }, 1 }, c = { "OSLO", "no", 1 };

    should(object(place, &a), ignoring_case(equal_to(object(place, &b))));
    should_not(object(place, &a), equal_to(object(place, &b)));
    should_say("object(place, &a) should equal object(place, &c) ignoring case\n"
               "  1 of 3 fields differs\n"
               "  code:\n"
               "    expected: \"no\"\n"
               "         got: \"NORD\"\n"
               "                 ^ byte 2: should end here",
        should(object(place, &a), ignoring_case(equal_to(object(place, &c)))));
}

TEST(matcher_ignoring, what_looks_into_arrays_and_lists_heeds_it)
{
    const char *names[] = { "Ada", "Alan", "ADA" }, *none = NULL;

    should("ADA", ignoring_case(be_one_of("alan", "ada")));
    should(array(names, 3), ignoring_case(contain("ALAN")));
    should(array(names, 3), ignoring_case(contain_all_of("alan", "ada")));
    should_not(array(names, 3), contain_all_of("alan", "ada"));
    should_not(array(names, 3), ignoring_case(be_unique));
    should(array(names, 3), ignoring_case(each(start_with("a"))));
    should("a B a b", ignoring_case(contain_times("A B", 2)));
    should("a \t B", ignoring_space(contain_in_order("a", " B")));
    should_never(none, ignoring_case(contain_all_of("a")));
}

TEST(matcher_ignoring, null_and_empty)
{
    const char *none = NULL;

    should(none, ignoring_case(equal_to(none)));
    should_not(none, ignoring_case(equal_to("")));
    should_never(none, ignoring_space(any_of(start_with(""), end_with(""), contain(""))));
    should("", ignoring_case(equal_to("")));
    should(" \n", ignoring_space(equal_to("")));
}

TEST(matcher_ignoring, the_difference_is_marked_in_the_strings_as_they_are)
{
    const char *name = "ADA  LUVLACE";

    should_say("name should equal \"Ada Lovelace\" ignoring white space and case\n"
               "  expected: \"Ada Lovelace\"\n"
               "       got: \"ADA  LUVLACE\"\n"
               "                   ^ byte 6",
        should(name, ignoring_case(ignoring_space(equal_to("Ada Lovelace")))));
    should_say("name should start with \"Ada x\" ignoring case\n"
               "  expected: a string starting with \"Ada x\" ignoring case\n"
               "       got: \"ADA  LUVLACE\"\n"
               "                 ^ byte 4: got a blank, expected \"x\"",
        should(name, ignoring_case(start_with("Ada x"))));
}

TEST(matcher_ignoring, negated_it_says_what_was_ignored)
{
    should_say("\"ADA\" should not equal \"ada\" ignoring case\n  expected: not \"ada\" ignoring case\n       got: \"ADA\"",
        should_not("ADA", ignoring_case(equal_to("ada"))));
    should_say("\"x ADA\" should not contain \"ada\" ignoring case\n"
               "  expected: no string containing \"ada\" ignoring case\n"
               "       got: \"x ADA\"\n"
               "               ^^^ byte 2",
        should_not("x ADA", ignoring_case(contain("ada"))));
}

TEST(matcher_ignoring, inside_another_composite_it_is_part_of_what_is_expected)
{
    should_say("\"x\" should equal \"a\" ignoring case or end with \"b\"\n"
               "  expected: \"a\" ignoring case or a string ending with \"b\"\n"
               "       got: \"x\"",
        should("x", any_of(ignoring_case(equal_to("a")), end_with("b"))));
}

TEST(matcher_ignoring, what_compares_no_strings_is_refused_asserted_and_negated)
{
    should_say(
        "\"Ada\" should not have length 4 ignoring case\n"
        "  `have length 4` compares no strings, so that there is nothing to ignore; put it beside: all_of(ignoring_case(...), ...)",
        should_not("Ada", ignoring_case(have_length(4))));
    should_say(
        "\"Ada\" should (equal \"Ada\" or be NULL) ignoring white space\n"
        "  `be NULL` compares no strings, so that there is nothing to ignore; put it beside: all_of(ignoring_space(...), ...)",
        should("Ada", ignoring_space(any_of(equal_to("Ada"), be_null))));
}
