/* tour_test.c -- the first look at Seedbed: one suite with a sandbox, one without, a test per row.
 */
/* clang-format off */
#include <seedbed.h>
#include "catalog.h"                 /* code under test: plain sqlite3 or libpq calls */

SUITE(enrolment, .sandbox = "catalog", .fixtures = "countries");

SETUP(enrolment) {
    catalog_open(sandbox_url(), sandbox_prefix());
    add_cleanup(catalog_close);      /* runs last-in first-out, also when SETUP fails */
}

TEST(enrolment, a_student_can_join_a_course) {
    sb_row *ada    = make(user, with(username, "ada"), as(student));
    sb_row *course = make(course, with(seats, 1));

    should(catalog_enrol(id(ada), id(course)), equal_to(CATALOG_OK));
    should(sandbox_table("enrolments"), have_row(col(user_id, id(ada)), col(mode, "audit")));
}

TEST(enrolment, a_full_course_refuses) {
    sb_row *course = make(course, with(seats, 0));
    int64_t who = id(make(user));

    should_change(row_count("enrolments"), by(0)) {
        should(catalog_enrol(who, id(course)), equal_to(CATALOG_FULL));
    }
    should(catalog_error(), match("^course .+ is full$"));
}

TEST_EACH(price, by_mode, (const char *mode; int cents),
          { "audit", 0 }, { "verified", 4900 }) {
    should(catalog_price(each->mode), equal_to(each->cents));
}
/* clang-format on */
