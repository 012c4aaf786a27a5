/* broken.c -- fails on purpose, in ten ways and two more, to show what each looks like and that the run goes on after it.
 *
 *     make broken         here, or `make demo-broken` in Seedbed's own folder
 */
#include "catalog.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

/* ---- without a sandbox ---- */

TEST(broken, string)
{
    const char *greeting = "Welcome to the catalog of courses";

    should(greeting, equal_to("Welcome to the catalogue of courses"));
}
TEST(after, a_wrong_string_the_run_goes_on) { should("fjord", start_with("f")); }

TEST(broken, number) { should(catalog_price("verified"), be_between(1000, 4899)); }
TEST(after, a_wrong_number_the_run_goes_on) { should(catalog_price("audit"), equal_to(0)); }

TEST(broken, struct_as_bytes)
{
    struct seat {
        char code[8];
        unsigned char taken, of;
    } got = { "NO-101", 12, 30 }, want = { "NO-101", 13, 30 };

    should(bytes(&got, sizeof got), equal_to(bytes(&want, sizeof want)));
}
TEST(after, wrong_bytes_the_run_goes_on) { should(bytes("abc", 3), have_length(3)); }

TEST(broken, regex)
{
    catalog_price("premium");

    should(catalog_error(), match("^there is no mode \\d+$"));
}
TEST(after, a_regex_that_does_not_match_the_run_goes_on) { should("NO-101", match("^[A-Z]{2}-\\d+$")); }

TEST(broken, null_where_a_string_was_expected)
{
    const char *title = strchr("a title without a colon", ':');

    should(title, equal_to(": the subtitle"));
}
TEST(after, a_null_the_run_goes_on) { should(strchr("a:b", ':'), equal_to(":b")); }

TEST(broken, crash)
{
    struct csv_reader {
        int line;
    } *volatile reader = NULL;

    should(reader->line, equal_to(1));
}
TEST(after, a_crash_the_run_goes_on) { should(1 + 1, equal_to(2)); }

TEST(broken, exit_0_in_a_test) { exit(0); }
TEST(after, an_exit_the_run_goes_on) { should(0.1 + 0.2, be_close_to(0.3, 1e-9)); }

TEST(broken, endless_loop, .timeout = 0.3)
{
    for (volatile int waiting = 1; waiting;)
        continue;
}
TEST(after, an_endless_loop_the_run_goes_on) { should("", be_empty); }

TEST(broken, soft_failures)
{
    expect(catalog_price("audit"), equal_to(1));
    expect(catalog_price("honor"), equal_to(0));
    expect(catalog_price("verified"), equal_to(2));
    expect("all four are judged", have_length(4));
}
TEST(after, soft_failures_the_run_goes_on) { expect(true, be_true); }

/* ---- in the sandbox ---- */

SUITE(broken_rows, .sandbox = "catalog");
SUITE(after_rows, .sandbox = "catalog");

SETUP(broken_rows)
{
    catalog_open(sandbox_url(), sandbox_prefix());
    add_cleanup(catalog_close);
}

/* Signs somebody up for a trial, and forgets to take it back where the course is full. */
static int sign_up_for_trial(int64_t who, int64_t course)
{
    int64_t trial = id(make(course, with(seats, 1)));
    catalog_enrol(who, trial);
    return catalog_enrol(who, course);
}

TEST(broken_rows, leaked_row)
{
    int64_t who = id(make(user)), full = id(make(course, with(seats, 0)));

    should_change(row_count("enrolments"), by(0)) {
        should(sign_up_for_trial(who, full), equal_to(CATALOG_FULL));
    }
}
TEST(after_rows, a_leaked_row_the_tables_are_empty_again) { should(sandbox_table("enrolments"), be_empty); }

TEST(broken_rows, row_that_is_not_as_expected)
{
    sb_row *ada = make(user, with(username, "ada"));
    catalog_enrol(id(ada), id(make(course, with(seats, 1))));

    should(sandbox_table("enrolments"), have_row(col(user_id, ada), col(mode, "verified")));
}
TEST(after_rows, a_wrong_row_user_names_are_free_again) { make(user, with(username, "ada")); }

TEST(broken_rows, transaction_left_open)
{
    should(db_exec("BEGIN; DELETE FROM {countries}"), equal_to(0));
    make(user, with(username, "nobody"));
}
TEST(after_rows, an_open_transaction_the_next_can_begin)
{
    should(sandbox_table("users"), be_empty);
    should(db_exec("BEGIN; ROLLBACK"), equal_to(0));
}
