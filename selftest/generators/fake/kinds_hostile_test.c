/* kinds_hostile_test.c -- nasty values: which there are, and that they are what databases take. */
#include "../../../assert/utf8.h"
#include "../../support/kinds.h"
#include <string.h>

SUITE(kinds_hostile);

enum { ENOUGH = 400 }; /* more than there are in any list */

/* All of a list come one after the other, so so many rows have each of them. */
static bool comes(const char *kind, const char *text)
{
    for (uint64_t n = 0; n < ENOUGH; n++)
        if (strcmp(made_text(kind, n), text) == 0)
            return true;
    return false;
}

TEST_EACH(kinds_hostile, has, (const char *kind, *text), { "hostile", "NULL" }, { "hostile", "null" }, { "hostile", "0" },
    { "hostile", "-1" }, { "hostile", "1e308" }, { "hostile", "\x01" }, { "hostile", "%s%s%s%n" },
    { "hostile", "../../etc/passwd" }, { "hostile", "\r\n" }, { "hostile", " leading" }, { "hostile", "trailing " },
    { "hostile", "zero\xe2\x80\x8bwidth" }, { "hostile", "<script>alert(1)</script>" }, { "hostile", "'); DROP TABLE users;--" },
    { "hostile", "\\" }, { "hostile", "\xe2\x80\xaetfel ot thgir" },
    { "hostile", "\xf0\x9f\x8f\xb3\xef\xb8\x8f\xe2\x80\x8d\xf0\x9f\x8c\x88" }, { "hostile.name", "O'Brien" },
    { "hostile.sql", "' OR '1'='1" }, { "hostile.html", "&" })
{
    should(comes(each->kind, each->text), be_true);
}

TEST_EACH(kinds_hostile, one_is_ten_kilobytes, (const char *kind), { "hostile" }, { "hostile.name" })
{
    size_t longest = 0;

    for (uint64_t n = 0; n < ENOUGH; n++)
        if (strlen(made_text(each->kind, n)) > longest)
            longest = strlen(made_text(each->kind, n));
    should(longest, be_between(10000, 10240));
}

TEST_EACH(kinds_hostile, texts_are_whole_characters, (const char *kind; size_t most), { "hostile", 0 }, { "hostile.name", 0 },
    { "hostile.name", 3 }, { "hostile", 1 })
{
    for (uint64_t n = 0; n < ENOUGH; n++) {
        const char *text = as_text(made_by((made_as){ .most = each->most }, each->kind, n, &(const sb_rule){ .column = "c" }));
        given(text);
        should(text, have_length_at_least(1));
        for (const char *at = text, *end = text + strlen(text); at < end;)
            should(sb_utf8_next(&at, end), not_(equal_to(SB_UTF8_BAD)));
    }
}

TEST(kinds_hostile, bytes_have_nul_in_them)
{
    int nul = 0;

    for (uint64_t n = 0; n < 40; n++) {
        sb_value value = made("hostile.bytes", n);
        should(value.kind, equal_to(SB_BYTES));
        nul += memchr(value.v.b.data, 0, value.v.b.size) != NULL;
    }
    should(nul, be_at_least(10));
}

TEST(kinds_hostile, are_unique_beyond_the_end_of_the_list)
{
    sb_rule unique = { .column = "c", .unique = true };

    should(distinct_of((made_as){ .seed = 3 }, "hostile.sql", 500, &unique), equal_to(500));
    should(as_text(made_by((made_as){ .seed = 3 }, "hostile.sql", 499, &unique)), end_with("~500"));
}

/* In four characters the numbers of rows come to the word null at last: none of the first rows may have it. */
TEST(kinds_hostile, are_not_what_a_number_looks_like)
{
    made_as as = { .seed = 3, .unique = true, .most = 4 };
    sb_rule rule = { .column = "c" };

    should(as_text(made_by(as, "hostile", 642854, &rule)), equal_to("null"));
    for (uint64_t n = 0; n < ENOUGH; n++)
        should(as_text(made_by(as, "hostile", n, &rule)), not_(equal_to("null")));
}
