/* indent_test.c -- tests framework/report/indent.c. */
#include "../../../framework/report/indent.h"

#include <seedbed.h>
#include <string.h>

FIXTURE(indent, (sb_text text));

TEARDOWN(indent) { sb_text_release(&self->text); }

TEST_EACH(indent, lines, (const char *text, *indented), { "a\nb", "> a\n> b\n" }, { "a\n", "> a\n" },
    { "a\n\nb", "> a\n>\n> b\n" }, { "\n", ">\n" }, { "a\tb", "> a\tb\n" })
{
    sb__indent(&self->text, "> ", each->text, strlen(each->text));

    should(self->text.at, equal_to(each->indented));
}

TEST(indent, no_text_is_no_line)
{
    sb__indent(&self->text, "> ", "", 0);

    should(self->text.size, equal_to(0));
}

TEST_EACH(indent, printable, (const char *raw, *shown), { "\x1b[0m\r", "\\x1b[0m\\x0d" }, { "\x7f", "\\x7f" },
    { "\xc2\x9b", "\\xc2\\x9b" }, { "\xff", "\\xff" }, { "gr\xc3\xbcn", "gr\xc3\xbcn" },
    { "\xe2\x80\xa8\xe2\x80\xae\xef\xbb\xbf\t\xc2\xad", "\\u2028\\u202e\\ufeff\t\\u00ad" })
{
    sb__printable(&self->text, each->raw, strlen(each->raw));

    should(self->text.at, equal_to(each->shown));
}
