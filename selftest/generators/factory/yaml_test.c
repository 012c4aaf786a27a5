/* yaml_test.c -- factories of YAML: each word reaches its place, rows are made by them, and they are gone afterwards. */
#include "../../support/record.h"
#include "yaml_text.h"
#include <seedbed/factory.h>

SUITE(yaml_factory, .sandbox = "shop");

SETUP(yaml_factory)
{
    should(
        db_exec(
            "PRAGMA foreign_keys = ON;"
            "CREATE TABLE crews (id INTEGER PRIMARY KEY, name TEXT NOT NULL, size INTEGER);"
            "CREATE TABLE sailors (id INTEGER PRIMARY KEY, crew_id INTEGER REFERENCES crews, name TEXT NOT NULL, email TEXT, rank TEXT NOT NULL DEFAULT 'none', watch TEXT, pay INTEGER, alive BOOLEAN, note TEXT, motto TEXT);"
            "CREATE TABLE knots (id INTEGER PRIMARY KEY, sailor_id INTEGER NOT NULL REFERENCES sailors, name TEXT)"),
        equal_to(SB_OK));
}

TEARDOWN(yaml_factory) { sb_yaml_factories_free(); }

static const char sailors[] =
    "\n  crew:\n    columns: { name: { sequence: \"Crew #\", first: 7 }, size: 3 }\n    traits: { small: { columns: { size: 1 } } }\n"
    "  sailor:\n    aliases: [ author, mate ]\n    params: { tied: 0, word: hi }\n    columns:\n"
    "      name: { fake: person.first_name, locale: nb, sex: female }\n"
    "      \"mail email\": { format: \"{word}-{rank}@example.com\" }\n"
    "      rank: { pick: { cook: 1, boy: 0 } }\n      watch: { cycle: [ port, starboard ] }\n      pay: 100\n      alive: true\n"
    "      note: { copy: crew.name }\n      motto: null\n"
    "      crew_id: { parent: crew, as: small, with: { name: Odd }, share: 2 }\n"
    "    children: [ { factory: knot, count_of: tied, column: sailor_id, with: { name: bowline } } ]\n"
    "    traits:\n      captain: { columns: { rank: captain } }\n      old: { as: captain, columns: { pay: 900 } }\n"
    "      busy: { children: [ { factory: knot, count: 2 }, { factory: parrot, count: 2, optional: true } ] }\n"
    "  admiral: { inherits: sailor, tables: sailors, as: [ old, busy ], by: rank }\n";

TEST(yaml_factory, each_source_gives_its_value)
{
    must_read(sailors);
    sb_row *row = make(sailor);

    expect(get_text(row, email), equal_to("hi-cook@example.com"));
    expect(get_text(row, watch), equal_to("port"));
    expect(get_int(row, pay), equal_to(100));
    expect(get_int(row, alive), equal_to(1));
    expect(get_text(row, note), equal_to("Odd"));
    expect(get_text(row, motto), be_null);
    expect(get_text(make(crew), name), equal_to("Crew 8"));
}

TEST(yaml_factory, parents_have_traits_rules_and_are_shared)
{
    must_read(sailors);
    make(sailor);
    make(sailor, with(word, "two"));
    should(row_count("crews"), equal_to(1));
    should(sandbox_table("crews"), have_row(col(name, "Odd"), col(size, 1)));
}

TEST(yaml_factory, traits_children_and_inheritance_hold)
{
    must_read(sailors);
    sb_row *row = make(admiral, with(tied, 1));

    should(get_text(row, rank), equal_to("captain"));
    should(get_int(row, pay), equal_to(900));
    should(row_count("knots"), equal_to(3));
    should(sandbox_table("knots"), have_row(col(name, "bowline"), col(sailor_id, id(row))));
    should(id(make(admiral)), equal_to(id(row)));
}

TEST(yaml_factory, a_row_is_of_the_person_of_another)
{
    must_read("\n  sailor: { columns: { name: { fake: person.full_name } } }\n"
              "  hitch: { tables: knots, person_of: [ crew_id, sailor_id ], columns: { name: { fake: person.full_name } } }\n"
              "  own_hitch: { inherits: hitch, person_of: self }\n");
    make(sailor);
    sb_row *sailor = make(sailor);

    should(get_text(make(hitch, with(sailor_id, sailor)), name), equal_to(get_text(sailor, name)));
    should_not(get_text(make(own_hitch, with(sailor_id, sailor)), name), equal_to(get_text(sailor, name)));
}

