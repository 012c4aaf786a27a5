/* prose_test.c -- words, sentences, paragraphs. */
#include "../../../generators/fake/prose.h"
#include <ctype.h>
#include <seedbed.h>
#include <string.h>

SUITE(prose);

TEST(prose, a_sentence_begins_with_a_capital_and_ends_with_a_full_stop)
{
    for (uint64_t n = 0; n < 200; n++) {
        char text[200];
        sb_draw draw = sb_draw_at(1, 2, 3, n);
        sb_put to = sb_put_into(text, sizeof text);
        sb_fake_sentence(&draw, &to);
        should(text, match("^[A-Z][a-z]+( [a-z]+){3,11}\\.$"));
    }
}

TEST(prose, words_are_counted)
{
    char text[200];
    sb_draw draw = sb_draw_at(1, 2, 3, 4);
    sb_put to = sb_put_into(text, sizeof text);

    sb_fake_words(&draw, 5, &to);
    should(text, match("^[a-z]+( [a-z]+){4}$"));
}

TEST(prose, a_paragraph_has_three_to_seven_sentences)
{
    for (uint64_t n = 0; n < 50; n++) {
        char text[1024];
        sb_draw draw = sb_draw_at(1, 2, 3, n);
        sb_put to = sb_put_into(text, sizeof text);
        sb_fake_paragraph(&draw, &to);
        should(text, match("^([A-Z][a-z ]+\\. ){2,6}[A-Z][a-z ]+\\.$"));
    }
}

TEST(prose, a_field_too_small_is_filled_and_not_passed)
{
    char text[8] = "";
    sb_draw draw = sb_draw_at(1, 2, 3, 4);
    sb_put to = sb_put_into(text, 4);

    text[4] = 'X';
    sb_fake_sentence(&draw, &to);
    should(text, have_length(3));
    should(text[4], equal_to('X'));
}

/* 32 nouns, adjectives and verbs, 16 prepositions, 4 articles: a bit used twice would leave some of them out. */
TEST(prose, sentences_use_every_word_of_the_tables)
{
    char seen[200][16];
    size_t words = 0;

    for (uint64_t n = 0; n < 3000; n++) {
        char text[200];
        sb_draw draw = sb_draw_at(1, 2, 3, n);
        sb_put to = sb_put_into(text, sizeof text);
        sb_fake_sentence(&draw, &to);
        text[0] = (char)tolower((unsigned char)text[0]);
        for (char *word = strtok(text, " ."); word; word = strtok(NULL, " .")) {
            size_t i = 0;
            while (i < words && strcmp(seen[i], word) != 0)
                i++;
            if (i == words && words < 200)
                strcpy(seen[words++], word);
        }
    }
    should(words, equal_to(116));
}
