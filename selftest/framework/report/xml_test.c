/* xml_test.c -- tests framework/report/xml.c. */
#include "../../../framework/report/xml.h"

#include <seedbed.h>
#include <string.h>

#define BAD "\xef\xbf\xbd"

FIXTURE(xml, (sb_text text));

TEARDOWN(xml) { sb_text_release(&self->text); }

TEST_EACH(xml, text, (const char *raw, *escaped), { "<a & \"b\">", "&lt;a &amp; \"b\"&gt;" }, { "]]>", "]]&gt;" },
    { "tab\tline\n", "tab\tline\n" }, { "\r", "&#13;" }, { "\x01\x1b\x7f", BAD BAD "\x7f" },
    { "\xc3\xa4\xf0\x9f\x99\x82", "\xc3\xa4\xf0\x9f\x99\x82" }, { "\xff\xc3", BAD BAD }, { "\xed\xa0\x80", BAD BAD BAD },
    { "\xef\xbf\xbf", BAD }, { "\xc0\xaf", BAD BAD })
{
    sb__xml_text(&self->text, each->raw, strlen(each->raw));

    should(self->text.at, equal_to(each->escaped));
}

TEST(xml, a_nul_is_replaced)
{
    sb__xml_text(&self->text, "a\0b", 3);

    should(self->text.at, equal_to("a" BAD "b"));
}

TEST(xml, an_attribute_keeps_quotes_line_breaks_and_tabs)
{
    sb__xml_attribute(&self->text, "name", "\"a\"\n<\tb>");

    should(self->text.at, equal_to(" name=\"&quot;a&quot;&#10;&lt;&#9;b&gt;\""));
}
