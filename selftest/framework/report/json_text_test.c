/* json_text_test.c -- tests framework/report/json_text.c. */
#include "../../../framework/report/json_text.h"

#include <seedbed.h>
#include <string.h>

#define BAD "\xef\xbf\xbd"

FIXTURE(json_text, (sb_text text));

TEARDOWN(json_text) { sb_text_release(&self->text); }

TEST_EACH(json_text, string, (const char *raw, *quoted), { "plain", "\"plain\"" }, { "", "\"\"" },
    { "\"a\\b\"", "\"\\\"a\\\\b\\\"\"" }, { "line\n\ttab\r", "\"line\\n\\ttab\\u000d\"" },
    { "\x1b[1m\x7f", "\"\\u001b[1m\\u007f\"" }, { "gr\xc3\xbcn \xf0\x9f\x99\x82", "\"gr\xc3\xbcn \xf0\x9f\x99\x82\"" },
    { "\xc2\x85\xe2\x80\xa8", "\"\\u0085\\u2028\"" }, { "\xef\xbb\xbf\xef\xbf\xbe", "\"\\ufeff\\ufffe\"" },
    { "\xf0\x9f\xbf\xbf", "\"\\ud83f\\udfff\"" }, { "</script>", "\"</script>\"" })
{
    should(sb__json_string(&self->text, each->raw, strlen(each->raw)), be_true);

    should(self->text.at, equal_to(each->quoted));
}

TEST(json_text, a_nul_is_text)
{
    should(sb__json_string(&self->text, "a\0b", 3), be_true);

    should(self->text.at, equal_to("\"a\\u0000b\""));
}

TEST_EACH(json_text, bytes_that_are_no_utf8, (const char *raw, *quoted), { "a\xff", "\"a" BAD "\"" }, { "\xc3(", "\"" BAD "(\"" },
    { "\xed\xa0\x80", "\"" BAD BAD BAD "\"" })
{
    should(sb__json_string(&self->text, each->raw, strlen(each->raw)), be_false);

    should(self->text.at, equal_to(each->quoted));
}

TEST_EACH(json_text, replaced_bytes_stand_behind_in_base64, (const char *raw; size_t n; const char *member),
    { "\xff", 1, "\"k\":\"" BAD "\",\"k_base64\":\"/w==\"" }, { "a\xff", 2, "\"k\":\"a" BAD "\",\"k_base64\":\"Yf8=\"" },
    { "\xff\0a", 3, "\"k\":\"" BAD "\\u0000a\",\"k_base64\":\"/wBh\"" })
{
    sb__json_member(&self->text, "k", each->raw, each->n);

    should(self->text.at + 1, equal_to(each->member));
}

TEST(json_text, members_are_divided_by_commas)
{
    sb_text_add(&self->text, "{");
    sb__json_number(&self->text, "n", UINT64_MAX);
    sb__json_bool(&self->text, "yes", true);
    sb__json_member_of(&self->text, "none", NULL);
    sb__json_member_of(&self->text, "s", "x");

    should(self->text.at, equal_to("{\"n\":18446744073709551615,\"yes\":true,\"s\":\"x\""));
}
