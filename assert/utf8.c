/* utf8.c -- text read code point by code point, whatever bytes it is made of, and how wide it is on a terminal. */
#include "utf8.h"

/* The lead bytes by their length: what marks them, and the least code point that needs so many bytes. */
static const struct {
    unsigned char mask, lead;
    uint32_t least;
} form[] = { { 0x80, 0x00, 0 }, { 0xe0, 0xc0, 0x80 }, { 0xf0, 0xe0, 0x800 }, { 0xf8, 0xf0, 0x10000 } };

uint32_t sb_utf8_next(const char **at, const char *end)
{
    const unsigned char *s = (const unsigned char *)*at;
    size_t left = (size_t)(end - *at), length = 0;
    (*at)++;
    while (length < 4 && (s[0] & form[length].mask) != form[length].lead)
        length++;
    if (length == 4 || length >= left)
        return SB_UTF8_BAD;
    uint32_t code = s[0] & (unsigned char)~form[length].mask;
    for (size_t i = 1; i <= length; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return SB_UTF8_BAD;
        code = code << 6 | (s[i] & 0x3f);
    }
    if (code < form[length].least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        return SB_UTF8_BAD;
    *at += length;
    return code;
}

/* Ranges, in order, that take another number of columns than one: the combining marks of the scripts that names and messages meet,
 * what never shows, and what Unicode calls wide. Gaps that are not assigned are taken along. */
static const struct {
    uint32_t from, to;
    int columns;
} width[] = {
    { 0x0300, 0x036f, 0 },
    { 0x0483, 0x0489, 0 },
    { 0x0591, 0x05bd, 0 },
    { 0x05c1, 0x05c2, 0 },
    { 0x05c4, 0x05c5, 0 },
    { 0x0610, 0x061a, 0 },
    { 0x064b, 0x065f, 0 },
    { 0x0670, 0x0670, 0 },
    { 0x06d6, 0x06dc, 0 },
    { 0x06df, 0x06e4, 0 },
    { 0x0901, 0x0902, 0 },
    { 0x093c, 0x093c, 0 },
    { 0x0941, 0x0948, 0 },
    { 0x094d, 0x094d, 0 },
    { 0x0e31, 0x0e31, 0 },
    { 0x0e34, 0x0e3a, 0 },
    { 0x0e47, 0x0e4e, 0 },
    { 0x1100, 0x115f, 2 },
    { 0x1160, 0x11ff, 0 },
    { 0x1ab0, 0x1aff, 0 },
    { 0x1dc0, 0x1dff, 0 },
    { 0x200b, 0x200f, 0 },
    { 0x202a, 0x202e, 0 },
    { 0x2060, 0x206f, 0 },
    { 0x20d0, 0x20ff, 0 },
    { 0x231a, 0x231b, 2 },
    { 0x2329, 0x232a, 2 },
    { 0x23e9, 0x23ec, 2 },
    { 0x23f0, 0x23f0, 2 },
    { 0x23f3, 0x23f3, 2 },
    { 0x25fd, 0x25fe, 2 },
    { 0x2614, 0x2615, 2 },
    { 0x2648, 0x2653, 2 },
    { 0x267f, 0x267f, 2 },
    { 0x2693, 0x2693, 2 },
    { 0x26a1, 0x26a1, 2 },
    { 0x26aa, 0x26ab, 2 },
    { 0x26bd, 0x26be, 2 },
    { 0x26c4, 0x26c5, 2 },
    { 0x26ce, 0x26ce, 2 },
    { 0x26d4, 0x26d4, 2 },
    { 0x26ea, 0x26ea, 2 },
    { 0x26f2, 0x26f3, 2 },
    { 0x26f5, 0x26f5, 2 },
    { 0x26fa, 0x26fa, 2 },
    { 0x26fd, 0x26fd, 2 },
    { 0x2705, 0x2705, 2 },
    { 0x270a, 0x270b, 2 },
    { 0x2728, 0x2728, 2 },
    { 0x274c, 0x274c, 2 },
    { 0x274e, 0x274e, 2 },
    { 0x2753, 0x2755, 2 },
    { 0x2757, 0x2757, 2 },
    { 0x2795, 0x2797, 2 },
    { 0x27b0, 0x27b0, 2 },
    { 0x27bf, 0x27bf, 2 },
    { 0x2b1b, 0x2b1c, 2 },
    { 0x2b50, 0x2b50, 2 },
    { 0x2b55, 0x2b55, 2 },
    { 0x2e80, 0x3029, 2 },
    { 0x302a, 0x302d, 0 },
    { 0x302e, 0x303e, 2 },
    { 0x3041, 0x3098, 2 },
    { 0x3099, 0x309a, 0 },
    { 0x309b, 0x3247, 2 },
    { 0x3250, 0x4dbf, 2 },
    { 0x4e00, 0xa4cf, 2 },
    { 0xa960, 0xa97f, 2 },
    { 0xac00, 0xd7a3, 2 },
    { 0xf900, 0xfaff, 2 },
    { 0xfe00, 0xfe0f, 0 },
    { 0xfe10, 0xfe19, 2 },
    { 0xfe20, 0xfe2f, 0 },
    { 0xfe30, 0xfe6f, 2 },
    { 0xfeff, 0xfeff, 0 },
    { 0xff00, 0xff60, 2 },
    { 0xffe0, 0xffe6, 2 },
    { 0x16fe0, 0x1b2ff, 2 },
    { 0x1f004, 0x1f004, 2 },
    { 0x1f0cf, 0x1f0cf, 2 },
    { 0x1f18e, 0x1f18e, 2 },
    { 0x1f191, 0x1f19a, 2 },
    { 0x1f200, 0x1f320, 2 },
    { 0x1f32d, 0x1f335, 2 },
    { 0x1f337, 0x1f37c, 2 },
    { 0x1f37e, 0x1f393, 2 },
    { 0x1f3a0, 0x1f3ca, 2 },
    { 0x1f3cf, 0x1f3d3, 2 },
    { 0x1f3e0, 0x1f3f0, 2 },
    { 0x1f3f4, 0x1f3f4, 2 },
    { 0x1f3f8, 0x1f43e, 2 },
    { 0x1f440, 0x1f440, 2 },
    { 0x1f442, 0x1f4fc, 2 },
    { 0x1f4ff, 0x1f53d, 2 },
    { 0x1f54b, 0x1f54e, 2 },
    { 0x1f550, 0x1f567, 2 },
    { 0x1f57a, 0x1f57a, 2 },
    { 0x1f595, 0x1f596, 2 },
    { 0x1f5a4, 0x1f5a4, 2 },
    { 0x1f5fb, 0x1f64f, 2 },
    { 0x1f680, 0x1f6c5, 2 },
    { 0x1f6cc, 0x1f6cc, 2 },
    { 0x1f6d0, 0x1f6d2, 2 },
    { 0x1f6d5, 0x1f6df, 2 },
    { 0x1f6eb, 0x1f6ef, 2 },
    { 0x1f6f4, 0x1f6ff, 2 },
    { 0x1f7e0, 0x1f7ff, 2 },
    { 0x1f90c, 0x1f93a, 2 },
    { 0x1f93c, 0x1f945, 2 },
    { 0x1f947, 0x1f9ff, 2 },
    { 0x1fa70, 0x1faff, 2 },
    { 0x20000, 0x3fffd, 2 },
    { 0xe0001, 0xe007f, 0 },
    { 0xe0100, 0xe01ef, 0 },
};

int sb_utf8_columns(uint32_t code)
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

bool sb_utf8_unseen(uint32_t code)
{
    if (code < 0x7f)
        return code < 0x20;
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen && unseen[i].from <= code; i++)
        if (code <= unseen[i].to)
            return true;
    return code == SB_UTF8_BAD;
}

size_t sb_utf8_fit(const char *s, size_t n, int columns)
{
    const char *at = s, *end = s + n, *fits = s;
    while (at < end) {
        columns -= sb_utf8_columns(sb_utf8_next(&at, end));
        if (columns < 0)
            break;
        fits = at;
    }
    return (size_t)(fits - s);
}

int sb_utf8_width(const char *s, size_t n)
{
    int columns = 0;
    for (const char *at = s; at < s + n;)
        columns += sb_utf8_columns(sb_utf8_next(&at, s + n));
    return columns;
}
