/* factories.c -- a program whose tests make rows by factories: what the report of a failed one shows of them, and --explain of all. */
/* run: --report=terminal */
/* run: --report=tap factories/what_is_needed_stands_below */
/* run: --report=terminal --explain *passes* */
#include <seedbed.h>
#include <seedbed/factory.h>

SUITE(factories, .sandbox = "campus");

/* Values of our own, which no better generator changes. */
static const sb_rule user_columns[] = { { "username", .sequence = "user#" }, { 0 } };
FACTORY(user, .columns = user_columns);
static const sb_rule subject_columns[] = { { "title", .sequence = "Subject #" }, { 0 } };
static const sb_children lessons[] = { { "lesson", .count = 3 }, { 0 } };
static const sb_trait traits[] = { { "taught", .children = lessons }, { 0 } };
FACTORY(subject, .columns = subject_columns, .traits = traits);

SUITE_SETUP(factories)
{
    should(db_exec("CREATE TABLE users(id INTEGER PRIMARY KEY, username TEXT NOT NULL UNIQUE, age INTEGER);"
                   "CREATE TABLE subjects(id INTEGER PRIMARY KEY, title TEXT NOT NULL);"
                   "CREATE TABLE lessons(id INTEGER PRIMARY KEY, subject_id INTEGER NOT NULL REFERENCES subjects(id));"
                   "CREATE TABLE seats(id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users(id),"
                   "    lesson_id INTEGER NOT NULL REFERENCES lessons(id))"),
        equal_to(SB_OK));
}

TEST(factories, what_is_needed_stands_below)
{
    sb_row *ada = make(user, with(username, "ada"), with(age, 36));
    make(seat, with(user_id, ada));
    make(seat, with(lesson.subject.title, "Botany,\nin two lines"));
    fail_test("on purpose");
}

TEST(factories, children_too)
{
    make(subject, as(taught), with(title, "Botany"));
    fail_test("on purpose");
}

TEST(factories, alike_ones_are_folded)
{
    make_list(500, user);
    make_list(20, seat);
    build(user, with(username, "nobody"));
    fail_test("on purpose");
}

TEST(factories, of_many_the_first_are_shown)
{
    for (int i = 0; i < 50; i++) {
        make(user);
        make(subject);
    }
    fail_test("on purpose");
}

TEST(factories, what_was_made_before_a_make_that_failed) { make(seat, with(lesson_id, 77), with(id, "no number")); }

TEST(factories, passes_and_says_nothing) { make(seat); }
TEST(factories, passes_and_made_nothing) { should(1, equal_to(1)); }
