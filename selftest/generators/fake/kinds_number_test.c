/* kinds_number_test.c -- numbers, amounts, yes and no. */
#include "../../support/kinds.h"

SUITE(kinds_number);

/* Pinned: change SB_DATA_VERSION when these change, and they change with it. */
TEST(kinds_number, values_of_data_version_1)
{
    should(made_text("number", 7), equal_to("62"));
    should(made_text("number", 7, .from = "-5", .to = "1000000", .spread = "normal"), equal_to("584385"));
    should(made_text("number", 7, .from = "1", .to = "1000000", .spread = "zipf"), equal_to("5072"));
    should(made_text("number", 7, .from = "1", .to = "1000000", .unique = true), equal_to("140717"));
    should(made_text("decimal", 7, .decimals = 3), equal_to("12.324"));
    should(made_text("money", 7), equal_to("277.99"));
    should(made_text("money", 7, .form = "price"), equal_to("277.5"));
    should(made_text("money.cents", 7), equal_to("35524"));
    should(made_text("percent", 7), equal_to("36"));
    should(made_text("boolean", 7), equal_to("false"));
}

TEST_EACH(kinds_number, bounds_are_kept, (const char *kind, *from, *to; double low, high), { "number", NULL, NULL, 1, 100 },
    { "number", "5", NULL, 5, 100 }, { "number", "500", NULL, 500, 599 }, { "number", NULL, "-7", -106, -7 },
    { "number", "-3", "-3", -3, -3 }, { "decimal", "0.25", "0.75", 0.25, 0.75 }, { "money", "1", "2", 1, 2 },
    { "money.cents", "1", "2", 1, 2 }, { "percent", NULL, NULL, 0, 100 })
{
    for (uint64_t n = 0; n < 300; n++) {
        sb_value value = made(each->kind, n, .from = each->from, .to = each->to);
        double x = value.kind == SB_LLONG ? (double)value.v.i : (double)value.v.d;
        should(x, be_between(each->low, each->high));
    }
}

TEST(kinds_number, the_widest_bounds)
{
    bool negative = false, positive = false;

    for (uint64_t n = 0; n < 64; n++) {
        int64_t x = made("number", n, .from = "-9223372036854775808", .to = "9223372036854775807").v.i;
        negative |= x < 0;
        positive |= x > 0;
    }
    should(negative && positive, be_true);
}

TEST(kinds_number, a_mean_and_a_deviation)
{
    double sum = 0;

    for (uint64_t n = 0; n < 2000; n++)
        sum += (double)made("number", n, .from = "0", .to = "5", .spread = "normal", .mean = "2.5", .deviation = "0.25").v.i;
    should(sum / 2000, be_close_to(2.5, 0.05));
}

TEST(kinds_number, unique_numbers_are_all_there_are)
{
    should(distinct_of((made_as){ .seed = 1 }, "number", 100, &(const sb_rule){ .column = "c", .unique = true }), equal_to(100));
    should(
        made_text("number", 100, .unique = true), equal_to("SB_BAD: there are 100 different values, and row 101 wants one more"));
}

TEST(kinds_number, amounts_have_the_form_that_was_asked)
{
    for (uint64_t n = 0; n < 100; n++) {
        should(made("money.cents", n, .form = "price").v.i % 100, be_one_of(99, 0, 50, 95));
        should(made("money.cents", n, .form = "whole", .from = "150").v.i % 100, equal_to(0));
        should(made("money.cents", n, .form = "whole", .from = "150", .to = "250").v.i, equal_to(200));
    }
}

TEST_EACH(kinds_number, bounds_that_make_no_sense_are_refused, (const char *name; sb_rule rule; const char *says),
    { "above", { .column = "c", .from = "5", .to = "4" }, "from is \"5\", which is above to, \"4\"; exchange them" },
    { "no number", { .column = "c", .from = "five" }, "from is \"five\", which is no whole number" },
    { "a point", { .column = "c", .to = "1.5" }, "to is \"1.5\", which is no whole number" },
    { "nothing", { .column = "c", .to = "" }, "to is \"\", which is no whole number" },
    { "too many", { .column = "c", .to = "9223372036854775808" },
        "to is \"9223372036854775808\", which is more than 64 bits hold" },
    { "spread", { .column = "c", .spread = "gauss" }, "spread is \"gauss\"; it can be \"uniform\", \"normal\" or \"zipf\"" },
    { "mean", { .column = "c", .mean = "5" }, "mean is for numbers with the spread \"normal\"" },
    { "deviation", { .column = "c", .spread = "normal", .deviation = "-1" },
        "deviation is \"-1\": it says how far numbers are from the mean, and cannot be negative" },
    { "unique", { .column = "c", .spread = "zipf", .unique = true },
        "unique values take each number once, and cannot be spread \"zipf\"" })
{
    should(refused_by("number", &each->rule), equal_to(each->says));
}

TEST(kinds_number, forms_and_digits_that_make_no_sense_are_refused)
{
    should(refusal("money", .form = "round"), start_with("form is \"round\"; amounts have the form \"price\""));
    should(refusal("money", .form = "price", .unique = true), contain("neither unique nor spread otherwise"));
    should(refusal("money", .form = "whole", .from = "1.10", .to = "1.90"), start_with("there is no whole amount between"));
    should(refusal("money", .from = "1.999"), contain("no number with at most 2 digits behind the point"));
    should(refusal("decimal", .decimals = 16), contain("at most 15 digits"));
}
