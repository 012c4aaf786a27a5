/* record_test.c -- tests of rows that are one text, cut into cells. */
#include "../../../../assert/text.h"
#include "../../../../framework/sandbox/postgres/record.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

TEST_EACH(pg_record, is_cut_into_cells, (const char *record, *cells), { "(1,two)", "1|two" }, { "(,,)", "NULL|NULL|NULL" },
    { "(\"\")", "" }, { "()", "NULL" }, { "(\"a,b\",\"(c)\")", "a,b|(c)" },
    { "(\"say \"\"x\"\"\",\"back\\\\slash\")", "say \"x\"|back\\slash" },
    { "(\"{\"\"a,b\"\",c}\",2026-01-01)", "{\"a,b\",c}|2026-01-01" }, { "(\"\",)", "|NULL" })
{
    char *text = sb_strdup(each->record), *cell[8];
    sb_text all = SB_TEXT_EMPTY;
    size_t n = sb__pg_record_cut(text, cell, 8);
    for (size_t i = 0; i < n; i++)
        sb_text_add(&all, "%s%s", i ? "|" : "", cell[i] ? cell[i] : "NULL");
    sb_text_put(&all, "", 0);
    should(all.at, equal_to(each->cells));
    sb_text_release(&all);
    free(text);
}

TEST(pg_record, more_cells_than_there_is_room_for_are_counted)
{
    char text[] = "(1,2,3)", *cell[1];
    should(sb__pg_record_cut(text, cell, 1), equal_to(3));
    should(cell[0], equal_to("1"));
}

TEST(pg_record, columns_have_a_name_a_number_and_a_way_to_be_spelt)
{
    sb_pg_columns columns;
    sb__pg_columns_of("(\"k-1/23 id\",\"-b7/16 it's \"\"on\"\"\")", &columns);
    should(columns.n, equal_to(2));
    should(columns.at[0].key, be_true);
    should(columns.at[1].spelt, equal_to('b'));
    should(columns.at[1].number, equal_to(7));
    should(columns.name[1], equal_to("it's \"on\""));
    sb__pg_columns_release(&columns);
}

TEST(pg_record, a_table_may_have_no_columns)
{
    sb_pg_columns columns;
    sb__pg_columns_of("()", &columns);
    should(columns.n, equal_to(0));
    sb__pg_columns_release(&columns);
}
