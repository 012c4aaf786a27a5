/* character.c -- characters that people take for another or do not see, by name. */
#include "character.h"
#include "utf8.h"

static const struct {
    uint32_t from, to;
    const char *name;
} named[] = {
    { '\0', '\0', "a NUL" },
    { '\t', '\t', "a tab" },
    { '\n', '\n', "a newline" },
    { '\r', '\r', "a carriage return" },
    { ' ', ' ', "a blank" },
    { 0x00a0, 0x00a0, "a no-break space" },
    { 0x00ad, 0x00ad, "a soft hyphen" },
    { 0x0300, 0x036f, "a combining mark" },
    { 0x2000, 0x200a, "a space of another width" },
    { 0x200b, 0x200b, "a zero-width space" },
    { 0x200c, 0x200c, "a zero-width non-joiner" },
    { 0x200d, 0x200d, "a zero-width joiner" },
    { 0x200e, 0x200f, "a mark of direction" },
    { 0x2010, 0x2015, "a dash" },
    { 0x2018, 0x201f, "a typographic quote" },
    { 0x2024, 0x2024, "a one-dot leader" },
    { 0x2028, 0x2029, "a separator of lines" },
    { 0x202a, 0x202e, "a mark of direction" },
    { 0x202f, 0x202f, "a narrow no-break space" },
    { 0x205f, 0x205f, "a space of another width" },
    { 0x2060, 0x2060, "a word joiner" },
    { 0x2066, 0x2069, "a mark of direction" },
    { 0x2212, 0x2212, "a minus sign" },
    { 0x3000, 0x3000, "an ideographic space" },
    { 0xfe00, 0xfe0f, "a variation selector" },
    { 0xfeff, 0xfeff, "a byte order mark" },
    { 0xfffd, 0xfffd, "a replacement character" },
};

const char *sb_character_name(uint32_t code)
{
    for (size_t i = 0; i < sizeof named / sizeof *named && named[i].from <= code; i++) {
        if (code <= named[i].to)
            return named[i].name;
    }
    return NULL;
}

static const struct {
    uint16_t code;
    char latin;
} twin[] = { { 0x391, 'A' }, { 0x392, 'B' }, { 0x395, 'E' }, { 0x396, 'Z' }, { 0x397, 'H' }, { 0x399, 'I' }, { 0x39a, 'K' },
    { 0x39c, 'M' }, { 0x39d, 'N' }, { 0x39f, 'O' }, { 0x3a1, 'P' }, { 0x3a4, 'T' }, { 0x3a5, 'Y' }, { 0x3a7, 'X' },
    { 0x3bd, 'v' }, { 0x3bf, 'o' }, { 0x405, 'S' }, { 0x406, 'I' }, { 0x408, 'J' }, { 0x410, 'A' }, { 0x412, 'B' },
    { 0x415, 'E' }, { 0x41a, 'K' }, { 0x41c, 'M' }, { 0x41d, 'H' }, { 0x41e, 'O' }, { 0x420, 'P' }, { 0x421, 'C' },
    { 0x422, 'T' }, { 0x425, 'X' }, { 0x430, 'a' }, { 0x435, 'e' }, { 0x43e, 'o' }, { 0x440, 'p' }, { 0x441, 'c' },
    { 0x443, 'y' }, { 0x445, 'x' }, { 0x455, 's' }, { 0x456, 'i' }, { 0x458, 'j' } };

uint32_t sb_character_looks_like(uint32_t code)
{
    if (code >= 0xff01 && code <= 0xff5e) /* fullwidth forms of ASCII */
        return code - 0xfee0;
    for (size_t i = 0; i < sizeof twin / sizeof *twin; i++) {
        if (twin[i].code == code)
            return (uint32_t)twin[i].latin;
    }
    return code;
}

static const char *script_of(uint32_t code)
{
    return code >= 0xff01 && code <= 0xff5e ? "fullwidth" : code >= 0x400 ? "Cyrillic" : "Greek";
}

static void add_name(sb_text *out, uint32_t code, uint32_t beside)
{
    const char *name = sb_character_name(code);
    uint32_t latin = sb_character_looks_like(code);

    if (name)
        sb_text_add(out, " (%s)", name);
    else if (latin != code && latin == sb_character_looks_like(beside))
        sb_text_add(out, " (%s, looks like \"%c\")", script_of(code), (char)latin);
}

void sb_character_add(sb_text *out, const char *s, size_t n, uint32_t beside)
{
    const char *at = s, *end = s + n;
    uint32_t code = sb_utf8_next(&at, end), behind = at < end ? sb_utf8_next(&at, end) : 0;

    if (code == SB_UTF8_BAD)
        sb_text_add(out, "the byte 0x%02x", (unsigned char)*s);
    else if (code < 0x80 && sb_character_name(code))
        sb_text_add(out, "%s", sb_character_name(code));
    else if (code > 0x20 && code < 0x7f && code != '"')
        sb_text_add(out, sb_character_looks_like(beside) == code && beside != code ? "\"%c\" (ASCII)" : "\"%c\"", (char)code);
    else {
        sb_text_add(out, "U+%04X", (unsigned)code);
        add_name(out, code, beside);
    }
    if (behind >= 0x300 && behind <= 0x36f)
        sb_text_add(out, " and U+%04X (a combining mark)", (unsigned)behind);
}
