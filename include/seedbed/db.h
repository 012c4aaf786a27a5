/* db.h -- the sandbox: tables of the test's own, the same at the start of every test.
 *
 * What it is: SUITE(s, .sandbox = "catalog") puts the tests of a suite into the sandbox that seedbed.yaml describes under
 * `sandboxes: catalog:`. Its tables are installed on demand beside the live ones under the test prefix; each worker process runs
 * on a copy of them in memory, and the copy is back at its base state before every test, whatever the test committed, from
 * whatever connection. Without a seedbed.yaml the sandbox is an empty, throw-away SQLite database.
 *
 * Calling sequence: the functions here work inside a test (and its SETUP, TEARDOWN and clean-ups) of a suite with a sandbox.
 * An application that opens its own path needs none of them: sqlite3_open("var/catalog.db") lands in the sandbox. In all other
 * tests of the program that path is refused (SQLITE_CANTOPEN) and fails the test; and so is in all of its tests every other database that
 * was there before the run, unless `reads:` in seedbed.yaml names it. What tests make, in sb_temp_dir() or elsewhere, is theirs.
 *
 * When a test fails, its report shows the rows that it inserted, changed and deleted, whoever did it by whatever connection: net, which
 * means that what was changed back is not told; the first ten of a table; what was committed, since a transaction that a test leaves open is
 * told as such. A test that crashed took them along. Tests that pass pay nothing for it.
 *
 * Guard: before anything is touched, the run is refused (exit code 78) where the configuration, the environment or the database itself
 * says that this is no place for tests; a database that is none says so once, and then no tunnel and no forgotten variable matter:
 *
 *     CREATE TABLE seedbed_environment (environment text); INSERT INTO seedbed_environment VALUES ('production');
 *
 * docs/GUARD.md has every refusal, what to do about it, and which of them `except:` in seedbed.yaml takes back; `seedbed sandbox status`
 * prints all answers. The installed tables carry a mark of what they were made from: where schema files or versions of components
 * have changed, the tests are disabled until `seedbed sandbox rebuild` (or --rebuild) makes them anew. One run at a time has them; a second
 * one waits for two seconds and then says who holds them, and `seedbed sandbox unlock` ends a holder that hangs.
 *
 * Not covered: programs that a test starts (system, exec) open the real file; give them a file in sb_temp_dir().
 *
 * Including this header is how a program says that it wants the sandbox: it refers to sb_sandbox_resource, so that the linker
 * takes the sandbox and its database libraries from the archive. A program that includes the core headers alone has neither.
 *
 * Errors: a table or column that is not there fails the test and names the nearest one. Outside a suite with a sandbox these
 * functions fail the test and say how to ask for one.
 */
#ifndef SEEDBED_DB_H
#define SEEDBED_DB_H

#include <seedbed/base.h>
#include <seedbed/should.h>

SB__C_BEGIN
extern const struct sb_resource sb_sandbox_resource;
SB__C_END
static const struct sb_resource *const sb__wants_sandbox __attribute__((used)) = &sb_sandbox_resource;

SB__C_BEGIN
/* What the application's own open call takes: for SQLite the path of the configured database, for PostgreSQL a connection string of the
 * worker's own schema and role. Borrowed, for the run. */
const char *sandbox_url(void);
/* On PostgreSQL the schema that holds this worker's tables; "" where the database has no schemas. Borrowed, for the run. */
const char *sandbox_schema(void);
/* A connection to the sandbox for code that is handed one: a sqlite3 * or a PGconn *, the same for all tests of a worker. Under
 * `reset: rollback` it is the one in the transaction that is rolled back. It is ours: do not close it. */
void *sandbox_handle(void);
/* The prefix of the tables: the test prefix under placement prefix, the live prefix under database. Borrowed, for the run. */
const char *sandbox_prefix(void);
/* A folder for the files that the application stores, under files.test_root; emptied after each test that asked. Borrowed. */
const char *sandbox_files(void);
/* A table by its name without the prefix, as an operand of should(). Borrowed, for the test. */
const sb_table *sandbox_table(const char *name);
/* From now on fn is called behind each reset, so that the application can drop what it remembers of its tables: in this process, once
 * however often it is given, in the order of the first time; say it in a constructor or a SUITE_SETUP, for all that follows.
 *   - It is called behind each test in a sandbox, with its SETUP, TEARDOWN and clean-ups, when the tables are back at their base state; and
 *     behind each SUITE_SETUP and SUITE_TEARDOWN there. Between two tests it is called where what a SUITE_SETUP had left is given up.
 *   - It runs in the thread of the test, as the last of its clean-ups: threads that the application left are its own business. What fails in
 *     it, or crashes, fails that test. Behind a SUITE_SETUP or SUITE_TEARDOWN, and between two tests, it must not fail.
 *   - It must not use the sandbox: no test has it then.
 *   - Workers are processes: forked ones inherit what main was told, spawned ones run the constructors again. A function given in a test or a
 *     SUITE_SETUP is called in that worker alone. A child that a test forks calls nothing.
 * NULL is passed over. */
