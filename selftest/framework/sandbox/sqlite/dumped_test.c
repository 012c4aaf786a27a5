/* dumped_test.c -- what SQLite's shell writes of a database is a schema file; selftest/integration/shell_dump.sh has a whole run. */
#include "box.h"
#include <seedbed.h>

FIXTURE(sqlite_dumped, (void *db; sqlite3 * handle));

/* As a schema file of placement database is tried. */
SETUP(sqlite_dumped)
{
    should(sb_backend_sqlite.scratch(NULL, &self->db), equal_to(0));
    should(sb_backend_sqlite.confine(self->db, ""), equal_to(0));
    self->handle = ((sb_sqlite *)self->db)->handle;
}

TEARDOWN(sqlite_dumped) { sb_backend_sqlite.close(self->db); }

TEST(sqlite_dumped, tables_that_sqlite_makes_for_itself_are_left_out)
{
    should(
        sb_backend_sqlite.exec(self->db,
            "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT);\nCREATE TABLE sqlite_sequence(name,seq);\nCREATE TABLE u(x);\n"),
        equal_to(0));
    should(ask(self->handle, "SELECT group_concat(name) FROM sqlite_schema"), equal_to("t,sqlite_sequence,u"));
}

TEST(sqlite_dumped, statements_behind_them_are_still_counted)
{
    should(sb_backend_sqlite.exec(self->db, "CREATE TABLE sqlite_sequence(name,seq);\nCREATE TABEL u(x);\n"), equal_to(SB_ERR));
    should(sb_error(), start_with("Statement 2 (line 2) failed: CREATE TABEL"));
}

TEST(sqlite_dumped, virtual_tables_are_written_into_the_schema)
{
    should(
        sb_backend_sqlite.exec(self->db,
            "PRAGMA foreign_keys=OFF; BEGIN TRANSACTION; PRAGMA writable_schema=ON;\n"
            "INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql) VALUES('table','f','f',0,'CREATE VIRTUAL TABLE f USING x');\n"
            "PRAGMA writable_schema=OFF; COMMIT;"),
        equal_to(0));
    should(ask(self->handle, "SELECT name FROM sqlite_schema"), equal_to("f"));
}

TEST(sqlite_dumped, nobody_writes_the_schema_beside_live_tables)
{
    should(sb_backend_sqlite.confine(self->db, "t_"), equal_to(0));
    should(sb_backend_sqlite.exec(self->db, "PRAGMA writable_schema=ON"), equal_to(SB_ERR));
    should(sb_error(), contain("PRAGMA writable_schema reaches beyond the tables of the sandbox"));
}
