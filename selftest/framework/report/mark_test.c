/* mark_test.c -- which lines of a failure's text are marked, and which part of them differs. */
#include "../../../assert/text.h"
#include "../../../framework/report/mark.h"

#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(mark);

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
    { "- one two\n+ one too\n", "- one t[w]o\n+ one t[o]o\n" },
    { "- one\n- two 2\n+ one\n+ two 3", "- one\n- two [2]\n+ one\n+ two [3]\n" },
    { "expected: \"abc\"\n     got: \"ab\"", "expected: \"ab[c]\"\n     got: \"ab\"\n" },
    { "expected: \"caf\u00e9s\"\n     got: \"caf\u00e8s\"", "expected: \"caf[\u00e9]s\"\n     got: \"caf[\u00e8]s\"\n" },
    { "expected: \"x\u0130y z\"\n     got: \"x\u0230y z\"", "expected: \"x[\u0130]y z\"\n     got: \"x[\u0230]y z\"\n" })
{
    should(marked(each->text), equal_to(each->marked));
}

TEST_EACH(mark, nothing_is_compared_where_there_is_no_likeness, (const char *text),
    { "expected: a string starting with \"x\"\n     got: \"yes\"\n" }, { "expected: 1\n     got: 2\n" },
    { "- one\n- two\n+ twos\n" }, { "- one two\n+ one too\n+ three\n" },
    { "expected  00000000  61 62\n     got  00000000  61 63\n" }, { "expected: \"a\"\n" }, { "+ a b c\n- a b d\n" }, { "" })
{
    should(marked(each->text), equal_to(each->text));
}
