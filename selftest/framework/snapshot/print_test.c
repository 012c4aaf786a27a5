/* print_test.c -- what stands in a snapshot for a value. */
#include "../../../framework/snapshot/snapshots.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

struct address {
    const char *city;
    char zip[4];
};
struct person {
    int id;
    struct address home;
    int scores[2];
    unsigned char key[2];
    void *handle;
};
typedef struct address address;
typedef struct person person;
SB_STRUCT(address, city, zip);
SB_STRUCT(person, id, typed(home, address), scores, key, handle);

static const char *printed(sb_value value)
{
    sb_text text = SB_TEXT_EMPTY;
    sb__snapshot_print(&text, &value);
    char *own = sb_text_take(&text);
    add_cleanup(free, own);
    return own;
}

TEST(snapshot_print, strings_and_bytes_stand_as_they_are)
{
    should(printed(SB__BOX("a\n\"b\"")), equal_to("a\n\"b\""));
    should(printed(SB__BOX("")), equal_to(""));
    should(printed(SB__BOX(bytes("ab", 2))), equal_to("ab"));
}

TEST(snapshot_print, numbers_stand_as_they_print)
{
    should(printed(SB__BOX(-42)), equal_to("-42\n"));
    should(printed(SB__BOX(0.1)), equal_to("0.1\n"));
    should(printed(SB__BOX((bool)true)), equal_to("true\n"));
}

TEST(snapshot_print, elements_have_a_line_each_and_none_is_cut)
{
    int numbers[100] = { 7 };
    char text[1001] = "";
    const char *strings[] = { "a\nb", NULL, memset(text, 'x', 1000) };
    should(printed(SB__BOX(array(numbers, 2))), equal_to("[\n  7\n  0\n]\n"));
    should(printed(SB__BOX(array(numbers, 0))), equal_to("[]\n"));
    should(strlen(printed(SB__BOX(array(numbers, 100)))), equal_to(2 + 100 * 4 + 2));
    should(printed(SB__BOX(array(strings, 3))), start_with("[\n  \"a\\nb\"\n  NULL\n  \"xxx"));
    should(strlen(printed(SB__BOX(array(strings, 3)))), be_above(1000));
}

TEST(snapshot_print, a_pointer_to_nothing_is_NULL)
{
    struct person nobody = { .id = 1 };
    should(printed(SB__BOX(object(person, &nobody))), all_of(contain("\n  handle: NULL\n"), contain("\n    city: NULL\n")));
}

TEST(snapshot_print, fields_have_a_line_each_and_pointers_no_address)
{
    struct person ada = { 1, { "Athens", "104" }, { 5, 6 }, { 0xab, 1 }, &ada };
    should(printed(SB__BOX(object(person, &ada))),
        equal_to("person {\n"
                 "  id: 1\n"
                 "  home: address {\n"
                 "    city: \"Athens\"\n"
                 "    zip: \"104\"\n"
                 "  }\n"
                 "  scores: [\n"
                 "    5\n"
                 "    6\n"
                 "  ]\n"
                 "  key: 2 bytes: ab 01\n"
                 "  handle: a pointer\n"
                 "}\n"));
}

typedef struct link link_;
struct link {
    int n;
    link_ *next;
};
SB_STRUCT(link_, n, behind(next, link_));

TEST(snapshot_print, a_circle_ends_where_it_begins_again)
{
    link_ two[] = { { 1, &two[1] }, { 2, &two[0] } };

    should(printed(SB__BOX(object(link_, two))),
        equal_to("link_ {\n"
                 "  n: 1\n"
                 "  next: link_ {\n"
                 "    n: 2\n"
                 "    next: (a circle: inside itself)\n"
                 "  }\n"
                 "}\n"));
}

TEST(snapshot_print, what_lies_very_deep_is_not_shown)
{
    enum { MANY = 100000 };
    link_ *chain = calloc(MANY, sizeof *chain);
    const char *text;

    add_cleanup(free, chain);
    for (int i = 0; i + 1 < MANY; i++)
        chain[i] = (link_){ i, &chain[i + 1] };
    text = printed(SB__BOX(object(link_, chain)));
    should(text, contain("n: 199\n"));
    should(text, contain("next: (not shown, 200 deep)\n"));
    should_not(text, contain("n: 200\n"));
}
