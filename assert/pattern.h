/* pattern.h -- regular expressions: the door to pcre2, which nobody else includes.
 *
 * Syntax is that of PCRE2, in UTF-8; bytes that are no UTF-8 are no error, and match nothing.
 *
 * Calling sequence: sb_pattern_compile, sb_pattern_find as often as wanted, sb_pattern_release. One that was not compiled (a mistake in
 * it) finds nothing, and says so. Finding writes into the pattern, so that threads which share one need a lock.
 */
#ifndef SEEDBED_ASSERT_PATTERN_H
#define SEEDBED_ASSERT_PATTERN_H

#include "text.h"

typedef struct sb_pattern {
    char *text; /* owned; NULL: none was compiled here */
    unsigned how;
    void *code, *data;
    void *strict; /* the same for what is UTF-8 for sure; made when it is needed */
    int error;    /* of compiling; code is NULL */
    size_t error_at;
} sb_pattern;

/* What became of one search. */
typedef struct sb_found {
    enum sb_found_state {
        SB_FOUND_NOT = 0,
        SB_FOUND,
        SB_FOUND_MISTAKE, /* the pattern does not compile: see at */
        SB_FOUND_GIVEN_UP /* there are too many ways to match */
    } state;
    size_t from, to; /* what matches */
    size_t at;       /* byte of the pattern where the mistake is */
    int error;       /* for sb_pattern_add_error */
} sb_found;

/* How a pattern is meant: letters match in both cases; it has to match all of the text. */
enum sb_pattern_how { SB_PATTERN_CASELESS = 1, SB_PATTERN_WHOLE = 2 };

/* What was compiled before is released. The text is copied. */
void sb_pattern_compile(sb_pattern *pattern, const char *text);
void sb_pattern_compile_as(sb_pattern *pattern, const char *text, unsigned how);
void sb_pattern_release(sb_pattern *pattern);
/* The first match at or behind byte `from`. */
sb_found sb_pattern_find(sb_pattern *pattern, sb_bytes in, size_t from);
/* Group n of the last match, 0 for all of it; false where it took no part or there is none. */
bool sb_pattern_group(const sb_pattern *pattern, unsigned n, size_t *from_out, size_t *to_out);
/* How many groups it has, without group 0; and how many of them are named, with what pcre2 says of each: the number of the group, two
 * bytes of which the higher comes first, and its name, which ends in NUL, `size` bytes in all. */
unsigned sb_pattern_groups(const sb_pattern *pattern);
unsigned sb_pattern_names(const sb_pattern *pattern, const char **table_out, unsigned *size_out);
/* Adds the text with every match replaced, from left to right: $0 to $9 stand for groups (nothing, where one took no part), $$ for a
 * dollar. Returns the search that found no more, which may be one that was given up: what is behind stays as it is then. */
sb_found sb_pattern_replace(sb_pattern *pattern, sb_bytes in, const char *with, sb_text *out);
/* "missing closing parenthesis" */
void sb_pattern_add_error(sb_text *out, int error);

#endif
