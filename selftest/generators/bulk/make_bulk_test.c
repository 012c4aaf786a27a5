/* make_bulk_test.c -- make_bulk(): the rows that make() would have made, with all they need, or none. */
#include "../../../generators/factory/maker.h"
#include "../../support/record.h"
#include "../factory/school.h"
#include <seedbed/factory.h>
#include <stdlib.h>

SUITE(bulk_rows, .sandbox = "school");

SETUP(bulk_rows) { make_school(); }

TEST(bulk_rows, many_rows_are_in_the_table)
{
    should(make_bulk(user, 5000), equal_to(5000));
    should(row_count("users"), equal_to(5000));
    should(db_int("SELECT max(id) FROM {users}"), equal_to(5000));
    should(db_int("SELECT count(DISTINCT username) FROM {users}"), equal_to(5000));
}

/* All columns of all rows of a table, as one text. */
static char *digest(const char *table)
{
    char *sql = sb_format(
        "SELECT group_concat(quote(id) || quote(username) || quote(email) || quote(full_name) || quote(age) || quote(role)"
        " || quote(created_at)) FROM %s ORDER BY id",
        table);
    char *text = sb_strdup(db_text(sql));

    free(sql);
    return text;
}

TEST(bulk_rows, they_are_those_that_make_makes)
{
    char *one, *other;

    make_list(300, user, with(age, 30));
    one = digest("users");
    add_cleanup(free, one);
    should(db_exec("DELETE FROM users"), equal_to(SB_OK));
    sb_makers_over(); /* as in a test that begins */
    make_bulk(user, 300, with(age, 30));
    other = digest("users");
    add_cleanup(free, other);
    should(other, equal_to(one));
}

TEST(bulk_rows, each_parent_has_as_many_as_each_says)
{
    should(make_bulk(enrolment, 6000, each(course, 30), each(user, 4)), equal_to(6000 + 200 + 1500));
    expect(row_count("courses"), equal_to(200));
    expect(row_count("users"), equal_to(1500));
    expect(db_int("SELECT count(*) FROM (SELECT 1 FROM {enrolments} GROUP BY course_id HAVING count(*) = 30)"), equal_to(200));
    expect(db_int("SELECT count(*) FROM (SELECT 1 FROM {enrolments} GROUP BY user_id HAVING count(*) = 4)"), equal_to(1500));
}

TEST(bulk_rows, without_each_a_row_has_parents_of_its_own)
{
    make_bulk(enrolment, 100, with(course.seats, 7), as(audit));
    should(row_count("users"), equal_to(100));
    should(db_int("SELECT count(*) FROM {courses} WHERE seats = 7"), equal_to(100));
}

TEST(bulk_rows, a_row_that_is_given_is_everybodys)
{
    sb_row *course = make(course);

    make_bulk(enrolment, 50, with(course_id, course), with(mode, "verified"));
    should(row_count("courses"), equal_to(1));
    should(db_int("SELECT count(*) FROM {enrolments} WHERE mode = 'verified'"), equal_to(50));
}

TEST(bulk_rows, numbers_go_on_above_the_rows_that_are_there)
{
    make_list(3, user);
    make_bulk(user, 10);
    should(get_text(make(user), username), end_with("14"));
    should(db_int("SELECT count(*) FROM {users} WHERE id BETWEEN 4 AND 13"), equal_to(10));
}

TEST(bulk_rows, keys_of_text_lead_to_their_rows)
{
    make_bulk(visit, 90, each(country, 9));
    should(row_count("countries"), equal_to(10));
    should(db_int("SELECT count(*) FROM {visits} v JOIN {countries} c ON v.country = c.code"), equal_to(90));
}

static void meet_one_that_is_there(void) { make_bulk(user, 1000, with(age, 200)); }

TEST(bulk_rows, one_that_cannot_be_takes_all_back)
{
    const char *said;

    should(db_exec("CREATE UNIQUE INDEX {users}_one ON {users} (age) WHERE age = 200"), equal_to(SB_OK));
    said = failure_of(meet_one_that_is_there);
    should(said, contain("users"));
    should(row_count("users"), equal_to(0));
    should(make_bulk(user, 10), equal_to(10));
}

TEST(bulk_rows, more_rows_of_a_block_than_there_are_others_is_refused)
{
    should_say(
        "make_bulk(enrolment): 30 rows of `enrolment` are to have 30 different rows of `course`, and there are to be 1 of these",
        make_bulk(enrolment, 30, each(course, 30), each(user, 30)));
}

TEST(bulk_rows, an_each_of_nothing_names_what_there_is)
{
    should_say(
        "make_bulk(enrolment): each(curse, ...) is for a row that is made with this one, and `curse` is no parent and no child of "
        "`enrolment`; there are: user_id, course_id",
        make_bulk(enrolment, 30, each(curse, 30)));
}

TEST(bulk_rows, a_circle_is_shown_as_a_path)
{
    should_say("make_bulk(team): the required parents go round in a circle: teams -> members -> teams\n"
               "Give one of them a row by with(), or let the column members.team_id be NULL.",
        make_bulk(team, 10));
}

TEST(bulk_rows, what_others_refer_to_is_made_though_it_has_a_default)
{
    should(db_exec("CREATE TABLE {draws} (id INTEGER PRIMARY KEY, no INTEGER NOT NULL DEFAULT (abs(random())) UNIQUE);"
                   "CREATE TABLE {prizes} (id INTEGER PRIMARY KEY, draw_no INTEGER NOT NULL REFERENCES {draws} (no))"),
        equal_to(0));
    make_bulk(prizes, 6, each(draw_no, 2));
    should(db_int("SELECT count(*) FROM {prizes} JOIN {draws} ON draw_no = no"), equal_to(6));
    should(row_count("draws"), equal_to(3));
}

TEST(bulk_rows, what_the_database_computes_is_nothing_to_refer_to)
{
    should(db_exec("CREATE TABLE {draws} (id INTEGER PRIMARY KEY, no INTEGER GENERATED ALWAYS AS (id * 2) STORED UNIQUE);"
                   "CREATE TABLE {prizes} (id INTEGER PRIMARY KEY, draw_no INTEGER NOT NULL REFERENCES {draws} (no))"),
        equal_to(0));
    should_say(
        "make_bulk(prizes): other rows refer to `no` of draws, and what the database will put there nobody knows before the rows "
        "are in; give their parents by with()",
        make_bulk(prizes, 5));
    make_bulk(prizes, 5, with(draw_no, make(draws)));
    should(row_count("prizes"), equal_to(5));
}
