/* indent.c -- text taken apart into lines, and put where a report has room for it. */
#include "indent.h"
#include "../../assert/utf8.h"

#include <string.h>

bool sb__line_next(const char **at, const char *end, const char **line, size_t *size)
{
    if (*at >= end)
        return false;
    const char *newline = memchr(*at, '\n', (size_t)(end - *at));
    *line = *at;
    *size = (size_t)((newline ? newline : end) - *at);
    *at = newline ? newline + 1 : end;
    return true;
}

void sb__printable(sb_text *to, const char *s, size_t n)
{
    const char *at = s, *end = s + n;
    while (at < end) {
        const char *from = at;
        uint32_t code = sb_utf8_next(&at, end);
        if (code == '\t' || !sb_utf8_unseen(code))
            sb_text_put(to, from, (size_t)(at - from));
        else if (code >= 0xa0 && code != SB_UTF8_BAD)
            sb_text_add(to, "\\u%04x", (unsigned)code);
        else
            for (; from < at; from++)
                sb_text_add(to, "\\x%02x", (unsigned char)*from);
    }
}

void sb__indent(sb_text *to, const char *prefix, const char *text, size_t n)
{
    const char *at = text, *end = text + n, *line;
    size_t size, whole = strlen(prefix), bare = whole;
    while (bare && prefix[bare - 1] == ' ')
        bare--;
    while (sb__line_next(&at, end, &line, &size)) {
        sb_text_put(to, prefix, size ? whole : bare);
        sb__printable(to, line, size);
        sb_text_put(to, "\n", 1);
    }
}
