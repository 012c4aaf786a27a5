/* matcher_test.c -- match_snapshot: the operand and a file, and what is said of them. */
#include "../../support/record.h"
#include "shelf.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

#define STEM "matcher_test"
#define PATH SHELF "/" STEM "/"
#define ACCEPT(name) "  to accept what was got: ./page_test --snapshots=<root> --update-snapshots match_snapshot/" name

static void put(const char *name, const char *content) { shelf_put(STEM, name, content, strlen(content)); }
static const char *get(const char *name) { return shelf_get(STEM, name); }

/* The message, the temporary folder in it replaced. */
#define should_fail_with(text_, ...) \
    do { \
        struct record record_; \
        record_open(&record_); \
        if (setjmp(record_.out) == 0) { \
            __VA_ARGS__; \
        } \
        record_stop(&record_); \
        expect(without_root(record_text(&record_)), equal_to(text_)); \
    } while (0)

static const char *without_root(const char *text)
{
    const char *root = sb__snapshots()->root, *at = strstr(text, root);
    char *shown = at ? sb_format("%.*s<root>%s", (int)(at - text), text, at + strlen(root)) : sb_strdup(text);
    add_cleanup(free, shown);
    return shown;
}

static void not_missing(void) { should_not("page", match_snapshot("missing")); }
static void other_string(void) { should("adb", match_snapshot("s")); }
static void other_number(void) { should(42, match_snapshot("n")); }
static void other_bytes(void) { should(bytes("aBc", 3), match_snapshot("b")); }
static void unnamed(void) { should("d", match_snapshot); }
static void new_one(void) { should("new", match_snapshot("a")); }
static const char *ends;
static void other_ends(void) { should(ends, match_snapshot("a")); }
static const char *failure_of_ends(const char *got)
{
    ends = got;
    return failure_of(other_ends);
}

TEST(match_snapshot, missing)
{
    shelf_open(SB_UPDATE_NONE);
    should_fail_with("\"page\" should match snapshot \"a\"\n"
                     "  there is no snapshot " PATH "match_snapshot.missing.a.snap\n"
                     "       got: \"page\"\n" ACCEPT("missing"),
        should("page", match_snapshot("a")));
    should(shelf_notes(), equal_to("e"));
    should_not(failure_of(not_missing), equal_to(""));
    should(get("match_snapshot.missing.a.snap"), be_null);
}

TEST(match_snapshot, the_same)
{
    shelf_open(SB_UPDATE_NONE);
    put("match_snapshot.the_same.a.snap", "page\n");
    should("page\n", match_snapshot("a"));
    should("page\n", all_of(match_snapshot("a"), start_with("p")));
    should(shelf_notes(), equal_to("f"));
    should_fail_with("\"page\\n\" should not match snapshot \"a\"\n"
                     "  expected: something else than the snapshot has\n"
                     "       got: the same\n"
                     "  snapshot: " PATH "match_snapshot.the_same.a.snap",
        should_not("page\n", match_snapshot("a")));
}

TEST(match_snapshot, another_line)
{
    shelf_open(SB_UPDATE_NONE);
    put("match_snapshot.another_line.a.snap", "one\ntwo\n");
    should_fail_with("\"one\\n2\\n\" should match snapshot \"a\"\n"
                     "  - expected, + got; first difference in line 2\n"
                     "      one\n"
                     "    - two\n"
                     "    + 2\n"
                     "  snapshot: " PATH "match_snapshot.another_line.a.snap\n" ACCEPT("another_line"),
        should("one\n2\n", match_snapshot("a")));
    should(shelf_notes(), equal_to("gd"));
    should_not("one\n2\n", match_snapshot("a"));
    should(get("match_snapshot.another_line.a.snap"), equal_to("one\ntwo\n"));
}

TEST(match_snapshot, another_string_number_and_bytes)
{
    shelf_open(SB_UPDATE_NONE);
    put("match_snapshot.another_string_number_and_bytes.s.snap", "ada");
    put("match_snapshot.another_string_number_and_bytes.n.snap", "41\n");
    put("match_snapshot.another_string_number_and_bytes.b.snap", "abc");
    should(failure_of(other_string), contain("expected: \"ada\"\n       got: \"adb\"\n               ^ byte 2"));
    should(failure_of(other_number), contain("\n  expected: 41\n       got: 42\n  snapshot: "));
    should(failure_of(other_bytes), contain("first difference at byte 1 of 3\n    expected  00000000  61 62 63"));
}

TEST(match_snapshot, other_line_ends)
{
    shelf_open(SB_UPDATE_NONE);
    put("match_snapshot.other_line_ends.a.snap", "one\r\ntwo\r\n");
    should_fail_with("\"one\\ntwo\\n\" should match snapshot \"a\"\n"
                     "  only the ends of lines differ: the snapshot has CRLF, and LF is what was got; where git makes them,\n"
                     "  a line `*.snap -text` in .gitattributes keeps them\n"
                     "  snapshot: " PATH "match_snapshot.other_line_ends.a.snap\n" ACCEPT("other_line_ends"),
        should("one\ntwo\n", match_snapshot("a")));
    should(failure_of_ends("one\r\ntwo\n"), contain("only the ends of lines differ"));
    should_not(failure_of_ends("one\r\ntwo\r"), contain("only the ends"));
    should_not(failure_of_ends("one\ntwo\nthree\n"), contain("only the ends"));
}

