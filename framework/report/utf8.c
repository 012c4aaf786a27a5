/* utf8.c -- text read code point by code point, whatever bytes it is made of, and how wide it is on a terminal. */
#include "utf8.h"

/* The lead bytes by their length: what marks them, and the least code point that needs so many bytes. */
static const struct {
    unsigned char mask, lead;
    uint32_t least;
} form[] = { { 0x80, 0x00, 0 }, { 0xe0, 0xc0, 0x80 }, { 0xf0, 0xe0, 0x800 }, { 0xf8, 0xf0, 0x10000 } };

uint32_t sb__utf8_next(const char **at, const char *end)
{
    const unsigned char *s = (const unsigned char *)*at;
    size_t left = (size_t)(end - *at), length = 0;
    (*at)++;
    while (length < 4 && (s[0] & form[length].mask) != form[length].lead)
        length++;
    if (length == 4 || length >= left)
        return SB__UTF8_BAD;
    uint32_t code = s[0] & (unsigned char)~form[length].mask;
    for (size_t i = 1; i <= length; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return SB__UTF8_BAD;
        code = code << 6 | (s[i] & 0x3f);
    }
    if (code < form[length].least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        return SB__UTF8_BAD;
    *at += length;
    return code;
}

/* Ranges, in order, that take another number of columns than one: the ones that names and messages meet. */
static const struct {
    uint32_t from, to;
    int columns;
} width[] = {
    { 0x0300, 0x036f, 0 },
    { 0x1100, 0x115f, 2 },
    { 0x1ab0, 0x1aff, 0 },
    { 0x200b, 0x200f, 0 },
    { 0x20d0, 0x20ff, 0 },
    { 0x2e80, 0x303e, 2 },
    { 0x3041, 0xa4cf, 2 },
    { 0xac00, 0xd7a3, 2 },
    { 0xf900, 0xfaff, 2 },
    { 0xfe00, 0xfe0f, 0 },
    { 0xfe30, 0xfe6f, 2 },
    { 0xff00, 0xff60, 2 },
    { 0xffe0, 0xffe6, 2 },
    { 0x1f300, 0x1f64f, 2 },
    { 0x1f680, 0x1f6ff, 2 },
    { 0x1f900, 0x1faff, 2 },
    { 0x20000, 0x3fffd, 2 },
    { 0xe0100, 0xe01ef, 0 },
};

int sb__utf8_columns(uint32_t code)
{
    for (size_t i = 0; i < sizeof width / sizeof *width && width[i].from <= code; i++)
        if (code <= width[i].to)
            return width[i].columns;
    return 1;
}

/* Ranges, in order, of characters that do not show and yet do something. Joiners (U+200C, U+200D) belong to scripts and emoji. */
static const struct {
    uint32_t from, to;
} unseen[] = { { 0x7f, 0x9f }, { 0xad, 0xad }, { 0x61c, 0x61c }, { 0x200b, 0x200b }, { 0x200e, 0x200f }, { 0x2028, 0x202e },
    { 0x2060, 0x206f }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb }, { 0xfffe, 0xffff }, { 0xe0000, 0xe007f } };

bool sb__utf8_unseen(uint32_t code)
{
    if (code < 0x7f)
        return code < 0x20;
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen && unseen[i].from <= code; i++)
        if (code <= unseen[i].to)
            return true;
    return code == SB__UTF8_BAD;
}

size_t sb__utf8_fit(const char *s, size_t n, int columns)
{
    const char *at = s, *end = s + n, *fits = s;
    while (at < end) {
        columns -= sb__utf8_columns(sb__utf8_next(&at, end));
        if (columns < 0)
            break;
        fits = at;
    }
    return (size_t)(fits - s);
}

int sb__utf8_width(const char *s, size_t n)
{
    int columns = 0;
    for (const char *at = s; at < s + n;)
        columns += sb__utf8_columns(sb__utf8_next(&at, s + n));
    return columns;
}
