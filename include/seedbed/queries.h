/* queries.h -- how many statements a block runs: should_run_queries(n) { ... }.
 *
 *     should_run_queries(2) { catalog_list(db, courses, 100); }
 *     should_run_queries(be_at_most(3)) { catalog_enrol(db, ada, course); }
 *     should_run_queries(0) { catalog_name(course); }
 *
 * What it is: a statement for use inside a test of a suite with a sandbox. It counts the statements of SQL that the block runs, and a number
 * or a matcher of numbers judges the count. A failure lists them, in the order in which they first ran, with the times that each ran:
 *
 *     the number of statements that the block ran should equal 2
 *       expected: 2
 *            got: 4
 *       the statements:
 *         1. SELECT id, name FROM courses
 *         2. SELECT count(*) FROM enrolments WHERE course_id = ? (3 times)
 *
 * expect_run_queries records the failure and goes on. A number is an expression that begins with a name or a digit: n, 2 * n, count(x).
 *
 * What counts: every run of a statement, from its first step on, on any connection of this process to the sandbox: those of the
 * application, opened before the block or in it, of all its threads, and db_exec, db_int, db_text and db_rows. One that is prepared once
 * and run twice counts twice; one that is prepared and not run does not. BEGIN, COMMIT, ROLLBACK, SAVEPOINT and PRAGMA are statements as
 * all others are; one that fails in its first step, or finds the database busy, has run, and when it is tried again it runs again.
 *
 * What does not count: what the database runs inside a statement (triggers, foreign keys, virtual tables, functions that run SQL), and the
 * bookkeeping of Seedbed: matchers, row_count, factories, fixtures. A child process of the test is another process.
 *
 * Blocks stand inside each other: one around another counts its statements too. `break` and `continue` leave the block, and it is
 * judged; leaving it by return or goto fails the test.
 *
 * Known limits, of SQLite: a connection has one place for sqlite3_trace_v2 (sqlite3_trace, sqlite3_profile): what the application set there is
 * gone after the block, and where it sets it in the block, the connection is not counted from then on. Nor are connections that
 * share a cache.
 *
 * On PostgreSQL the statements of the application are the calls of PQexec, PQexecParams, PQexecPrepared, PQfn and their PQsend...; what it asks
 * of our own handle by libpq is not counted, and sent statements count when they are sent. Texts of several statements are counted one by
 * one.
 *
 * Errors: outside of a sandbox it fails the test, and so it does where another thread stays inside a statement for more than a second when
 * the block begins.
 */
#ifndef SEEDBED_QUERIES_H
#define SEEDBED_QUERIES_H

#include <seedbed/db.h>
#include <seedbed/notes.h>

struct sb_watched;

/* One block; private. */
typedef struct sb_queries {
    const char *file;
    int line, turn;
    struct sb_watched *watched; /* NULL: the block is over */
    int64_t count;
    sb_note note;
} sb_queries;

SB__C_BEGIN
sb_queries sb_queries_begin(const char *file, int line);
/* Whether the block is to run. */
bool sb_queries_next(sb_queries *queries);
/* The block is over: how many statements it ran. */
int64_t sb_queries_count(sb_queries *queries);
/* The block was left, and that is no failure where one is on its way already, or an exception. */
void sb_queries_left(sb_queries *queries);
void sb_queries_dropped(sb_queries *queries);
SB__C_END

#define SB_SHOULD_RUN_QUERIES(n) SB__RUN_QUERIES(SB__JUDGE_QUERIES(0, n, #n, SB_M_##n))
#define SB_EXPECT_RUN_QUERIES(n) SB__RUN_QUERIES(SB__JUDGE_QUERIES(2, n, #n, SB_M_##n))
#define SB__RUN_QUERIES(judged) \
    for (SB__QUERIES_VARIABLE; sb_queries_next(SB__THIS_QUERIES); __extension__({ judged; })) \
        for (int SB__CAT(sb_in_, __LINE__) = 1; SB__CAT(sb_in_, __LINE__); SB__CAT(sb_in_, __LINE__) = 0)
/* What is no matcher became one thing, and is a number. */
#define SB__JUDGE_QUERIES(how, n, text, ...) \
    SB__QUERIES_ARE(__VA_ARGS__, SB__QUERIES_FIT, SB__QUERIES_FIT, SB__QUERIES_FIT, SB__QUERIES_FIT, SB__QUERIES_EQUAL, ) \
    (how, n, text, __VA_ARGS__)
#define SB__QUERIES_ARE(a, b, c, d, e, are, ...) are
#define SB__QUERIES_FIT(how, n, text, ...) SB__GO(how, sb_queries_count(SB__THIS_QUERIES), SB__QUERIES_TEXT, text, __VA_ARGS__)
#define SB__QUERIES_EQUAL(how, n, text, ...) \
    SB__GO(how, sb_queries_count(SB__THIS_QUERIES), SB__QUERIES_TEXT, "equal_to(" text ")", SB_M_equal_to(n))
#define SB__QUERIES_TEXT "the number of statements that the block ran"

#ifndef __cplusplus
#define SB__THIS_QUERIES (&SB__CAT(sb_queries_, __LINE__))
#define SB__QUERIES_VARIABLE \
    __attribute__((__cleanup__(sb_queries_left))) sb_queries SB__CAT(sb_queries_, __LINE__) = sb_queries_begin(SB__HERE)
#else
namespace seedbed
{
class queries
{
  public:
    queries(const char *file, int line) : it_(sb_queries_begin(file, line)), thrown_(thrown()) {}
    queries(const queries &) = delete;
    queries &operator=(const queries &) = delete;
    ~queries() noexcept(false)
    {
        if (thrown() > thrown_)
            sb_queries_dropped(&it_);
        else
            sb_queries_left(&it_);
    }
    sb_queries *it() { return &it_; }

  private:
    sb_queries it_;
    int thrown_;
};
} // namespace seedbed
#define SB__THIS_QUERIES (SB__CAT(sb_queries_, __LINE__).it())
#define SB__QUERIES_VARIABLE seedbed::queries SB__CAT(sb_queries_, __LINE__)(SB__HERE)
#endif

#endif
