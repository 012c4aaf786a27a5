/* school_factories_test.c -- the built-in factories of a school: what belongs to a course of a size, categories, sections, profiles. */
#include "../../framework/sandbox/sandbox.h"
#include "../support/record.h"
#include <seedbed.h>
#include <seedbed/factory.h>
#include <stdio.h>
#include <string.h>

SUITE(school_factories, .sandbox = "school");

#define COURSES \
    "PRAGMA foreign_keys = ON;" \
    "CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT NOT NULL UNIQUE, first_name TEXT, last_name TEXT, full_name TEXT);" \
    "CREATE TABLE courses (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, title TEXT NOT NULL, category TEXT, term TEXT, seats INT);" \
    "CREATE TABLE sections (id INTEGER PRIMARY KEY, course_id INT NOT NULL REFERENCES courses, position INT NOT NULL, name TEXT NOT NULL," \
    "    UNIQUE (course_id, position));"
#define ENROLMENTS \
    "CREATE TABLE enrolments (user_id INT NOT NULL REFERENCES users, course_id INT NOT NULL REFERENCES courses, role TEXT, status TEXT," \
    "    completion INT, PRIMARY KEY (user_id, course_id));"

TEST(school_factories, a_course_agrees_with_itself_and_with_the_plain_struct)
{
    sb_rows rows;

    db_exec(COURSES);
    rows = make_list(20, course);
    for (size_t i = 0; i < rows.n; i++) {
        sb_course course;
        sb_course_at(sb_sandbox_db()->stream, i, &course);
        should(get_text(rows.row[i], code), equal_to(course.code));
        should(get_text(rows.row[i], title), equal_to(course.title));
        should(get_text(rows.row[i], category), equal_to(course.category));
        should(get_text(rows.row[i], term), equal_to(course.term));
        should(get_int(rows.row[i], seats), equal_to(course.seats));
    }
}

TEST(school_factories, a_size_has_its_sections_and_enrolments)
{
    const sb_course_size *s = sb_course_size_of("S");

    db_exec(COURSES ENROLMENTS);
    make(course, as(xs));
    make(course, as(s));
    should(row_count("sections"), equal_to(1 + s->sections));
    should(db_int("SELECT count(*) FROM {enrolments} WHERE course_id = 2"), equal_to(s->users));
    should(db_int("SELECT min(position) FROM {sections} WHERE course_id = 2"), equal_to(1));
    should(db_int("SELECT max(position) FROM {sections} WHERE course_id = 2"), equal_to(s->sections));
}

