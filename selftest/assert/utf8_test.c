/* utf8_test.c -- text read code point by code point. */
#include "../../assert/utf8.h"

#include <seedbed.h>
#include <string.h>

TEST_EACH(utf8, next, (const char *bytes; uint32_t code; size_t taken), { "a", 'a', 1 }, { "\xc3\xa4", 0xe4, 2 },
    { "\xe6\x9d\xb1", 0x6771, 3 }, { "\xf0\x9f\x99\x82", 0x1f642, 4 }, { "\xf4\x8f\xbf\xbf", 0x10ffff, 4 },
    { "\x80", SB_UTF8_BAD, 1 }, { "\xc3", SB_UTF8_BAD, 1 }, { "\xc3x", SB_UTF8_BAD, 1 }, { "\xe6\x9dx", SB_UTF8_BAD, 1 },
    { "\xc0\x80", SB_UTF8_BAD, 1 }, { "\xe0\x80\x80", SB_UTF8_BAD, 1 }, { "\xed\xa0\x80", SB_UTF8_BAD, 1 },
    { "\xf4\x90\x80\x80", SB_UTF8_BAD, 1 }, { "\xff", SB_UTF8_BAD, 1 })
{
    const char *at = each->bytes;

    should(sb_utf8_next(&at, each->bytes + strlen(each->bytes)), equal_to(each->code));
    should((size_t)(at - each->bytes), equal_to(each->taken));
}

TEST(utf8, a_character_that_the_end_cuts_is_bad)
{
    const char *bytes = "\xe6\x9d\xb1", *at = bytes;

    should(sb_utf8_next(&at, bytes + 2), equal_to(SB_UTF8_BAD));
    should(at - bytes, equal_to(1));
}

TEST_EACH(utf8, fit, (const char *text; int columns; size_t fits), { "abc", 2, 2 }, { "abc", 9, 3 }, { "abc", 0, 0 },
    { "\xc3\xa4\xc3\xb6", 1, 2 }, { "\xe6\x9d\xb1\xe4\xba\xac", 3, 3 }, { "e\xcc\x81x", 1, 3 }, { "abc", -1, 0 })
{
    should(sb_utf8_fit(each->text, strlen(each->text), each->columns), equal_to(each->fits));
}

TEST(utf8, width_counts_columns)
{
    should(sb_utf8_width("a\xc3\xa4\xe6\x9d\xb1\xf0\x9f\x99\x82", 10), equal_to(6));
    should(sb_utf8_width("", 0), equal_to(0));
}
