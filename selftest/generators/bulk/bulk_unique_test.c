/* bulk_unique_test.c -- columns that are unique in a bulk: as many rows as they have values, and more are refused before any goes in. */
#include "../../../generators/factory/maker.h"
#include "../../support/record.h"
#include <seedbed.h>
#include <seedbed/factory.h>
#include <stdlib.h>

SUITE(bulk_unique, .sandbox = "parcels");

SETUP(bulk_unique)
{
    should(
        db_exec(
            "CREATE TABLE grades (id INTEGER PRIMARY KEY, mark TEXT NOT NULL UNIQUE CHECK (mark IN ('a', 'b', 'c')));"
            "CREATE TABLE seats (id INTEGER PRIMARY KEY, line TEXT NOT NULL CHECK (line IN ('x', 'y', 'z')),"
            " place TEXT NOT NULL CHECK (place IN ('p', 'q', 'r', 's')), aisle BOOLEAN NOT NULL, UNIQUE (line, place, aisle));"
            "CREATE TABLE lists (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
            "CREATE TABLE tags (id INTEGER PRIMARY KEY, list_id INTEGER NOT NULL REFERENCES lists,"
            " owner_id INTEGER NOT NULL REFERENCES lists, kind TEXT NOT NULL CHECK (kind IN ('m', 'n', 'o', 'p')));"
            "CREATE TABLE boards (id INTEGER PRIMARY KEY); CREATE TABLE pins (id INTEGER PRIMARY KEY,"
            " board_id INTEGER NOT NULL REFERENCES boards, kind TEXT NOT NULL CHECK (kind IN ('m', 'n')), UNIQUE (board_id, kind));"
            "CREATE TABLE ranks (id INTEGER PRIMARY KEY, list_id INTEGER NOT NULL UNIQUE REFERENCES lists, place INTEGER)"),
        equal_to(SB_OK));
}

static sb_weighted colours[] = { { "red", 90 }, { "none", 0 }, { "blue", 5 }, { "green", 5 }, { 0 } };
#define RULES(name_, ...) static const sb_rule name_[] = { __VA_ARGS__, { 0 } }
RULES(coloured, { "kind", .pick = colours });
RULES(placed, { "place", .fake = "number", .from = "11", .to = "15" });
FACTORY(coloured_tag, .tables = "hues", .columns = coloured);
FACTORY(placed_rank, .tables = "ranks", .columns = placed);
static const sb_children of_board[] = { { "pin", .count = 2 }, { 0 } };
FACTORY(board, .children = of_board);

static void also(const char *sql) { should(db_exec(sql), equal_to(SB_OK)); }

static int64_t kinds_of_lists(void) { return db_int("SELECT count(*) FROM (SELECT DISTINCT list_id, kind FROM tags)"); }

TEST(bulk_unique, there_are_as_many_rows_as_values)
{
    should(make_bulk(grade, 3), equal_to(3));
    should(make_bulk(seat, 24), equal_to(24));
    should_say(
        "make_bulk(seat): `line`, `place` and `aisle` of `seats` are UNIQUE together, and the different values that can be made for them are 24, "
        "too few for 25 rows; make 24 at most",
        make_bulk(seat, 25));
}

TEST(bulk_unique, too_many_are_refused_before_any_is_there)
{
    should_say(
        "make_bulk(grade): `mark` of `grades` is UNIQUE, and the different values that can be made for it are 3, too few for 4 rows; "
        "make 3 at most",
        make_bulk(grade, 4));
    should_say(
        "make_bulk(grade): `mark` of `grades` is UNIQUE, and with() gives all 2 rows the same; leave it out, or make one row",
        make_bulk(grade, 2, with(mark, "a")));
    should(row_count("grades"), equal_to(0));
    should(make_bulk(grade, 1, with(mark, "a")), equal_to(1));
}

TEST(bulk_unique, a_bulk_goes_on_where_another_ended)
{
    make_bulk(seat, 10);
    make(seat);
    make_bulk(seat, 13);
    should(db_int("SELECT count(*) FROM (SELECT DISTINCT line, place, aisle FROM seats)"), equal_to(24));
}

TEST(bulk_unique, what_rows_have_that_are_there_is_passed_over)
{
    also("INSERT INTO grades VALUES (7, 'b'); INSERT INTO lists VALUES (1, 'x'); INSERT INTO tags VALUES (5, 1, 1, 'n');"
         "CREATE UNIQUE INDEX one_of ON tags (list_id, kind); INSERT INTO seats VALUES (8, 'x', 'q', 1)");
    should_say(
        "make_bulk(grade): `mark` of `grades` is UNIQUE, and of the 3 values that can be made for it rows that are there have all "
        "but 2; make 2 at most",
        make_bulk(grade, 3));
    should(make_bulk(grade, 2), equal_to(2));
    should(make_bulk(tag, 3, with(list_id, 1), with(owner_id, 1)), equal_to(3));
    should(make_bulk(seat, 11), equal_to(11));
    should(make_bulk(seat, 12), equal_to(12));
}

