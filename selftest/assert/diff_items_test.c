/* diff_items_test.c -- what equal_to says of arrays and objects that differ. */
#include "../support/record.h"
#include <math.h>
#include <seedbed.h>
#include <string.h>

SUITE(diff_items);

typedef struct address {
    char city[20];
    int zip;
} address;
typedef struct user {
    int id;
    const char *name;
    address home;
    int scores[3];
    double rate;
} user;
SB_STRUCT(address, city, zip);
SB_STRUCT(user, id, name, typed(home, address), scores, rate);

static const user ada = { 1, "ada", { "Oslo", 150 }, { 1, 2, 3 }, 0.5 };

TEST(diff_items, only_the_fields_that_differ_are_shown_with_their_paths)
{
    user got = ada;

    got.id = 2;
    got.home.zip = 151;
    got.scores[2] = 4;
    should_say("object(user, &got) should equal object(user, &ada)\n"
               "  3 of 5 fields differ\n"
               "  id:\n"
               "    expected: 1\n"
               "         got: 2\n"
               "  home.zip:\n"
               "    expected: 150\n"
               "         got: 151\n"
               "  scores[2] is 4, not 3",
        should(object(user, &got), equal_to(object(user, &ada))));
}

TEST(diff_items, a_string_has_its_caret_or_its_lines)
{
    user got = ada, lines = ada;

    got.name = "adam";
    lines.name = "adam\nbob";
    should_say("object(user, &got) should equal object(user, &ada)\n"
               "  1 of 5 fields differs\n"
               "  name:\n"
               "    expected: \"ada\"\n"
               "         got: \"adam\"\n"
               "                  ^ byte 3: should end here",
        should(object(user, &got), equal_to(object(user, &ada))));
    should_say("object(user, &lines) should equal object(user, &got)\n"
               "  1 of 5 fields differs\n"
               "  name:\n"
               "    - expected, + got; first difference in line 1\n"
               "      - adam\n"
               "      + adam\n"
               "      + bob",
        should(object(user, &lines), equal_to(object(user, &got))));
}

TEST(diff_items, a_null_string_is_shown_as_null)
{
    user got = ada;

    got.name = NULL;
    should_say("object(user, &got) should equal object(user, &ada)\n"
               "  1 of 5 fields differs\n"
               "  name:\n"
               "    expected: \"ada\"\n"
               "         got: NULL",
        should(object(user, &got), equal_to(object(user, &ada))));
}

TEST(diff_items, nan_is_explained)
{
    user got = ada;
    double xs[] = { NAN };

    got.rate = NAN;
    should_say("object(user, &got) should equal object(user, &got)\n"
               "  1 of 5 fields differs\n"
               "  rate:\n"
               "    expected: nan\n"
               "         got: nan\n"
               "    nan equals nothing, not even itself",
        should(object(user, &got), equal_to(object(user, &got))));
    should_say("array(xs, 1) should equal array(xs, 1)\n"
               "  expected: [nan]\n"
               "       got: [nan]\n"
               "  [0] is nan, not nan (nan equals nothing, not even itself)",
        should(array(xs, 1), equal_to(array(xs, 1))));
}

TEST(diff_items, an_array_shows_itself_and_what_differs)
{
    int got[] = { 1, 5, 3 };
    long want[] = { 1, 2, 3, 4, 5 };

    should_say("array(got, 3) should equal array(want, 3)\n"
               "  expected: [1, 2, 3]\n"
               "       got: [1, 5, 3]\n"
               "  [1] is 5, not 2",
        should(array(got, 3), equal_to(array(want, 3))));
    should_say("array(got, 3) should equal array(want, 5)\n"
               "  the sizes differ: expected 5, got 3\n"
               "  expected: [1, 2, 3, 4, 5]\n"
               "       got: [1, 5, 3]\n"
               "  [1] is 5, not 2\n"
               "  [3] to [4] are missing: 4, 5",
        should(array(got, 3), equal_to(array(want, 5))));
}

TEST(diff_items, what_is_extra_is_named)
{
    int got[20] = { 1, 2 };

    should_say("array(got, 3) should equal array(got, 2)\n"
               "  the sizes differ: expected 2, got 3\n"
               "  expected: [1, 2]\n"
               "       got: [1, 2, 0]\n"
               "  [2] is extra: 0",
        should(array(got, 3), equal_to(array(got, 2))));
    should_say("array(got, 20) should equal array(got, 0)\n"
               "  the sizes differ: expected 0, got 20\n"
               "  expected: []\n"
               "       got: [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\n"
               "  [0] to [19] are extra: 1, 2, 0, 0, 0, 0, 0, 0, ... (12 more)",
        should(array(got, 20), equal_to(array(got, 0))));
}

TEST(diff_items, a_long_array_is_cut_around_the_first_difference)
{
    int got[1000] = { 0 }, want[1000] = { 0 };

    got[500] = 7;
    should_say("array(got, 1000) should equal array(want, 1000)\n"
               "  expected: [... (495 more) ..., 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "
               "... (481 more) ...]\n"
               "       got: [... (495 more) ..., 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "
               "... (481 more) ...]\n"
               "  cut around the difference, --full-values shows all\n"
               "  [500] is 7, not 0",
        should(array(got, 1000), equal_to(array(want, 1000))));
}

