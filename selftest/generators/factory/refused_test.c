/* refused_test.c -- what a factory cannot mean is refused in a sentence: numbers, children and picks without sense. */
#include "../../support/record.h"
#include "school.h"
#include <seedbed/factory.h>
#include <stdlib.h>

#define RULES(name_, ...) static const sb_rule name_[] = { __VA_ARGS__, { 0 } }
#define CHILDREN(name_, ...) static const sb_children name_[] = { __VA_ARGS__, { 0 } }

SUITE(refused, .sandbox = "school");

SETUP(refused)
{
    make_school();
    should(db_exec("CREATE TABLE isles (id INTEGER PRIMARY KEY, code TEXT, near INTEGER);"
                   "CREATE TABLE hamlets (id INTEGER PRIMARY KEY, isle_id INTEGER NOT NULL REFERENCES isles, \"x.y\" INTEGER);"
                   "CREATE TABLE twigs (id INTEGER PRIMARY KEY, up INTEGER REFERENCES twigs)"),
        equal_to(SB_OK));
}

TEST(refused, a_list_has_a_number_of_rows)
{
    should_say(
        "make_list(n, user): 2305843009213693952 rows are too many for a list, which keeps each of them; make_bulk() makes "
        "any number",
        make_list((size_t)1 << 61, user));
    should_say("make_list(n, user): -1 is no number of rows", make_list((size_t)-1, user));
}

CHILDREN(its_twig, { "endless_twig", .count = 1, .column = "up" });
FACTORY(endless_twig, .tables = "twigs", .children = its_twig);
CHILDREN(its_hamlets, { "endless_hamlet", .count = 2 });
FACTORY(endless_isle, .tables = "isles", .children = its_hamlets);
CHILDREN(its_isles, { "endless_isle", .count = 1, .column = "near" });
FACTORY(endless_hamlet, .tables = "hamlets", .children = its_isles);

TEST(refused, children_in_a_circle_are_shown_as_a_path)
{
    should_say("make(endless_twig): the children go round in a circle: endless_twig -> endless_twig\n"
               "Give them a trait without children by .as, or let .count_of say when there are none.",
        make(endless_twig));
    should_say("make(endless_isle): the children go round in a circle: endless_isle -> endless_hamlet -> endless_isle\n"
               "Give them a trait without children by .as, or let .count_of say when there are none.",
        make(endless_isle));
}

static sb_value fewer(sb_row *row) { return SB_VALUE(sb_row_n(row) < 4 ? 1 : 0); }
RULES(its_number, { "kids", .lazy = fewer });
CHILDREN(some_twigs, { "ending_twig", .count_of = "kids", .column = "up" });
FACTORY(ending_twig, .tables = "twigs", .params = its_number, .children = some_twigs);

TEST(refused, children_of_the_same_factory_may_end)
{
    make(ending_twig);
    should(row_count("twigs"), equal_to(5));
}

RULES(weightless, { "code", .pick = (const sb_weighted[]){ { "x", 0 }, { NULL, 0 } } });
RULES(unpicked, { "code", .pick = (const sb_weighted[]){ { NULL, 0 } } });
RULES(uncycled, { "code", .cycle = (const char *const[]){ NULL } });
FACTORY(weightless_isle, .tables = "isles", .columns = weightless);
FACTORY(unpicked_isle, .tables = "isles", .columns = unpicked);
FACTORY(uncycled_isle, .tables = "isles", .columns = uncycled);

TEST(refused, there_is_something_to_pick_from)
{
    should_say("make(weightless_isle): the pick of `code` in the factory `weightless_isle` has no value with a weight above 0",
        make(weightless_isle));
    should_say("make(unpicked_isle): the pick of `code` in the factory `unpicked_isle` has no value with a weight above 0",
        make(unpicked_isle));
    should_say(
        "make(uncycled_isle): the cycle of `code` in the factory `uncycled_isle` is empty; give it a value", make(uncycled_isle));
}

RULES(two_kids, { "kids", .text = "2" });
CHILDREN(kids_hamlets, { "hamlet", .count_of = "kids" });
FACTORY(hamlet, .tables = "hamlets");
FACTORY(isle, .params = two_kids, .children = kids_hamlets);

TEST_EACH(refused, a_number_of_children_is_one, (const char *given), { "-1" }, { "3 abc" }, { "" }, { " 3" }, { "1e3" },
    { "1000001" }, { "99999999999999999999999" })
{
    char *said = sb_format(
        "make(isle): `kids` of `isle` is the number of its children `hamlet`, and is `%s`; give a whole number from 0 to 1000000",
        each->given);

    add_cleanup(free, said);
    should_say(said, make(isle, with(kids, each->given)));
}

TEST(refused, a_number_of_children_is_a_number_or_reads_like_one)
{
    make(isle, with(kids, 3));
    make(isle, with(kids, "2"));
    make(isle, with(kids, NULL));
    should(row_count("hamlets"), equal_to(5));
}

TEST(refused, each_is_for_a_bulk)
{
    should_say("make(enrolment): each(user, ...) shares rows out in make_bulk(); in make() give the row by with()",
        make(enrolment, each(user, 3)));
    should_say("build(hamlet): each(isle, ...) shares rows out in make_bulk(); in make() give the row by with()",
        build(hamlet, each(isle, 3)));
    should(row_count("users"), equal_to(0));
}

TEST(refused, children_refer_to_the_row_that_they_are_made_with)
{
    should_say(
        "make(isle): the column `isle_id` of the children `hamlet` is given twice, by the row that they are made with and by "
        "with(hamlet.isle_id, ...); leave it out",
        make(isle, with(hamlet.isle_id, 1)));
}

TEST(refused, a_name_with_a_dot_may_be_a_column)
{
    const sb_cell cell = { "x.y", SB_WORD_WITH, SB_VALUE(5) };

    sb_make(__FILE__, __LINE__, "hamlet", &(sb_cells){ 1, (sb_cell *)(uintptr_t)&cell });
    should(db_int("SELECT max(\"x.y\") FROM {hamlets}"), equal_to(5));
}
