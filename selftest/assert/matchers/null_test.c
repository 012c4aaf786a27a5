/* null_test.c -- be_null. */
#include "../../support/record.h"
#include <seedbed.h>

SUITE(matcher_null);

TEST(matcher_null, pointers_and_strings_of_every_type_are_judged)
{
    const char *none = NULL;
    void (*function)(void) = NULL;
    int there = 0;

    should(none, be_null);
    should(function, be_null);
    should((void *)NULL, be_null);
    should_not(&there, be_null);
    should_not("", be_null);
}

TEST(matcher_null, the_message_shows_what_was_there)
{
    const char *none = NULL, *name = "ada";
    int *at = (int *)(uintptr_t)0x1234;

    should_say("name should be NULL\n  expected: NULL\n       got: \"ada\"", should(name, be_null));
    should_say("none should not be NULL\n  expected: not NULL\n       got: NULL", should_not(none, be_null));
    should_say("at should be NULL\n  expected: NULL\n       got: 0x1234", should(at, be_null));
}
