/* bulk_traps_test.c -- tests of bulk in databases that are not as one would have made them: broken references, names of ours, odd indexes. */
#include "box.h"
#include "filler.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(sqlite_bulk_trap, (void *db));

SETUP(sqlite_bulk_trap) { should(sb_backend_sqlite.scratch(NULL, &self->db), equal_to(0)); }

TEARDOWN(sqlite_bulk_trap) { sb_backend_sqlite.close(self->db); }

/* Rows of (id, p), p 0: NULL, up to one without an id. */
typedef struct pair {
    int64_t id, p;
} pair;

static int give_pair(void *env, sb_value *cell)
{
    const pair **it = env, *row = (*it)++;

    cell[0] = sb__box_i(row->id);
    cell[1] = row->p ? sb__box_i(row->p) : (sb_value){ .kind = SB_NONE };
    return row->id != 0;
}

static int fill_pairs(void *db, const char *table, const pair *row)
{
    return sb_backend_sqlite.bulk_fill(db, table, (const char *[]){ "id", "p" }, 2, 0, give_pair, &row);
}

#define RECURSION \
    "CREATE TABLE r(id INTEGER PRIMARY KEY, p REFERENCES r); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT " \
    "2000) INSERT INTO r SELECT i, iif(i = 7, 9002, NULL) FROM n"
/* Such references SQLite counts up to COMMIT, whatever is asked of it. */
#define LATE_RECURSION \
    "CREATE TABLE r(id INTEGER PRIMARY KEY, p REFERENCES r DEFERRABLE INITIALLY DEFERRED); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL " \
    "SELECT i + 1 FROM n LIMIT 2000) INSERT INTO r SELECT i, iif(i = 7, 9002, NULL) FROM n"
#define CHILDREN "CREATE TABLE p(id INTEGER PRIMARY KEY, p); CREATE TABLE c(p REFERENCES p); INSERT INTO c VALUES(9002);"

/* The row that was broken before is repaired by the second, which hides from SQLite's count that the first leads nowhere. */
TEST_EACH(sqlite_bulk_trap, a_repaired_row_hides_no_broken_one, (const char *name, *schema, *second; bool inside),
    { "of the table", RECURSION, "r" }, { "of the same statement", RECURSION, NULL }, { "of late ones", LATE_RECURSION, "r" },
    { "of late ones of the same statement", LATE_RECURSION, NULL },
    { "of late ones in a transaction", LATE_RECURSION, "r", true },
    { "of late ones beside a trigger", LATE_RECURSION "; CREATE TRIGGER g AFTER INSERT ON r BEGIN SELECT 1; END", "r" },
    { "of rows without numbers",
        CHILDREN "CREATE TABLE d(i INTEGER PRIMARY KEY, p REFERENCES p) WITHOUT ROWID; INSERT INTO d VALUES(1, 9002);"
                 "CREATE TABLE r(id INTEGER PRIMARY KEY, p REFERENCES p)",
        "p" },
    { "of another", CHILDREN "CREATE TABLE r(id INTEGER PRIMARY KEY, p REFERENCES p)", "p", true },
    { "of a trigger's",
        CHILDREN "CREATE TABLE r(id INTEGER PRIMARY KEY, p REFERENCES p); CREATE TABLE l(id, p);"
                 "CREATE TRIGGER g AFTER INSERT ON l BEGIN INSERT INTO p VALUES(new.id, 0); END",
        "l" })
{
    int result;
    should(sb_backend_sqlite.exec(self->db, each->schema), equal_to(0));
    should(sb_backend_sqlite.exec(self->db, "PRAGMA foreign_keys = 1"), equal_to(0));
    if (each->inside)
        should(sb_backend_sqlite.begin(self->db), equal_to(0));
    should(sb_backend_sqlite.bulk_begin(self->db, (const char *[]){ "r", each->second, NULL }), equal_to(0));
    result = fill_pairs(self->db, "r", (pair[]){ { 9001, 77777 }, { each->second ? 0 : 9002, 0 }, { 0, 0 } });
    if (result == 0 && each->second)
        result = fill_pairs(self->db, each->second, (pair[]){ { 9002, 0 }, { 0, 0 } });
    sb_backend_sqlite.bulk_end(self->db, result == 0);
    should(filler_ask(self->db, "SELECT count(*) FROM r WHERE id = 9001"), equal_to("0"));
}