TEST(school_factories, what_a_schema_has_no_table_for_is_passed_over)
{
    db_exec(COURSES "CREATE TABLE activities (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
    make(course, as(s));
    should(row_count("sections"), equal_to(10));
    should(row_count("activities"), equal_to(0));
}

TEST(school_factories, what_refers_to_the_course_is_made_whatever_it_is)
{
    db_exec(
        COURSES "CREATE TABLE activities (id INTEGER PRIMARY KEY, course INT NOT NULL REFERENCES courses, name TEXT NOT NULL)");
    make(course, as(s));
    should(row_count("activities"), equal_to(10));
}

static const char *beginning(const char *text)
{
    static char first[64];

    snprintf(first, sizeof first, "%.*s", (int)strcspn(text, ";"), text);
    return first;
}

static const sb_children surely[] = { { "section", .count = 1 }, { "lesson", .count = 1 }, { 0 } };
FACTORY(taught_course, .inherits = "course", .tables = "courses", .children = surely);

TEST(school_factories, children_that_are_not_optional_must_have_a_table)
{
    db_exec(COURSES);
    should_say_read(beginning, "make(taught_course): there is no factory and no table `lesson`", make(taught_course));
}

TEST(school_factories, a_bulk_shares_users_between_courses)
{
    db_exec(COURSES ENROLMENTS);
    should(make_bulk(course, 8, as(s), each(enrolment.user, 4)), equal_to(8 + 8 * 10 + 8 * 100 + 8 * 100 / 4));
    should(row_count("users"), equal_to(200));
    should(db_int("SELECT count(*) FROM (SELECT 1 FROM {enrolments} GROUP BY user_id HAVING count(DISTINCT course_id) = 4)"),
        equal_to(200));
    should(
        db_int(
            "SELECT count(*) FROM (SELECT 1 FROM {sections} GROUP BY course_id HAVING min(position) = 1 AND max(position) = 10)"),
        equal_to(8));
}

TEST(school_factories, sections_of_a_bulk_are_those_of_make)
{
    db_exec(COURSES);
    make_bulk(course, 2, as(s));
    should(db_text("SELECT name FROM {sections} WHERE course_id = 2 AND position = 1"), equal_to("Welcome"));
    should(get_text(make(section, with(course_id, 1)), position), equal_to("21"));
}

TEST(school_factories, an_enrolment_has_a_role_and_a_state)
{
    sb_row *row;

    db_exec(COURSES ENROLMENTS);
    row = make(enrolment, as(teacher), as(completed));
    expect(get_text(row, role), equal_to("teacher"));
    expect(get_text(row, status), equal_to("completed"));
    expect(get_int(row, completion), equal_to(100));
    expect(get_text(make(enrolment), status), match("^(active|completed|withdrawn|suspended)$"));
    expect(get_text(make(enrolment, as(assistant)), role), equal_to("assistant"));
}

TEST(school_factories, unusual_names_are_all_there_and_agree)
{
    db_exec(COURSES);
    make_list(30, user, as(unusual));
    should(db_int("SELECT count(*) FROM {users} WHERE last_name = 'O''Neill-d''Arcy'"), be_above(0));
    should(db_int("SELECT count(*) FROM {users} WHERE length(first_name) = 1"), be_above(0));
    should(db_int("SELECT count(*) FROM {users} WHERE length(full_name) >= 60"), be_above(0));
    should(db_int("SELECT count(*) FROM {users} WHERE last_name = '' AND full_name = first_name"), be_above(0));
    should(db_int("SELECT count(*) FROM {users} WHERE instr(full_name, first_name) = 0 OR instr(full_name, last_name) = 0"),
        equal_to(0));
    should(db_int("SELECT count(*) FROM {users} WHERE username GLOB '*[^a-z0-9.]*'"), equal_to(0));
}

TEST(school_factories, categories_are_the_subjects_and_stand_in_a_tree)
{
    sb_row *art, *child;

    db_exec("CREATE TABLE categories (id INTEGER PRIMARY KEY, parent_id INT REFERENCES categories, name TEXT NOT NULL UNIQUE)");
    art = make_list(12, category).row[0];
    child = make(category, as(child), with(parent_id, art));
    should(
        db_int("SELECT count(*) FROM {categories} WHERE name IN ('Art', 'Biology', 'Computer science', 'Physics')"), equal_to(4));
    should(get_text(art, parent_id), be_null);
    should(get_int(child, parent_id), equal_to(id(art)));
    should(get_int(make(category, as(child)), parent_id), be_above(12));
}

TEST(school_factories, a_profile_is_of_a_user)
{
    sb_row *row;

    db_exec(COURSES
        "CREATE TABLE user_profiles (user_id INT PRIMARY KEY REFERENCES users, bio TEXT, avatar_url TEXT, birthday DATE, locale TEXT,"
        " time_zone TEXT, website TEXT)");
    row = make(profile, with(user.username, "ada"));
    expect(db_text("SELECT username FROM {users}"), equal_to("ada"));
    expect(strlen(get_text(row, bio)), be_above(20));
    expect(get_text(row, avatar_url), equal_to("https://example.com/avatars/1.png"));
    expect(get_text(row, birthday), match("^(19|20)[0-9-]{8}$"));
    expect(get_text(row, locale), match("^[a-z]{2}_[A-Z]{2}$"));
    expect(get_text(row, time_zone), contain("/"));
    expect(get_text(row, website), match("^https?://[a-z0-9.-]*example\\.(com|org|net)"));
}

TEST_EACH(school_factories, sizes_grow, (const char *small, *large), { "xs", "s" }, { "s", "m" }, { "m", "l" }, { "l", "xl" },
    { "xl", "xxl" })
{
    const sb_course_size *small = sb_course_size_of(each->small), *large = sb_course_size_of(each->large);

    should(small->users, be_below(large->users));
    should(small->sections, be_below(large->sections));
    should(small->bytes, be_below(large->bytes));
}

TEST(school_factories, there_is_no_other_size)
{
    should(sb_course_size_of("XXL")->users, equal_to(100000));
    should(sb_course_size_of("huge"), be_null);
    should(sb_course_size_of(""), be_null);
}
