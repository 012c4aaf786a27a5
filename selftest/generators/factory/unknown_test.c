/* unknown_test.c -- what is said of a make() that cannot be. */
#include "../../support/record.h"
#include "school.h"

SUITE(make_wrong, .sandbox = "school");

SETUP(make_wrong) { make_school(); }

TEST(make_wrong, an_unknown_factory_names_the_nearest)
{
    should_say("make(usre): there is no factory and no table `usre`; did you mean `user`?", make(usre));
    should_say(
        "make_list(n, invoicse): there is no factory and no table `invoicse`; did you mean `invoices`?", make_list(3, invoicse));
}

TEST(make_wrong, an_unknown_column_names_the_nearest)
{
    should_say(
        "make(user): the table users has no column `user_name`; did you mean `username`?", make(user, with(user_name, "ada")));
    should_say("make(country): the table countries has no column `xyz`; there are: code, name", make(country, with(xyz, 1)));
    should(row_count("users"), equal_to(0));
}

TEST(make_wrong, an_unknown_trait_names_the_nearest)
{
    should_say("make(user): the factory `user` has no trait `techer`; did you mean `teacher`?", make(user, as(techer)));
    should_say("make(invoice): the factory `invoices` has no trait `paid`; there are: filled", make(invoice, as(paid)));
}

TEST(make_wrong, a_trait_without_a_column_says_which_it_wants)
{
    db_exec("ALTER TABLE users DROP COLUMN role");
    should_say("make(user): the trait `admin` sets one of the columns role kind user_type, and the table users has none of them",
        make(user, as(admin)));
}

TEST(make_wrong, a_factory_without_its_table)
{
    db_exec("DROP TABLE files");
    should_say("make(file): the factory `file` serves the tables file files, and the sandbox has none of these", make(file));
}

TEST(make_wrong, a_column_given_twice)
{
    sb_row *ada = make(user), *bob = make(user);

    should_say("make(visit): the column `who` is given twice, by with(who, ...) and with(user, ...); leave one out",
        make(visit, with(who, ada), with(user, bob)));
}

TEST(make_wrong, a_pointer_is_no_value)
{
    int n = 0;

    should_say("make(user): with(age, ...) was given a pointer; give a number, a string, bytes(p, n), a row or NULL",
        make(user, with(age, &n)));
}

TEST(make_wrong, a_generated_column_is_left_out)
{
    db_exec("CREATE TABLE sums (a INTEGER, b INTEGER, total INTEGER AS (a + b))");
    should_say("make(sum): the column `total` of sums is generated, and the database computes it; leave out with(total, ...)",
        make(sum, with(total, 3)));
    should(get_int(make(sum, with(a, 1), with(b, 2)), total), equal_to(3));
    db_exec("ALTER TABLE users DROP COLUMN role; ALTER TABLE users ADD COLUMN role TEXT AS ('student')");
    should_say("make(user): the column `role` of users is generated, and the database computes it; leave out as(admin)",
        make(user, as(admin)));
}

static void make_ticket(void) { make(ticket); }

TEST(make_wrong, a_check_that_refuses_is_shown)
{
    db_exec("CREATE TABLE tickets (title TEXT NOT NULL, state TEXT NOT NULL CHECK (hex(state) = '00'))");
    should(failure_of(make_ticket),
        end_with(
            "\nNot every CHECK constraint is understood: give the columns that this one is about by with(), or a rule in a factory."
            "\n    CHECK (hex(state) = '00')"));
}

static void make_adult(void) { make(adult); }

TEST(make_wrong, a_view_is_called_one_and_tables_of_our_own_are_not_offered)
{
    const char *said;

    db_exec("CREATE VIEW adults AS SELECT * FROM users WHERE age > 17");
    should_say(
        "make(adult): `adults` is a view, and rows are made in tables; make a row of a table that it reads from", make_adult());
    db_exec("DROP VIEW adults; CREATE TABLE seedbed (name TEXT)");
    said = failure_of(make_adult);
    should(said, contain(", user, profile, course, section, category, enrolment, file, countries, "));
    should_not(said, contain("seedbed"));
}

static void make_second_ada(void) { make(country, with(code, "NO"), with(name, "Norway")); }

TEST(make_wrong, a_refusal_has_the_values_and_the_words_of_the_database)
{
    const char *said;

    make_second_ada();
    said = failure_of(make_second_ada);
    should(said, start_with("make(country): SQLite refused the row that the factory `countries` made for countries: "));
    should(said, contain("UNIQUE constraint failed: countries.code"));
    should(said, end_with("\n    code  \"NO\"  (given)\n    name  \"Norway\"  (given)"));
}

TEST(make_wrong, the_failure_is_at_the_make)
{
    struct record record;
    const int line = __LINE__ + 4;

    record_open(&record);
    if (setjmp(record.out) == 0)
        make(usre);
    record_stop(&record);
    should(record_text(&record), contain("usre"));
    should(record.line, equal_to(line));
    should(record.fatal, be_true);
}
