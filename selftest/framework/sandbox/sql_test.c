/* sql_test.c -- tests of framework/sandbox/sql.c and expand.c. */
#include "../../../framework/sandbox/sandbox.h"
#include "../../../framework/sandbox/sql.h"
#include <seedbed.h>
#include <stdlib.h>

static const char *expand(const char *sql)
{
    char *expanded = sb_sandbox_expand(sql, "t_");
    add_cleanup(free, expanded);
    return expanded;
}

TEST_EACH(sandbox_sql, braces_become_tables, (const char *sql, *expanded), { "SELECT * FROM {users}", "SELECT * FROM t_users" },
    { "{a}{b}", "t_at_b" }, { "INSERT INTO {a_1} VALUES (1)", "INSERT INTO t_a_1 VALUES (1)" }, { "", "" }, { "{a}", "t_a" })
{
    should(expand(each->sql), equal_to(each->expanded));
}

TEST_EACH(sandbox_sql, quoted_braces_stay, (const char *sql), { "SELECT '{a}'" }, { "SELECT 'it''s {a}'" }, { "SELECT \"{a}\"" },
    { "SELECT \"a\"\"{b}\"" }, { "SELECT `{a}`" }, { "SELECT [{a}]" }, { "SELECT 1 -- {a" }, { "SELECT /* { */ 1" },
    { "SELECT '{\"json\": {}}'" }, { "SELECT '{ open to the end" }, { "SELECT /* { open to the end" })
{
    should(expand(each->sql), equal_to(each->sql));
}

TEST(sandbox_sql, what_follows_a_comment_is_read_again)
{
    should(expand("-- '{a}\n{a} /* ' */ {b} '-- ' {c}"), equal_to("-- '{a}\nt_a /* ' */ t_b '-- ' t_c"));
}

TEST_EACH(sandbox_sql, a_brace_without_its_table_is_refused_with_its_place, (const char *sql, *place),
    { "SELECT {a", "1:8: this brace is not closed" }, { "\n\n  {", "3:3: " }, { "'\xc3\xb8' {}", "1:5: " }, { "{a b}", "1:1: " },
    { "{ a }", "1:1: " })
{
    should(expand(each->sql), be_null);
    should(sb_error(), start_with(each->place));
}

TEST(sandbox_sql, pieces_are_told_apart)
{
    static const enum sb_sql_kind kinds[] = { SB_SQL_WORD, SB_SQL_SPACE, SB_SQL_QUOTED, SB_SQL_OTHER, SB_SQL_LITERAL,
        SB_SQL_TABLE, SB_SQL_END };
    sb_sql sql;
    sb_sql_begin(&sql, "DROP \"x\",'y'{z}");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        should(sb_sql_next(&sql), equal_to(kinds[i]));
}

TEST(sandbox_sql, a_quoted_name_doubles_its_quotes)
{
    char *quoted = sb_sandbox_quote("a\"b");
    add_cleanup(free, quoted);
    should(quoted, equal_to("\"a\"\"b\""));
}
