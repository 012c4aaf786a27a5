/* campus_test.c -- every table of a large schema is filled without a declaration: see campus.sh. */
#include <seedbed.h>
#include <stdlib.h>

SUITE(campus, .sandbox = "campus");

/* What the database has to be told so that it checks all foreign keys, and how it checks those that it has put off. */
SETUP(campus)
{
    if (getenv("CAMPUS_FIRST"))
        should(db_exec(getenv("CAMPUS_FIRST")), equal_to(0));
}

#define EVERY_TABLE \
    { "countries" }, { "currencies" }, { "orgs" }, { "org_domains" }, { "campuses" }, { "buildings" }, { "rooms" }, \
        { "room_bookings" }, { "accounts" }, { "profiles" }, { "addresses" }, { "phones" }, { "sessions" }, { "api_keys" }, \
        { "roles" }, { "permissions" }, { "role_permissions" }, { "memberships" }, { "follows" }, { "preferences" }, \
        { "categories" }, { "terms" }, { "courses" }, { "prerequisites" }, { "outcomes" }, { "sections" }, { "meetings" }, \
        { "modules" }, { "items" }, { "pages" }, { "page_revisions" }, { "enrolments" }, { "teaching_loads" }, { "attendance" }, \
        { "question_banks" }, { "questions" }, { "choices" }, { "quizzes" }, { "quiz_questions" }, { "attempts" }, \
        { "responses" }, { "response_reviews" }, { "rubrics" }, { "assignments" }, { "submissions" }, { "grades" }, \
        { "appeals" }, { "teams" }, { "team_members" }, { "forums" }, { "threads" }, { "posts" }, { "reactions" }, \
        { "messages" }, { "notifications" }, { "announcements" }, { "blobs" }, { "folders" }, { "files" }, \
        { "submission_files" }, { "certificates" }, { "plans" }, { "subscriptions" }, { "invoices" }, { "invoice_lines" }, \
        { "payments" }, { "refunds" }, { "refund_notes" }, { "audit" }, { "jobs" }, { "surveys" }, { "survey_answers" }, \
        { "calendars" }, { "feature_flags" }, { "links" }, { "interests" }, { "vendors" }, { "offers" }, { "lots" }, { "bids" }, \
        { "rings" }, { "shelves" }, \
    { \
        "books" \
    }

/* make() by a name that is no word of the program. Each row passes the checks of the database, or the test fails with its words. */
TEST_EACH(campus, twenty_rows, (const char *name;), EVERY_TABLE)
{
    sb_rows rows = sb_make_list(__FILE__, __LINE__, 20, each->name, NULL);

    should(rows.n, equal_to(20));
    should(row_count(each->name), be_at_least(20));
    should(db_exec(getenv("CAMPUS_CHECK")), equal_to(0));
    if (getenv("CAMPUS_FIRST"))
        should(db_int(getenv("CAMPUS_CHECK")), equal_to(0));
}

/* The same in bulk, and the rows of a list after it: numbers go on. */
TEST_EACH(campus, in_bulk, (const char *name;), EVERY_TABLE)
{
    int64_t before = row_count(each->name);

    should(sb_make_bulk(__FILE__, __LINE__, each->name, 20, NULL), be_at_least(20));
    should(row_count(each->name) - before, be_at_least(20));
    should(db_exec(getenv("CAMPUS_CHECK")), equal_to(0));
    if (getenv("CAMPUS_FIRST"))
        should(db_int(getenv("CAMPUS_CHECK")), equal_to(0));
    should(sb_make_list(__FILE__, __LINE__, 2, each->name, NULL).n, equal_to(2));
}

/* The same with values in the columns that may be NULL, and with the rows that those refer to. */
TEST_EACH(campus, filled, (const char *name;), EVERY_TABLE)
{
    const sb_cell as = { .name = "filled", .word = SB_WORD_AS };
    const sb_cells words = { 1, &as };
    int64_t before = row_count(each->name);

    should(sb_make_list(__FILE__, __LINE__, 20, each->name, &words).n, equal_to(20));
    should(sb_make_bulk(__FILE__, __LINE__, each->name, 20, &words), be_at_least(20));
    should(row_count(each->name) - before, be_at_least(40));
    should(db_exec(getenv("CAMPUS_CHECK")), equal_to(0));
    if (getenv("CAMPUS_FIRST"))
        should(db_int(getenv("CAMPUS_CHECK")), equal_to(0));
}
