/* import_test.c -- people, courses and enrolments from CSV files: all rows of a file, or none.
 *
 * The import opens a connection of its own and commits; the next test sees nothing of it all the same.
 */
#include "catalog.h"
#include "input.h"
#include <seedbed.h>

SUITE(import, .sandbox = "catalog");
SUITE_IN(import, people, .fixtures = "countries");
SUITE_IN(import, signups);

SETUP(import)
{
    catalog_open(sandbox_url(), sandbox_prefix());
    add_cleanup(catalog_close);
}

TEST(people, become_users)
{
    int64_t count;
    const char *csv = csv_of("username,email,full_name,role,country\n"
                             "ada,ada@example.com,Ada Lovelace,student,GB\n"
                             "kari,kari@example.com,Kari Nordmann,teacher,NO\n");

    should_change(row_count("users"), by(2)) {
        should(catalog_import_people(csv, &count), equal_to(CATALOG_OK));
    }
    should(count, equal_to(2));
    should(sandbox_table("users"), have_row(col(username, "kari"), col(role, "teacher"), col(country, "NO")));
}

TEST(people, keep_the_commas_quotes_and_line_ends_of_quoted_fields)
{
    int64_t count;
    const char *csv = csv_of("username,email,full_name\r\n"
                             "ada,ada@example.com,\"Lovelace, Ada\"\r\n"
                             "bob,bob@example.com,\"Robert \"\"Bob\"\"\nMiller\"\r\n");

    should(catalog_import_people(csv, &count), equal_to(CATALOG_OK));
    should(sandbox_table("users"), have_row(col(username, "ada"), col(full_name, "Lovelace, Ada")));
    should(sandbox_table("users"), have_row(col(username, "bob"), col(full_name, "Robert \"Bob\"\nMiller")));
}

TEST(people, may_have_their_columns_in_any_order_and_more_of_them)
{
    int64_t count;
    const char *csv = csv_of("shoe_size,full_name,username,email\n38,Ada Lovelace,ada,ada@example.com\n");

    should(catalog_import_people(csv, &count), equal_to(CATALOG_OK));
    should(sandbox_table("users"), have_row(col(username, "ada"), col(email, "ada@example.com")));
}

TEST(people, are_students_where_nothing_else_is_said)
{
    int64_t count;

    should(
        catalog_import_people(csv_of("username,email,full_name,role\nada,ada@example.com,Ada,\n"), &count), equal_to(CATALOG_OK));
    should(sandbox_table("users"), have_row(col(username, "ada"), col(role, "student")));
}

TEST(people, from_a_new_country_bring_it_along)
{
    int64_t count;

    should_change(row_count("countries"), by(1)) {
        catalog_import_people(csv_of("username,email,full_name,country\njon,jon@example.com,Jón,IS\n"), &count);
    }
    should(sandbox_table("countries"), have_row(col(code, "IS"), col(name, "IS")));
}

/* Each file begins with a good person, who must not stay. */
TEST_EACH(people, are_all_left_out_where_one_is_bad, (const char *what, *line, *complaint),
    { "no e-mail address", "bob,nowhere,Bob", "this is no e-mail address: nowhere" },
    { "a name that comes twice", "ada,other@example.com,Ada", "there is already one called ada" },
    { "no name", ",bob@example.com,Bob", "this record has no username" },
    { "an open quote", "bob,bob@example.com,\"Bob", "a quote is never closed" },
    { "text after a quote", "bob,bob@example.com,\"Bob\"by", "text follows a closing quote" })
{
    int64_t count;
    char lines[256];
    snprintf(lines, sizeof lines, "username,email,full_name\nada,ada@example.com,Ada\n%s\n", each->line);

    should_not(catalog_import_people(csv_of(lines), &count), equal_to(CATALOG_OK));
    should(catalog_error(), all_of(contain("input.csv:3: "), end_with(each->complaint)));
    should(sandbox_table("users"), be_empty);
}

