/* matcher_test.c -- match_snapshot: the operand and a file, and what is said of them. */
#include "../../support/record.h"
#include "shelf.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

struct point {
    int x, y;
};
typedef struct point point;
SB_STRUCT(point, x, y);

#define STEM "matcher_test"
#define PATH SHELF "/" STEM "/"
#define ACCEPT(name) "  to accept what was got: ./page_test --snapshots=<root> --update-snapshots match_snapshot/" name

static void put(const char *name, const char *content) { shelf_put(STEM, name, content, strlen(content)); }
static const char *get(const char *name) { return shelf_get(STEM, name); }

/* The message, the temporary folder in it replaced. */
#define should_fail_with(text_, ...) should_say_read(without_root, text_, __VA_ARGS__)

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

TEST(match_snapshot, an_update_writes_when_the_test_is_over)
{
    shelf_open(SB_UPDATE_ALL);
    put("match_snapshot.an_update_writes_when_the_test_is_over.a.snap", "old");
    should("new", match_snapshot("a"));
    should(7, match_snapshot("b"));
    should("new", match_snapshot("a"));
    should(get("match_snapshot.an_update_writes_when_the_test_is_over.a.snap"), equal_to("old"));
    should(get("match_snapshot.an_update_writes_when_the_test_is_over.b.snap"), be_null);
    shelf_over();
    should(get("match_snapshot.an_update_writes_when_the_test_is_over.a.snap"), equal_to("new"));
    should(get("match_snapshot.an_update_writes_when_the_test_is_over.b.snap"), equal_to("7\n"));
    should(shelf_notes(), equal_to("ba"));
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

/* What the snapshot of the running test has. */
static const char *written(const char *name)
{
    char *file = sb_format("%s.%s.snap", sb_running_name(), name);
    add_cleanup(free, file);
    *strchr(file, '/') = '.';
    return get(file);
}
#define put_here(name, content) put("match_snapshot." name, content)

TEST(match_snapshot, an_update_writes_what_all_of_demands)
{
    struct point here = { 1, 2 };
    int numbers[] = { 5, 5 };
    shelf_open(SB_UPDATE_ALL);
    should("a", all_of(described_as("be right", match_snapshot("one")), start_with("a")));
    should(object(point, &here), have_field(y, match_snapshot("two")));
    should(array(numbers, 2), each(match_snapshot("three")));
    shelf_over();
    should(written("one"), equal_to("a"));
    should(written("two"), equal_to("2\n"));
    should(written("three"), equal_to("5\n"));
}

TEST(match_snapshot, an_update_writes_nothing_that_may_be_otherwise)
{
    const char *strings[] = { "new", "other" };
    shelf_open(SB_UPDATE_ALL);
    put_here("an_update_writes_nothing_that_may_be_otherwise.a.snap", "old");
    put_here("an_update_writes_nothing_that_may_be_otherwise.b.snap", "new");
    should("new", any_of(match_snapshot("a"), match_snapshot("b")));
    should("new", not_(match_snapshot("a")));
    should("new", none_of(match_snapshot("a")));
    should("new", all_of(not_(described_as("be old", match_snapshot("a"))), any_of(all_of(match_snapshot("b")))));
    should(array(strings, 2), some(match_snapshot("b")));
    should(array(strings, 2), at_least(1, match_snapshot("b")));
    should_not("new", not_(match_snapshot("b")));
    should(sb__snapshots()->pendings, equal_to(0));
}

static void any_missing(void) { should("x", any_of(match_snapshot("a"), equal_to("y"))); }
static void not_another(void) { should_not("y", not_(match_snapshot("b"))); }
static void any_others(void) { should_not("x", all_of(match_snapshot("b"))); }

TEST(match_snapshot, what_no_update_writes_is_told)
{
    shelf_open(SB_UPDATE_ALL);
    put_here("what_no_update_writes_is_told.b.snap", "x");
    should(failure_of(any_missing),
        match("there is no snapshot .*a\\.snap\n  no update writes it here, where the assertion may hold with another text; it "
              "writes one that\n  should\\(..., match_snapshot\\(...\\)\\) asks for before this, in the same test$"));
    should(failure_of(not_missing), all_of(contain("\n  no update writes it here"), not_(contain("to accept"))));
    should(failure_of(any_others), not_(contain("to accept")));
    should(failure_of(not_another), all_of(contain("expected: \"x\""), not_(contain("to accept"))));
    should(sb__snapshots()->pendings, equal_to(0));
}

/* Each of them is noted where it is asked for, and where nobody had to look at it any more. */
TEST(match_snapshot, what_was_passed_over_is_asked_for)
{
    shelf_open(SB_UPDATE_ALL);
    should("x", any_of(equal_to("x"), match_snapshot("a")));
    should(shelf_notes(), equal_to("g"));
    should("x", not_(none_of(equal_to("x"), described_as("be right", match_snapshot("b")))));
    should(shelf_notes(), equal_to("gg"));
    should_not("x", all_of(equal_to("y"), match_snapshot("c")));
    should(shelf_notes(), equal_to("ggg"));
    should(array((const char **)0, 0), each(match_snapshot("d")));
    should(shelf_notes(), equal_to("gggg"));
    should("x", any_of(equal_to("x"), match_snapshot((const char *)0)));
    should(shelf_notes(), equal_to("gggg"));
}

TEST(match_snapshot, a_text_that_is_kept_is_what_others_are_not)
{
    shelf_open(SB_UPDATE_ALL);
    should("one", match_snapshot("a"));
    should_not("two", match_snapshot("a"));
    should("two", any_of(match_snapshot("a"), equal_to("two")));
    should_fail_with("\"one\" should not match snapshot \"a\"\n"
                     "  expected: something else than the snapshot has\n"
                     "       got: the same\n"
                     "  snapshot: " PATH "match_snapshot.a_text_that_is_kept_is_what_others_are_not.a.snap",
        should_not("one", match_snapshot("a")));
}

static void ask_for_two(void) { expect("two", match_snapshot("a")); }

TEST(match_snapshot, an_update_refuses_a_text_beside_that_of_the_file)
{
    shelf_open(SB_UPDATE_ALL);
    put_here("an_update_refuses_a_text_beside_that_of_the_file.a.snap", "one");
    should("one", match_snapshot("a"));
    should(failure_of(ask_for_two), contain("before, with another text"));
    should(sb__snapshots()->pendings, equal_to(0));
}

/* Two that looked at the same time, and found nothing. */
TEST(match_snapshot, what_another_thread_keeps_meanwhile_is_seen)
{
    struct sb_snapshots *s = shelf_open(SB_UPDATE_ALL);
    sb_running_test test;
    should(sb_running_test_of(&test), be_true);
    for (int i = 0; i < 3; i++) {
        sb__pending one = { sb_strdup("/nowhere/a.snap"), "/nowhere", SB_TEXT_EMPTY, NULL, false, false };
        sb_text_add(&one.content, i < 2 ? "one" : "two");
        should(sb__snapshot_keep(s, &test, &one), equal_to(i < 2));
    }
    should(s->pendings, equal_to(1));
}

TEST(match_snapshot, what_a_forked_process_asks_for_is_seen)
{
    shelf_open(SB_UPDATE_ALL);
    exit_with(0)
    {
        should("one", match_snapshot("a"));
        exit(0);
    }
    should("one", match_snapshot("a"));
    should(failure_of(ask_for_two), contain("before, with another text"));
    should(written("a"), equal_to("one"));
}

TEST(match_snapshot, each_assertion_without_a_name_has_a_number_of_its_own)
{
    struct sb_snapshots *s = shelf_open(SB_UPDATE_NONE);
    sb_running_test test;
    unsigned number[3];
    should(sb_running_test_of(&test), be_true);
    for (int i = 0; i < 3; i++) /* none of them is counted */
        number[i] = sb__snapshot_number(s, &test, &number[i / 2]);
    should(number[0], equal_to(1));
    should(number[1], equal_to(1));
    should(number[2], equal_to(2));
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
