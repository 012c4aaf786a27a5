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
        "because more than one each(), .share or .count says how many rows share one, these share it in turns; give the value by with(), "
        "or leave one of them out",
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

/* ---- rows that are asked beside each other ---- */

RULES(first_and_last, { "first", .copy = "..z" }, { "last", .copy = "..z2" }, { "of_other", .copy = "..p" });
RULES(of_its_own, { "z", .copy = "..z" }, { "name", .sequence = "o#" });
RULES(fed, { "z", .sequence = "z#" }, { "z2", .sequence = "zz#" }, { "b_id", .parent = "source", .share = 10 },
    { "c_id", .parent = "side" }, { "v1", .copy = "b_id.first" }, { "v2", .copy = "c_id.z" }, { "v3", .copy = "b_id.last" },
    { "p", .copy = "c_id.name" }, { "v4", .copy = "b_id.of_other" }, { "v5", .copy = "c_id.name" }, { "v6", .copy = "b_id.id" });
RULES(fed_below, { "w", .copy = "sink_id.v1" }, { "key", .copy = "..id" });
static const sb_children drops[] = { { "drop", .count = 2 }, { 0 } };
FACTORY(source, .tables = "sources", .columns = first_and_last);
FACTORY(side, .tables = "sides", .columns = of_its_own);
FACTORY(sink, .tables = "sinks", .columns = fed);
FACTORY(dripping_sink, .tables = "sinks", .inherits = "sink", .children = drops);
FACTORY(drop, .tables = "drops", .columns = fed_below);

static void add_sinks(void)
{
    should(db_exec("CREATE TABLE sources (id INTEGER PRIMARY KEY, first TEXT, last TEXT, of_other TEXT);"
                   "CREATE TABLE sides (id INTEGER PRIMARY KEY, z TEXT, name TEXT NOT NULL);"
                   "CREATE TABLE sinks (id INTEGER PRIMARY KEY, z TEXT, z2 TEXT, b_id INTEGER NOT NULL REFERENCES sources,"
                   " c_id INTEGER NOT NULL REFERENCES sides, v1 TEXT, v2 TEXT, v3 TEXT, p TEXT, v4 TEXT, v5 TEXT, v6 TEXT);"
                   "CREATE TABLE drops (id INTEGER PRIMARY KEY, sink_id INTEGER NOT NULL REFERENCES sinks, w TEXT, key INTEGER)"),
        equal_to(SB_OK));
}

/* Sinks that have something else than the rows have that they refer to. */
static long long strange_sinks(void)
{
    return db_int("SELECT count(*) FROM sinks s JOIN sources b ON b.id = b_id JOIN sides c ON c.id = c_id WHERE"
                  " (v1, v3, v4, v6, v2, v5, p) IS NOT (b.first, b.last, b.of_other, b.id, c.z, c.name, c.name)"
                  " OR c.z <> s.z");
}

TEST(bulk_above, what_is_read_of_a_shared_parent_is_what_it_has)
{
    add_sinks();
    make_bulk(sink, 25);
    should(strange_sinks(), equal_to(0));
    should(db_text("SELECT group_concat(first || last || of_other) FROM (SELECT * FROM sources ORDER BY id)"),
        equal_to("z1zz1o1,z11zz11o11,z21zz21o21"));
}

TEST(bulk_above, children_read_of_their_parent_what_it_has_of_a_shared_one)
{
    add_sinks();
    make_bulk(dripping_sink, 12);
    should(strange_sinks(), equal_to(0));
    should(db_int("SELECT count(*) FROM drops d JOIN sinks s ON s.id = sink_id WHERE w = v1 AND key = s.id"), equal_to(24));
}
