/* maker_test.c -- which table a name means, and where numbers begin. */
#include "../../../assert/text.h"
#include "school.h"
#include <stdlib.h>

SUITE(maker, .sandbox = "school");

SETUP(maker) { make_school(); }

TEST(maker, numbers_begin_above_the_rows_that_are_there)
{
    db_exec("INSERT INTO users (id, username, email, full_name, created_at) VALUES (41, 'x', 'x', 'x', 'x')");
    should(get_text(make(user), username), end_with("42"));
    should(get_text(make(user), username), end_with("43"));
}

TEST(maker, numbers_begin_above_the_highest_unique_number)
{
    make(invoice, with(number, 1000));
    should(get_int(make(invoice), number), equal_to(2));
    db_exec("DELETE FROM invoices");
}

TEST(maker, a_unique_number_made_by_others_is_not_met)
{
    should(db_exec("INSERT INTO users VALUES (1, 'x', 'x', 'x', 1, 'x', NULL, 'x');"
                   "INSERT INTO invoices VALUES (500, 1, 1, 'x', 'x', 'x', 'x', 1)"),
        equal_to(SB_OK));
    should(get_int(make(invoice), number), equal_to(501));
}

#define PRODUCTS \
    "CREATE TABLE products (id INTEGER PRIMARY KEY, ean INTEGER NOT NULL UNIQUE, user_id INTEGER UNIQUE REFERENCES users);" \
    "INSERT INTO users VALUES (9000, 'x', 'x', 'x', 1, 'x', NULL, 'x')"

TEST(maker, numbers_that_mean_something_else_are_not_counted_on_from)
{
    should(db_exec(PRODUCTS "; INSERT INTO products VALUES (6, 4006381333931, 9000)"), equal_to(SB_OK));
    make_bulk(product, 2);
    should(db_text("SELECT group_concat(id || ':' || (ean < 1000)) FROM (SELECT * FROM products ORDER BY id)"),
        equal_to("6:0,7:1,8:1"));
    should(id(make(product)), equal_to(9));
}

TEST(maker, a_key_counts_however_high_it_is)
{
    should(db_exec(PRODUCTS "; INSERT INTO products VALUES (4006381333931, -1, NULL)"), equal_to(SB_OK));
    make_bulk(product, 1);
    should(db_int("SELECT max(id) FROM products"), equal_to(4006381333932));
}

TEST(maker, a_number_that_was_given_once_is_not_given_again)
{
    should(db_exec("CREATE TABLE tickets (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT);"
                   "INSERT INTO tickets VALUES (500000, 'x'); DELETE FROM tickets"),
        equal_to(SB_OK));
    should(id(make(ticket)), equal_to(500001));
    make_bulk(ticket, 2);
    should(db_int("SELECT max(id) FROM tickets"), equal_to(500003));
}

TEST(maker, a_table_may_be_named_in_the_singular_or_as_it_is)
{
    make(country);
    make(countries);
    should(row_count("countries"), equal_to(2));
}

TEST(maker, both_names_of_a_table_share_their_numbers)
{
    should(get_text(make(user), username), end_with("1"));
    should(get_text(make(users), username), end_with("2"));
}

TEST(maker, a_table_that_the_test_made_is_known_at_once)
{
    db_exec("CREATE TABLE gadgets (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
    should(get_text(make(gadget), name), end_with(" 1"));
}

TEST(maker, a_column_that_the_test_added_is_filled)
{
    make(country);
    db_exec("ALTER TABLE countries ADD COLUMN capital TEXT");
    should(get_text(make(country, with(capital, "Oslo")), capital), equal_to("Oslo"));
}

/* The description of a table that was altered may stand where that of before stood. */
TEST(maker, a_column_that_the_test_renamed_is_known_by_its_new_name)
{
    db_exec("CREATE TABLE gadgets (id INTEGER PRIMARY KEY, a0 TEXT NOT NULL)");
    for (int i = 0; i < 20; i++) {
        char *sql = sb_format("ALTER TABLE gadgets RENAME COLUMN a%d TO a%d", i, i + 1);
        add_cleanup(free, sql);
        make(gadget);
        should(db_exec(sql), equal_to(SB_OK));
    }
    should(get_text(make(gadget), a20), end_with(" 21"));
}
