/* parents_test.c -- rows that need other rows. */
#include "../../support/record.h"
#include "school.h"
#include <seedbed/factory.h>

SUITE(parents, .sandbox = "school");

SETUP(parents) { make_school(); }

TEST(parents, required_ones_are_made)
{
    sb_row *seat = make(enrolment);

    should(row_count("users"), equal_to(1));
    should(row_count("courses"), equal_to(1));
    should(sandbox_table("users"), have_row(col(id, get_int(seat, user_id))));
}

TEST(parents, a_given_row_stands_for_its_id_by_column_or_by_name)
{
    sb_row *ada = make(user), *course = make(course);
    sb_row *seat = make(enrolment, with(user_id, ada), with(course, course));

    should(get_int(seat, user_id), equal_to(id(ada)));
    should(get_int(seat, course_id), equal_to(id(course)));
    should(row_count("users"), equal_to(1));
}

TEST(parents, those_that_may_be_null_are_left_out)
{
    make(user);
    make(employee);
    should(row_count("countries"), equal_to(0));
    should(row_count("employees"), equal_to(1));
}

TEST(parents, a_row_stands_for_the_column_that_the_key_refers_to)
{
    sb_row *norway = make(country, with(code, "NO")), *visit = make(visit, with(country, norway));

    should(get_text(visit, country), equal_to("NO"));
    should(get_text(make(user, with(country, norway)), country), equal_to("NO"));
}

TEST(parents, a_key_of_text_is_made_with_its_parent)
{
    sb_row *visit = make(visit);

    should(sandbox_table("countries"), have_row(col(code, get_text(visit, country))));
}

TEST(parents, a_row_fits_a_key_of_any_name_by_what_it_is)
{
    sb_row *ada = make(user);

    should(get_int(make(visit, with(user, ada)), who), equal_to(id(ada)));
}

TEST(parents, a_table_that_is_elsewhere_is_named)
{
    db_exec("CREATE TABLE orders (id INTEGER PRIMARY KEY, u INTEGER NOT NULL REFERENCES elsewhere)");
    should_say(
        "make(order): the column `u` refers to the table elsewhere, which there is not here; give with(u, ...)", make(order));
}

TEST(parents, a_row_may_refer_to_its_own_table)
{
    sb_row *boss = make(employee);

    should(get_int(make(employee, with(boss, boss)), boss_id), equal_to(id(boss)));
}

TEST(parents, factories_know_parents_that_the_schema_does_not)
{
    db_exec("DROP TABLE enrolments; CREATE TABLE enrolments (id INTEGER PRIMARY KEY, user_id INTEGER, course_id INTEGER)");
    should(get_int(make(enrolment), user_id), equal_to(1));
    should(row_count("courses"), equal_to(1));
}

TEST(parents, a_circle_is_shown_as_a_path)
{
    should_say("make(team): the required parents go round in a circle: teams -> members -> teams\n"
               "Give one of them a row by with(), or let the column members.team_id be NULL.",
        make(team));
    should(row_count("teams") + row_count("members"), equal_to(0));
}

TEST(parents, a_row_of_another_table_is_refused)
{
    sb_row *course = make(course);

    should_say("make(enrolment): the column `user_id` refers to users, and was given a row of courses",
        make(enrolment, with(user_id, course)));
}

TEST(parents, no_row_is_null)
{
    sb_row *nobody = NULL;

    should(get_text(make(visit, with(who, nobody)), who), be_null);
}

static const sb_rule sharing[] = { { "country", .parent = "country", .share = 3 }, { 0 } };
FACTORY(shared_visit, .tables = "visits", .columns = sharing);

TEST(parents, what_was_built_is_not_shared_by_what_is_made)
{
    build(shared_visit);
    sb_row *one = make(shared_visit), *other = make(shared_visit);
    build(shared_visit);

    should(get_text(one, country), equal_to(get_text(other, country)));
    should(row_count("countries"), equal_to(1));
}

/* Four for one table, none of them called like it: none of them is what a row of it is. */
static const sb_rule text_one[] = { { "name", .text = "one" }, { 0 } }, text_two[] = { { "name", .text = "two" }, { 0 } };
FACTORY(badge_one, .tables = "badges", .columns = text_one);
FACTORY(badge_two, .tables = "badges", .columns = text_two);
FACTORY(badge_three, .tables = "badges", .inherits = "badge_one");
FACTORY(badge_four, .tables = "badges", .inherits = "badge_two");
static const sb_rule its_teacher[] = { { "full_name", .text = "teacher" }, { 0 } };
FACTORY(a_teacher, .tables = "accounts", .columns = its_teacher);
FACTORY(a_pupil, .tables = "accounts", .columns = its_teacher);

TEST(parents, of_several_factories_that_are_equally_near_none_is_taken)
{
    should(db_exec("CREATE TABLE badges (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
                   "CREATE TABLE wearers (id INTEGER PRIMARY KEY, badge_id INTEGER NOT NULL REFERENCES badges);"
                   "CREATE TABLE accounts (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL)"),
        equal_to(SB_OK));
    make(wearer);
    make(badge);
    should(db_int("SELECT count(*) FROM badges WHERE name IN ('one', 'two')"), equal_to(0));
    should(get_text(make(badge_four), name), equal_to("two"));
    should_not(get_text(make(accounts), full_name), equal_to("teacher"));
}
