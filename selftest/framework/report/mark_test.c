/* mark_test.c -- which lines of a failure's text are marked, and which part of them differs. */
#include "../../../assert/text.h"
#include "../../../framework/report/mark.h"

#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(mark);

#define HEAD "- expected, + got; first difference in line 1\n"

/* The lines of a text, with brackets around what differs. */
static const char *marked(const char *text)
{
    size_t n;
    sb_marked *lines = sb__mark_lines(text, &n);
    sb_text out = SB_TEXT_EMPTY;
    for (sb_marked *l = lines; l < lines + n; l++) {
        sb_text_add(&out, "%.*s", (int)l->from, l->at);
        if (l->from < l->to)
            sb_text_add(&out, "[%.*s]", (int)(l->to - l->from), l->at + l->from);
        sb_text_add(&out, "%.*s\n", (int)(l->size - l->to), l->at + l->to);
    }
    free(lines);
    char *whole = sb_text_take(&out);
    add_cleanup(free, whole);
    return whole;
}

TEST_EACH(mark, the_part_that_differs, (const char *text, *marked),
    { "  expected: \"a big cat\"\n       got: \"a bad cat\"", "  expected: \"a b[ig] cat\"\n       got: \"a b[ad] cat\"\n" },
    { HEAD "  - one two\n  + one too\n", HEAD "  - one t[w]o\n  + one t[o]o\n" },
    { HEAD "  - one\n  - two 2\n  + one\n  + two 3", HEAD "  - one\n  - two [2]\n  + one\n  + two [3]\n" },
    { "expected: \"abc\"\n     got: \"ab\"", "expected: \"ab[c]\"\n     got: \"ab\"\n" },
    { "expected: \"caf\u00e9s\"\n     got: \"caf\u00e8s\"", "expected: \"caf[\u00e9]s\"\n     got: \"caf[\u00e8]s\"\n" },
    { "expected: \"x\u0130y z\"\n     got: \"x\u0230y z\"", "expected: \"x[\u0130]y z\"\n     got: \"x[\u0230]y z\"\n" })
{
    should(marked(each->text), equal_to(each->marked));
}

TEST_EACH(mark, nothing_is_compared_where_there_is_no_likeness, (const char *text),
    { "expected: a string starting with \"x\"\n     got: \"yes\"\n" }, { "expected: 1\n     got: 2\n" },
    { HEAD "  - one\n  - two\n  + twos\n" }, { HEAD "  - one two\n  + one too\n  + three\n" },
    { "expected  00000000  61 62\n     got  00000000  61 63\n" }, { "expected: \"a\"\n" }, { HEAD "  + a b c\n  - a b d\n" },
    { "" })
{
    should(marked(each->text), equal_to(each->text));
}

/* A letter for the mark of each line. */
static const char *marks(const char *text)
{
    static const char letter[] = { [SB__MARK_NONE] = ' ', 'e', 'g', 'p', 'f' };
    size_t n;
    sb_marked *lines = sb__mark_lines(text, &n);
    sb_text out = SB_TEXT_EMPTY;
    for (size_t i = 0; i < n; i++)
        sb_text_put(&out, &letter[lines[i].mark], 1);
    free(lines);
    char *whole = sb_text_take(&out);
    add_cleanup(free, whole);
    return whole;
}

/* Lines that both have and that look like a mark are told by their column. */
TEST_EACH(mark, of_each_line, (const char *text, *marks),
    { HEAD "    - keep\n    + keep\n  - x\n  + y\n  - - x\n    @@ a\n    ^\n    expected: a\n", "f  ege   " },
    { "  home:\n    " HEAD "      @@ line 3 @@\n        a\n          \n      + b\n  expected: 1\n", " ff  ge" },
    { HEAD "  - x\nthey are equal ignoring case\n  - y\n", "fe  " }, { "- one\n+ two\n  - three\n", "   " },
    { "expected: 1\n     got: 2\n          ^ byte 1\n", "egp" }, { "got:\n  + - a\n  + b\n    + c\n", "ggg " })
{
    should(marks(each->text), equal_to(each->marks));
}
