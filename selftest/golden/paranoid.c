/* paranoid.c -- a program whose sandbox is not brought back as it should be: who is blamed for it, and what is said. */
/* run: --report=terminal --config=selftest/golden/paranoid/seedbed.yaml --paranoid */
/* run: --report=terminal --config=selftest/golden/paranoid/seedbed.yaml leaks/a_row_is_left next */
#include "../support/wrapped.h"
#include <seedbed.h>

/* The built-in one, as the sandbox of a program without a seedbed.yaml has it. */
extern const sb_backend sb_backend_sqlite;

__attribute__((constructor)) static void add_backends(void)
{
    static sb_backend_node faulty, traced;
    faulty.backend = faulty_backend("faulty", &sb_backend_sqlite);
    traced.backend = traced_backend("traced", &sb_backend_sqlite);
    sb_add_backend(&faulty);
    sb_add_backend(&traced);
}

SUITE(leaks, .sandbox = "shop");

static void leave(const char *sql)
{
    wrapped()->fault = FAULT_LEAVES;
    wrapped()->sql = sql;
}

TEST(leaks, nothing) { db_exec("DELETE FROM users; INSERT INTO logs VALUES ('x')"); }
TEST(leaks, a_row_is_left) { leave("INSERT INTO logs VALUES ('left')"); }
TEST(leaks, the_next_test_is_not_to_blame) { should(row_count("logs"), equal_to(3)); }
TEST(leaks, a_row_is_gone) { leave("DELETE FROM users WHERE id = 2"); }
TEST(leaks, a_row_is_another) { leave("UPDATE users SET age = 21 WHERE id = 3"); }
TEST(leaks, one_of_two_equal_rows_is_gone) { leave("DELETE FROM logs WHERE rowid = 1"); }
TEST(leaks, a_sequence_is_further) { leave("UPDATE sqlite_sequence SET seq = 99"); }
TEST(leaks, an_index_is_gone) { leave("DROP INDEX by_name"); }
TEST(leaks, a_column_is_new) { leave("ALTER TABLE logs ADD COLUMN more TEXT"); }
TEST(leaks, a_table_is_new) { leave("CREATE TABLE more(x)"); }
TEST(leaks, many_rows_are_left)
{
    leave("WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 40) INSERT INTO users(id) SELECT i FROM n");
}

TEST(leaks, nothing_was_brought_back)
{
    db_exec("UPDATE users SET name = 'x' WHERE id = 1");
    wrapped()->fault = FAULT_SKIPS;
}

TEST(leaks, a_reset_that_fails_says_so) { wrapped()->fault = FAULT_FAILS; }
TEST(leaks, and_the_next_one_works) { should(db_text("SELECT name FROM users WHERE id = 1"), equal_to("ada")); }

/* What a SUITE_SETUP left is what its tests are brought back to. */
SUITE_IN(leaks, kept);
SUITE_SETUP(kept) { db_exec("INSERT INTO logs VALUES ('of the suite')"); }
TEST(kept, nothing) { db_exec("DELETE FROM logs"); }
TEST(kept, a_row_is_gone) { leave("DELETE FROM logs WHERE line = 'of the suite'"); }

SUITE(next, .sandbox = "beside");
TEST(next, what_is_asked_of_a_backend)
{
    db_exec("DELETE FROM logs");
    should(wrapped()->log, start_with("clone_open\nclone_reset\n"));
    wrapped()->log[0] = 0;
    fail_test("so that its rows are told");
}
TEST(next, of_the_failure_before)
{
    should(wrapped()->log, start_with("clone_changes\nclone_reset\n"));
    should(wrapped()->log, end_with("clone_reset\n"));
}
