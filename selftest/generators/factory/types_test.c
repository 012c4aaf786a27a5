/* types_test.c -- declared types and texts that fit them. */
#include "../../../generators/factory/columns.h"
#include <seedbed.h>

SUITE(types);

TEST_EACH(types, holds, (const char *type; enum sb_holds holds), { "INTEGER", SB_HOLDS_INTEGER }, { "bigint", SB_HOLDS_INTEGER },
    { "varchar(40)", SB_HOLDS_TEXT }, { "character varying", SB_HOLDS_TEXT }, { "interval", SB_HOLDS_ODD },
    { "point", SB_HOLDS_ODD }, { "double precision", SB_HOLDS_NUMBER }, { "numeric(10,2)", SB_HOLDS_NUMBER },
    { "BOOLEAN", SB_HOLDS_BOOL }, { "timestamp with time zone", SB_HOLDS_MOMENT }, { "DATE", SB_HOLDS_DATE },
    { "BLOB", SB_HOLDS_BYTES }, { "", SB_HOLDS_TEXT })
{
    should(sb_column_holds(each->type), equal_to(each->holds));
}

TEST(types, only_characters_have_a_limit)
{
    should(sb_column_limit("VARCHAR(40)"), equal_to(40));
    should(sb_column_limit("char(2)"), equal_to(2));
    should(sb_column_limit("numeric(10,2)"), equal_to(0));
    should(sb_column_limit("text"), equal_to(0));
}

TEST_EACH(types, fit, (const char *text, *type; bool unique; uint64_t n; const char *fitted),
    { "short", "varchar(8)", false, 6, "short" }, { "rather long", "varchar(8)", false, 6, "rather l" },
    { "rather long 17", "varchar(8)", true, 16, "rather17" }, { "ååååå", "varchar(3)", false, 6, "ååå" },
    { "ååååå7", "varchar(3)", true, 6, "åå7" }, { "abc", "varchar(2)", true, 99, "100" })
{
    sb_store store = SB_STORE_EMPTY;
    sb_column column = { .name = "x", .type = each->type };

    expect(sb_fit_text(&store, each->text, &column, each->unique, each->n), equal_to(each->fitted));
    sb_store_release(&store);
}
