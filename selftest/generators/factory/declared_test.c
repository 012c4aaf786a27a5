/* declared_test.c -- factories that a program declares: every source of a value, traits, parameters, children, hooks. */
#include "../../support/record.h"
#include <seedbed.h>
#include <seedbed/factory.h>

SUITE(declared, .sandbox = "shop");

SETUP(declared)
{
    should(
        db_exec(
            "PRAGMA foreign_keys = ON;"
            "CREATE TABLE towns (id INTEGER PRIMARY KEY, name TEXT NOT NULL, zone TEXT);"
            "CREATE TABLE shops (id INTEGER PRIMARY KEY, town_id INTEGER REFERENCES towns, name TEXT NOT NULL, email TEXT UNIQUE,"
            "    label TEXT, state TEXT NOT NULL DEFAULT 'open', size INTEGER, motto TEXT, boss_id INTEGER REFERENCES shops);"
            "CREATE TABLE sales (id INTEGER PRIMARY KEY, shop_id INTEGER NOT NULL REFERENCES shops, amount INTEGER NOT NULL,"
            "    note TEXT)"),
        equal_to(SB_OK));
}

static sb_value twice_the_floors(sb_row *row) { return SB_VALUE(2 * get_int(row, floors)); }

static const sb_weighted states[] = { { "open", 1 }, { "shut", 3 }, { NULL, 0 } };
static const sb_rule shop_columns[] = {
    { "name", .sequence = "Shop #" },
    { "email", .format = "{name}.{state}@example.com" },
    { "label", .copy = "town.name" },
    { "state", .pick = states },
    { "size", .lazy = twice_the_floors },
    { "motto", .text = "Open all day", .maybe = 50 },
    { "town_id", .parent = "town", .share = 2 },
    { 0 },
};
static const sb_rule shop_params[] = { { "floors", .text = "3" }, { "sold", .text = "0" }, { 0 } };
static const sb_rule shut[] = { { "state", .text = "shut" }, { 0 } }, big[] = { { "size", .text = "100" }, { 0 } },
                     zoned[] = { { "zone", .text = "north" }, { 0 } },
                     northern[] = { { "town_id", .parent = "town", .with = zoned }, { 0 } };
static const sb_children two_sales[] = { { "sale", .count = 2 }, { 0 } }, sold[] = { { "sale", .count_of = "sold" }, { 0 } };
static const sb_trait shop_traits[] = {
    { "shut", .columns = shut },
    { "big", .columns = big },
    { "huge", .as = "big shut" },
    { "northern", .columns = northern },
    { "busy", .children = two_sales },
    { 0 },
};
FACTORY(shop, .columns = shop_columns, .params = shop_params, .traits = shop_traits, .children = sold);
FACTORY(outlet, .inherits = "shop", .as = "shut", .columns = big);

static int name_it(sb_row *row)
{
    if (!get_text(row, note))
        set_value(row, note, sb_row_format(row, "of %s", get_text(row, shop_id)));
    return SB_OK;
}

static int grow(sb_row *row)
{
    return db_exec(sb_row_format(row, "UPDATE sales SET amount = amount + 1000 WHERE id = %d", (int)id(row)));
}

FACTORY(sale, .after_build = name_it, .after_make = grow);

static const sb_rule town_columns[] = { { "name", .pick = (const sb_weighted[]){ { "Oslo", 1 }, { NULL, 0 } } }, { 0 } };
FACTORY(town, .columns = town_columns);
FACTORY(city, .inherits = "town", .by = "name");

TEST(declared, each_source_gives_its_value)
{
    sb_row *row = make(shop, with(state, "open"));

    expect(get_text(row, name), equal_to("Shop 1"));
    expect(get_text(row, email), equal_to("Shop 1.open@example.com"));
    expect(get_text(row, label), equal_to("Oslo"));
    expect(get_int(row, size), equal_to(6));
    expect(get_text(row, boss_id), be_null);
}

