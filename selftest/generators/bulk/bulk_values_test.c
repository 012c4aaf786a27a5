/* bulk_values_test.c -- values of a bulk that ask more than their number: refused where that cannot be, and right where it can. */
#include "../../support/record.h"
#include <seedbed.h>
#include <seedbed/factory.h>

SUITE(bulk_values, .sandbox = "parcels");

SETUP(bulk_values)
{
    should(
        db_exec(
            "PRAGMA foreign_keys = ON;"
            "CREATE TABLE depots (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
            "CREATE TABLE parcels (id INTEGER PRIMARY KEY, depot_id INTEGER REFERENCES depots, name TEXT, note TEXT, weight INTEGER DEFAULT 7);"
            "CREATE TABLE zones (code TEXT PRIMARY KEY, up TEXT NOT NULL REFERENCES zones);"
            "CREATE TABLE cells (t INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (t, id));"
            "CREATE TABLE spots (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE rings (id INTEGER PRIMARY KEY, up INTEGER REFERENCES rings);"
            "CREATE TABLE boxes (id INTEGER PRIMARY KEY, t INTEGER NOT NULL, u INTEGER NOT NULL, FOREIGN KEY (t, u) REFERENCES cells)"),
        equal_to(SB_OK));
}

static int notes_every_second(sb_row *row)
{
    if (sb_row_n(row) % 2)
        set_value(row, note, "odd");
    return SB_OK;
}

static int weighs_every_second(sb_row *row)
{
    if (sb_row_n(row) % 2)
        set_value(row, weight, 100);
    return SB_OK;
}

#define RULES(name_, ...) static const sb_rule name_[] = { __VA_ARGS__, { 0 } }
RULES(copying, { "depot_id", .parent = "depot", .maybe = 50 }, { "name", .copy = "depot.name" });
RULES(numbering, { "name", .text = "only" });
FACTORY(copying_parcel, .tables = "parcels", .columns = copying);
FACTORY(noted_parcel, .tables = "parcels", .after_build = notes_every_second);
FACTORY(weighed_parcel, .tables = "parcels", .after_build = weighs_every_second);
FACTORY(natural_spot, .tables = "spots", .columns = numbering, .by = "name");
static const sb_children rings[] = { { "ring", .count = 1 }, { 0 } };
FACTORY(ring, .children = rings);

TEST(bulk_values, what_a_parent_has_not_is_null)
{
    make_bulk(copying_parcel, 200);
    should(db_int("SELECT count(*) FROM parcels WHERE depot_id IS NULL AND name IS NOT NULL"), equal_to(0));
    should(db_int("SELECT count(*) FROM parcels JOIN depots ON depots.id = depot_id WHERE parcels.name = depots.name"),
        be_above(50));
}

TEST(bulk_values, a_hook_may_fill_some_rows)
{
    make_bulk(noted_parcel, 10);
    should(db_int("SELECT count(*) FROM parcels WHERE note = 'odd'"), equal_to(5));
    should_say(
        "make_bulk(weighed_parcel): row 12 of `weighed_parcel` fills `weight`, which the first row leaves to the database; in a bulk all "
        "rows fill the same columns: use make_list(), or give it to all",
        make_bulk(weighed_parcel, 10));
}

TEST(bulk_values, a_row_that_must_refer_to_its_own_table_refers_to_itself)
{
    make_bulk(zone, 10);
    should(db_int("SELECT count(*) FROM zones WHERE up = code"), equal_to(10));
}

TEST(bulk_values, what_is_given_of_a_key_of_two_columns_is_kept)
{
    make_bulk(box, 5, with(t, 7));
    should(db_int("SELECT count(*) FROM boxes JOIN cells ON cells.t = boxes.t AND cells.id = u WHERE boxes.t = 7"), equal_to(5));
}

TEST(bulk_values, what_wants_rows_one_by_one_is_refused)
{
    should_say(
        "make_bulk(natural_spot): `natural_spot` has a natural key (name), by which rows that are there are looked for one by one; in a "
        "bulk give its row by with(), or use make_list()",
        make_bulk(natural_spot, 3));
    should_say("make_bulk(noted_parcel): each(depot, ...) stands beside a with() that gives it to all rows; leave one out",
        make_bulk(noted_parcel, 3, with(depot_id, 1), each(depot, 2)));
    should_say("make_bulk(noted_parcel): each(depot, ...) and each(depot_id, ...) mean the same; leave one out",
        make_bulk(noted_parcel, 3, each(depot, 1), each(depot_id, 2)));
}

TEST(bulk_values, children_in_a_circle_are_shown_as_a_path)
{
    should_say("make_bulk(ring): the children go round in a circle: ring -> ring", make_bulk(ring, 2));
}

TEST(bulk_values, no_number_is_beyond_the_last)
{
    should_say("make_bulk(zone): 18446744073709551615 rows of `zones` are more than there are numbers left above 0",
        make_bulk(zone, UINT64_MAX));
    should(make_bulk(zone, 0), equal_to(0));
}