TEST(bulk_unique, high_numbers_leave_all_values)
{
    reset_sequence(grade, 1000);
    should(make_bulk(grade, 3), equal_to(3));
    should(db_int("SELECT count(DISTINCT mark) FROM grades"), equal_to(3));
}

static char *seats(void) { return sb_strdup(db_text("SELECT group_concat(id || line || place || aisle) FROM seats")); }

TEST(bulk_unique, the_rows_are_those_of_make)
{
    char *one, *other;

    make_list(24, seat);
    one = seats();
    add_cleanup(free, one);
    also("DELETE FROM seats");
    sb_makers_over(); /* as in a test that begins */
    make_bulk(seat, 24);
    other = seats();
    add_cleanup(free, other);
    should(other, equal_to(one));
}

TEST(bulk_unique, rows_of_one_parent_have_each_value_once)
{
    also("CREATE UNIQUE INDEX one_of ON tags (list_id, kind)");
    make_bulk(tag, 6);
    make_bulk(tag, 400, each(list, 4));
    should(kinds_of_lists(), equal_to(406));
    should_say(
        "make_bulk(tag): `list_id` and `kind` of `tags` are UNIQUE together, so that of 5 rows that are to have the same row of `lists` "
        "only 4 can; lower the each(), .share or .count that says so",
        make_bulk(tag, 400, each(list, 5)));
    should(make_bulk(tag, 4, each(list, 5)), be_above(4));
}

TEST(bulk_unique, so_have_children_and_rows_of_a_parent_that_is_given)
{
    sb_row *list = make(list);

    also("CREATE UNIQUE INDEX one_of ON tags (list_id, kind)");
    make_bulk(tag, 4, with(list_id, list));
    should(kinds_of_lists(), equal_to(4));
    should(make_bulk(board, 50), equal_to(150));
}

TEST(bulk_unique, rows_that_share_in_turns_have_each_value_once)
{
    also("CREATE UNIQUE INDEX one_of ON tags (owner_id, kind)");
    make_bulk(tag, 240, each(list, 6), each(owner_id, 4));
    should(db_int("SELECT count(*) FROM (SELECT DISTINCT owner_id, kind FROM tags)"), equal_to(240));
    should(db_int("SELECT count(DISTINCT kind) FROM tags WHERE list_id = 1"), be_above(1));
}

TEST(bulk_unique, what_is_picked_comes_in_turns_where_it_must_differ)
{
    also(
        "CREATE TABLE hues (id INTEGER PRIMARY KEY, list_id INTEGER NOT NULL REFERENCES lists, kind TEXT, UNIQUE (list_id, kind))");
    make_bulk(coloured_tag, 300, each(list, 3));
    should(db_int("SELECT count(*) FROM hues WHERE kind = 'red'"), equal_to(100));
    make_bulk(coloured_tag, 1000);
    should(db_int("SELECT count(*) FROM hues WHERE kind = 'red'"), be_above(900));
}

TEST(bulk_unique, what_is_picked_alone_comes_once)
{
    also("CREATE TABLE hues (id INTEGER PRIMARY KEY, kind TEXT NOT NULL UNIQUE)");
    make_bulk(coloured_tag, 3);
    should(db_int("SELECT count(*) FROM hues WHERE kind IN ('red', 'blue', 'green')"), equal_to(3));
}

TEST(bulk_unique, a_parent_that_must_differ_is_not_shared)
{
    should_say(
        "make_bulk(placed_rank): `list_id` of `placed_rank` is UNIQUE, so that of 2 rows that are to have the same row of `lists` "
        "only 1 can; lower the each(), .share or .count that says so",
        make_bulk(placed_rank, 10, each(list, 2)));
    should(make_bulk(placed_rank, 10), equal_to(20));
}

TEST(bulk_unique, a_kind_says_how_many_it_has_left)
{
    also("CREATE UNIQUE INDEX one_place ON ranks (place)");
    make_bulk(placed_rank, 2);
    should_say(
        "make_bulk(placed_rank): `place` of `placed_rank` is UNIQUE, and of the 5 values that can be made for it 3 are left behind row 2, "
        "too few for 4 rows; make 3 at most",
        make_bulk(placed_rank, 4));
}

TEST(bulk_unique, a_kind_beside_others_begins_anew)
{
    also("CREATE UNIQUE INDEX one_place ON ranks (list_id, place)");
    should(make_bulk(placed_rank, 20), equal_to(40));
    should(db_int("SELECT count(DISTINCT place) FROM ranks"), equal_to(5));
}