TEST(people, need_a_line_that_names_the_columns)
{
    int64_t count;

    should(catalog_import_people(csv_of("ada,ada@example.com,Ada\n"), &count), equal_to(CATALOG_BAD));
    should(catalog_error(), end_with("input.csv:1: the first line names no column username"));
}

TEST(people, that_are_there_already_are_not_replaced)
{
    int64_t count;
    make(user, with(username, "ada"), with(email, "countess@example.org"));

    should(catalog_import_people(csv_of("username,email,full_name\nada,ada@example.com,Ada\n"), &count), equal_to(CATALOG_TWICE));
    should(sandbox_table("users"), have_rows(1));
    should(sandbox_table("users"), have_row(col(email, "countess@example.org")));
}

TEST(people, generated_by_the_hundred_all_arrive)
{
    int64_t count;
    sb_user person;
    char lines[100 * 256];
    int n = sprintf(lines, "username,email,full_name,role,country\n");
    for (uint64_t i = 0; i < 100; i++) {
        sb_user_at(1, i, &person);
        n += sprintf(
            lines + n, "%s,%s,\"%s\",%s,%s\n", person.username, person.email, person.full_name, person.role, person.country);
    }

    should(catalog_import_people(csv_of(lines), &count), equal_to(CATALOG_OK));
    should(sandbox_table("users"), have_rows(100));
    should(sandbox_table("users"), have_row(col(username, person.username), col(full_name, person.full_name)));
}

TEST(import, of_courses_reads_seats_and_prices)
{
    int64_t count;

    should(catalog_import_courses(csv_of("code,title,seats,price_cents\nNO-101,Fjords,30,1500\n"), &count), equal_to(CATALOG_OK));
    should(sandbox_table("courses"), have_row(col(code, "NO-101"), col(seats, 30), col(price_cents, 1500)));
}

TEST(import, of_courses_refuses_a_number_that_is_none)
{
    int64_t count;

    should(catalog_import_courses(csv_of("code,title,seats\nNO-101,Fjords,many\n"), &count), equal_to(CATALOG_BAD));
    should(catalog_error(), end_with("this is no number of seats or cents: many"));
    should(sandbox_table("courses"), be_empty);
}

TEST(import, of_a_file_that_is_not_there_says_so)
{
    int64_t count;

    should(catalog_import_people("nowhere.csv", &count), equal_to(CATALOG_FILE));
    should(catalog_error(), start_with("cannot read nowhere.csv: "));
}

TEST(signups, find_people_and_courses_by_name)
{
    int64_t count;
    sb_row *ada = make(user, with(username, "ada"));
    sb_row *fjords = make(course, with(code, "NO-101"), with(seats, 5));

    should(catalog_import_enrolments(csv_of("username,code,mode\nada,NO-101,verified\n"), &count), equal_to(CATALOG_OK));
    should(sandbox_table("enrolments"), have_row(col(user_id, ada), col(course_id, fjords), col(mode, "verified")));
}

TEST(signups, for_more_seats_than_there_are_enrol_nobody)
{
    int64_t count;
    make(user, with(username, "ada"));
    make(user, with(username, "bob"));
    make(course, with(code, "NO-101"), with(seats, 1));

    should(catalog_import_enrolments(csv_of("username,code\nada,NO-101\nbob,NO-101\n"), &count), equal_to(CATALOG_FULL));
    should(catalog_error(), end_with("input.csv:3: course NO-101 is full"));
    should(sandbox_table("enrolments"), be_empty);
}

TEST_EACH(signups, must_name_what_is_there, (const char *what, *line, *complaint),
    { "the user", "eve,NO-101,audit", "there is no user called eve" },
    { "the course", "ada,NO-102,audit", "there is no course with the code NO-102" },
    { "the mode", "ada,NO-101,premium", "there is no mode premium" })
{
    int64_t count;
    char lines[128];
    make(user, with(username, "ada"));
    make(course, with(code, "NO-101"), with(seats, 5));
    snprintf(lines, sizeof lines, "username,code,mode\n%s\n", each->line);

    should(catalog_import_enrolments(csv_of(lines), &count), equal_to(CATALOG_UNKNOWN));
    should(catalog_error(), end_with(each->complaint));
}
