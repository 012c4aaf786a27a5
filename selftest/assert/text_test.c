/* text_test.c -- text that grows, and lists that do. */
#include "../../assert/text.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(text);

TEST(text, what_is_added_stands_one_behind_the_other)
{
    struct sb_text t = SB_TEXT_EMPTY;

    sb_text_add(&t, "%d-%s", 1, "two");
    sb_text_put(&t, "\0x", 2);
    sb_text_add(&t, "!");
    should(bytes(t.at, t.size + 1), equal_to(bytes("1-two\0x!", 9)));
    sb_text_release(&t);
    should(t.at, be_null);
}

TEST(text, it_grows_over_every_size)
{
    struct sb_text t = SB_TEXT_EMPTY;
    char line[300];

    memset(line, 'z', sizeof line - 1);
    line[sizeof line - 1] = '\0';
    for (int i = 0; i < 200; i++)
        sb_text_add(&t, "%.*s", i, line);
    should(t.size, equal_to(199 * 200 / 2));
    should(strlen(t.at), equal_to(t.size));
    sb_text_release(&t);
}

TEST(text, lines_are_put_with_two_spaces_before_each_that_is_not_empty)
{
    struct sb_text t = SB_TEXT_EMPTY, lines = SB_TEXT_EMPTY;

    sb_text_add(&t, "a:\n");
    sb_text_add(&lines, "b\n\n  c\nd");
    sb_text_put_indented(&t, &lines);
    should(t.at, equal_to("a:\n  b\n\n    c\n  d"));
    sb_text_release(&lines);
    sb_text_release(&t);
}

TEST(text, taking_an_empty_text_gives_an_empty_string)
{
    struct sb_text t = SB_TEXT_EMPTY;
    char *taken = sb_text_take(&t);

    add_cleanup(free, taken);
    should(taken, equal_to(""));
    should(t.at, be_null);
}

TEST(text, format_and_strdup_give_strings_to_free)
{
    char *a = sb_format("%s/%d", "course", 7), *b = sb_strdup("");

    add_cleanup(free, a);
    add_cleanup(free, b);
    should(a, equal_to("course/7"));
    should(b, equal_to(""));
}

TEST(text, grow_keeps_what_is_in_the_list)
{
    int *list = NULL;
    size_t room = 0, n = 0;

    for (int i = 0; i < 1000; i++) {
        list = sb_grow(list, n, &room, sizeof *list);
        list[n++] = i;
    }
    should(room, be_at_least(n));
    for (int i = 0; i < 1000; i++)
        should(list[i], equal_to(i));
    free(list);
}

TEST(text, new_memory_is_zero)
{
    unsigned char *at = sb_alloc(64), zero[64] = { 0 };

    add_cleanup(free, at);
    should(bytes(at, 64), equal_to(bytes(zero, 64)));
}

TEST_EACH(text, a_first_line_is_cut, (const char *from; size_t n, most; const char *line), { "one", 9, 9, "one" },
    { "one; \t\ntwo", 99, 9, "one" }, { "one\r\ntwo", 99, 9, "one" }, { "one two", 5, 9, "one t" }, { "one two", 9, 4, "one..." },
    { "one", 0, 9, "" }, { "one", 9, 3, "one" }, { "na\xc3\xafve", 9, 3, "na..." }, { "\n", 9, 9, "" })
{
    sb_text text = SB_TEXT_EMPTY;
    sb_text_add(&text, ">");
    sb_text_put_first_line(&text, each->from, each->n, each->most);
    should(text.at + 1, equal_to(each->line));
    sb_text_release(&text);
}

TEST(text, lines_are_counted_from_one)
{
    const char text[] = "a\nb\n\nc";
    should(sb_line_of(text, text), equal_to(1));
    should(sb_line_of(text, strchr(text, 'b')), equal_to(2));
    should(sb_line_of(text, strchr(text, 'c')), equal_to(4));
}
