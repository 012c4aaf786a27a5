/* matchers_tables.c -- samples of matchers about tables of the sandbox, results of queries and the statements that a block runs. */
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
SUITE(have_no_row, .sandbox = "catalog");
SETUP(have_no_row) { two_enrolments(); }
SUITE(have_rows, .sandbox = "catalog");
SETUP(have_rows) { two_enrolments(); }
SUITE(have_same_rows_as, .sandbox = "catalog");
SETUP(have_same_rows_as) { two_enrolments(); }
SUITE(have_same_rows_in_any_order_as, .sandbox = "catalog");
SETUP(have_same_rows_in_any_order_as) { two_enrolments(); }
SUITE(have_same_distinct_rows_as, .sandbox = "catalog");
SETUP(have_same_distinct_rows_as) { two_enrolments(); }
SUITE(exist_in, .sandbox = "catalog");
SETUP(exist_in) { two_enrolments(); }
SUITE(be_deleted_from, .sandbox = "catalog");
SETUP(be_deleted_from) { two_enrolments(); }
SUITE(should_run_queries, .sandbox = "catalog");
SETUP(should_run_queries) { two_enrolments(); }
SUITE(be_empty, .sandbox = "catalog");
SETUP(be_empty) { two_enrolments(); }

/* At least one row has these values. */
TEST(have_row, a_table)
{
    passes_at_a_cost should(sandbox_table("enrolments"), have_row(col(user_id, 1), col(mode, "audit")));
    fails should(sandbox_table("enrolments"), have_row(col(user_id, 1), col(mode, "verified")));
}

/* Of the rows that a query gave, with the columns that it has. Here values compare as equal_to has it, and NULL equals NULL. */
TEST(have_row, a_query)
{
    const sb_table *modes = db_rows("SELECT mode, count(*) AS n FROM enrolments GROUP BY mode ORDER BY mode");
    passes_at_a_cost should(modes, have_row(col(mode, "audit"), col(n, 1)));
    fails should(modes, have_row(col(mode, "audit"), col(n, 2)));
}

/* No row has all of these values. */
TEST(have_no_row, a_table)
{
    passes_at_a_cost should(sandbox_table("enrolments"), have_no_row(col(user_id, 1), col(mode, "verified")));
    fails should(sandbox_table("enrolments"), have_no_row(col(mode, "audit")));
}

TEST(have_rows, a_table)
{
    passes_at_a_cost should(sandbox_table("enrolments"), have_rows(2));
    fails should(sandbox_table("enrolments"), have_rows(3));
}

/* The row that make() returned, or the one with this number as its key, is in the table. In strict mode it is the test's own from then on. */
TEST(exist_in, a_table)
{
    passes_at_a_cost should(1, exist_in("enrolments"));
    fails should(3, exist_in("enrolments"));
}

/* It is not in the table. In strict mode it was right to delete it. */
TEST(be_deleted_from, a_table)
{
    passes_at_a_cost should(3, be_deleted_from("enrolments"));
    fails should(1, be_deleted_from("enrolments"));
}

TEST(be_empty, a_table)
{
    passes_at_a_cost should_not(sandbox_table("enrolments"), be_empty);
    fails should(sandbox_table("enrolments"), be_empty);
}

/* The same rows in the same order, by the positions of their columns; NULL equals NULL. Results, tables, and rows that a test lists. */
TEST(have_same_rows_as, listed_rows)
{
    const sb_table *modes = db_rows("SELECT user_id, mode FROM enrolments ORDER BY id");
    passes_at_a_cost should(modes, have_same_rows_as(these_rows(row(1, "audit"), row(2, "verified"))));
    fails should(modes, have_same_rows_as(these_rows(row(1, "audit"), row(2, "honor"))));
}

/* The same rows in any order, each as often. */
TEST(have_same_rows_in_any_order_as, two_queries)
{
    const sb_table *modes = db_rows("SELECT mode FROM enrolments");
    passes_at_a_cost should(modes, have_same_rows_in_any_order_as(db_rows("VALUES ('verified'), ('audit')")));
    fails should(modes, have_same_rows_in_any_order_as(db_rows("VALUES ('verified'), ('verified'), ('audit')")));
}

/* The same rows in any order, however often each is there. */
TEST(have_same_distinct_rows_as, listed_rows)
{
    const sb_table *modes = db_rows("SELECT mode FROM enrolments");
    passes_at_a_cost should(modes, have_same_distinct_rows_as(these_rows(row("verified"), row("audit"), row("audit"))));
    fails should(modes, have_same_distinct_rows_as(these_rows(row("verified"), row("honor"))));
}

static void change_modes(void)
{
    db_exec("BEGIN; UPDATE enrolments SET mode = 'honor' WHERE user_id = 1; COMMIT");
    for (int i = 0; i < 2; i++)
        db_int("SELECT count(*) FROM enrolments");
}

/* How many statements a block runs, on the application's connections and by db_exec and its kin; a number, or a matcher of numbers. */
TEST(should_run_queries, an_application)
{
    passes_at_a_cost should_run_queries(be_at_most(2)) { db_exec("DELETE FROM enrolments"); }
    fails should_run_queries(2) { change_modes(); }
}
