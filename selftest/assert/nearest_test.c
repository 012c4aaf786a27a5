/* nearest_test.c -- "did you mean". */
#include "../../assert/text.h"
#include <seedbed.h>

SUITE(nearest);

TEST_EACH(nearest, the_name_that_is_meant, (const char *typed, *meant), { "usre", "user" }, { "usr", "user" }, { "User", "user" },
    { "enrolement", "enrolment" }, { "enrol", "enrolment" }, { "cuorse", "course" }, { "courses", "course" })
{
    static const char *const names[] = { "user", "course", "enrolment", "file", NULL };

    should(sb_nearest(each->typed, names), equal_to(each->meant));
}

TEST_EACH(nearest, no_name_is_better_than_any, (const char *typed), { "zebra" }, { "x" }, { "" }, { "payment" })
{
    static const char *const names[] = { "user", "course", "enrolment", "file", NULL };

    should(sb_nearest(each->typed, names), be_null);
}

TEST(nearest, of_two_the_nearer)
{
    static const char *const names[] = { "username", "user", "users", NULL };
    static const char *const none[] = { NULL };

    should(sb_nearest("userz", names), any_of(equal_to("user"), equal_to("users")));
    should(sb_nearest("usernam", names), equal_to("username"));
    should(sb_nearest("user", none), be_null);
}

TEST_EACH(nearest, a_name_that_need_not_be_known_is_misspelt_by_a_letter_or_two, (const char *typed, *meant),
    { "userz", "users" }, { "usernmae", "username" }, { "parrot", NULL }, { "enrolmnets", "enrolments" }, { "post", NULL },
    { "ruler", NULL })
{
    static const char *const names[] = { "part", "users", "username", "enrolments", "host", NULL };

    should(sb_misspelt(each->typed, names), equal_to(each->meant));
}