TEST_EACH(sqlite_bulk_trap, rows_lead_to_later_ones_beside_broken_ones, (const char *schema), { RECURSION }, { LATE_RECURSION })
{
    int result;
    should(sb_backend_sqlite.exec(self->db, each->schema), equal_to(0));
    should(sb_backend_sqlite.exec(self->db, "PRAGMA foreign_keys = 1"), equal_to(0));
    should(sb_backend_sqlite.bulk_begin(self->db, (const char *[]){ "r", NULL }), equal_to(0));
    result = fill_pairs(self->db, "r", (pair[]){ { 9003, 9004 }, { 9004, 9003 }, { 0, 0 } });
    should(sb_backend_sqlite.bulk_end(self->db, result == 0), equal_to(0));
    should(filler_ask(self->db, "SELECT count(*) FROM r WHERE id > 9000"), equal_to("2"));
}

TEST_EACH(sqlite_bulk_trap, a_table_may_have_any_name, (const char *name, *sql),
    { "a table", "CREATE TABLE seedbed_rows(\"0\", \"1\")" },
    { "a view", "CREATE VIEW seedbed_rows AS SELECT 1 AS \"0\", 2 AS \"1\"" },
    { "a view of nothing", "CREATE VIEW seedbed_rows AS SELECT * FROM missing" },
    { "of its own", "CREATE TEMP TABLE seedbed_rows(\"0\", \"1\")" },
    { "more of them",
        "CREATE TEMP TABLE seedbed_rows(\"0\", \"1\"); CREATE TABLE Seedbed_Rows_1(\"0\", \"1\"); ATTACH ':memory:' AS other;"
        "CREATE TABLE other.seedbed_rows_2(\"0\", \"1\")" })
{
    filler users = { .n = 300 };
    should(sb_backend_sqlite.exec(self->db, filler_schema), equal_to(0));
    should(sb_backend_sqlite.exec(self->db, each->sql), equal_to(0));
    should(filler_run(self->db, &users, NULL), equal_to(0));
    should(filler_ask(self->db, "SELECT count(*) FROM users"), equal_to("300"));
    should(filler_ask(self->db, "SELECT username FROM users WHERE id = 299"), equal_to("ucacb21bb"));
}

static int ignore_inserts(void *env, int action, const char *first, const char *second, const char *database, const char *inner)
{
    (void)env, (void)first, (void)second, (void)database, (void)inner;
    return action == SQLITE_INSERT ? SQLITE_IGNORE : SQLITE_OK;
}

TEST_EACH(sqlite_bulk_trap, lost_rows_are_told, (const char *name, *sql, *told),
    { "not read", NULL, "left off at row 1 without an error" },
    { "not inserted", "CREATE TRIGGER g BEFORE INSERT ON users WHEN new.id = 7 BEGIN SELECT RAISE(IGNORE); END",
        "^users cannot be filled: only 299 of 300 rows" })
{
    filler users = { .n = 300 };
    should(sb_backend_sqlite.exec(self->db, filler_schema), equal_to(0));
    should(sb_backend_sqlite.bulk_begin(self->db, (const char *[]){ "users", NULL }), equal_to(0));
    if (each->sql != NULL)
        should(sb_backend_sqlite.exec(self->db, each->sql), equal_to(0));
    else
        sqlite3_set_authorizer(((sb_sqlite *)self->db)->handle, ignore_inserts, NULL);
    should(filler_fill_users(self->db, &users, 300), equal_to(SB_ERR));
    should(sb_error(), match(each->told));
    should(sb_backend_sqlite.bulk_end(self->db, false), equal_to(0));
}

