/* generate_make.c -- users and enrolments per second by make(), make_list() and make_bulk(), as tests have them: in a sandbox. Lines "way rate" to
 * the file BENCH_TO; BENCH_PLACE is the last word of the way.
 */
#include "generate.h"
#include <seedbed/make.h>
#include <seedbed/test.h>
#include <seedbed/words.h>

enum { MADE = 10000, MADE_COURSES = 100 };

static void tell(const char *what, uint64_t rows, int64_t from)
{
    char way[64];
    snprintf(way, sizeof way, "%s_%s", what, getenv("BENCH_PLACE"));
    generate_tell(way, rows, from);
}

/* In a database of which each row is committed, and in a transaction around the test, as Django's TestCase has it. */
static void one_by_one(const char *what)
{
    make(user); /* the table is looked at once per test */
    int64_t from = bench_now_ns();
    for (int i = 0; i < MADE; i++)
        make(user);
    tell(what, MADE, from);
}

static void enrolments(const char *what)
{
    sb_rows users = make_list(MADE / SEATS, user), courses = make_list(MADE_COURSES, course);
    int64_t from = bench_now_ns();
    for (size_t i = 0; i < MADE; i++)
        make(enrolment, with(user_id, users.row[i / SEATS]), with(course_id, courses.row[i % MADE_COURSES]));
    tell(what, MADE, from);
}

SUITE(generate, .sandbox = "bench", .timeout = 600);

TEST(generate, users_one_by_one) { one_by_one("make_users"); }

TEST(generate, users_as_a_list)
{
    make(user);
    int64_t from = bench_now_ns();
    make_list(MADE, user);
    tell("list_users", MADE, from);
}

TEST(generate, enrolments_one_by_one) { enrolments("make_enrolments"); }

TEST(generate, users_in_bulk)
{
    int64_t from = bench_now_ns();
    make_bulk(user, USERS);
    tell("bulk_users", USERS, from);
}

/* With their users and courses, which are rows as well. */
TEST(generate, enrolments_in_bulk)
{
    int64_t from = bench_now_ns();
    uint64_t rows = make_bulk(enrolment, ENROLMENTS, each(user_id, SEATS), each(course_id, 40 * SEATS));
    tell("bulk_enrolments", rows, from);
}

SUITE(rolled, .sandbox = "rolled", .timeout = 600);

TEST(rolled, users_one_by_one) { one_by_one("rolled_users"); }

TEST(rolled, enrolments_one_by_one) { enrolments("rolled_enrolments"); }
