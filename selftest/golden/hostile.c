/* hostile.c -- a program whose tests say what would harm a report that does not watch out: markup, control characters, broken UTF-8. */
/* run: --report=terminal */
/* run: --report=tap */
#define SEEDBED_CORE
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>

SUITE(names, .tags = "hostile");

/* Each fails with its own name, which comes from the row's source. */
TEST_EACH(names, row, (const char *name; const char *said),
    { "<script>window.owned = 1</script>", "</script><script>window.owned = 2</script>" },
    { "\"><img src=x onerror='window.owned = 3'>", "</pre></noscript><img src=x onerror=\"window.owned = 4\">" },
    { "it's & &amp; $(reboot) `reboot`", "<!-- --> ]]> &lt;b&gt;" },
    { "right-\u202eto-left", "line\u2028separator, \u202eturned" },
    { "Zoë näht 日本 👩‍👩‍👧", "Zoë näht 日本 👩‍👩‍👧" })
{
    should(each->said, equal_to("harmless"));
}

TEST(output, with_control_characters)
{
    printf("\033[31mred\033[0m \033]0;title\007 back\bspace\r\n");
    fwrite("nul \0 and no UTF-8 \xff\xc3(\n", 1, 23, stdout);
    fail_test("see its output");
}

TEST(output, of_markup)
{
    printf("</pre></details><script>window.owned = 5</script>\n");
    fail_test("see its output: \x1b[2J\xfe");
}

TEST(output, of_many_lines)
{
    for (int i = 1; i <= 40; i++)
        printf("line %d\n", i);
    fail_test("see its output");
}

TEST(ends, by_abort)
{
    printf("<b>last words</b>\n");
    abort();
}

TEST(ends, by_exit) { exit(3); }

TEST(ends, before_it_begins) { skip_test("no <printer> & \"no\" paper"); }

TEST(ends, by_returning) { should(1, equal_to(1)); }
