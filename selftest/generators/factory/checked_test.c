/* checked_test.c -- values are what the checks of a table want, in the words of the database that judges them. */
#include "../../../assert/text.h"
#include <seedbed.h>
#include <seedbed/factory.h>
#include <stdlib.h>

SUITE(checked, .sandbox = "shop");

TEST_EACH(checked, where_a_text_has_another, (const char *check;), { "instr(x, '@') = 1" }, { "instr(x, '@') > 1" },
    { "instr(x, '@') > 0" }, { "instr(x, '@') >= 1" }, { "instr(x, '@') >= 2" }, { "instr(x, '@') <> 0" },
    { "0 < instr(x, 'q')" }, { "1 = instr(x, 'q')" }, { "instr(x, ' ') = 0" }, { "instr(x, ' ') < 1" }, { "instr(x, 's') <> 1" })
{
    char *sql = sb_format("CREATE TABLE things (id INTEGER PRIMARY KEY, x TEXT NOT NULL CHECK (%s))", each->check);

    should(db_exec(sql), equal_to(SB_OK));
    free(sql);
    make_list(100, thing);
    should(row_count("things"), equal_to(100));
}