TEST(bulk_unique, a_form_is_used_up_to_its_end)
{
    also("CREATE TABLE signs (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE CHECK (code LIKE 'A__'))");
    should(make_bulk(sign, 1296), equal_to(1296));
    should_say(
        "make_bulk(sign): `code` of `signs` is UNIQUE, and the different values that can be made for it are 1296, too few for 1297 "
        "rows; make 1296 at most",
        make_bulk(sign, 1297));
}

TEST(bulk_unique, what_is_unique_in_some_rows_is_left_to_the_database)
{
    also("CREATE UNIQUE INDEX first_line ON seats (line) WHERE aisle = 7");
    should(make_bulk(seat, 24), equal_to(24));
}

TEST(bulk_unique, rows_outside_a_partial_index_take_no_value)
{
    also("CREATE TABLE jobs (id INTEGER PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('new', 'open', 'done', 'gone')),"
         " current INTEGER NOT NULL DEFAULT 0); CREATE UNIQUE INDEX one_current ON jobs (state) WHERE current = 1");
    make_bulk(job, 3);
    make_bulk(job, 1000);
    should(db_int("SELECT count(*) FROM jobs WHERE state = 'gone'"), be_below(300));
}

TEST(bulk_unique, a_partial_index_leaves_the_weights_of_picks)
{
    also("CREATE TABLE hues (id INTEGER PRIMARY KEY, list_id INTEGER NOT NULL REFERENCES lists, kind TEXT,"
         " main BOOLEAN NOT NULL DEFAULT 0); CREATE UNIQUE INDEX one_main ON hues (list_id, kind) WHERE main = 1");
    make_bulk(coloured_tag, 300, each(list, 3));
    should(db_int("SELECT count(*) FROM hues WHERE kind = 'red'"), be_above(240));
    make_bulk(coloured_tag, 300, each(list, 30));
    should(db_int("SELECT count(*) FROM hues WHERE kind = 'red'"), be_above(480));
}

TEST(bulk_unique, a_default_is_one_value)
{
    also("CREATE TABLE slots (id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('a', 'b', 'c')),"
         " spare BOOLEAN NOT NULL DEFAULT FALSE, UNIQUE (kind, spare))");
    should_say(
        "make_bulk(slot): `kind` and `spare` of `slots` are UNIQUE together, and the different values that can be made for them are 3, "
        "too few for 4 rows; make 3 at most",
        make_bulk(slot, 4));
    should(make_bulk(slot, 3), equal_to(3));
}

TEST(bulk_unique, what_a_row_needs_twice_is_added_up)
{
    also("CREATE TABLE pairs (id INTEGER PRIMARY KEY, one_id INTEGER NOT NULL REFERENCES grades,"
         " other_id INTEGER NOT NULL REFERENCES grades)");
    should_say(
        "make_bulk(pair): `mark` of `grades` is UNIQUE, and the different values that can be made for it are 3, too few for 4 rows; "
        "make 3 at most, shared by each(one_id, ...), or give one that is there by with(one_id, ...)",
        make_bulk(pair, 2));
    should(make_bulk(pair, 2, each(one_id, 2), with(other_id, make(grade))), equal_to(3));
    make(grade);
    should_say(
        "make_bulk(pair): `mark` of `grades` is UNIQUE, and of the 3 values that can be made for it rows that are there have all "
        "but 0; give one that is there by with(one_id, ...)",
        make_bulk(pair, 1));
}

TEST(bulk_unique, lists_that_overlap_promise_no_number)
{
    also(
        "CREATE TABLE trips (id INTEGER PRIMARY KEY, a TEXT NOT NULL CHECK (a IN ('1', '2', '3', '4')),"
        " b TEXT NOT NULL CHECK (b IN ('1', '2', '3')), c TEXT NOT NULL CHECK (c IN ('1', '2', '3')), UNIQUE (a, b), UNIQUE (b, c))");
    should_say(
        "make_bulk(trip): `b` and `c` of `trips` are UNIQUE together, and the different values that can be made for them are 9, "
        "too few for 10 rows; make fewer",
        make_bulk(trip, 10));
}

TEST(bulk_unique, so_does_a_partial_index_of_a_pick_alone)
{
    also("CREATE TABLE hues (id INTEGER PRIMARY KEY, kind TEXT, main BOOLEAN NOT NULL DEFAULT 0);"
         "CREATE UNIQUE INDEX one_main ON hues (kind) WHERE main = 1");
    make_bulk(coloured_tag, 300);
    should(db_int("SELECT count(*) FROM hues WHERE kind = 'red'"), be_above(240));
}
