/* query_test.c -- tests of framework/sandbox/postgres/{connection,run,exec,query,values}.c. */
#include "../../../../assert/value.h"
#include "server.h"
#include <seedbed.h>
#include <stdlib.h>

FIXTURE(postgres_query, (sb_postgres * db;));

SETUP(postgres_query)
{
    self->db = server_open(server_url());
    pg_must(self->db,
        "SET search_path = pg_temp; CREATE TEMP TABLE t(id serial PRIMARY KEY, v text UNIQUE, n int NOT NULL DEFAULT 7)");
}

TEARDOWN(postgres_query) { (void)self; }

static int keep_kind(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name, (void)n;
    *(int *)env = cell[0].kind;
    return 0;
}

static int first_equals(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name, (void)n;
    return sb_value_equal(cell, env) ? 1 : 2;
}

/* 1: the first cell is what was wanted; 2: it is not. */
static int ask_with(sb_postgres *db, const char *sql, sb_value arg, sb_value wanted)
{
    return sb_backend_postgres.query(db, sql, &arg, 1, first_equals, &wanted);
}

static int stop_at_once(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)cell, (void)name, (void)n;
    ++*(int *)env;
    return 17;
}

TEST(postgres_query, many_statements_run_in_order)
{
    should(sb_backend_postgres.exec(self->db,
               "INSERT INTO t(v) VALUES(E'1;\\'');; -- a comment; with one\n"
               "DO $$ BEGIN UPDATE t SET v = 2; END $$; /* and /* one */ more; */ SELECT * FROM t;"),
        equal_to(0));
    should(pg_ask(self->db, "SELECT v FROM t"), equal_to("2"));
}

TEST(postgres_query, a_failed_statement_is_named_by_number_line_and_text)
{
    should(sb_backend_postgres.exec(self->db, "SELECT 1;\n\n/* two\nlines */ INSERT INTO\n nowhere VALUES(1); SELECT 2"),
        equal_to(SB_ERR));
    should(sb_error(), equal_to("Statement 2 (line 4) failed: INSERT INTO: relation \"nowhere\" does not exist"));
}

TEST(postgres_query, the_server_s_detail_is_told_in_one_line)
{
    should(sb_backend_postgres.exec(self->db, "INSERT INTO t(v) VALUES(1);\nINSERT INTO t(v) VALUES(1)"), equal_to(SB_ERR));
    should(sb_error(), all_of(start_with("Statement 2 (line 2) failed"), end_with("; Key (v)=(1) already exists.")));
}

TEST(postgres_query, rows_that_a_dump_writes_behind_copy_are_taken)
{
    should(sb_backend_postgres.exec(self->db,
               "\\restrict abc\nCOPY t (id, v) FROM stdin;\n1\tone\n2\ttwo;\n\\.\n\nUPDATE t SET n = 8;\n\\unrestrict abc\n"),
        equal_to(0));
    should(pg_ask(self->db, "SELECT string_agg(v, ',' ORDER BY id) || max(n) FROM t"), equal_to("one,two;8"));
}

TEST(postgres_query, what_copy_gives_is_dropped)
{
    should(sb_backend_postgres.exec(self->db, "COPY (SELECT generate_series(1, 99)) TO STDOUT; SELECT 1"), equal_to(0));
}

TEST(postgres_query, commands_of_psql_are_no_sql)
{
    should(sb_backend_postgres.exec(self->db, "SELECT 1;\n\\connect other\nSELECT 2"), equal_to(SB_ERR));
    should(sb_error(), equal_to("Statement 2 (line 2) is refused: \\connect other: commands of psql are no SQL; leave them out"));
}

TEST_EACH(postgres_query, values_come_with_their_kinds, (const char *name; int kind), { "1", SB_LLONG }, { "1::int2", SB_LLONG },
    { "1::int8", SB_LLONG }, { "true", SB_LLONG }, { "1.5::float4", SB_DOUBLE }, { "1e300::float8", SB_DOUBLE },
    { "'NaN'::float8", SB_DOUBLE }, { "1.50", SB_DOUBLE }, { "12::numeric", SB_LLONG },
    { "9223372036854775807::numeric", SB_LLONG }, { "9223372036854775808::numeric", SB_STR }, { "0.1234567890123456", SB_STR },
    { "'NaN'::numeric", SB_DOUBLE }, { "'a'", SB_STR }, { "'\\x00'::bytea", SB_BYTES }, { "'{1,2}'::int[]", SB_STR },
    { "NULL", SB_NONE })
{
    int kind = -1;
    char *sql = sb_format("SELECT %s", each->name);
    add_cleanup(free, sql);
    should(sb_backend_postgres.query(self->db, sql, NULL, 0, keep_kind, &kind), equal_to(0));
    should(kind, equal_to(each->kind));
}

TEST_EACH(postgres_query, arguments_come_back_as_they_went, (const char *name; const char *sql; sb_value value),
    { "a string", "SELECT ?", { SB_STR, { .s = "it's ?" } } },
    { "the largest integer", "SELECT ?::int8", { SB_LLONG, { .i = INT64_MAX } } },
    { "the smallest integer", "SELECT ?::int8", { SB_LLONG, { .i = INT64_MIN } } },
    { "a fraction", "SELECT ?::float8", { SB_DOUBLE, { .d = 0.1 } } }, { "a true", "SELECT ?::bool", { SB_BOOL, { .i = 1 } } },
    { "bytes", "SELECT ?", { SB_BYTES, { .b = { "a\0b", 3 } } } }, { "no bytes", "SELECT ?", { SB_BYTES, { .b = { NULL, 0 } } } },
    { "a large unsigned", "SELECT CASE ?::numeric WHEN 18446744073709551615 THEN 18446744073709551614::float8 END",
        { SB_ULLONG, { .u = UINT64_MAX } } })
{
    sb_value wanted = each->value;
    if (wanted.kind == SB_DOUBLE)
        wanted.v.d = (double)wanted.v.d;
    if (wanted.kind == SB_ULLONG)
        wanted = SB__BOX(18446744073709551614.0);
    should(sb_backend_postgres.query(self->db, each->sql, &each->value, 1, first_equals, &wanted), equal_to(1));
}