TEST(declared, what_is_picked_has_its_weight)
{
    make_list(400, shop);
    should(db_int("SELECT count(*) FROM {shops} WHERE state = 'shut'"), be_between(260, 340));
    should(db_int("SELECT count(*) FROM {shops} WHERE motto IS NULL"), be_between(160, 240));
}

TEST(declared, parents_are_shared_as_the_rule_says)
{
    make_list(6, shop);
    should(row_count("towns"), equal_to(3));
    should(db_int("SELECT count(DISTINCT town_id) FROM {shops} WHERE id IN (1, 2)"), equal_to(1));
}

TEST(declared, traits_include_others_and_the_last_one_wins)
{
    should(get_int(make(shop, as(huge)), size), equal_to(100));
    should(get_text(make(shop, as(huge)), state), equal_to("shut"));
    should(get_int(make(shop, as(huge), with(size, 5)), size), equal_to(5));
}

TEST(declared, a_factory_inherits_all_but_what_it_says)
{
    sb_row *row = make(outlet);

    should(get_text(row, state), equal_to("shut"));
    should(get_int(row, size), equal_to(100));
    should(get_text(row, name), equal_to("Shop 1"));
    should(get_text(make(shop), name), equal_to("Shop 2"));
}

TEST(declared, a_parameter_is_in_no_column_and_steers_others)
{
    sb_row *row = make(shop, with(floors, 10), with(sold, 3));

    should(get_int(row, size), equal_to(20));
    should(get_int(row, floors), equal_to(10));
    should(row_count("sales"), equal_to(3));
    should(db_int("SELECT count(*) FROM {sales} WHERE shop_id = 1"), equal_to(3));
}

TEST(declared, children_come_with_a_trait_and_deep_words_reach_them)
{
    make(shop, as(busy), with(sale.note, "cash"));
    should(sandbox_table("sales"), have_rows(2));
    should(db_int("SELECT count(*) FROM {sales} WHERE note = 'cash'"), equal_to(2));
}

TEST(declared, deep_words_and_rules_reach_a_parent)
{
    should(get_text(make(shop, with(town.name, "Bergen")), label), equal_to("Bergen"));
    make(shop, as(northern));
    should(sandbox_table("towns"), have_row(col(zone, "north")));
    make(sale, with(shop.town.name, "Hamar"));
    should(sandbox_table("towns"), have_row(col(name, "Hamar")));
}

TEST(declared, hooks_run_before_and_after_the_row_is_in_its_table)
{
    sb_row *row = make(sale, with(amount, 5));

    should(get_text(row, note), equal_to("of 1"));
    should(get_int(row, amount), equal_to(1005));
}

TEST(declared, a_natural_key_finds_the_row_that_is_there)
{
    sb_row *first = make(city), *second = make(city);

    should(id(second), equal_to(id(first)));
    should(get_text(second, name), equal_to("Oslo"));
    should(id(make(city, with(name, "Bergen"))), be_above(id(first)));
    should(id(get_or_make(town, with(name, "Bergen"), with(zone, NULL))), be_above(2));
    should(id(get_or_make(town, with(name, "Bergen"))), equal_to(2));
}

TEST(declared, a_pair_is_two)
{
    should(make_pair(sale).n, equal_to(2));
    should(row_count("sales"), equal_to(2));
}

TEST(declared, what_is_built_is_in_no_table_and_has_its_parents_values)
{
    sb_row *row = build(shop, with(state, "open"));

    should(get_text(row, label), equal_to("Oslo"));
    should(get_text(row, email), equal_to("Shop 1.open@example.com"));
    should(row_count("shops") + row_count("towns"), equal_to(0));
    should_say("a row of shops is in no table yet, and has no id", (void)id(row));
}

TEST(declared, attributes_are_names_and_values_alone)
{
    const sb_attributes *all = attributes(sale, with(shop_id, 7));

    should(all->n, equal_to(3));
    should(all->name[0], equal_to("shop_id"));
    should(all->name[2], equal_to("note"));
    should(row_count("shops") + row_count("sales"), equal_to(0));
}

