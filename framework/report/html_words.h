/* html_words.h -- strings that come again and again (suites, files, tags), each kept once and known by its number.
 *
 * Calling sequence: struct sb__words w = { 0 }; sb__words_number(&w, s) ...; sb__words_release(&w). Numbers count from 0 in the order in
 * which strings come first.
 */
#ifndef SEEDBED_FRAMEWORK_REPORT_HTML_WORDS_H
#define SEEDBED_FRAMEWORK_REPORT_HTML_WORDS_H

#include <stddef.h>

struct sb__words {
    char **word;
    size_t count, room;
    size_t *bucket; /* number + 1, or 0: a table of open addressing */
    size_t buckets; /* a power of 2, at least twice count */
};

size_t sb__words_number(struct sb__words *words, const char *s);
void sb__words_release(struct sb__words *words);

#endif
