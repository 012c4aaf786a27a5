/* insert_test.c -- make(): what ends up in the table. */
#include "../../../framework/sandbox/sandbox.h"
#include "../../support/record.h"
#include "school.h"
#include <stdlib.h>

SUITE(make_rows, .sandbox = "school");

SETUP(make_rows) { make_school(); }

TEST(make_rows, a_made_row_is_in_the_table)
{
    sb_row *ada = make(user, with(username, "ada"), with(age, 36));

    should(row_count("users"), equal_to(1));
    should(sandbox_table("users"), have_row(col(id, id(ada)), col(username, "ada"), col(age, 36)));
}

TEST(make_rows, what_with_does_not_give_is_a_whole_person)
{
    sb_row *row = make(user);

    should(get_text(row, username), match("^[a-z]+\\.[a-z]+1$"));
    should(get_text(row, email), start_with(get_text(row, username)));
    should(get_text(row, full_name), match("^\\S+.+"));
    should(get_text(row, created_at), match("^20[0-9-]{8} [0-9:]{8}$"));
}

TEST(make_rows, a_default_of_the_schema_beats_a_role_but_not_a_name)
{
    sb_row *row = make(course);

    should(db_text("SELECT role FROM users UNION SELECT 'none'"), equal_to("none"));
    should(get_text(make(user), role), equal_to("student"));
    should(get_int(row, price_cents), equal_to(0));
    should(get_int(row, seats), be_above(0));
}

TEST(make_rows, null_is_given_by_null)
{
    sb_row *row = make(user, with(age, NULL), with(country, (const char *)NULL));

    should(get_text(row, age), be_null);
    should(db_int("SELECT count(*) FROM {users} WHERE age IS NULL AND country IS NULL"), equal_to(1));
}

TEST(make_rows, strings_are_copied)
{
    char name[] = "ada";
    sb_row *row = make(user, with(username, name));

    name[0] = 'X';
    should(get_text(row, username), equal_to("ada"));
}

TEST(make_rows, bytes_go_in_as_they_are)
{
    sb_row *row = make(file, with(content, bytes("a\0b", 3)));

    should(db_text("SELECT hex(content) FROM {files}"), equal_to("610062"));
    should(get_int(row, size), be_above(0));
}

TEST(make_rows, a_list_has_as_many_rows_with_numbers_of_their_own)
{
    sb_rows ten = make_list(10, user, with(age, 20));

    should(ten.n, equal_to(10));
    should(row_count("users"), equal_to(10));
    should(get_text(ten.row[0], username), end_with("1"));
    should(get_text(ten.row[9], username), end_with("10"));
    should(get_int(ten.row[9], age), equal_to(20));
    should(make_list(0, user).n, equal_to(0));
}

TEST(make_rows, a_trait_sets_its_columns_and_with_beats_it)
{
    should(get_text(make(user, as(teacher)), role), equal_to("teacher"));
    should(get_text(make(user, as(teacher), with(role, "guest")), role), equal_to("guest"));
    should(get_int(make(course, as(full)), seats), equal_to(0));
}

TEST(make_rows, columns_unique_but_not_by_their_field_get_the_number)
{
    sb_rows rows = make_list(400, course);

    should(get_text(rows.row[399], title), end_with(" 400"));
    should(db_int("SELECT count(DISTINCT title) FROM {courses}"), equal_to(400));
}

/* The same stream, as a test alone or in a full run has it: begin anew, and the same data comes again. */
TEST(make_rows, values_hang_on_the_stream_and_the_number_alone)
{
    sb_user user;
    sb_row *row = make(user);

    sb_user_at(sb_sandbox_db()->stream, 0, &user);
    should(get_text(row, username), equal_to(user.username));
    sb_user_at(sb_sandbox_db()->stream, 1, &user);
    should(get_text(make(user), email), equal_to(user.email));
}

TEST(make_rows, a_file_row_tells_the_truth_about_its_file)
{
    sb_row *row = (make(file), make(file, as(png)));
    sb_file file;

    should(sb_file_at(sb_sandbox_db()->stream, 1, SB_FILE_PNG, 0, &file), equal_to(SB_OK));
    expect(get_text(row, name), equal_to(file.name));
    expect(get_text(row, media_type), equal_to("image/png"));
    expect(get_int(row, size), equal_to(file.size));
    expect(get_text(row, digest), match("^[0-9a-f]{64}$"));
    expect(db_int("SELECT length(content) FROM {files} WHERE id = 2"), equal_to(file.size));
    sb_file_release(&file);
}

TEST(make_rows, one_that_is_there_already_is_passed_over)
{
    char *sql;
    sb_user user;

    make(user, with(username, "first"));
    sb_user_at(sb_sandbox_db()->stream, 1, &user);
    sql = sb_format("INSERT INTO users (username, email, full_name, created_at) VALUES ('%s', 'x', 'x', 'x')", user.username);
    add_cleanup(free, sql);
    should(db_exec(sql), equal_to(SB_OK));
    should(get_text(make(user), username), end_with("3"));
}

TEST(make_rows, a_key_that_the_database_numbers_is_left_to_it)
{
    make(course);
    db_exec("INSERT INTO courses (id, code, title) VALUES (500, 'x', 'x')");
    should(id(make(course)), equal_to(501));
}

static void make_flag(void) { make(flag); }

TEST(make_rows, a_column_that_cannot_tell_rows_apart_is_refused_in_the_end)
{
    db_exec("CREATE TABLE flags (up BOOLEAN NOT NULL UNIQUE)");
    make(flag, with(up, true));
    make(flag, with(up, false));
    should(failure_of(make_flag), contain("UNIQUE constraint failed: flags.up"));
}