TEST(yaml_factory, filled_is_a_trait_of_every_factory_and_table)
{
    must_read("\n  sailor: { as: filled, columns: { pay: 1 } }\n"
              "  mate: { tables: sailors, columns: { crew_id: { parent: crew, as: filled } } }\n");
    sb_row *sailor = make(sailor);

    expect(get_text(sailor, note), not_(be_null));
    expect(get_int(sailor, pay), equal_to(1));
    expect(get_text(make(mate), note), be_null);
    expect(db_int("SELECT count(*) FROM crews WHERE size IS NOT NULL"), equal_to(2));
}

TEST(yaml_factory, aliases_are_names)
{
    must_read(sailors);
    should(sb_factory_named("mate"), be(sb_factory_named("sailor")));
    should(get_text(make(author), rank), equal_to("cook"));
}

TEST(yaml_factory, a_table_has_the_factory_that_is_called_like_it_or_inherits_from_none)
{
    must_read("\n  raft: {}\n  boat: { tables: rafts }\n  ship: { tables: arks }\n  liner: { inherits: ship, tables: arks }\n"
              "  client: { inherits: user, tables: users }\n");
    should(sb_factory_of_table("rafts")->name, equal_to("raft"));
    should(sb_factory_of_table("arks")->name, equal_to("ship"));
    should(sb_factory_of_table("users")->name, equal_to("client"));
}

TEST(yaml_factory, members_of_rules_are_stored)
{
    should(
        read_factories("\n  a:\n    columns:\n      b: { fake: number, from: -5, to: 1e, maybe: 30 }\n"), equal_to(SB_EREFUSED));
    must_read("\n  a:\n    columns:\n"
              "      b: { fake: decimal, from: -5, to: 5, decimals: 2, spread: normal, mean: 1, deviation: 0.5, maybe: 30 }\n"
              "      c: { fake: number, unique: true, yields: true }\n");
    const sb_rule *b = sb_factory_named("a")->columns, *c = b + 1;

    expect(b->from, equal_to("-5"));
    expect(b->deviation, equal_to("0.5"));
    expect(b->decimals * 100 + b->maybe, equal_to(230));
    expect(c->unique && c->yields, be_true);
    expect(c[1].column, be_null);
}

TEST(yaml_factory, files_and_folders_are_read_in_order)
{
    char *folder = sb_format("mkdir %s/more", sb_temp_dir());

    should(system(folder), equal_to(0));
    free(folder);
    write_file("one.yaml", "crew: { as: keen, traits: { keen: } }");
    write_file("more/b.yaml", "sailor: { inherits: deck }");
    write_file("more/a.yml", "deck: { traits: { old: } }");
    write_file("more/c.txt", "{");
    write_file("more/.hidden.yaml", "{");
    write_file("more/empty.yaml", "");
    must_read(" [ one.yaml, more ]");
    should(sb_yaml_factories(), equal_to(3));
    should(sb_factory_named("sailor")->inherits, equal_to("deck"));
}

TEST(yaml_factory, what_was_read_is_gone_after_the_run)
{
    const sb_factory_node *before = sb_context_get()->factories;

    must_read(sailors);
    should(sb_context_get()->factories != before, be_true);
    sb_yaml_factories_free();
    should(sb_context_get()->factories, be(before));
    should(read_factories("\n  a: { inherits: nothing }"), equal_to(SB_EREFUSED));
    should(sb_context_get()->factories, be(before));
}

static const sb_rule in_c[] = { { "name", .text = "C" }, { 0 } };
FACTORY(knot, .columns = in_c);

TEST(yaml_factory, a_twin_in_c_is_named_with_its_place)
{
    char *said =
        sb_format("make(knot): there are two factories `knot`, at %s:%d and at %s/seedbed.yaml:2; call one of them otherwise",
            "selftest/generators/factory/yaml_test.c", __LINE__ - 6, sb_temp_dir());

    must_read("\n  knot: { columns: { name: Y } }");
    should_say(said, make(knot));
    free(said);
}