static const char *const shifts[] = { "early", "late", "night", NULL };
static const sb_rule flower_columns[] = {
    { "label", .sequence = "#-#", .first = 40 },
    { "motto", .cycle = shifts },
    { "town_id", .parent = "place" },
    { 0 },
};
static const sb_rule truths[] = { { "size", .text = "true" }, { "motto", .text = "true" }, { 0 } };
FACTORY(flower, .tables = "shops", .columns = flower_columns);
FACTORY(truth, .tables = "shops", .columns = truths);
FACTORY(village, .aliases = "place spot", .tables = "towns");

TEST(declared, a_sequence_begins_where_it_is_told_and_a_cycle_goes_round)
{
    sb_rows four = make_list(4, flower);

    should(get_text(four.row[0], label), equal_to("40-40"));
    should(get_text(four.row[3], label), equal_to("43-43"));
    should(get_text(four.row[1], motto), equal_to("late"));
    should(get_text(four.row[3], motto), equal_to("early"));
}

TEST(declared, what_is_true_is_one_where_numbers_are)
{
    should(get_int(make(truth), size), equal_to(1));
    should(get_text(make(truth), motto), equal_to("true"));
}

TEST(declared, a_sequence_can_be_reset)
{
    should(get_text(build(flower), label), equal_to("40-40"));
    should(get_text(build(flower), label), equal_to("41-41"));
    reset_sequence(flower);
    should(get_text(make(flower), label), equal_to("40-40"));
    reset_sequence(flower, 100);
    should(get_text(make(flower), label), equal_to("139-139"));
    reset_sequence(flower);
    should(get_text(make(flower), label), equal_to("42-42"));
    should_say("reset_sequence(flour): there is no factory and no table `flour`; did you mean `flower`?", reset_sequence(flour));
}

TEST(declared, a_factory_has_other_names)
{
    sb_row *spot = make(spot), *flower = make(flower, with(place.name, "Moss"));

    should(get_int(flower, town_id), equal_to(id(spot) + 1));
    should(sandbox_table("towns"), have_row(col(name, "Moss")));
    should_say("make(spt): there is no factory and no table `spt`; did you mean `spot`?", make(spt));
}

static const sb_rule as_above[] = { { "name", .copy = "..motto" }, { "zone", .format = "of {..label}" }, { 0 } },
                     noted[] = { { "note", .copy = "..name" }, { 0 } },
                     kiosk_columns[] = { { "label", .text = "K" }, { "motto", .text = "Bus" },
                         { "town_id", .parent = "town", .with = as_above }, { 0 } },
                     lost_columns[] = { { "label", .copy = "..name" }, { 0 } };
static const sb_children noted_sale[] = { { "sale", .count = 1, .with = noted }, { 0 } };
FACTORY(kiosk, .inherits = "shop", .columns = kiosk_columns, .children = noted_sale);
FACTORY(lost_kiosk, .inherits = "shop", .columns = lost_columns);

TEST(declared, a_row_takes_columns_of_the_row_that_it_is_made_for)
{
    make(kiosk);
    should(sandbox_table("towns"), have_row(col(name, "Bus"), col(zone, "of K")));
    should(sandbox_table("sales"), have_row(col(note, "Shop 1")));
    should_say(
        "make(lost_kiosk): `label` is made from \"..name\", of the row that `lost_kiosk` is made for, and it is made for none; "
        "give it by with()",
        make(lost_kiosk));
}

TEST(declared, a_word_about_a_parent_that_may_be_missing_has_it_made)
{
    sb_row *row = make(shop, with(boss.name, "Head"));

    should(get_int(row, boss_id), equal_to(id(row) - 1));
    should(sandbox_table("shops"), have_row(col(name, "Head"), col(boss_id, NULL)));
    should(make_bulk(truth, 10, each(town, 5)), equal_to(12));
    should(make_bulk(truth, 2, with(town.zone, "west")), equal_to(4));
    should(sandbox_table("towns"), have_row(col(zone, "west")));
}