TEST(postgres_query, a_fraction_has_no_more_digits_than_were_written)
{
    should(ask_with(self->db, "SELECT ?::text", SB__BOX(0.1), SB__BOX("0.1")), equal_to(1));
    should(ask_with(self->db, "SELECT ?::text", SB__BOX(0.1f), SB__BOX("0.1")), equal_to(1));
    should(ask_with(self->db, "SELECT ?::int4", SB__BOX(3.0), SB__BOX(3)), equal_to(1));
}

TEST(postgres_query, numbers_have_a_point_in_every_locale)
{
    locale_t german = newlocale(LC_ALL_MASK, "de_DE.UTF-8", (locale_t)0);
    if (german == (locale_t)0)
        skip_test("the locale de_DE.UTF-8 is not on this machine");
    locale_t before = uselocale(german);
    int equal = ask_with(self->db, "SELECT ?::float8", SB__BOX(1.5), SB__BOX(1.5));
    uselocale(before);
    freelocale(german);
    should(equal, equal_to(1));
}

TEST_EACH(postgres_query, what_has_no_value_becomes_null, (const char *name; sb_value value), { "none", { SB_NONE, { .i = 0 } } },
    { "a null string", { SB_STR, { .s = NULL } } }, { "a null pointer", { SB_PTR, { .p = NULL } } })
{
    int kind = -1;
    should(sb_backend_postgres.query(self->db, "SELECT ?", &each->value, 1, keep_kind, &kind), equal_to(0));
    should(kind, equal_to(SB_NONE));
}

TEST(postgres_query, a_pointer_is_refused)
{
    should(ask_with(self->db, "SELECT ?", SB__BOX((void *)self), SB__BOX(0)), equal_to(SB_ERR));
    should(sb_error(), start_with("Argument 1 is a pointer"));
}

TEST_EACH(postgres_query, a_question_mark_is_an_argument, (const char *name; const char *sql; const char *answer),
    { "beside an operator", "SELECT 'a'='a' AND 'x'=?", "1" }, { "in front of a cast", "SELECT ?::text", "x" },
    { "twice by number", "SELECT ?1 || ?1::text", "xx" }, { "by the server's own spelling", "SELECT $1::text", "x" },
    { "not in a string", "SELECT ?::text || '?'", "x?" }, { "not in a name", "SELECT \"?\" FROM (SELECT ? AS \"?\") s", "x" },
    { "not in a comment", "SELECT /* ? */ ? -- ?", "x" }, { "not in dollars", "SELECT ? || $$?$$", "x?" },
    { "not twice", "SELECT '{\"x\": 1}'::jsonb ?? ?", "1" },
    { "not in an operator", "SELECT '{\"x\": 1}'::jsonb ??| array[?]", "1" })
{
    sb_value wanted = *each->answer == '1' ? SB__BOX(1) : SB__BOX(each->answer);
    should(ask_with(self->db, each->sql, SB__BOX("x"), wanted), equal_to(1));
}

TEST(postgres_query, without_arguments_a_question_mark_is_an_operator)
{
    int kind = -1;
    should(sb_backend_postgres.query(
               self->db, "SELECT '{\"x\": 1}'::jsonb ? 'x' AND '[1]'::jsonb @?? '$'", NULL, 0, keep_kind, &kind),
        equal_to(0));
    should(kind, equal_to(SB_LLONG));
}

TEST(postgres_query, the_number_of_arguments_must_agree)
{
    should(sb_backend_postgres.query(self->db, "SELECT ?, ?", &(sb_value){ .kind = SB_NONE }, 1, NULL, NULL), equal_to(SB_ERR));
    should(sb_error(), contain("2 placeholders and got 1 arguments"));
}

TEST(postgres_query, two_statements_are_not_a_query)
{
    should(sb_backend_postgres.query(self->db, "SELECT 1; SELECT 2", NULL, 0, NULL, NULL), equal_to(SB_ERR));
    should(sb_error(), contain("more than one statement"));
    should(sb_backend_postgres.query(self->db, "SELECT 1; -- this is none", NULL, 0, NULL, NULL), equal_to(0));
    should(sb_backend_postgres.query(self->db, " -- nor this", NULL, 0, NULL, NULL), equal_to(SB_ERR));
}

TEST(postgres_query, a_callback_can_end_the_query)
{
    int calls = 0;
    should(sb_backend_postgres.query(self->db, "SELECT 1 UNION SELECT 2", NULL, 0, stop_at_once, &calls), equal_to(17));
    should(calls, equal_to(1));
}

TEST(postgres_query, a_failed_query_is_told_with_the_server_s_words)
{
    should(sb_backend_postgres.query(self->db, "SELECT *\nFROM nowhere", NULL, 0, NULL, NULL), equal_to(SB_ERR));
    should(sb_error(), equal_to("The query failed: SELECT *: relation \"nowhere\" does not exist"));
}

TEST(postgres_query, one_error_ends_a_transaction_that_is_not_guarded)
{
    pg_must(self->db, "BEGIN; INSERT INTO t(v) VALUES ('kept')");
    should(sb_backend_postgres.exec(self->db, "SELECT 1 / 0"), equal_to(SB_ERR));
    should(sb_backend_postgres.exec(self->db, "SELECT 1"), equal_to(SB_ERR));
    should(sb_error(), contain("current transaction is aborted"));
}
