/* paranoid_test.c -- a sandbox that is not brought back as it should be, under --paranoid: who is blamed for it, and what is said. One source
 * for both databases. */
#include "../../support/wrapped.h"
#include <seedbed.h>
#include <stdlib.h>

#ifdef POSTGRES
extern const sb_backend sb_backend_postgres;
static const sb_backend *const real = &sb_backend_postgres;
#else
extern const sb_backend sb_backend_sqlite;
static const sb_backend *const real = &sb_backend_sqlite;
#endif

__attribute__((constructor)) static void add_backend(void)
{
    static sb_backend_node faulty;
    faulty.backend = faulty_backend("faulty", real);
    sb_add_backend(&faulty);
}

SUITE(leaks, .sandbox = "catalog");

static void leave(const char *sql)
{
    wrapped()->fault = FAULT_LEAVES;
    wrapped()->sql = sql;
}

TEST(leaks, nothing) { db_exec("DELETE FROM orders; INSERT INTO logs VALUES ('x'); CREATE TABLE more (x INTEGER)"); }
TEST(leaks, a_row_is_left) { leave("INSERT INTO logs VALUES ('left')"); }
TEST(leaks, next) { should(row_count("logs"), equal_to(2)); }
TEST(leaks, a_row_is_gone) { leave("DELETE FROM orders WHERE id = 7"); }
TEST(leaks, a_row_is_another) { leave("UPDATE users SET age = 21 WHERE id = 3"); }
TEST(leaks, a_key_of_two_columns) { leave("UPDATE seats SET taken = 1 WHERE room = 'B'"); }
TEST(leaks, a_name_with_quotes) { leave("UPDATE \"it's a \"\"table\"\"\" SET \"select\" = 'two'"); }
TEST(leaks, a_column_is_new) { leave("ALTER TABLE logs ADD COLUMN more TEXT"); }
TEST(leaks, a_table_is_new) { leave("CREATE TABLE more (x INTEGER)"); }
TEST(leaks, a_view_is_gone) { leave("DROP VIEW grown"); }
TEST(leaks, an_index_is_new) { leave("CREATE INDEX by_name ON users (name)"); }
TEST(leaks, nothing_was_brought_back)
{
    db_exec("UPDATE users SET name = 'x' WHERE id = 1");
    wrapped()->fault = FAULT_SKIPS;
}
TEST(leaks, the_last) { should(db_text("SELECT name FROM users WHERE id = 1"), equal_to("ada")); }

#ifdef POSTGRES
SUITE(postgres, .sandbox = "catalog");
TEST(postgres, nothing) { db_exec("INSERT INTO numbers (what) VALUES ('x')"); }
TEST(postgres, a_part) { leave("UPDATE days SET what = 'x' WHERE id = 1"); }
TEST(postgres, bytes) { leave("UPDATE blobs SET bytes = '\\x00ff28'"); }
TEST(postgres, a_moment) { leave("UPDATE visits SET since = since + interval '1 microsecond'"); }
TEST(postgres, a_trigger) { leave("DROP TRIGGER log_it ON logs"); }
TEST(postgres, a_sequence) { leave("SELECT setval('numbers_id_seq', 99)"); }
TEST(postgres, next) { should(db_int("SELECT nextval('numbers_id_seq')"), equal_to(1)); }
#endif