/* "texts" is a text to the connection that made the index, and would be a column now. */
TEST(sqlite_bulk_trap, an_index_that_cannot_be_written_again_is_filled)
{
    filler users = { .n = 25000 };
    sqlite3 *handle = ((sb_sqlite *)self->db)->handle;
    should(sb_backend_sqlite.exec(self->db, filler_schema), equal_to(0));
    should(sb_backend_sqlite.exec(self->db, "CREATE INDEX odd ON users(age, \"texts\")"), equal_to(0));
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    should(filler_run(self->db, &users, NULL), equal_to(0));
    should(filler_ask(self->db, "SELECT count(*) FROM users INDEXED BY odd WHERE age = 7"), equal_to("278"));
    should(filler_ask(self->db, "PRAGMA integrity_check"), equal_to("ok"));
}

/* ---- no temporary files ---- */

static int temporary_files; /* that may be opened yet */
static const sqlite3_vfs *real_vfs;

static int open_no_temporary(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int how, int *out)
{
    (void)vfs;
    memset(file, 0, sizeof *file);
    if (name == NULL && temporary_files-- <= 0)
        return SQLITE_CANTOPEN;
    return real_vfs->xOpen((sqlite3_vfs *)(uintptr_t)real_vfs, name, file, how, out);
}

static void unregister(void *vfs) { sqlite3_vfs_unregister(vfs); }

static void open_without_temporary(struct sb_fixture_sqlite_bulk_trap *self, int files)
{
    static sqlite3_vfs vfs;
    char *path = sb_format("%s/full.db", sb_temp_dir());
    sqlite3 *handle = NULL;

    sb_backend_sqlite.close(self->db);
    real_vfs = sqlite3_vfs_find("unix");
    vfs = *real_vfs;
    vfs.zName = "no_temporary";
    vfs.xOpen = open_no_temporary;
    temporary_files = files;
    should(sqlite3_vfs_register(&vfs, 0), equal_to(SQLITE_OK));
    sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "no_temporary");
    add_cleanup(unregister, &vfs);
    self->db = sb__sqlite_new(handle);
    should(sb_backend_sqlite.exec(self->db, filler_schema), equal_to(0));
    free(path);
}

TEST(sqlite_bulk_trap, without_temporary_files_there_is_another_way)
{
    filler users = { .n = 60000 };
    open_without_temporary(self, 0);
    should(filler_run(self->db, &users, NULL), equal_to(0));
    should(filler_ask(self->db, "SELECT count(*) FROM users"), equal_to("60000"));
}

TEST(sqlite_bulk_trap, a_temporary_file_that_is_missed_is_told)
{
    filler users = { .n = 60000 };
    open_without_temporary(self, 1);
    should(filler_run(self->db, &users, NULL), equal_to(SB_ERR));
    should(sb_error(), match("^users cannot be filled: unable to open database file; .*SQLITE_TMPDIR"));
    should(filler_ask(self->db, "SELECT count(*) FROM users"), equal_to("0"));
}

/* ---- a COMMIT that has to wait ---- */

typedef struct reading {
    sqlite3 *reader;
    int turn;
} reading;

/* Of the first COMMIT, nothing happens in the time it waits; while the second does, the reader is done. */
static int wait_for_reader(void *env, int n)
{
    reading *it = env;

    (void)n;
    if (it->turn++ == 1)
        must(it->reader, "COMMIT");
    return it->turn > 1;
}

TEST(sqlite_bulk_trap, a_commit_waits_for_a_reader)
{
    filler users = { .n = 500 };
    char *path = sb_format("%s/read.db", sb_temp_dir());
    reading it = { .reader = connect_to(path) };
    add_cleanup(free, path);
    sb_backend_sqlite.close(self->db);
    should(sb_backend_sqlite.open(path, SB_CREATE, &self->db), equal_to(0));
    should(sb_backend_sqlite.exec(self->db, filler_schema), equal_to(0));
    sqlite3_busy_handler(((sb_sqlite *)self->db)->handle, wait_for_reader, &it);
    must(it.reader, "BEGIN; SELECT * FROM users");
    must(it.reader, "SELECT * FROM courses");
    should(filler_run(self->db, &users, NULL), equal_to(0));
    should(it.turn, equal_to(2));
    should(filler_ask(self->db, "SELECT count(*) FROM users"), equal_to("500"));
}