TEST(diff_items, ten_differences_are_shown_and_the_others_counted)
{
    int got[12] = { 0 }, want[14] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };

    should_say("array(got, 12) should equal array(want, 14)\n"
               "  the sizes differ: expected 14, got 12\n"
               "  expected: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
               "       got: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\n"
               "  [0] is 0, not 1\n  [1] is 0, not 1\n  [2] is 0, not 1\n  [3] is 0, not 1\n  [4] is 0, not 1\n"
               "  [5] is 0, not 1\n  [6] is 0, not 1\n  [7] is 0, not 1\n  [8] is 0, not 1\n  [9] is 0, not 1\n"
               "  ... and 3 more differences, --full-values shows all",
        should(array(got, 12), equal_to(array(want, 14))));
}

TEST(diff_items, full_values_shows_them_all)
{
    int got[30] = { 0 }, want[30] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
    const char *text;
    struct record record;

    record_open(&record);
    sb_context_get()->full_values = true;
    expect(array(got, 30), equal_to(array(want, 30)));
    sb_context_get()->full_values = false;
    record_stop(&record);
    text = record_text(&record);
    should(
        text, contain("expected: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\n"));
    should(text, end_with("  [9] is 0, not 1\n  [10] is 0, not 1"));
}

TEST(diff_items, elements_that_are_strings_or_structs_have_lines_of_their_own)
{
    const char *got[] = { "ada", "bob" }, *want[] = { "ada", "bo" };
    address there[] = { { "Oslo", 1 }, { "Rome", 2 } }, elsewhere[] = { { "Oslo", 1 }, { "Rome", 3 } };

    should_say("array(got, 2) should equal array(want, 2)\n"
               "  expected: [\"ada\", \"bo\"]\n"
               "       got: [\"ada\", \"bob\"]\n"
               "  [1]:\n"
               "    expected: \"bo\"\n"
               "         got: \"bob\"\n"
               "                 ^ byte 2: should end here",
        should(array(got, 2), equal_to(array(want, 2))));
    should_say("objects(address, there, 2) should equal objects(address, elsewhere, 1)\n"
               "  the sizes differ: expected 1, got 2\n"
               "  [1] is extra: address{city: \"Rome\", zip: 2}",
        should(objects(address, there, 2), equal_to(objects(address, elsewhere, 1))));
    should_say("objects(address, there, 2) should equal objects(address, elsewhere, 2)\n"
               "  [1].zip:\n"
               "    expected: 3\n"
               "         got: 2",
        should(objects(address, there, 2), equal_to(objects(address, elsewhere, 2))));
}

TEST(diff_items, null_with_elements_is_null)
{
    int *none = NULL, some[] = { 1, 2 };

    should(array(none, 0), equal_to(array(some, 0)));
    should(array(none, 2), equal_to(array(none, 2)));
    should_say("array(some, 2) should equal array(none, 2)\n  expected: NULL\n       got: [1, 2]",
        should(array(some, 2), equal_to(array(none, 2))));
}

TEST(diff_items, negated_both_are_shown_whole)
{
    should_say(
        "object(user, &ada) should not equal object(user, &ada)\n"
        "  expected: not user{id: 1, name: \"ada\", home: address{city: \"Oslo\", zip: 150}, scores: [1, 2, 3], rate: 0.5}\n"
        "       got: user{id: 1, name: \"ada\", home: address{city: \"Oslo\", zip: 150}, scores: [1, 2, 3], rate: 0.5}",
        should_not(object(user, &ada), equal_to(object(user, &ada))));
}

/* Lines of a text, as expect has them: newlines and one more. */
static size_t lines_of(const char *text)
{
    size_t n = 1;

    while ((text = strchr(text, '\n'))) {
        text++;
        n++;
    }
    return n;
}

TEST(diff_items, long_texts_share_the_lines_of_a_message)
{
    struct sb_text a = SB_TEXT_EMPTY, b = SB_TEXT_EMPTY;
    const char *xs[10], *ys[10], *text;
    struct record record;

    for (int i = 0; i < 200; i++) {
        sb_text_add(&a, "a%d\n", i);
        sb_text_add(&b, "b%d\n", i);
    }
    for (int i = 0; i < 10; i++) {
        xs[i] = a.at;
        ys[i] = b.at;
    }
    record_open(&record);
    expect(array(xs, 10), equal_to(array(ys, 10)));
    record_stop(&record);
    text = record_text(&record);
    should(lines_of(text), be_at_most(82));
    should(text,
        all_of(contain("\n  [0]:\n    - expected, + got"), contain("    - b28\n    ... more lines, --full-values shows all\n"),
            contain("\n  [3]:\n    - expected, + got"), match("\n  \\.\\.\\. \\d+ more lines, --full-values shows all$")));
    sb_text_release(&a);
    sb_text_release(&b);
}
