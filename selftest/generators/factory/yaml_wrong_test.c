/* yaml_wrong_test.c -- what is said of factories in YAML that make no sense, before any test runs. */
#include "yaml_text.h"
#include <seedbed/factory.h>
#include <string.h>

TEARDOWN(yaml_wrong) { sb_yaml_factories_free(); }

/* The message, without the folder of the file and without the line that it shows. */
static const char *said(const char *text)
{
    const char *message, *at;

    if (read_factories(text) != SB_EREFUSED)
        return "it was read";
    message = sb_error();
    at = strstr(message, "seedbed.yaml:");
    return at ? at + strlen("seedbed.yaml:") : message;
}

TEST_EACH(yaml_wrong, words, (const char *text, *message),
    { " 5",
        "1:12: `factories` is a number; expected a map of names to factories, or a list of files and folders, as in [ factories ]" },
    { " [ { a: b } ]", "1:14: `factories` is a map; expected a path" },
    { " [ nowhere ]", "1:14: there is no file and no folder " },
    { "\n  a: 5", "2:6: `a` is a number; expected a map, as in { columns: " },
    { "\n  a b: {}", "2:3: a factory has one name; expected others under `aliases`" },
    { "\n  a: { colums: {} }",
        "2:8: there is no key `colums` of a factory; did you mean `columns`? Expected one of: aliases, tables," },
    { "\n  a: { columns: [ b ] }", "2:17: `columns` is a list; expected a map of columns, as in " },
    { "\n  a: { columns: { b: [ c ] } }", "2:22: `b` is a list; expected a constant, or a map, as in { pick: [ one, two ] }" },
    { "\n  a: { columns: { b: { seqence: c } } }", "2:24: there is no key `seqence` of a column; did you mean `sequence`?" },
    { "\n  a: { columns: { \"\": c } }", "2:19: the name is empty; expected a column" },
    { "\n  a: { columns: { b: \"x\\0y\" } }", "2:22: `b` has a NUL in it; expected a text without" },
    { "\n  a: { columns: { b: { lazy: c } } }",
        "2:30: `lazy` is a function, which stands in C; expected a factory in C that has it, " },
    { "\n  a: { after_make: c }", "2:20: `after_make` is a function, which stands in C; " },
    { "\n  a: { as: [ ] }", "2:12: `as` is empty; expected a name, or a list of names, as in [ one, two ]" },
    { "\n  a: { by: { b: c } }", "2:12: `by` is a map; expected a name, or a list of names, as in [ one, two ]" },
    { "\n  a: { tables: [ \"\" ] }", "2:18: `tables` has an empty name; expected a name, or " },
    { "\n  a: { inherits: }", "`inherits` is nothing; expected a text" },
    { "\n  a: { traits: { \"b c\": {} } }", "2:18: a trait has one name; expected no blank in it" },
    { "\n  a: { traits: { b: { colums: } } }", "2:23: there is no key `colums` of a trait; did you mean `columns`?" },
    { "\n  a: { children: { factory: b } }",
        "2:18: `children` is a map; expected a list, as in [ { factory: enrolment, count: 2 } ]" },
    { "\n  a: { children: [ b ] }", "2:20: `children` is text; expected maps, as in [ { factory: enrolment, count: 2 } ]" },
    { "\n  a: { children: [ { count: 2 } ] }", "2:20: `factory` is missing of children; expected it" },
    { "\n  a: { children: [ { factory: b } ] }",
        "2:20: it is not said how many children there are; expected `count`, or `count_of` " },
    { "\n  a: { children: [ { factory: b, count: 1, count_of: c } ] }", "2:20: it is said twice how many children there are; " })
{
    should(said(each->text), contain(each->message));
}

