/* text.h -- text that grows, and memory that does not come back empty-handed.
 *
 * Calling sequence: struct sb_text t = SB_TEXT_EMPTY; sb_text_add(&t, ...); use t.at; sb_text_release(&t).
 *
 * Errors: none. No memory is the end of the process, with a sentence on stderr and exit code SB_EXIT_INTERNAL: a test framework
 * that has no memory left has nothing to report with.
 */
#ifndef SEEDBED_ASSERT_TEXT_H
#define SEEDBED_ASSERT_TEXT_H

#include <seedbed/ext/matcher.h>
#include <stdarg.h>

struct sb_text {
    char *at;          /* ends in NUL once anything was added; NULL before */
    size_t size, room; /* bytes without the NUL; bytes allocated */
};
#define SB_TEXT_EMPTY \
    { \
        NULL, 0, 0 \
    }

/* sb_text_add is declared in <seedbed/type.h>. */
void sb_text_addv(sb_text *to, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
void sb_text_put(sb_text *to, const char *bytes, size_t n);
/* Each line of `lines` with two spaces before it. */
void sb_text_put_indented(sb_text *to, const sb_text *lines);
/* Of the n bytes at `from`, or up to the NUL, the first line, without blanks and semicolons at its end; after `most` bytes "..." */
void sb_text_put_first_line(sb_text *to, const char *from, size_t n, size_t most);
/* The number of the line that `at` is in, from 1. */
size_t sb_line_of(const char *text, const char *at);
void sb_text_release(sb_text *text);
/* The text as a string that the caller frees; the sb_text is empty afterwards. Never NULL. */
char *sb_text_take(sb_text *text);

/* malloc and friends that never return NULL. sb_grow makes room for one more element in a list: at, n elements of size each. */
void *sb_alloc(size_t bytes); /* zeroed */
void *sb_realloc(void *at, size_t bytes);
char *sb_strdup(const char *s);
char *sb_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
void *sb_grow(void *at, size_t n, size_t *room, size_t size);

/* The nearest of `names` (ends in NULL) to `name` by edit distance, or NULL where none is near enough to be meant. */
const char *sb_nearest(const char *name, const char *const *names);
/* For a name that need not be among them: the one that differs from it by so little that it is likely to be meant, or NULL. */
const char *sb_misspelt(const char *name, const char *const *names);

#endif
