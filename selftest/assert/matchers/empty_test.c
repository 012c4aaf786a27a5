/* empty_test.c -- be_empty. */
#include "../../support/record.h"
#include <seedbed.h>

SUITE(matcher_empty);

TEST(matcher_empty, strings_and_bytes)
{
    should("", be_empty);
    should_not(" ", be_empty);
    should(bytes("x", 0), be_empty);
    should_not(bytes("", 1), be_empty);
}

TEST(matcher_empty, null_is_no_empty_string)
{
    const char *none = NULL;

    should_never(none, be_empty);
    should_never(bytes(none, 2), be_empty);
    should(bytes(none, 0), be_empty);
    should_say("none should be empty\n  expected: empty\n       got: NULL\n"
               "  there is no string: NULL satisfies nothing about what is in it, asserted or negated",
        should(none, be_empty));
}

TEST(matcher_empty, the_message_shows_what_was_there)
{
    should_say("\"ada\" should be empty\n  expected: empty\n       got: \"ada\"", should("ada", be_empty));
    should_say("\"\" should not be empty\n  expected: not empty\n       got: \"\"", should_not("", be_empty));
}

static int64_t no_rows(const sb_table *table)
{
    (void)table;
    return 0;
}

static int64_t three_rows(const sb_table *table)
{
    (void)table;
    return 3;
}

static int64_t unreadable(const sb_table *table)
{
    (void)table;
    return sb_fail_with(SB_ERR, "the disk is gone");
}

typedef int64_t rows_of(const sb_table *table);
static rows_of *with_hook(rows_of *hook)
{
    rows_of *before = sb_context_get()->table_rows;
    sb_context_get()->table_rows = hook;
    return before;
}

/* Any address will do: only the hook looks at it. */
static const sb_table *some_table(void) { return (const sb_table *)(uintptr_t)0x1000; }

TEST(matcher_empty, a_table_is_counted_by_the_hook_of_the_sandbox)
{
    const sb_table *table = some_table();
    rows_of *before = with_hook(no_rows);

    should_hold(should(table, be_empty));
    should_say("table should not be empty\n  expected: at least one row\n       got: 0 rows", should_not(table, be_empty));
    with_hook(three_rows);
    should_say("table should be empty\n  expected: no rows\n       got: 3 rows", should(table, be_empty));
    with_hook(before);
}

TEST(matcher_empty, a_table_that_cannot_be_counted_fails_asserted_and_negated)
{
    const sb_table *table = some_table();
    rows_of *before = with_hook(unreadable);

    should_say(
        "table should not be empty\n  the rows of the table could not be counted: the disk is gone", should_not(table, be_empty));
    with_hook(NULL);
    should_say("table should be empty\n  no sandbox is open, so the rows of a table cannot be counted", should(table, be_empty));
    with_hook(before);
}

TEST(matcher_empty, an_array_is_empty_without_elements)
{
    int xs[] = { 1 }, *none = NULL;

    should(array(xs, 0), be_empty);
    should(array(none, 0), be_empty);
    should_not(array(xs, 1), be_empty);
    should_say("array(xs, 1) should be empty\n  expected: empty\n       got: [1]", should(array(xs, 1), be_empty));
    should_say("array(none, 1) should not be empty\n"
               "  expected: not empty\n"
               "       got: NULL\n"
               "  there is no array: NULL satisfies nothing about elements, asserted or negated",
        should_not(array(none, 1), be_empty));
}
