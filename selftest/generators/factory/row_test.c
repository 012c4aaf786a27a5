/* row_test.c -- reading rows: as the database has them now. */
#include "../../support/record.h"
#include "school.h"

SUITE(rows_read, .sandbox = "school");

SETUP(rows_read) { make_school(); }

TEST(rows_read, a_column_that_was_not_filled_is_read_from_the_database)
{
    sb_row *row = make(user);

    should(get_text(row, role), equal_to("student"));
    should(get_int(row, id), equal_to(id(row)));
    db_exec("UPDATE users SET role = 'guest'");
    should(get_text(row, role), equal_to("guest"));
}

TEST(rows_read, a_row_whose_key_is_text_is_found_again)
{
    db_exec("ALTER TABLE countries ADD COLUMN continent TEXT NOT NULL DEFAULT 'Europe'");
    make(country);
    should(get_text(make(country), continent), equal_to("Europe"));
}

TEST(rows_read, a_column_that_was_put_in_is_read_as_it_is_now)
{
    sb_row *ada = make(user, with(username, "ada"), with(age, 36));

    db_exec("UPDATE users SET username = 'lovelace', age = NULL");
    should(get_text(ada, username), equal_to("lovelace"));
    should(get_text(ada, age), be_null);
    db_exec("DELETE FROM users");
    should_say("a row of users: the column `username` cannot be read, because the row is not in the table any more",
        get_text(ada, username));
    should(get_int(ada, id), equal_to(id(ada)));
}

TEST(rows_read, what_a_trigger_made_of_a_value_is_read)
{
    db_exec("CREATE TRIGGER lower AFTER INSERT ON users BEGIN UPDATE users SET email = lower(email) WHERE id = new.id; END");
    should(get_text(make(user, with(email, "Ada@Example.com")), email), equal_to("ada@example.com"));
}

TEST(rows_read, rows_of_the_same_values_in_a_table_without_a_key_are_told_apart)
{
    db_exec("CREATE TABLE lines (line TEXT, seen INTEGER NOT NULL DEFAULT 0)");
    sb_rows two = make_list(2, line, with(line, "same"));

    db_exec("UPDATE lines SET line = 'second', seen = 2 WHERE rowid = 2");
    should(get_int(two.row[1], seen), equal_to(2));
    should(get_text(two.row[1], line), equal_to("second"));
    should(get_text(two.row[0], line), equal_to("same"));
    db_exec("DELETE FROM lines WHERE rowid = 1");
    should_say("a row of lines: the column `seen` cannot be read, because the row is not in the table any more",
        get_int(two.row[0], seen));
}

TEST(rows_read, a_row_that_names_its_columns_like_row_numbers_is_found_by_the_name_that_is_left)
{
    db_exec("CREATE TABLE oddities (rowid TEXT, _rowid_ TEXT, note TEXT)");
    sb_rows two = make_list(2, oddities, with(rowid, "1"));

    db_exec("UPDATE oddities SET note = oid");
    should(get_text(two.row[1], note), equal_to("2"));
}

TEST(rows_read, a_key_of_several_columns_finds_the_row_where_there_are_no_row_numbers)
{
    db_exec("CREATE TABLE seats (hall TEXT, n INTEGER, taken INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (hall, n)) WITHOUT ROWID");
    sb_row *first = make(seat, with(hall, "A"), with(n, 1)), *second = make(seat, with(hall, "A"), with(n, 2), with(taken, 0));

    db_exec("UPDATE seats SET taken = n");
    should(get_int(first, taken), equal_to(1));
    should(get_int(second, taken), equal_to(2));
}

TEST(rows_read, a_key_that_the_database_made_is_found_by_the_row_number)
{
    db_exec("CREATE TABLE tokens (token TEXT PRIMARY KEY DEFAULT (hex(randomblob(8))), uses INTEGER)");
    sb_row *row = make_list(2, token).row[1];

    db_exec("UPDATE tokens SET uses = rowid");
    should(get_int(row, uses), equal_to(2));
    should(get_text(row, token), match("^[0-9A-F]{16}$"));
}

TEST(rows_read, a_row_that_nothing_finds_again_has_what_was_put_in)
{
    db_exec("CREATE TABLE keys (rowid, oid, _rowid_, key TEXT DEFAULT (hex(randomblob(8))), a TEXT, b TEXT DEFAULT 'b')");
    sb_row *row = make(keys, with(a, "x"));

    should(get_text(row, b), equal_to("b"));
    make(keys, with(a, "x"));
    should_say(
        "a row of keys: the column `b` cannot be read, because 2 rows have the values that were put into this one; give its "
        "key by with()",
        get_text(row, b));
    db_exec("UPDATE keys SET a = 'y'");
    should(get_text(row, a), equal_to("x"));
}

TEST(rows_read, a_row_without_a_key_of_its_own_is_found)
{
    make(enrolment);
    should(get_text(make(enrolment), mode), equal_to("audit"));
    should(get_text(make(invoice), remark), be_null);
}

TEST(rows_read, numbers_read_as_text_and_text_as_numbers)
{
    sb_row *row = make(user, with(age, 36), with(username, "0047"));

    should(get_text(row, age), equal_to("36"));
    should(get_int(row, username), equal_to(47));
    should(get_text(make(invoice, with(total, 2.5)), total), equal_to("2.5"));
    should(get_int(make(user, with(age, NULL)), age), equal_to(0));
}

TEST(rows_read, what_cannot_be_read_is_said)
{
    sb_row *row = make(user, with(username, "ada"));

    should_say("a row of users: the column `username` is no whole number: \"ada\"; read it by get_text", get_int(row, username));
    should_say("a row of users: the table users has no column `rol`; did you mean `role`?", get_text(row, rol));
    should_say("get_text, get_int and id want a row that make() returned; this one is NULL", id(NULL));
    db_exec("DELETE FROM users");
    should_say(
        "a row of users: the column `role` cannot be read, because the row is not in the table any more", get_text(row, role));
}

static void read_name(void *row) { should(get_text((sb_row *)row, username), equal_to("ada")); }

TEST(rows_read, a_clean_up_may_still_read_a_row)
{
    sb_row *ada = make(user, with(username, "ada"));

    add_cleanup(read_name, (void *)ada);
}
