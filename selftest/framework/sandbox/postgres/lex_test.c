/* lex_test.c -- tests of framework/sandbox/postgres/lex.c. */
#include "../../../../framework/sandbox/postgres/lex.h"
#include <seedbed.h>
#include <string.h>

/* How long the first statement is. */
static int first(const char *sql) { return (int)(sb__pg_statement_end(sql) - sql); }

TEST_EACH(postgres_lex, a_semicolon_in_there_ends_nothing, (const char *name; const char *sql), { "a string", "SELECT 'a;''b'" },
    { "a string with backslashes", "SELECT E'a\\';b'" }, { "a quoted name", "SELECT \"a;\"\"b\"" },
    { "dollars", "DO $$ BEGIN; $tag$ END $$" }, { "dollars with a tag", "SELECT $tag$ ; $$ ; $tag$" },
    { "a dollar among dollars", "SELECT $a$ $x y;z $a$" }, { "a string with backslashes and quotes", "SELECT E'a''\\';b'" },
    { "a comment", "SELECT /* ; */ 1 -- ;" }, { "a comment in a comment", "SELECT /* /* ; */ ; */ 1" },
    { "parentheses", "CREATE RULE r AS ON INSERT TO a DO (SELECT 1; SELECT 2)" },
    { "a function of plain SQL",
        "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END" },
    { "a procedure of plain SQL", "CREATE PROCEDURE f() BEGIN ATOMIC INSERT INTO t VALUES (1); END" })
{
    should(first(each->sql), equal_to((int)strlen(each->sql)));
}

TEST_EACH(postgres_lex, a_semicolon_there_ends_it, (const char *name; const char *sql; int length),
    { "at the end", "SELECT 1;", 8 }, { "behind a string with a backslash", "SELECT 'a\\'; SELECT 'b'", 11 },
    { "behind a parameter", "SELECT $1; SELECT $1", 9 }, { "behind a name with a dollar", "SELECT a$b; SELECT a$b", 10 },
    { "behind begin", "BEGIN; SELECT 1", 5 }, { "behind an operator and a comment", "SELECT 1 -- ' \n; SELECT", 15 },
    { "behind e as a name", "SELECT e; '", 8 })
{
    should(first(each->sql), equal_to(each->length));
}

static int count_of(enum sb__pg_kind kind, const char *sql)
{
    int n = 0;
    for (sb__pg_piece piece; (piece = sb__pg_next(&sql)).kind != SB__PG_END;)
        n += piece.kind == kind;
    return n;
}

TEST(postgres_lex, an_operator_ends_where_a_comment_begins)
{
    should(count_of(SB__PG_OTHER, "a @?-- ;\n c"), equal_to(0));
    should(count_of(SB__PG_OPERATOR, "a */* b */ c"), equal_to(1));
    should(count_of(SB__PG_SPACE, "1-/**/2"), equal_to(1));
}

TEST(postgres_lex, words_have_no_case)
{
    const char *at = "Begin";
    sb__pg_piece piece = sb__pg_next(&at);
    should(sb__pg_is(&piece, "begin"), be_true);
    should(sb__pg_is(&piece, "beg"), be_false);
}
