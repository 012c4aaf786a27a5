/* search_test.c -- where a value is in a string, in bytes or in an array. */
#include "../../assert/search.h"
#include "../support/record.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

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

TEST(search, nothing_is_found_once_at_each_place_also_where_case_is_ignored)
{
    sb_value text = SB__BOX("ab"), empty = SB__BOX("");
    struct sb_search in = sb_search_in(&text, SB_IGNORING_CASE);
    size_t behind = 0;

    should(sb_search_next(&in, 0, &empty, &behind), equal_to(0));
    should(behind, equal_to(1));
    should(sb_search_count(&in, &empty), equal_to(3));
}

/* So many that a search from the start for each would not come to an end. */
TEST(search, many_places_are_found_in_one_pass_where_case_is_ignored)
{
    enum { MANY = 500000 };
    char *text = malloc(MANY + 1);
    struct sb_search in;
    sb_value value, a = SB__BOX("A");

    memset(text, 'a', MANY);
    text[MANY] = '\0';
    value = SB__BOX(text);
    in = sb_search_in(&value, SB_IGNORING_CASE);
    expect(sb_search_count(&in, &a), equal_to(MANY));
    expect(sb_search_count(&in, &a), equal_to(MANY));
    free(text);
}

TEST(search, a_search_may_go_back_where_case_is_ignored)
{
    sb_value text = SB__BOX(" xa XA"), xa = SB__BOX("xA");
    struct sb_search in = sb_search_in(&text, SB_IGNORING_CASE | SB_IGNORING_SPACE);

    should(sb_search_next(&in, 3, &xa, NULL), equal_to(4));
    should(sb_search_next(&in, 0, &xa, NULL), equal_to(1));
    should(sb_search_next(&in, 5, &xa, NULL), equal_to(SB_NOWHERE));
    should(sb_search_next(&in, 1, &xa, NULL), equal_to(4)); /* the blank before it does not count, and is behind */
}
