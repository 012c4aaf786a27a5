/* differ_test.c -- which columns with a default are made, so that no two rows are alike. */
#include "../../../generators/factory/checks.h"
#include <seedbed.h>
#include <string.h>

FIXTURE(differ, (sb_store store));
TEARDOWN(differ) { sb_store_release(&self->store); }

/* name, title, place: constant defaults; flag, state: these, of few values; code: a default that varies; host: a reference, with a constant
 * default; maybe: NULL where nothing is said; kind: of few values, and made: no default. */
static const char *const states[] = { "on", "off", NULL };
static const sb_column columns[] = {
    { .name = "name", .type = "varchar(255)", .not_null = true, .has_default = true, .constant_default = true },
    { .name = "title", .type = "text", .not_null = true, .has_default = true, .constant_default = true },
    { .name = "place", .type = "integer", .not_null = true, .has_default = true, .constant_default = true },
    { .name = "flag", .type = "boolean", .not_null = true, .has_default = true, .constant_default = true },
    { .name = "state", .type = "state", .not_null = true, .has_default = true, .constant_default = true, .choices = states },
    { .name = "code", .type = "uuid", .not_null = true, .has_default = true },
    { .name = "host", .type = "bigint", .has_default = true, .constant_default = true, .parent_table = "hosts" },
    { .name = "maybe", .type = "text" },
    { .name = "kind", .type = "state", .not_null = true, .choices = states },
    { .name = "made", .type = "text", .not_null = true },
};
enum { CODE = 5, COLUMNS = sizeof columns / sizeof *columns };

TEST_EACH(differ, a_default_is_left_but_where_rows_would_be_alike,
    (const char *name; const char *key[4]; const char *made; bool unique), { "alone", { "name" }, "name " },
    { "together", { "name", "place" }, "name place " }, { "with a flag", { "title", "flag" }, "title " },
    { "beside a made one", { "made", "place" }, "" }, { "beside one that varies", { "code", "place" }, "" },
    { "beside few", { "kind", "place" }, "place " }, { "beside NULL", { "maybe", "name" }, "" },
    { "of a parent's", { "host", "name" }, "name host " }, { "a uuid that is unique", { "code" }, "code ", true },
    { "a flag alone", { "flag" }, "" }, { "a state alone", { "state" }, "" }, { "what varies", { "code" }, "" })
{
    size_t n = 0;
    sb_text made = SB_TEXT_EMPTY;
    while (n < 4 && each->key[n])
        n++;
    const sb_unique unique = { .n = n, .column = each->key };
    sb_column own[COLUMNS];
    memcpy(own, columns, sizeof own);
    own[CODE].unique = each->unique;
    const sb_table_info info = { .name = "t", .n = COLUMNS, .column = own, .uniques = 1, .unique = &unique };
    const sb_facts *facts = sb_facts_of(&info, &self->store);
    for (size_t i = 0; i < COLUMNS; i++)
        if (facts[i].required)
            sb_text_add(&made, "%s ", columns[i].name);
    should(made.at ? made.at : "", equal_to(each->made));
    sb_text_release(&made);
}
