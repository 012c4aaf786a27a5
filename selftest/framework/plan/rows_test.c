/* rows_test.c -- names of rows from their source text. */
#include "../../../framework/plan/rows.h"
#include <seedbed.h>
#include <stdlib.h>

SUITE(rows);
FIXTURE(rows, (char **name; size_t n));

static void name_rows(struct sb_fixture_rows *self, const char *text, size_t n)
{
    self->n = n;
    self->name = sb_row_names(text, n);
}

TEARDOWN(rows)
{
    for (size_t i = 0; i < self->n; i++)
        free(self->name[i]);
    free(self->name);
}

TEST(rows, the_first_string_names_a_row)
{
    name_rows(self, "{ 1, \"audit\", \"other\" }, { 2, \"verified\" }", 2);
    should(self->name[0], equal_to("audit"));
    should(self->name[1], equal_to("verified"));
}

TEST(rows, a_row_without_a_string_is_named_by_its_text)
{
    name_rows(self, "{ 1, 2 }, {.a = 3}", 2);
    should(self->name[0], equal_to("1, 2"));
    should(self->name[1], equal_to(".a = 3"));
}

TEST(rows, braces_and_quotes_inside_literals_do_not_count)
{
    name_rows(self, "{ \"a}{\", '}' }, { '\"', \"b\\\"c\" }", 2);
    should(self->name[0], equal_to("a}{"));
    should(self->name[1], equal_to("b\\\"c"));
}

TEST(rows, nested_braces_belong_to_their_row)
{
    name_rows(self, "{ { 1, 2 }, 3 }, { { 4 }, 5 }", 2);
    should(self->name[0], equal_to("{ 1, 2 }, 3"));
    should(self->name[1], equal_to("{ 4 }, 5"));
}

TEST(rows, rows_of_one_name_are_told_apart)
{
    name_rows(self, "{ \"a\", 1 }, { \"a\", 2 }, { \"b\" }, { \"a\", 3 }", 4);
    should(self->name[0], equal_to("a"));
    should(self->name[1], equal_to("a#2"));
    should(self->name[2], equal_to("b"));
    should(self->name[3], equal_to("a#3"));
}

TEST(rows, a_table_that_a_macro_filled_is_numbered)
{
    name_rows(self, "ALL_ROWS", 2);
    should(self->name[0], equal_to("1"));
    should(self->name[1], equal_to("2"));
}

TEST(rows, a_macro_among_them_takes_the_names_from_all)
{
    name_rows(self, "TWO_ROWS, { \"three\", 3 }", 3);
    should(self->name[0], equal_to("1"));
    should(self->name[2], equal_to("3"));
}

TEST(rows, an_empty_string_and_a_long_text_still_give_names)
{
    name_rows(self, "{ \"\", 1 }, { a_very_long_expression_that_goes_on + and_on_and_on_and_on + for_ever_and_ever }", 2);
    should(self->name[0], equal_to("1"));
    should(self->name[1], all_of(start_with("a_very_long"), end_with("... #2")));
}

TEST(rows, a_long_name_is_cut_between_characters)
{
    name_rows(self,
        "{ \"a\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\" }",
        1);
    should(self->name[0],
        equal_to(
            "a\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac... #1"));
}
