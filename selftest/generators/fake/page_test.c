/* page_test.c -- docs/VALUES.md is what is made of the registry now. */
#include "../../../generators/fake/page.h"
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>

SUITE(kinds_page);

static void free_text(char *text) { free(text); }

TEST(kinds_page, is_up_to_date)
{
    enum { ROOM = 1 << 18 };
    FILE *file = fopen("docs/VALUES.md", "r");
    sb_text page = SB_TEXT_EMPTY;
    char *there = calloc(1, ROOM), *made;

    add_cleanup(free_text, there);
    if (!file)
        fail_test("docs/VALUES.md cannot be read from here");
    there[fread(there, 1, ROOM - 1, file)] = '\0';
    fclose(file);
    should(sb_kinds_page(&page), equal_to(SB_OK));
    made = sb_text_take(&page);
    add_cleanup(free_text, made);
    because("`make docs` makes the page anew");
    should(there, equal_to(made));
}
