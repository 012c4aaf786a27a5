/* words_test.c -- what a statement may do, by its words. */
#include "../../../../framework/sandbox/postgres/words.h"
#include <seedbed.h>

SUITE(words);

TEST(words, a_query_and_a_change_of_rows_say_nothing)
{
    should(sb__words("SELECT id, begin FROM t WHERE commit = 'x'"), equal_to(0u));
    should(sb__words("INSERT INTO t (a) VALUES (1); UPDATE t SET a = 2; DELETE FROM t"), equal_to(0u));
    should(sb__words("MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE"), equal_to(0u));
    should(sb__words(""), equal_to(0u));
}

TEST(words, each_statement_of_a_text_is_looked_at)
{
    should(sb__words("SELECT 1; create table x()") & SB_WORD_DDL, equal_to((unsigned)SB_WORD_DDL));
    should(sb__words("\n  Drop TABLE x") & SB_WORD_DDL, equal_to((unsigned)SB_WORD_DDL));
    should(sb__words("SELECT 1;COMMIT"), equal_to((unsigned)SB_WORD_TRANSACTION));
}

TEST(words, a_table_made_by_select_into_is_seen)
{
    should(sb__words("SELECT * INTO copy FROM t"), equal_to((unsigned)(SB_WORD_DDL | SB_WORD_SESSION)));
    should(sb__words("INSERT INTO copy VALUES (1)"), equal_to(0u));
}

TEST(words, strings_and_comments_are_no_words)
{
    should(sb__words("SELECT 'a; DROP TABLE t', \"create\", $$; DROP TABLE t$$, $x$ ; drop $$ ; $x$"), equal_to(0u));
    should(sb__words("/* ; DROP /* nested */ ; DROP */ SELECT 1 -- ; COMMIT"), equal_to(0u));
    should(sb__words("SELECT 'it''s'; SELECT E'\\''; COMMIT"), equal_to((unsigned)SB_WORD_TRANSACTION));
    should(sb__words("SELECT $1; COMMIT"), equal_to((unsigned)SB_WORD_TRANSACTION));
}

TEST(words, what_moves_a_sequence_without_a_row_is_seen)
{
    should_not(sb__words("SELECT nextval('s')") & SB_WORD_SEQUENCE, equal_to(0u));
    should_not(sb__words("SELECT setval('s', 3)") & SB_WORD_RESTART, equal_to(0u));
    should_not(sb__words("INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING") & SB_WORD_SEQUENCE, equal_to(0u));
    should_not(sb__words("TRUNCATE t RESTART IDENTITY") & SB_WORD_RESTART, equal_to(0u));
}

#define DDL SB_WORD_DDL
#define MAYBE SB_WORD_MAYBE_DDL
#define SEQUENCE SB_WORD_SEQUENCE
#define RESTART SB_WORD_RESTART
#define SESSION SB_WORD_SESSION
#define TRANSACTION SB_WORD_TRANSACTION

/* In the order of the list, which is searched by halves. */
TEST_EACH(words, each_is_known, (const char *sql; unsigned means), { "ABORT", SB_WORD_ROLLBACK | TRANSACTION },
    { "ALTER SEQUENCE s INCREMENT 2", DDL | RESTART }, { "BEGIN", TRANSACTION }, { "CALL f()", MAYBE }, { "CLUSTER t", DDL },
    { "COMMENT ON TABLE t IS NULL", DDL }, { "COMMIT", TRANSACTION },
    { "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING", SEQUENCE }, { "CREATE TEMP TABLE x ()", DDL | SESSION },
    { "DECLARE c CURSOR WITH HOLD FOR SELECT 1", SESSION }, { "DISCARD PLANS", SESSION },
    { "DO $$ BEGIN END $$", SB_WORD_MAYBE_DDL | SB_WORD_SEQUENCE | SB_WORD_RESTART | SB_WORD_SESSION | SB_WORD_LARGE },
    { "DROP TABLE t", DDL }, { "END", TRANSACTION }, { "EXECUTE p", SB_WORD_SEQUENCE | SB_WORD_EXECUTE },
    { "GRANT SELECT ON t TO PUBLIC", DDL }, { "IMPORT FOREIGN SCHEMA a FROM SERVER b", DDL },
    { "SELECT 1 AS a INTO TEMP b", DDL | SESSION }, { "LISTEN c", SESSION }, { "SELECT lo_create(0)", SB_WORD_LARGE },
    { "LOAD 'plpgsql'", SESSION }, { "SELECT nextval('s')", SEQUENCE }, { "SELECT pg_advisory_lock(1)", SESSION },
    { "SELECT pg_advisory_lock_shared(1)", SESSION }, { "SELECT pg_try_advisory_lock(1)", SESSION },
    { "SELECT pg_try_advisory_lock_shared(1)", SESSION }, { "PREPARE TRANSACTION 'x'", SESSION | TRANSACTION | SB_WORD_PREPARE },
    { "REASSIGN OWNED BY a TO b", DDL }, { "REFRESH MATERIALIZED VIEW m", SB_WORD_REFRESH }, { "RELEASE s", TRANSACTION },
    { "RESET ALL", SESSION }, { "TRUNCATE t RESTART IDENTITY", RESTART | SEQUENCE }, { "REVOKE SELECT ON t FROM PUBLIC", DDL },
    { "ROLLBACK TO s", SB_WORD_ROLLBACK | TRANSACTION }, { "SAVEPOINT s", TRANSACTION },
    { "SECURITY LABEL ON TABLE t IS 'x'", DDL }, { "SET ROLE a", SESSION | SB_WORD_ROLE },
    { "SELECT set_config('a.b', 'c', false)", SESSION }, { "SELECT setval('s', 1)", RESTART | SEQUENCE },
    { "START TRANSACTION", TRANSACTION }, { "TRUNCATE t", RESTART }, { "UNLISTEN *", SESSION }, { "VACUUM", TRANSACTION })
{
    should(sb__words(each->sql), equal_to(each->means));
}
