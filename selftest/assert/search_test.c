/* search_test.c -- where a value is in a string, in bytes or in an array. */
#include "../../assert/search.h"
#include "../support/record.h"
#include <seedbed.h>

SUITE(search);

TEST(search, what_is_found_next_does_not_overlap)
{
    sb_value text = SB__BOX("aaaa"), aa = SB__BOX("aa");
    struct sb_search in = sb_search_in(&text, 0);
    size_t behind = 0;

    should(sb_search_next(&in, 0, &aa, &behind), equal_to(0));
    should(behind, equal_to(2));
    should(sb_search_next(&in, 1, &aa, &behind), equal_to(1));
    should(sb_search_next(&in, 3, &aa, NULL), equal_to(SB_NOWHERE));
    should(sb_search_count(&in, &aa), equal_to(2));
}

TEST(search, the_empty_string_is_everywhere_and_null_nowhere)
{
    const char *none = NULL;
    sb_value text = SB__BOX("ab"), empty = SB__BOX(""), null = SB__BOX(none);
    struct sb_search in = sb_search_in(&text, 0), in_null = sb_search_in(&null, 0);

    should(sb_search_next(&in, 2, &empty, NULL), equal_to(2));
    should(sb_search_next(&in, 3, &empty, NULL), equal_to(SB_NOWHERE));
    should(sb_search_next(&in, 0, &null, NULL), equal_to(SB_NOWHERE));
    should(sb_search_next(&in_null, 0, &empty, NULL), equal_to(SB_NOWHERE));
}

TEST(search, bytes_may_hold_nul)
{
    sb_value raw = SB__BOX(bytes("a\0b\0", 4)), nul = SB__BOX(bytes("\0", 1));
    struct sb_search in = sb_search_in(&raw, 0);

    should(sb_search_next(&in, 2, &nul, NULL), equal_to(3));
    should(sb_search_count(&in, &nul), equal_to(2));
}
