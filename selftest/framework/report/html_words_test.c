/* html_words_test.c -- tests framework/report/html_words.c. */
#include "../../../framework/report/html_words.h"

#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>

SUITE(html_words);

/* Goes with the test, which leaves its own frame before the clean-ups run. */
static struct sb__words *new_words(void)
{
    struct sb__words *words = calloc(1, sizeof *words);
    add_cleanup(free, words);
    add_cleanup(sb__words_release, words);
    return words;
}

TEST(html_words, numbers_count_from_0_and_stay)
{
    struct sb__words *words = new_words();

    should(sb__words_number(words, "a"), equal_to(0));
    should(sb__words_number(words, "b"), equal_to(1));
    should(sb__words_number(words, "a"), equal_to(0));
    should(words->word[1], equal_to("b"));
}

TEST(html_words, many_words_keep_their_numbers)
{
    struct sb__words *words = new_words();
    size_t wrong = 0;
    for (size_t i = 0; i < 2000; i++) {
        char name[32];
        snprintf(name, sizeof name, "suite_%zu", i % 1000);
        wrong += sb__words_number(words, name) != i % 1000;
    }

    should(wrong, equal_to(0));
    should(words->count, equal_to(1000));
}
