/* xml.c -- any bytes as the text of a well-formed XML document. */
#include "xml.h"
#include "../../assert/utf8.h"

#include <string.h>

/* Characters that are written as an entity. A parser turns line breaks and tabs of an attribute into blanks unless they are
 * written so, and a carriage return into a newline everywhere. > covers the ]]> that text must not hold. */
static const struct {
    uint32_t code;
    bool attribute_only;
    const char *entity;
} entity[] = {
    { '&', false, "&amp;" },
    { '<', false, "&lt;" },
    { '>', false, "&gt;" },
    { '"', true, "&quot;" },
    { '\r', false, "&#13;" },
    { '\n', true, "&#10;" },
    { '\t', true, "&#9;" },
};

static const char *find_entity(uint32_t code, bool attribute)
{
    for (size_t i = 0; i < sizeof entity / sizeof *entity; i++)
        if (entity[i].code == code && (attribute || !entity[i].attribute_only))
            return entity[i].entity;
    return NULL;
}

/* Whether XML 1.0 has the character at all (production Char). SB_UTF8_BAD is beyond the last. */
static bool is_char(uint32_t code)
{
    if (code < 0x20)
        return code == '\t' || code == '\n' || code == '\r';
    return code != 0xfffe && code != 0xffff && code <= 0x10ffff;
}

static void escape(sb_text *to, const char *s, size_t n, bool attribute)
{
    const char *at = s, *end = s + n;
    while (at < end) {
        const char *from = at;
        uint32_t code = sb_utf8_next(&at, end);
        const char *name = find_entity(code, attribute);
        if (name)
            sb_text_put(to, name, strlen(name));
        else if (is_char(code))
            sb_text_put(to, from, (size_t)(at - from));
        else
            sb_text_put(to, SB_UTF8_REPLACEMENT, strlen(SB_UTF8_REPLACEMENT));
    }
}

void sb__xml_text(sb_text *to, const char *s, size_t n) { escape(to, s, n, false); }

void sb__xml_attribute(sb_text *to, const char *name, const char *value)
{
    sb_text_add(to, " %s=\"", name);
    escape(to, value, strlen(value), true);
    sb_text_add(to, "\"");
}
