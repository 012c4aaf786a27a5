/* plausible_test.c -- values for columns by type and by name. */
#include "school.h"
#include <stdio.h>

SUITE(plausible, .sandbox = "school");

SETUP(plausible) { make_school(); }

TEST(plausible, types_of_a_table_without_a_factory)
{
    sb_row *row = make(invoice);

    should(get_int(row, number), equal_to(1));
    should(get_text(row, paid_on), match("^202[0-5]-[0-9]{2}-[0-9]{2}$"));
    should(db_text("SELECT typeof(total) || ' ' || typeof(seal) || ' ' || length(seal) FROM invoices"), equal_to("real blob 16"));
    should(get_int(row, settled), be_between(0, 1));
    should(get_text(row, remark), be_null);
}

TEST(plausible, a_short_unique_text_keeps_its_number)
{
    sb_rows rows = make_list(120, invoice);

    should(get_text(rows.row[119], label), all_of(end_with("120"), have_length(8)));
    should(db_int("SELECT max(length(label)) FROM invoices"), be_at_most(8));
}

TEST_EACH(plausible, name, (const char *column, *pattern), { "contact_email", "^[a-z]+\\.[a-z]+1@example\\.(com|org|net)$" },
    { "first_name", "^[\\p{Lu}\\p{Lo}]" }, { "site_url", "^https://example\\.com/[a-z]+-1$" }, { "slug", "^[a-z]+-1$" },
    { "sent_at", "^20[0-9-]{8} [0-9:]{8}$" }, { "due_date", "^20[0-9-]{8}$" }, { "phone", "^\\+1 202 555 01[0-9]{2} x1$" },
    { "body", "^[A-Z].+\\.$" }, { "uuid", "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-000000000001$" },
    { "flavour", "^[a-z]+ [a-z]+ 1$" })
{
    char sql[200];

    snprintf(sql, sizeof sql, "CREATE TABLE things (%s TEXT NOT NULL)", each->column);
    db_exec(sql);
    make(thing);
    snprintf(sql, sizeof sql, "SELECT %s FROM things", each->column);
    should(db_text(sql), match(each->pattern));
}

TEST(plausible, a_field_of_the_factory_gives_way_to_a_type_that_cannot_hold_it)
{
    db_exec("CREATE TABLE accounts (id INTEGER PRIMARY KEY, role INTEGER NOT NULL, username TEXT)");
    db_exec("DROP TABLE users");
    should(get_int(make(user), role), be_between(1, 100));
}

TEST(plausible, what_is_unique_together_never_meets_by_chance)
{
    db_exec("CREATE TABLE cells (x INTEGER NOT NULL, y INTEGER NOT NULL, UNIQUE (x, y))");
    db_exec("CREATE TABLE marks (a REAL NOT NULL, b DATE NOT NULL); CREATE UNIQUE INDEX marks_once ON marks (a, b)");
    make_list(200, cell, with(x, 1));
    make_list(2000, mark);

    should(row_count("cells"), equal_to(200));
    should(row_count("marks"), equal_to(2000));
    should(db_int("SELECT count(DISTINCT b) FROM marks"), equal_to(2000));
}

TEST(plausible, a_meaning_is_not_numbered_where_it_is_unique_together)
{
    db_exec("DROP TABLE enrolments; CREATE TABLE enrolments (seat INTEGER NOT NULL, mode TEXT NOT NULL, UNIQUE (seat, mode))");
    make(enrolment, with(seat, 1), with(mode, "audit"));
    for (int i = 0; i < 20; i++)
        should(get_text(make(enrolment, with(seat, i + 2)), mode), match("^[a-z]+$"));
}

TEST(plausible, what_must_be_unique_is_so_by_its_number)
{
    db_exec("CREATE TABLE slots (due_date TEXT NOT NULL UNIQUE, day DATE NOT NULL UNIQUE, at DATETIME PRIMARY KEY)");
    sb_row *row = make_list(3000, slot).row[2999];

    should(get_text(row, due_date), equal_to("2028-03-18"));
    should(get_text(row, day), equal_to("2028-03-18"));
    should(get_text(row, at), equal_to("2028-03-18 00:00:00"));
}

/* One of each list of words in plausible_names.c. */
TEST_EACH(plausible, what_a_name_means_is_unique_where_it_must_be, (const char *name), { "email" }, { "url" }, { "phone" },
    { "ip_address" }, { "filename" }, { "path" }, { "first_name" }, { "last_name" }, { "username" }, { "full_name" }, { "city" },
    { "country" }, { "address" }, { "postcode" }, { "currency" }, { "locale" }, { "tz" }, { "colour" }, { "token" },
    { "mime_type" }, { "extension" }, { "status" }, { "sex" }, { "version" }, { "payload" }, { "title" }, { "slug" }, { "kind" },
    { "comment" }, { "created_at" }, { "birthday" })
{
    char sql[200];
    snprintf(sql, sizeof sql,
        "CREATE TABLE {things} (%s TEXT NOT NULL UNIQUE); CREATE TABLE {pairs} (%s TEXT NOT NULL DEFAULT '', of INTEGER NOT NULL DEFAULT 0, UNIQUE (%s, of))",
        each->name, each->name, each->name);
    should(db_exec(sql), equal_to(0));
    should(make_bulk(things, 2000), equal_to(2000));
    should(make_bulk(pairs, 2000), equal_to(2000));
}

TEST(plausible, a_mail_address_is_that_of_the_person_beside_it)
{
    should(
        db_exec(
            "CREATE TABLE {clerks} (login TEXT NOT NULL UNIQUE, first_name TEXT NOT NULL, email VARCHAR(80) NOT NULL UNIQUE, mail VARCHAR(40) NOT NULL)"),
        equal_to(0));
    for (int i = 0; i < 5; i++) {
        sb_row *row = make(clerks);
        should(get_text(row, email), start_with(get_text(row, login)));
        should(get_text(row, mail), match("^[a-z]+[1-5]@example\\.com$"));
    }
}
