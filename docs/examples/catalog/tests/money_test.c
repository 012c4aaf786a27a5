/* money_test.c -- what a mode costs and what a course earns.
 */
#include "catalog.h"
#include <seedbed.h>

SUITE(income, .sandbox = "catalog");

FIXTURE(income, (int64_t course));

SETUP(income)
{
    catalog_open(sandbox_url(), sandbox_prefix());
    add_cleanup(catalog_close);
    self->course = id(make(course, with(seats, 10), with(price_cents, 100)));
}

TEST(income, an_empty_course_earns_nothing) { should(catalog_income(self->course), equal_to(0)); }

TEST(income, who_only_listens_pays_nothing)
{
    make_list(3, enrolment, with(course_id, self->course), with(mode, "audit"));

    should(catalog_income(self->course), equal_to(0));
}

TEST(income, a_certificate_costs_its_mode_and_the_price_of_the_course)
{
    make(enrolment, with(course_id, self->course), with(mode, "verified"));
    make(enrolment, with(course_id, self->course), with(mode, "professional"));

    should(catalog_income(self->course), equal_to(4900 + 100 + 19900 + 100));
}

TEST(income, other_courses_do_not_count)
{
    make(enrolment, with(mode, "verified"));

    should(catalog_income(self->course), equal_to(0));
}

/* A suite may go on in another file: this one begins in tour_test.c. */
TEST(price, an_unknown_mode_has_none)
{
    should(catalog_price("premium"), be_below(0));
    should(catalog_error(), equal_to("there is no mode premium"));
}