void sandbox_on_reset(void (*fn)(void));
/* How many rows a table has, by its name without the prefix. */
int64_t row_count(const char *table);

/* Run SQL on the sandbox's own connection. {table} stands for the table with its prefix; a brace in a string literal or a comment
 * stays. Any number of statements; 0, or SB_ERR and sb_error() names the statement, by number and text. Statements that would reach
 * real files (ATTACH, VACUUM INTO) or outlive a reset (PRAGMA writable_schema) are refused. */
int db_exec(const char *sql);
/* On PostgreSQL cells come as: int2, int4, int8, oid and bool (1 and 0) as integers; float4 and float8 as doubles; a numeric as an
 * integer where it has no point, as a double where it has at most 15 digits, and else as text, so that no digit is lost; bytea as bytes;
 * all else (dates, uuid, json, arrays, enums) as the server writes it: 2024-02-29, {1,2}. Names without quotes are in lower case there, and
 * one of more than 63 bytes is refused, because the server would cut it. */
/* The first column of the first row of a query: a number, 0 where there is no row or it is NULL; or text, NULL where there is no
 * row or it is NULL, borrowed for the test. A statement that does not compile fails the test. */
int64_t db_int(const char *sql);
const char *db_text(const char *sql);
SB__C_END

/* ---- sandboxes for the workers of a runner of one's own ---- */
/* sb_main does all of this by itself. A program that is run by something else (CTest, a pool of processes of its own) calls
 * sandbox_workers_prepare once, before it starts n workers: for each sandbox of seedbed.yaml the guard is asked, the tables are
 * installed or checked, and on PostgreSQL the roles and schemas of the workers are made in one call through the administrative
 * connection (`admin:`), and filled. Worker number `seat`, from 0, connects with sandbox_worker_url, in whatever process it is: as the role
 * that owns its schema and nothing else. sandbox_workers_drop takes all of it away; where it never comes to that, the next
 * sandbox_workers_prepare or run does.
 *
 *     if (sandbox_workers_prepare(4)) { puts(sb_error()); return 1; }
 *     for (unsigned seat = 0; seat < 4; seat++)
 *         start_worker(sandbox_worker_url("catalog", seat));
 *     wait_for_workers();
 *     sandbox_workers_drop();
 *
 * A negative code with sb_error(): SB_EREFUSED where the guard, the settings or the server say no. */
SB__C_BEGIN
int sandbox_workers_prepare(unsigned n);
/* A connection string with a password in it; the sandbox is back at its base state, and nobody may be using it. NULL with sb_error(): no
 * such sandbox or seat, or SQLite, where a worker's tables are in its own memory. Borrowed, until the next call. */
const char *sandbox_worker_url(const char *sandbox, unsigned seat);
void sandbox_workers_drop(void);
SB__C_END

/* ---- matchers of tables: each asks the database, and allocates. So does be_empty of a table. ---- */
/* have_row(col(name, value), ...): at least one row has these values. On failure the nearest rows are shown. */
#define SB_M_have_row(...) &sb_m_have_row, SB__TABLE, SB__CELLS(SB_K_, __VA_ARGS__)
/* have_no_row(col(name, value), ...): no row has all of these values. On failure those that have are shown. A table or a column that
 * is not there fails it, asserted or negated, as it fails have_row. */
#define SB_M_have_no_row(...) &sb_m_have_no_row, SB__TABLE, SB__CELLS(SB_K_, __VA_ARGS__)
/* have_rows(n): exactly n rows. */
#define SB_M_have_rows(n) &sb_m_have_rows, SB__TABLE, n
#define SB_K_col(name, value) SB__CELL(#name, SB_WORD_COL, SB__BOX(value))
SB__C_BEGIN
extern const sb_matcher_type sb_m_have_row, sb_m_have_no_row, sb_m_have_rows;
SB__C_END

#endif
