/* declared_wrong_test.c -- what is said of factories that make no sense. */
#include "../../support/record.h"
#include <seedbed.h>
#include <seedbed/factory.h>

SUITE(declared_wrong, .sandbox = "shop");

SETUP(declared_wrong)
{
    should(db_exec("CREATE TABLE parts (id INTEGER PRIMARY KEY, code TEXT, name TEXT, kind TEXT UNIQUE);"
                   "CREATE TABLE loops (id INTEGER PRIMARY KEY, next_id INTEGER NOT NULL REFERENCES loops)"),
        equal_to(SB_OK));
}

#define RULES(name_, ...) static const sb_rule name_[] = { __VA_ARGS__, { 0 } }
RULES(misspelt, { "naem", .text = "x" });
RULES(doubled, { "name", .text = "x", .sequence = "#" });
RULES(circular, { "name", .copy = "code" }, { "code", .format = "{name}!" });
RULES(nowhere, { "name", .copy = "cod" });
RULES(unclosed, { "name", .format = "a {code" });
RULES(unreal, { "name", .fake = "numbre" });
RULES(clashing, { "kind", .text = "3" });
FACTORY(part, .columns = NULL);
FACTORY(misspelt_part, .inherits = "part", .columns = misspelt);
FACTORY(doubled_part, .inherits = "part", .columns = doubled);
FACTORY(circular_part, .inherits = "part", .columns = circular);
FACTORY(nowhere_part, .inherits = "part", .columns = nowhere);
FACTORY(unclosed_part, .inherits = "part", .columns = unclosed);
FACTORY(unreal_part, .inherits = "part", .columns = unreal);
FACTORY(clashing_part, .inherits = "part", .params = clashing);
FACTORY(orphan_part, .inherits = "prat");
FACTORY(snake, .inherits = "tail", .tables = "parts");
FACTORY(tail, .inherits = "snake");
static const sb_trait round_traits[] = { { "a", .as = "b" }, { "b", .as = "a" }, { 0 } };
FACTORY(round_part, .inherits = "part", .traits = round_traits);

TEST(declared_wrong, a_rule_for_no_column_names_the_nearest)
{
    should_say(
        "make(misspelt_part): the factory `misspelt_part` has a rule for `naem`, and the table parts has no such column; did you mean "
        "`name`?",
        make(misspelt_part));
}

TEST(declared_wrong, a_rule_has_one_source)
{
    should_say(
        "make(doubled_part): the rule for `name` in the factory `doubled_part` has two sources; leave one of text, null, sequence, "
        "format, copy, pick, cycle, fake, parent and lazy",
        make(doubled_part));
}

TEST(declared_wrong, values_in_a_circle_are_shown_as_a_path)
{
    should_say(
        "make(circular_part): values of `circular_part` need each other in a circle: code -> name -> code\nGive one of them by with(), "
        "or a source of its own.",
        make(circular_part));
    should(get_text(make(circular_part, with(name, "x")), code), equal_to("x!"));
}

TEST(declared_wrong, a_copy_of_nothing_names_the_nearest)
{
    should_say(
        "make(nowhere_part): `name` in the factory `nowhere_part` is made from `cod`, which there is not; did you mean `code`?",
        make(nowhere_part));
}

TEST(declared_wrong, a_brace_must_be_closed)
{
    should_say("make(unclosed_part): the format of `name` in the factory `unclosed_part` has a { without its }: \"a {code\"",
        make(unclosed_part));
}

TEST(declared_wrong, an_unknown_kind_names_the_nearest)
{
    should_say(
        "make(unreal_part): the rule for `name` in the factory `unreal_part`: there is no kind of value `numbre`; did you mean "
        "`number`?",
        make(unreal_part));
}

TEST(declared_wrong, a_parameter_is_no_column)
{
    should_say(
        "make(clashing_part): the parameter `kind` of the factory `clashing_part` has the name of a column of parts; call it otherwise",
        make(clashing_part));
}

TEST(declared_wrong, inheritance_leads_somewhere)
{
    should_say("make(orphan_part): the factory `orphan_part` inherits from `prat`, which there is not; did you mean `part`?",
        make(orphan_part));
    should_say("make(snake): the factory `snake` inherits from itself: snake", make(snake));
    should_say(
        "make(round_part): the traits of the factory `round_part` include each other in a circle: b", make(round_part, as(a)));
}

TEST(declared_wrong, a_deep_word_leads_somewhere)
{
    should_say(
        "make(part): with(shop.name, ...) is for a row that is made with this one, and `shop` is no parent and no child of `part`; there "
        "are no such rows",
        make(part, with(shop.name, "x")));
}

TEST(declared_wrong, a_row_that_must_refer_to_its_own_table_refers_to_itself)
{
    sb_row *row = make(loop);

    should(get_int(row, next_id), equal_to(id(row)));
    should(row_count("loops"), equal_to(1));
}
