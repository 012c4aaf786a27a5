/* source.h -- the source text of a matcher, taken apart into the texts of its arguments. */
#ifndef SEEDBED_ASSERT_SOURCE_H
#define SEEDBED_ASSERT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

/* A run of characters of a site's text; at NULL: there is none. */
struct sb_source {
    const char *at;
    size_t size;
};

/* The word before the parenthesis: "be_above" of "be_above(n + 1)". */
struct sb_source sb_source_word(struct sb_source matcher);
/* What stands inside the parenthesis; none where there is no parenthesis. */
struct sb_source sb_source_inside(struct sb_source matcher);
/* Cuts the first argument off `rest`, at a comma that no parenthesis, bracket, brace or quote covers. False: there is no more. */
bool sb_source_next(struct sb_source *rest, struct sb_source *argument_out);
size_t sb_source_count(struct sb_source inside);
/* Whether this word is how a test calls a matcher of these words: "be_above" and "be above", "equal_to" and "equal". A word of a
 * user's own ("be_adult", for be_at_least(18)) is not: its arguments are others. */
bool sb_source_is_word(struct sb_source word, const char *words);

#endif
