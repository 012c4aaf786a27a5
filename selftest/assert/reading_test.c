/* reading_test.c -- strings compared without looking closely. */
#include "../../assert/reading.h"
#include <seedbed.h>

SUITE(reading);

enum { C = SB_IGNORING_CASE, S = SB_IGNORING_SPACE, L = SB_IGNORING_LINE_ENDS };

TEST_EACH(reading, equal, (const char *a, *b; unsigned ignoring; bool equal), { "Ada", "aDA", C, true },
    { "Ada", "aDA", S, false }, { "\u00c9T\u00c9", "\u00e9t\u00e9", C, true }, { "a", "ab", C, false }, { "", "", C, true },
    { " a \t b\n", "a b", S, true }, { "ab", "a b", S, false }, { "  ", "", S, true }, { "a\u00a0b", "a b", S, true },
    { "a b", "a\u200bb", S, false }, { "a\r\nb\r\n", "a\nb\n", L, true }, { "a\rb", "a\nb", L, false }, { "a\n", "a", L, false },
    { " A\r\n", "a", C | S | L, true }, { "\xff", "\xfe", C, false }, { "\xc3", "\xc3", C | S, true }, { NULL, NULL, C, true },
    { NULL, "", C, false }, { "", NULL, S, false })
{
    should(sb_texts_equal(each->a, each->b, each->ignoring), equal_to(each->equal));
}

TEST_EACH(reading, start_and_end, (const char *s, *with; unsigned ignoring; bool starts; bool ends),
    { "Select  id", "SELECT", C, true, false }, { "Select  id", "id", C, false, true },
    { "  select\tid ", "select id", S, true, true }, { "select", "select id", S, false, false }, { "x", "", C, true, true },
    { "a b", " b ", S, false, true }, { "\u0416a", "\u0436", C, true, false })
{
    should(sb_texts_start(each->s, each->with, each->ignoring), equal_to(each->starts));
    should(sb_texts_end(each->s, each->with, each->ignoring), equal_to(each->ends));
}

TEST_EACH(reading, find, (const char *s, *what; unsigned ignoring; int from; int to), { "say Hello", "HELLO", C, 4, 9 },
    { "say  a \n b ", "a b", S, 5, 10 }, { "abc", "x", C, -1, 0 }, { "abc", "", C, 0, 0 }, { "aab", "AB", C, 1, 3 },
    { "x\r\ny", "\ny", L, 1, 4 }, { "", "a", S, -1, 0 })
{
    const char *end = NULL, *found = sb_texts_find(each->s, each->what, each->ignoring, &end);

    should(found ? (int)(found - each->s) : -1, equal_to(each->from));
    should(found ? (int)(end - each->s) : 0, equal_to(each->to));
}

TEST_EACH(reading, part, (const char *a, *b; unsigned ignoring; int at_a; int at_b), { "Abc", "aBx", C, 2, 2 },
    { "a  b", "a\tc", S, 3, 2 }, { "ab", "abc", C, 2, 2 }, { "\u00e9x", "\u00c9y", C, 2, 2 }, { "\u00e9", "\u00e8", 0, 0, 0 })
{
    const char *at_a, *at_b;

    sb_texts_part(each->a, each->b, each->ignoring, &at_a, &at_b);
    should(at_a - each->a, equal_to(each->at_a));
    should(at_b - each->b, equal_to(each->at_b));
}
