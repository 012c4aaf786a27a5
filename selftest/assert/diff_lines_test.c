/* diff_lines_test.c -- a unified diff of lines. */
#include "../../assert/diff.h"
#include "../../assert/text.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(diff_lines);

static const char *diff(const char *expected, const char *got)
{
    struct sb_text t = SB_TEXT_EMPTY;
    char *text;

    sb_diff_lines(expected, got, 0, &t);
    text = sb_text_take(&t);
    add_cleanup(free, text);
    return text;
}

TEST(diff_lines, changed_lines_stand_between_their_neighbours)
{
    should(diff("a\nb\nc\n", "a\nB\nc\n"),
        equal_to("- expected, + got; first difference in line 2\n"
                 "    a\n"
                 "  - b\n"
                 "  + B\n"
                 "    c\n"));
}

TEST(diff_lines, lines_that_moved_in_or_out_are_paired)
{
    should(diff("a\nb\nc\nd\n", "a\nc\nx\nd\n"),
        equal_to("- expected, + got; first difference in line 2\n"
                 "    a\n"
                 "  - b\n"
                 "    c\n"
                 "  + x\n"
                 "    d\n"));
}

TEST(diff_lines, what_is_equal_and_far_away_is_left_out)
{
    const char *text = diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n11\ntwelve\n");

    should(text,
        equal_to("- expected, + got; first difference in line 5\n"
                 "  @@ line 2 @@\n"
                 "    2\n    3\n    4\n  - 5\n  + five\n    6\n    7\n    8\n"
                 "    9\n    10\n    11\n  - 12\n  + twelve\n"));
}

TEST(diff_lines, places_far_apart_have_a_head_each)
{
    should(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "one\n2\n3\n4\n5\n6\n7\n8\nnine\n"),
        equal_to("- expected, + got; first difference in line 1\n"
                 "  - 1\n  + one\n    2\n    3\n    4\n"
                 "  @@ line 6 @@\n"
                 "    6\n    7\n    8\n  - 9\n  + nine\n"));
}

TEST(diff_lines, a_newline_that_only_one_has_is_said)
{
    should(diff("a\nb\n", "a\nb"),
        equal_to("- expected, + got; first difference in line 2\n"
                 "    a\n"
                 "  - b\n"
                 "  + b (no newline at the end)\n"));
    should(diff("a\nb", "a\nc"), not_(contain("no newline")));
}

TEST(diff_lines, what_the_eye_would_miss_is_escaped)
{
    should(diff("a\nb\n", "a \nb\r\n"),
        equal_to("- expected, + got; first difference in line 1, byte 1: should end here; a blank follows\n"
                 "  - a\n"
                 "  - b\n"
                 "  + a\\x20\n"
                 "  + b\\r\n"));
    should(diff("say \"a\\b\"\n\n", "say \"a\\b\"\nx\n"), contain("    say \"a\\b\"\n  - \n  + x\n"));
}

TEST(diff_lines, a_long_diff_is_cut_and_says_so)
{
    struct sb_text a = SB_TEXT_EMPTY, b = SB_TEXT_EMPTY;

    for (int i = 0; i < 100; i++) {
        sb_text_add(&a, "a%d\n", i);
        sb_text_add(&b, "b%d\n", i);
    }
    should(diff(a.at, b.at), end_with("\n  ... (140 more lines of the diff cut, --full-values shows all)\n"));
    sb_text_release(&a);
    sb_text_release(&b);
}

TEST(diff_lines, texts_too_large_to_pair_are_still_compared)
{
    struct sb_text a = SB_TEXT_EMPTY, b = SB_TEXT_EMPTY;

    for (int i = 0; i < 5000; i++) {
        sb_text_add(&a, "a%d\n", i);
        sb_text_add(&b, "b%d\n", i);
    }
    should(diff(a.at, b.at), start_with("- expected, + got; first difference in line 1\n  - a0\n  - a1\n"));
    sb_text_release(&a);
    sb_text_release(&b);
}

TEST(diff_lines, one_change_among_ten_thousand_lines_is_found)
{
    struct sb_text a = SB_TEXT_EMPTY, b = SB_TEXT_EMPTY;

    for (int i = 0; i < 10000; i++) {
        sb_text_add(&a, "line %d\n", i);
        if (i % 1000 != 7)
            sb_text_add(&b, i % 2500 == 9 ? "LINE %d\n" : "line %d\n", i);
    }
    should(diff(a.at, b.at),
        all_of(start_with("- expected, + got; first difference in line 8\n  @@ line 5 @@\n    line 4\n"),
            contain("    line 6\n  - line 7\n    line 8\n  - line 9\n  + LINE 9\n    line 10\n"),
            contain("  - line 1007\n    line 1008\n")));
    sb_text_release(&a);
    sb_text_release(&b);
}

TEST(diff_lines, the_shortest_list_of_changes_is_shown)
{
    should(diff("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n"),
        equal_to("- expected, + got; first difference in line 1\n"
                 "  - a\n  - b\n    c\n  + b\n    a\n    b\n  - b\n    a\n  + c\n"));
}

TEST(diff_lines, a_long_line_is_shown_around_what_differs)
{
    struct sb_text a = SB_TEXT_EMPTY, b = SB_TEXT_EMPTY;

    for (int i = 0; i < 1000; i++) {
        sb_text_add(&a, "%c", i == 700 ? 'A' : 'x');
        sb_text_add(&b, "%c", i == 700 ? 'B' : 'x');
    }
    sb_text_add(&a, "\nend\n");
    sb_text_add(&b, "\nend\n");
    should(diff(a.at, b.at),
        match("^- expected, \\+ got; first difference in line 1, byte 700\n"
              "  - 550 bytes cut \\.\\.\\. x{150}Ax{199} \\.\\.\\. 100 bytes cut\n"
              "  \\+ 550 bytes cut \\.\\.\\. x{150}Bx{199} \\.\\.\\. 100 bytes cut\n"
              "    end\n"
              "  long lines are cut, --full-values shows all\n$"));
    sb_text_release(&a);
    sb_text_release(&b);
}

TEST(diff_lines, where_a_line_differs_is_said)
{
    should(diff("one two\nx\n", "one\u00a0two\nx\n"),
        start_with("- expected, + got; first difference in line 1, byte 3: got U+00A0 (a no-break space), expected a blank\n"));
    should(diff("x\n\u00e9\u00e9\n", "x\n\u00e9\u00e8\n"),
        start_with("- expected, + got; first difference in line 2, byte 2 (character 1): got U+00E8, expected U+00E9\n"));
}

TEST(diff_lines, what_is_ignored_is_no_difference)
{
    struct sb_text t = SB_TEXT_EMPTY;

    sb_diff_lines("A\nb\nc\n", "a\r\nB\r\nx\r\n", SB_IGNORING_CASE | SB_IGNORING_LINE_ENDS, &t);
    should(t.at, equal_to("- expected, + got; first difference in line 3\n    a\\r\n    B\\r\n  - c\n  + x\\r\n"));
    sb_text_release(&t);
}
