/* types_test.c -- declared types and texts that fit them. */
#include "../../../generators/factory/types.h"
#include <seedbed.h>

SUITE(types);

TEST_EACH(types, holds, (const char *type; enum sb_holds holds), { "INTEGER", SB_HOLDS_INTEGER }, { "bigint", SB_HOLDS_INTEGER },
    { "varchar(40)", SB_HOLDS_TEXT }, { "character varying", SB_HOLDS_TEXT }, { "interval", SB_HOLDS_ODD },
    { "point", SB_HOLDS_ODD }, { "double precision", SB_HOLDS_NUMBER }, { "numeric(10,2)", SB_HOLDS_NUMBER },
    { "BOOLEAN", SB_HOLDS_BOOL }, { "timestamp with time zone", SB_HOLDS_MOMENT }, { "DATE", SB_HOLDS_DATE },
    { "BLOB", SB_HOLDS_BYTES }, { "", SB_HOLDS_TEXT }, { "enum('int','real')", SB_HOLDS_TEXT })
{
    should(sb_column_holds(each->type), equal_to(each->holds));
}

TEST_EACH(types, with_a_form_of_their_own_get_it, (const char *name; uint64_t n; const char *form),
    { "uuid", 0x1ab, "00000000-0000-4000-8000-0000000001ab" }, { "jsonb", 7, "{\"n\": 7}" }, { "inet", 0x010203, "10.1.2.3" },
    { "bit(8)", 5, "00000101" }, { "bit", 3, "1" }, { "bit varying(4)", 5, "0101" },
    { "time without time zone", 3661, "01:01:01" }, { "TIME", 5, "00:00:05" }, { "interval", 3, "3 days" },
    { "integer[]", 3, "{}" }, { "character varying(4)[]", 3, "{}" }, { "int4multirange", 3, "{[3,3]}" },
    { "daterange", 3, "[2020-01-04,2020-01-05)" }, { "tstzmultirange", 3, "{[2020-01-04,2020-01-05)}" },
    { "int4range", 3, "[3,3]" }, { "macaddr", 0x1a2b, "02:00:00:00:1a:2b" })
{
    char form[300];
    sb_put to = sb_put_into(form, sizeof form);
    should(sb_put_odd(each->name, each->n, &to), be_true);
    should(form, equal_to(each->form));
}

TEST_EACH(types, that_are_ordinary_have_none, (const char *name;), { "integer" }, { "timestamp" }, { "text" }, { "jsonbig" },
    { "timex" }, { "" })
{
    char form[300];
    sb_put to = sb_put_into(form, sizeof form);
    should(sb_put_odd(each->name, 1, &to), be_false);
}

TEST(types, numbers_have_a_highest)
{
    bool fractions;
    should(sb_column_highest("numeric(4,2)", &fractions), equal_to(99));
    should(fractions, be_true);
    should(sb_column_highest("numeric(3,0)", &fractions), equal_to(999));
    should(fractions, be_false);
    should(sb_column_highest("smallint", &fractions), equal_to(INT16_MAX));
    should(sb_column_highest("numeric", &fractions), equal_to(INT64_MAX));
    should(fractions, be_true);
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
