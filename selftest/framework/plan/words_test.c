/* words_test.c -- words separated by spaces. */
#include "../../../framework/plan/words.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

static char *joined(const char *first, const char *second, bool sorted)
{
    char *words = sb_words_join((const char *const[]){ first, second }, 2, sorted);
    if (words)
        add_cleanup(free, words);
    return words;
}

TEST(words, joined_come_once_with_one_space_between)
{
    should(joined("slow  db", " db\tnet\n", false), equal_to("slow db net"));
    should(joined(NULL, "a", false), equal_to("a"));
}

TEST(words, sorted_stand_by_their_bytes) { should(joined("b ab", "a abc", true), equal_to("a ab abc b")); }

TEST(words, none_are_NULL) { should(joined(NULL, "  ", false), be_null); }

TEST(words, are_had_as_a_whole)
{
    should(sb_words_have("slow db", "db", 2), be_true);
    should(sb_words_have("slow db", "d", 1), be_false);
    should(sb_words_have("", "d", 1), be_false);
}
