/* html_escape_test.c -- tests framework/report/html_escape.c. */
#include "../../../framework/report/html_escape.h"

#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(html_escape);

typedef void escape_fn(sb_text *to, const char *s, size_t n);

static const char *escaped(escape_fn *escape, const char *s, size_t n)
{
    sb_text text = SB_TEXT_EMPTY;
    escape(&text, s, n);
    char *got = sb_text_take(&text);
    add_cleanup(free, got);
    return got;
}

static const char *text_of(const char *s) { return escaped(sb__html_text, s, strlen(s)); }
static const char *attribute_of(const char *s) { return escaped(sb__html_attribute, s, strlen(s)); }
static const char *json_of(const char *s) { return escaped(sb__html_json, s, strlen(s)); }

TEST(html_escape, plain_text_stays)
{
    should(
        text_of("a_name 7 \xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80"), equal_to("a_name 7 \xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80"));
}

TEST(html_escape, no_markup_comes_through)
{
    should(text_of("<b>&\"'</script>"), equal_to("&lt;b&gt;&amp;\"'&lt;/script&gt;"));
    should(attribute_of("<b>&\"'\n\t"), equal_to("&lt;b&gt;&amp;&quot;&#39;&#10;&#9;"));
}

TEST(html_escape, newlines_and_tabs_are_text) { should(text_of("a\n\tb"), equal_to("a\n\tb")); }

TEST(html_escape, control_characters_are_spelled_out)
{
    should(escaped(sb__html_text, "a\0\033[31m\r", 8), equal_to("a<i>\\x00</i><i>\\x1b</i>[31m<i>\\x0d</i>"));
    should(attribute_of("\x7f\x01"), equal_to("\\x7f\\x01"));
}

TEST(html_escape, bytes_that_are_no_utf8_are_spelled_out) { should(text_of("a\xff\xc3"), equal_to("a<i>\\xff</i><i>\\xc3</i>")); }

TEST_EACH(html_escape, unseen_characters_are_spelled_out, (const char *name; const char *s; const char *code),
    { "c1 control", "\xc2\x85", "\\u0085" }, { "line separator", "\xe2\x80\xa8", "\\u2028" },
    { "right-to-left override", "\xe2\x80\xae", "\\u202e" }, { "byte order mark", "\xef\xbb\xbf", "\\ufeff" },
    { "tag", "\xf3\xa0\x81\x81", "\\ue0041" })
{
    should(attribute_of(each->s), equal_to(each->code));
}

TEST(html_escape, joiners_belong_to_scripts) { should(text_of("\xe2\x80\x8d"), equal_to("\xe2\x80\x8d")); }

TEST(html_escape, a_json_string_cannot_end_its_block)
{
    should(json_of("</script><!--"), equal_to("\"\\u003c/script>\\u003c!--\""));
}

TEST(html_escape, a_json_string_keeps_quotes_backslashes_and_lines)
{
    should(json_of("a\"b\\c\nd\te'"), equal_to("\"a\\\"b\\\\c\\nd\\te'\""));
    should(json_of("\x1b\xff\xe2\x80\xa8"), equal_to("\"\\\\x1b\\\\xff\\\\u2028\""));
}
