/* slug.c -- titles to addresses. */
#include "slug.h"
#include <ctype.h>

static size_t word_at(const char *p)
{
    size_t n = 0;
    while ((unsigned char)p[n] < 128 && isalnum((unsigned char)p[n]))
        n++;
    return n;
}

size_t slug(const char *title, char *out, size_t size)
{
    size_t length = 0, written = 0;
    for (const char *p = title; *p;) {
        size_t n = word_at(p), hyphen = length > 0;
        if (n == 0) {
            p++;
            continue;
        }
        if (length == written && length + hyphen + n < size) {
            if (hyphen)
                out[written++] = '-';
            for (size_t i = 0; i < n; i++)
                out[written++] = (char)tolower((unsigned char)p[i]);
        }
        length += hyphen + n;
        p += n;
    }
    if (size)
        out[written] = 0;
    return length;
}
