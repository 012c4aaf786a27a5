/* sanitizer.c -- looks through the lines of an output for those that sanitizers write. */
#include "sanitizer.h"
#include "../../assert/text.h"
#include <string.h>

static const char summary[] = "SUMMARY: ", tool[] = "Sanitizer: ", undefined[] = ": runtime error: ";

static const char *find(const char *text, size_t n, const char *what, size_t size) { return memmem(text, n, what, size - 1); }
#define FIND(text, n, what) find(text, n, what, sizeof what)

static char *copy(const char *before, const char *text, size_t n)
{
    sb_text own = SB_TEXT_EMPTY;
    sb_text_add(&own, "%s", before);
    sb_text_put(&own, text, n);
    return sb_text_take(&own);
}

/* The summary when there is one; else what the checker of undefined behaviour says, which comes without. The last of a kind counts: it
 * is what ended the process. */
char *sb_sanitizer_summary(const char *output, size_t size)
{
    const char *end = output + size, *best = NULL, *second = NULL;
    size_t best_size = 0, second_size = 0;
    for (const char *line = output; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        size_t n = (size_t)((newline ? newline : end) - line);
        if (n > sizeof summary && !memcmp(line, summary, sizeof summary - 1) && FIND(line, n, tool)) {
            best = line + sizeof summary - 1;
            best_size = n - (sizeof summary - 1);
        } else if (FIND(line, n, undefined)) {
            second = line;
            second_size = n;
        }
        line += n + 1;
    }
    if (second && (!best || FIND(best, best_size, "UndefinedBehaviorSanitizer: ")))
        return copy("UndefinedBehaviorSanitizer: ", second, second_size);
    return best ? copy("", best, best_size) : NULL;
}
