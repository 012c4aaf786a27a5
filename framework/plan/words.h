/* words.h -- words separated by spaces: tags and names of locks.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_WORDS_H
#define SEEDBED_FRAMEWORK_PLAN_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* The words of n lists (each may be NULL), each word once, with one space between them; in the order they come, or sorted by their
 * bytes. NULL where there is no word; else the caller's to free. */
char *sb_words_join(const char *const *list, size_t n, bool sorted);

/* The next word at or behind at: its length in *size_out; NULL when there is none. */
const char *sb_words_next(const char *at, size_t *size_out);
/* Whether the word is one of these. */
bool sb_words_have(const char *words, const char *word, size_t size);

#endif
