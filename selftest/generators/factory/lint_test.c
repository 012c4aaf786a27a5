/* lint_test.c -- lint_factories: each factory and trait is made, all that cannot be is said at once, and no row stays. */
#include "../../support/record.h"
#include "school.h"
#include <seedbed.h>
#include <seedbed/factory.h>
#include <stdio.h>
#include <string.h>

SUITE(linting, .sandbox = "shop");

SETUP(linting)
{
    should(
        db_exec(
            "PRAGMA foreign_keys = ON; CREATE TABLE reeds (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, tall INTEGER CHECK (tall > 5));"
            "CREATE TABLE reed_beds (id INTEGER PRIMARY KEY, reed_id INTEGER NOT NULL REFERENCES reeds(id), area INTEGER NOT NULL);"
            "CREATE TABLE fine (id INTEGER PRIMARY KEY, a TEXT NOT NULL); CREATE TABLE coins (id INTEGER PRIMARY KEY, fine INTEGER); CREATE TABLE loners (id INTEGER PRIMARY KEY, a TEXT);"
            "CREATE TRIGGER no BEFORE INSERT ON loners BEGIN SELECT RAISE(ABORT, 'never'); END"),
        equal_to(SB_OK));
}

/* The code is the same in each row: rows that stayed would be in the way of the next. */
static const sb_rule reed_columns[] = { { "code", .text = "R" }, { 0 } };
static const sb_rule tall_columns[] = { { "tall", .text = "9" }, { 0 } };
static const sb_rule short_columns[] = { { "tall", .text = "2" }, { 0 } };
static const sb_rule no_columns[] = { { "tal", .text = "2" }, { 0 } };
static const sb_children no_beds[] = { { "reed_bed", .count = 2 }, { 0 } };
static const sb_rule bad_area[] = { { "area", .null = true }, { 0 } };
static const sb_children bad_beds[] = { { "reed_bed", .count = 1, .with = bad_area }, { 0 } };
static const sb_trait reed_traits[] = { { "tall", .columns = tall_columns }, { "with_beds", .children = no_beds }, { 0 } };
static const sb_trait bad_traits[] = { { "too_short", .columns = short_columns }, { "bad_beds", .children = bad_beds },
    { "misspelt", .columns = no_columns }, { "tall", .columns = tall_columns }, { 0 } };
FACTORY(reed, .columns = reed_columns, .traits = reed_traits);
FACTORY(bad_reed, .inherits = "reed", .traits = bad_traits);
/* Two rows of it, and no third. */
static const sb_rule coin_columns[] = { { "fine", .fake = "number", .from = "0", .to = "1", .unique = true }, { 0 } };
static const sb_trait coin_traits[] = { { .name = "a" }, { .name = "b" }, { .name = "c" }, { 0 } };
FACTORY(coin, .columns = coin_columns, .traits = coin_traits);
FACTORY(bed_of_reed, .tables = "reed_beds");
/* Of these, one is misspelt, one is a factory without a table here, one is near to nothing. */
static const sb_children odd_beds[] = { { "reed_bde", .optional = true }, { 0 } };
static const sb_children absent_beds[] = { { "dry_bed", .count = 1, .optional = true },
    { "lead_bed", .count = 1, .optional = true }, { "reed_bed", .count = 1, .optional = true }, { 0 } };
static const sb_trait optional_traits[] = { { "odd", .children = odd_beds }, { "absent", .children = absent_beds }, { 0 } };
FACTORY(optional_reed, .inherits = "reed", .traits = optional_traits);
FACTORY(dry_bed, .tables = "dry_beds");

static const char *first_words(const char *text)
{
    static char first[128];

    snprintf(first, sizeof first, "%.*s", (int)strcspn(text, ","), text);
    return first;
}

TEST(linting, all_that_can_be_made_is_and_nothing_stays)
{
    should(lint_factories(.only = "reed bed_of_reed"), equal_to(4));
    should(row_count("reeds") + row_count("reed_beds"), equal_to(0));
}

TEST(linting, each_is_made_with_the_numbers_of_the_first)
{
    should(lint_factories(.only = "coin"), equal_to(4));
    should(id(make(coin)), equal_to(1));
    should(lint_factories(.only = "coin"), equal_to(4));
}

/* Also where none would be made. */
TEST(linting, optional_children_are_not_misspelt)
{
    should_say(
        "lint_factories(): 1 of 5 factories and traits cannot be made:\n"
        "  factory `optional_reed`, trait `odd`: the trait `odd` has optional children `reed_bde`, and there is no factory and no "
        "table of that name; did you mean `reed_beds`? Where the table is only not here, declare a factory `reed_bde`",
        lint_factories(.only = "optional_reed"));
}

TEST(linting, optional_children_that_are_absent_are_passed_over)
{
    make(optional_reed, as(absent));
    should(row_count("reed_beds"), equal_to(1));
    should_say_read(
        first_words, "make(optional_reed): the trait `odd` has optional children `reed_bde`", make(optional_reed, as(odd)));
    should(row_count("reeds"), equal_to(1));
}

TEST(linting, rows_that_were_there_stay)
{
    sb_row *own = make(reed, with(code, "own"));

    lint_factories(.only = "reed");
    should(row_count("reeds"), equal_to(1));
    should(get_text(own, code), equal_to("own"));
    should(row_count("reeds"), equal_to(1));
    make(reed);
}

TEST(linting, all_failures_are_said_together)
{
    should_say(
        "lint_factories(): 3 of 6 factories and traits cannot be made:\n"
        "  factory `bad_reed`, trait `too_short`: SQLite refused the row that the factory `bad_reed` made for reeds: A row cannot be "
        "inserted into reeds: CHECK constraint failed: tall > 5\n"
        "      code  \"R\"  (made)\n"
        "      tall  \"2\"  (made)\n"
        "  Not every CHECK constraint is understood: give the columns that this one is about by with(), or a rule in a factory.\n"
        "      CHECK (tall > 5)\n"
        "  factory `bad_reed`, trait `bad_beds`: SQLite refused the row that the factory `bed_of_reed` made for reed_beds: A row cannot be "
        "inserted into reed_beds: NOT NULL constraint failed: reed_beds.area\n"
        "      reed_id  1  (given)\n"
        "      area     NULL  (made)\n"
        "  factory `bad_reed`, trait `misspelt`: the trait `misspelt` has a rule for `tal`, and the table reeds has no such column; did you "
        "mean `tall`?",
        lint_factories(.only = "bad_reed"));
    should(row_count("reeds") + row_count("reed_beds"), equal_to(0));
}

TEST(linting, a_table_without_a_factory_is_made_where_asked)
{
    should_say(
        "lint_factories(): 1 of 1 factories and traits cannot be made:\n"
        "  table `loners`: SQLite refused the row that the factory `loners` made for loners: A row cannot be inserted into loners: never",
        lint_factories(.tables = true, .only = "loners"));
    should(lint_factories(.tables = true, .only = "fine loners", .except = "loners"), equal_to(1));
}

TEST(linting, a_built_in_one_without_a_table_is_passed_over)
{
    should_say(
        "lint_factories(): there is nothing to make: no factory is declared among those that are wanted, and none of the 4 "
        "built-in ones has a table",
        lint_factories(.only = "user course enrolment file"));
    should(db_exec("CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT)"), equal_to(SB_OK));
    should(lint_factories(.only = "user course enrolment file"), equal_to(1));
}
