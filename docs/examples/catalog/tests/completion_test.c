/* completion_test.c -- how far people have come in a course.
 */
#include "catalog.h"
#include <seedbed.h>

SUITE(completion, .sandbox = "catalog");

FIXTURE(completion, (int64_t who, course));

SETUP(completion)
{
    catalog_open(sandbox_url(), sandbox_prefix());
    add_cleanup(catalog_close);
    self->who = id(make(user));
    self->course = id(make(course));
    make(enrolment, with(user_id, self->who), with(course_id, self->course), with(completion, 10));
}

TEST_EACH(completion, is_noted, (const char *how_much; int percent), { "none", 0 }, { "some", 35 }, { "all", 100 })
{
    should(catalog_complete(self->who, self->course, each->percent), equal_to(CATALOG_OK));
    should(sandbox_table("enrolments"), have_row(col(user_id, self->who), col(completion, each->percent)));
}

TEST_EACH(completion, is_refused, (const char *how_much; int percent), { "less than none", -1 }, { "more than all", 101 })
{
    should_change(db_int("SELECT completion FROM {enrolments}"), by(0)) {
        should(catalog_complete(self->who, self->course, each->percent), equal_to(CATALOG_BAD));
    }
    should(catalog_error(), match("^-?\\d+ per cent is not between 0 and 100$"));
}

TEST(completion, of_one_user_is_not_that_of_another)
{
    sb_row *other = make(enrolment, with(course_id, self->course), with(completion, 20));

    catalog_complete(self->who, self->course, 90);
    should(sandbox_table("enrolments"), have_row(col(id, other), col(completion, 20)));
}

TEST(completion, of_one_course_is_not_that_of_another)
{
    sb_row *other = make(enrolment, with(user_id, self->who), with(completion, 20));

    catalog_complete(self->who, self->course, 90);
    should(sandbox_table("enrolments"), have_row(col(id, other), col(completion, 20)));
}

TEST(completion, needs_an_enrolment)
{
    int64_t guest = id(make(user));

    should(catalog_complete(guest, self->course, 50), equal_to(CATALOG_UNKNOWN));
    should(catalog_error(), all_of(start_with("user "), contain("is not enrolled")));
}
