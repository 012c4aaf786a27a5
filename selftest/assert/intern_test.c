/* intern_test.c -- one copy of each text, whatever its order and length. */
#include "../../assert/context.h"
#include <seedbed.h>
#include <stdio.h>

SUITE(intern);

TEST(intern, the_same_text_is_one_copy_with_a_nul)
{
    const char *one = sb_intern((sb_bytes){ "abcdef", 3 });

    should(one, equal_to("abc"));
    should(sb_intern((sb_bytes){ "abcxyz", 3 }), be(one));
    should(sb_intern((sb_bytes){ "abcdef", 4 }), equal_to("abcd"));
    should(sb_intern((sb_bytes){ "", 0 }), equal_to(""));
}

TEST(intern, many_texts_in_order_are_kept_and_given_back)
{
    enum { MANY = 301000 }; /* a list of so many, searched for each, would not come to an end */
    struct sb_interned **mine = sb_context_interned(), *before = *mine;
    const char *first;
    char text[8];

    *mine = NULL;
    first = sb_intern((sb_bytes){ "1000", 4 });
    for (int i = 1000; i < MANY; i++)
        sb_intern((sb_bytes){ text, (size_t)snprintf(text, sizeof text, "%d", i) });
    should(first, equal_to("1000"));
    should(sb_intern((sb_bytes){ "300999", 6 }), equal_to("300999"));
    should(sb_intern((sb_bytes){ "1000", 4 }), be(first));
    sb_intern_release(*mine);
    *mine = before;
}