TEST_EACH(yaml_wrong, values, (const char *rule, *message),
    { "{ text: x, fake: number }", "2:33: the value comes from `text` and from `fake`; expected one source" },
    { "{ from: 5 }", "2:24: `from` says more of `fake`, which is not here; expected both" },
    { "{ text: x, share: 2 }", "2:33: `share` says more of `parent`, which is not here; expected both" },
    { "{ format: x, first: 2 }", "2:35: `first` says more of `sequence`, which is not here; expected both" },
    { "{ pick: x }", "2:30: `pick` is text; expected a list, as in [ one, two ], or a map of texts to weights, as in " },
    { "{ pick: { x: many } }", "2:35: `x` is text; expected a whole number, the weight of this text" },
    { "{ pick: { x: 0, y: 0 } }", "2:30: all weights of `pick` are 0; expected one above" },
    { "{ pick: [ x, ~ ] }", "2:35: `pick` is nothing; expected a text" },
    { "{ cycle: { x: 1 } }", "2:31: `cycle` is a map; expected a list of texts, as in [ one, two ]" },
    { "{ text: x, maybe: 101 }", "2:40: `maybe` is 101; expected a whole number from 0 to 100" },
    { "{ text: x, maybe: -1 }", "2:40: `maybe` is -1; expected a whole number from 0 to 100" },
    { "{ text: x, maybe: \"5\" }", "2:40: `maybe` is text; expected a whole number from 0 to 100" },
    { "{ text: x, unique: yes }", "2:41: `unique` is text; expected true or false" },
    { "{ fake: numbre }", "2:30: there is no kind of value `numbre`; did you mean `number`?" },
    { "{ fake: number, locale: nb }", "2:30: `number` does not take `locale`: it takes " },
    { "{ fake: number, from: x }", "2:30: from is \"x\", which is no whole number" },
    { "{ format: \"a {b\" }", "2:32: a { without its }; expected a column or parameter in braces, or {{ for a brace" },
    { "{ format: \"a {}\" }", "2:32: {} names nothing; expected a column or parameter in the braces" },
    { "{ parent: \"b c\" }", "2:32: `b c` cannot be the name of a factory or a table; expected one" })
{
    char *text = sb_format("\n  a: { columns: { b: %s } }", each->rule);
    const char *message = said(text);

    free(text);
    should(message, contain(each->message));
}

TEST_EACH(yaml_wrong, names, (const char *text, *message),
    { "\n  a: { inherits: usr }", "2:18: there is no factory `usr` to inherit from; did you mean `user`?" },
    { "\n  a: { inherits: b }\n  b: { inherits: a }", "3:18: the factory `b` inherits from itself" },
    { "\n  a: { inherits: a }", "2:18: there is no factory `a` to inherit from" },
    { "\n  a: { as: big, traits: { bug: } }", "2:12: the factory `a` has no trait `big`; did you mean `bug`?" },
    { "\n  a: { as: big }", "2:12: the factory `a` has no trait `big`; it has none of its own" },
    { "\n  a: { inherits: user, as: [ teacher, studnet ] }",
        "2:28: the factory `a` has no trait `studnet`; did you mean `student`?" },
    { "\n  a: { traits: { b: { as: c }, c: { as: b } } }", "2:41: the traits of the factory `a` include each other in a circle" },
    { "\n  a: { columns: { b: { parent: user, as: admn } } }",
        "2:42: the factory `user` has no trait `admn`; did you mean `admin`?" },
    { "\n  a: { columns: { b: { parent: users, as: admn } } }",
        "2:43: the factory `user` has no trait `admn`; did you mean `admin`?" },
    { "\n  a: { columns: { b: { parent: usre, as: admin } } }",
        "2:42: there is no factory `usre` that could have a trait; did you mean `user`?" },
    { "\n  a: { traits: { b: { children: [ { factory: user, count: 1, as: x } ] } } }",
        "2:66: the factory `user` has no trait `x`" })
{
    should(said(each->text), contain(each->message));
}

TEST(yaml_wrong, a_file_is_named_by_its_place)
{
    write_file("broken.yaml", "a:\n  columns:\n    b: { fake: numbr }\n");
    should(read_factories(" [ broken.yaml ]"), equal_to(SB_EREFUSED));
    should(sb_error(),
        contain("/broken.yaml:3:16: there is no kind of value `numbr`; did you mean `number`?\n"
                "        b: { fake: numbr }\n                   ^"));
    write_file("broken.yaml", "- a\n");
    should(read_factories(" [ broken.yaml ]"), equal_to(SB_EREFUSED));
    should(sb_error(), contain("/broken.yaml:1:1: this is a list; expected a map of names to factories"));
    write_file("broken.yaml", "a: [\n");
    should(read_factories(" [ broken.yaml ]"), equal_to(SB_EREFUSED));
    should(sb_error(), contain("/broken.yaml:"));
}