TEST(match_snapshot, null_has_none)
{
    const char *none = NULL;
    shelf_open(SB_UPDATE_ALL);
    should_fail_with(
        "none should match snapshot \"a\"\n  got NULL, of which there is no snapshot", should(none, match_snapshot("a")));
    should_fail_with(
        "none should not match snapshot \"a\"\n  got NULL, of which there is no snapshot", should_not(none, match_snapshot("a")));
    should_fail_with("bytes(none, 3) should match snapshot\n  got NULL, of which there is no snapshot",
        should(bytes(none, 3), match_snapshot));
    should_fail_with("1 should match snapshot none\n  the name of the snapshot is NULL", should(1, match_snapshot(none)));
}

TEST(match_snapshot, those_without_a_name_are_numbered)
{
    shelf_open(SB_UPDATE_NONE);
    put("match_snapshot.those_without_a_name_are_numbered.1.snap", "a");
    put("match_snapshot.those_without_a_name_are_numbered.2.snap", "b");
    put("match_snapshot.those_without_a_name_are_numbered.3.snap", "c");
    should("a", match_snapshot);
    for (const char *s = "bc"; *s; s++)
        should(bytes(s, 1), all_of(match_snapshot, match_snapshot));
    should(failure_of(unnamed), contain("d\" should match snapshot\n  there is no snapshot"));
    should(failure_of(unnamed), contain("numbered.5.snap"));
}

static void look_at_written(void)
{
    expect(get("match_snapshot.an_update_writes_when_the_test_is_over.a.snap"), equal_to("new"));
}
static void look_at_notes(void) { expect(shelf_notes(), equal_to("ba")); }

TEST(match_snapshot, an_update_writes_when_the_test_is_over)
{
    shelf_open(SB_UPDATE_ALL);
    put("match_snapshot.an_update_writes_when_the_test_is_over.a.snap", "old");
    add_cleanup(look_at_written);
    add_cleanup(look_at_notes);
    should("new", match_snapshot("a"));
    should(7, match_snapshot("b"));
    should("new", match_snapshot("a"));
    should(get("match_snapshot.an_update_writes_when_the_test_is_over.a.snap"), equal_to("old"));
    should(get("match_snapshot.an_update_writes_when_the_test_is_over.b.snap"), be_null);
}

static void match_late(void) { expect("late", match_snapshot("b")); }
static void look_at_late(void) { expect(get("match_snapshot.an_update_writes_what_clean_ups_match.b.snap"), equal_to("late")); }

TEST(match_snapshot, an_update_writes_what_clean_ups_match)
{
    shelf_open(SB_UPDATE_ALL);
    add_cleanup(look_at_late);
    add_cleanup(match_late);
    should("soon", match_snapshot("a"));
}

TEST(match_snapshot, an_update_of_new_ones_keeps_the_others)
{
    shelf_open(SB_UPDATE_NEW);
    put("match_snapshot.an_update_of_new_ones_keeps_the_others.a.snap", "old");
    should("new", match_snapshot("b"));
    should(failure_of(new_one), contain("expected: \"old\""));
    should_not("new", match_snapshot("a"));
}

TEST(match_snapshot, an_update_refuses_two_texts_for_one_name)
{
    shelf_open(SB_UPDATE_ALL);
    should("one", match_snapshot("a"));
    should_fail_with(
        "\"two\" should match snapshot \"a\"\n"
        "  this test asked for the snapshot " PATH
        "match_snapshot.an_update_refuses_two_texts_for_one_name.a.snap before, with another text; give each a name of its own",
        should("two", match_snapshot("a")));
}

TEST(match_snapshot, an_update_writes_nothing_that_should_not_be)
{
    shelf_open(SB_UPDATE_ALL);
    put("match_snapshot.an_update_writes_nothing_that_should_not_be.a.snap", "old");
    should_not("new", match_snapshot("a"));
    should_not(failure_of(not_missing), equal_to(""));
    should(sb__snapshots()->pendings, equal_to(0));
}

static void redact_outside(void) { redact("a", "b"); }

/* As if no test ran. */
static const char *failure_outside(void (*fn)(void))
{
    struct record record;
    struct sb_running *volatile running = sb_context_get()->running;
    record_open(&record);
    sb_context_get()->running = NULL;
    if (setjmp(record.out) == 0)
        fn();
    sb_context_get()->running = running;
    record_stop(&record);
    return record_text(&record);
}

TEST(match_snapshot, a_snapshot_belongs_to_a_test)
{
    shelf_open(SB_UPDATE_ALL);
    should(failure_outside(new_one),
        end_with("\n  a snapshot belongs to a test: match_snapshot works in one, its SETUP, TEARDOWN and clean-ups"));
    should(failure_outside(redact_outside), start_with("redact was called outside a running test"));
}

TEST(match_snapshot, nothing_goes_with_a_pointer_in_a_composite)
{
    void *p = &p;
    should_say(
        "p should not match snapshot \"a\"\n"
        "  `match snapshot \"a\"` does not go with `p`: it is about a string, bytes, a number, an array or an object, and `p` "
        "is a pointer",
        should(p, not_(match_snapshot("a"))));
}
