/* seats_test.c -- how many may join a course.
 */
#include "catalog.h"
#include <seedbed.h>

SUITE(seats, .sandbox = "catalog");

FIXTURE(seats, (int64_t who; int64_t course));

SETUP(seats)
{
    catalog_open(sandbox_url(), sandbox_prefix());
    add_cleanup(catalog_close);
    self->who = id(make(user));
    self->course = id(make(course, with(code, "NO-101"), with(seats, 2)));
}

TEST(seats, a_new_course_has_all_its_seats) { should(catalog_seats_left(self->course), equal_to(2)); }

TEST(seats, an_enrolment_takes_one)
{
    should_change(catalog_seats_left(self->course), from(2), to(1)) {
        should(catalog_enrol(self->who, self->course), equal_to(CATALOG_OK));
    }
}

TEST(seats, an_enrolment_in_another_course_takes_none)
{
    int64_t other = id(make(course, with(seats, 1)));

    should_change(catalog_seats_left(self->course), by(0)) {
        should(catalog_enrol(self->who, other), equal_to(CATALOG_OK));
    }
}

TEST(seats, the_last_one_goes_to_whoever_comes_first)
{
    make(enrolment, with(course_id, self->course));
    int64_t late = id(make(user));

    should(catalog_enrol(self->who, self->course), equal_to(CATALOG_OK));
    should(catalog_enrol(late, self->course), equal_to(CATALOG_FULL));
    should(catalog_error(), equal_to("course NO-101 is full"));
}

TEST(seats, nobody_gets_two)
{
    catalog_enrol(self->who, self->course);

    should_change(row_count("enrolments"), by(0)) {
        should(catalog_enrol(self->who, self->course), equal_to(CATALOG_TWICE));
    }
    should(catalog_error(), end_with("is enrolled already"));
}

TEST(seats, a_refusal_does_not_stand_in_the_way_of_the_next)
{
    int64_t full = id(make(course, with(seats, 0)));

    should(catalog_enrol(self->who, full), equal_to(CATALOG_FULL));
    should(catalog_enrol(self->who, self->course), equal_to(CATALOG_OK));
}

TEST(seats, a_stranger_cannot_enrol)
{
    should(catalog_enrol(4711, self->course), equal_to(CATALOG_UNKNOWN));
    should(catalog_error(), equal_to("there is no user 4711"));
    should(sandbox_table("enrolments"), be_empty);
}

TEST(seats, a_course_that_is_not_there_has_none)
{
    should(catalog_seats_left(4711), equal_to(-1));
    should(catalog_enrol(self->who, 4711), equal_to(CATALOG_UNKNOWN));
}

TEST_EACH(seats, fill_up_one_by_one, (const char *size; int seats), { "one", 1 }, { "three", 3 }, { "thirty", 30 })
{
    int64_t course = id(make(course, with(seats, each->seats)));
    sb_rows people = make_list((size_t)each->seats, user);

    for (size_t i = 0; i < people.n; i++)
        should(catalog_enrol(id(people.row[i]), course), equal_to(CATALOG_OK));
    should(catalog_enrol(self->who, course), equal_to(CATALOG_FULL));
}
