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

TEST(words, the_list_of_words_is_in_order)
{
    should_not(sb__words("abort") & SB_WORD_ROLLBACK, equal_to(0u));
    should_not(sb__words("SET a = 1") & SB_WORD_SESSION, equal_to(0u));
    should_not(sb__words("SELECT set_config('a', 'b', false)") & SB_WORD_SESSION, equal_to(0u));
    should_not(sb__words("SELECT pg_try_advisory_lock(1)") & SB_WORD_SESSION, equal_to(0u));
    should_not(sb__words("VACUUM") & SB_WORD_TRANSACTION, equal_to(0u));
}
