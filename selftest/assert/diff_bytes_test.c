/* diff_bytes_test.c -- a hexdump of the rows that differ. */
#include "../../assert/diff.h"
#include "../../assert/text.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(diff_bytes);

static const char *diff(sb_view expected, sb_view got)
{
    struct sb_text t = SB_TEXT_EMPTY;
    char *text;

    sb_diff_bytes((sb_bytes){ expected.data, expected.size }, (sb_bytes){ got.data, got.size }, &t);
    text = sb_text_take(&t);
    add_cleanup(free, text);
    return text;
}

TEST(diff_bytes, only_rows_that_differ_are_shown)
{
    char a[48], b[48];

    memset(a, 'A', sizeof a);
    memcpy(b, a, sizeof b);
    b[34] = '\n';
    should(diff(bytes(a, 48), bytes(b, 48)),
        equal_to("first difference at byte 34 of 48\n"
                 "  expected  00000020  41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41  |AAAAAAAAAAAAAAAA|\n"
                 "       got  00000020  41 41 0a 41 41 41 41 41 41 41 41 41 41 41 41 41  |AA.AAAAAAAAAAAAA|\n"
                 "                            ^^                                            ^\n"));
}

TEST(diff_bytes, one_byte_that_is_equal_is_said_as_one)
{
    should(diff(bytes("a", 1), bytes("abc", 3)), start_with("the sizes differ: expected 1, got 3; the first byte is equal\n"));
}

TEST(diff_bytes, bytes_that_are_missing_are_marked)
{
    should(diff(bytes("ABCD", 4), bytes("AB", 2)),
        equal_to("the sizes differ: expected 4, got 2; the first 2 bytes are equal\n"
                 "  expected  00000000  41 42 43 44                                      |ABCD|\n"
                 "       got  00000000  41 42                                            |AB|\n"
                 "                            ^^ ^^                                         ^^\n"));
}

TEST(diff_bytes, nothing_against_something_is_one_row)
{
    should(diff(bytes("AB", 2), bytes(NULL, 0)),
        equal_to("the sizes differ: expected 2, got 0\n"
                 "  expected  00000000  41 42                                            |AB|\n"));
    should(
        diff(bytes("AB", 2), bytes("XYZ", 3)), start_with("the sizes differ: expected 2, got 3; first difference at byte 0\n"));
}

TEST(diff_bytes, of_many_rows_eight_are_shown_and_the_rest_counted)
{
    char a[320], b[320];
    const char *text;
    size_t rows = 0;

    memset(a, 1, sizeof a);
    memset(b, 2, sizeof b);
    text = diff(bytes(a, 320), bytes(b, 320));
    for (const char *at = text; (at = strstr(at, "expected  0")); at++)
        rows++;
    should(rows, equal_to(8));
    should(text, end_with("\n... and 12 more rows (320 bytes differ in all), --full-values shows all\n"));
}
