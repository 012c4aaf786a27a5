/* bulk_above_test.c -- "..name" in a bulk: values of the row that a row is made for, or with. */
#include "../../../generators/factory/maker.h"
#include "../../support/record.h"
#include <seedbed.h>
#include <seedbed/factory.h>
#include <stdlib.h>

SUITE(bulk_above, .sandbox = "parcels");

SETUP(bulk_above)
{
    should(
        db_exec("CREATE TABLE yards (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sign TEXT);"
                "CREATE TABLE crates (id INTEGER PRIMARY KEY, yard_id INTEGER NOT NULL REFERENCES yards, label TEXT NOT NULL);"
                "CREATE TABLE stamps (id INTEGER PRIMARY KEY, crate_id INTEGER NOT NULL REFERENCES crates, text TEXT NOT NULL);"
                "CREATE TABLE loads (id INTEGER PRIMARY KEY, code TEXT NOT NULL, yard_id INTEGER NOT NULL REFERENCES yards,"
                " other_id INTEGER NOT NULL REFERENCES crates)"),
        equal_to(SB_OK));
}

#define RULES(name_, ...) static const sb_rule name_[] = { __VA_ARGS__, { 0 } }
RULES(labelled, { "label", .format = "{..name}/{..id}" });
RULES(stamped, { "text", .format = "{..label}!" });
RULES(signed_by, { "name", .copy = "..code" }, { "sign", .format = "{..id} {name}" });
RULES(coded, { "code", .sequence = "L#" }, { "yard_id", .parent = "load_yard" });
RULES(shared, { "code", .sequence = "L#" }, { "yard_id", .parent = "load_yard", .share = 3 });
RULES(round_and_round, { "code", .copy = "yard.name" }, { "yard_id", .parent = "load_yard" });
RULES(crated, { "label", .copy = "..code" });
RULES(turned, { "code", .sequence = "L#" }, { "other_id", .parent = "load_crate" });
static const sb_children crates[] = { { "yard_crate", .count = 3 }, { 0 } };
static const sb_children stamps[] = { { "crate_stamp", .count = 2 }, { 0 } };
FACTORY(crate_stamp, .tables = "stamps", .columns = stamped);
FACTORY(yard_crate, .tables = "crates", .columns = labelled, .children = stamps);
FACTORY(stacked_yard, .tables = "yards", .children = crates);
FACTORY(load_yard, .tables = "yards", .columns = signed_by);
FACTORY(load, .tables = "loads", .columns = coded);
FACTORY(shared_load, .tables = "loads", .columns = shared);
FACTORY(load_crate, .tables = "crates", .columns = crated);
FACTORY(turned_load, .tables = "loads", .columns = turned);
FACTORY(round_load, .tables = "loads", .columns = round_and_round);

/* All that is there, which the test's end frees. */
static const char *all(void)
{
    char *text = sb_strdup(db_text("SELECT (SELECT group_concat(id || name || ifnull(sign, '')) FROM yards) || ' ' ||"
                                   " (SELECT group_concat(id || ',' || yard_id || label) FROM crates) || ' ' ||"
                                   " ifnull((SELECT group_concat(id || text) FROM stamps), '') || ' ' ||"
                                   " ifnull((SELECT group_concat(id || ',' || yard_id || code) FROM loads), '')"));

    add_cleanup(free, text);
    return text;
}

static void begin_anew(void)
{
    should(db_exec("DELETE FROM stamps; DELETE FROM loads; DELETE FROM crates; DELETE FROM yards"), equal_to(SB_OK));
    sb_makers_over(); /* as in a test that begins */
}

TEST(bulk_above, children_are_those_of_make)
{
    const char *one;

    make_list(5, stacked_yard);
    one = all();
    begin_anew();
    make_bulk(stacked_yard, 5);
    should(row_count("stamps"), equal_to(30));
    should(all(), equal_to(one));
}

TEST(bulk_above, parents_know_the_row_that_they_are_made_for)
{
    make_bulk(load, 10, with(other_id, make(crate, with(label, "x"))));
    should(db_int("SELECT count(*) FROM loads l JOIN yards y ON y.id = yard_id AND name = code AND sign = ' ' || code"),
        equal_to(10));
}

TEST(bulk_above, one_of_several_is_made_for_the_first)
{
    const char *one;
    sb_row *crate = make(crate, with(label, "x"));

    make_list(8, shared_load, with(other_id, crate));
    one = all();
    begin_anew();
    make_bulk(shared_load, 8, with(other_id, make(crate, with(label, "x"))));
    should(all(), equal_to(one));
    make_bulk(shared_load, 100, with(other_id, 1), each(yard, 25));
    should(
        db_text("SELECT group_concat(name) FROM (SELECT name FROM yards ORDER BY id DESC LIMIT 4)"), equal_to("L84,L59,L34,L9"));
}

TEST(bulk_above, one_that_is_shared_in_turns_is_refused)
{
    should_say(
        "make_bulk(turned_load): a value of `load_crate` is made from the row of `turned_load` that it is made for (\"..\"), and "
        "because several each() share their rows in turns that is not one row; give the value by with(), or leave out an each()",
        make_bulk(turned_load, 100, each(yard, 5), each(other_id, 10)));
    should(make_bulk(turned_load, 100, each(yard, 5), each(other_id, 10), with(other.label, "x")), be_above(100));
    should(make_bulk(turned_load, 100, each(other_id, 10)), be_above(100));
}

TEST(bulk_above, nothing_is_above_what_was_asked_for)
{
    should_say(
        "make_bulk(yard_crate): `label` is made from \"..name\", of the row that `yard_crate` is made for, and it is made for none; "
        "give it by with()",
        make_bulk(yard_crate, 5));
}

TEST(bulk_above, values_that_need_each_other_are_shown)
{
    should_say("make_bulk(round_load): values of `round_load` need each other in a circle: code -> code\n"
               "Give one of them by with(), or a source of its own.",
        make_bulk(round_load, 5, with(other_id, 1)));
}
