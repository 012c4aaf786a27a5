/* matchers_tables.c -- samples of matchers about tables of the sandbox. */
/* run: --report=terminal */
#include "sample.h"

static void two_enrolments(void)
{
    should(db_exec("CREATE TABLE enrolments(id INTEGER PRIMARY KEY, user_id INTEGER, mode TEXT);"
                   "INSERT INTO enrolments(user_id, mode) VALUES (1, 'audit'), (2, 'verified')"),
        equal_to(SB_OK));
}

SUITE(have_row, .sandbox = "catalog");
SETUP(have_row) { two_enrolments(); }
SUITE(have_rows, .sandbox = "catalog");
SETUP(have_rows) { two_enrolments(); }
SUITE(be_empty, .sandbox = "catalog");
SETUP(be_empty) { two_enrolments(); }

/* At least one row has these values. */
TEST(have_row, a_table)
{
    passes_at_a_cost should(sandbox_table("enrolments"), have_row(col(user_id, 1), col(mode, "audit")));
    fails should(sandbox_table("enrolments"), have_row(col(user_id, 1), col(mode, "verified")));
}

TEST(have_rows, a_table)
{
    passes_at_a_cost should(sandbox_table("enrolments"), have_rows(2));
    fails should(sandbox_table("enrolments"), have_rows(3));
}

TEST(be_empty, a_table)
{
    passes_at_a_cost should_not(sandbox_table("enrolments"), be_empty);
    fails should(sandbox_table("enrolments"), be_empty);
}
