/* html_escape.c -- any bytes as text of an HTML page, as an attribute's value, or as a string of the JSON block in it. */
#include "html_escape.h"
#include "../../assert/utf8.h"

#include <string.h>

enum form { TEXT, ATTRIBUTE, JSON, FORMS };

/* How a character is written that means something to the form; NULL: as it is. */
static const struct {
    uint32_t code;
    const char *as[FORMS];
} special[] = {
    { '&', { "&amp;", "&amp;", NULL } },
    { '<', { "&lt;", "&lt;", "\\u003c" } },
    { '>', { "&gt;", "&gt;", NULL } },
    { '"', { NULL, "&quot;", "\\\"" } },
    { '\'', { NULL, "&#39;", NULL } },
    { '\\', { NULL, NULL, "\\\\" } },
    { '\n', { NULL, "&#10;", "\\n" } },
    { '\t', { NULL, "&#9;", "\\t" } },
};

static const char *special_as(uint32_t code, enum form form)
{
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (special[i].code == code)
            return special[i].as[form];
    return NULL;
}

static void spell_out(sb_text *to, const char *byte, uint32_t code, enum form form)
{
    const char *backslash = form == JSON ? "\\\\" : "\\";
    if (form == TEXT)
        sb_text_add(to, "<i>");
    if (code < 0x80 || code == SB_UTF8_BAD)
        sb_text_add(to, "%sx%02x", backslash, (unsigned char)*byte);
    else
        sb_text_add(to, "%su%04x", backslash, (unsigned)code);
    if (form == TEXT)
        sb_text_add(to, "</i>");
}

/* `plain` is where the bytes begin that are written as they are, once something else ends them. */
static void put(sb_text *to, const char *s, size_t n, enum form form)
{
    const char *at = s, *end = s + n, *plain = s;
    while (at < end) {
        const char *from = at;
        uint32_t code = sb_utf8_next(&at, end);
        const char *as = code < 0x60 ? special_as(code, form) : NULL;
        bool hidden = !as && code != '\n' && code != '\t' && sb_utf8_unseen(code);
        if (!as && !hidden)
            continue;
        sb_text_put(to, plain, (size_t)(from - plain));
        if (as)
            sb_text_put(to, as, strlen(as));
        else
            spell_out(to, from, code, form);
        plain = at;
    }
    sb_text_put(to, plain, (size_t)(end - plain));
}

void sb__html_text(sb_text *to, const char *s, size_t n) { put(to, s, n, TEXT); }

void sb__html_attribute(sb_text *to, const char *s, size_t n) { put(to, s, n, ATTRIBUTE); }

void sb__html_json(sb_text *to, const char *s, size_t n)
{
    sb_text_put(to, "\"", 1);
    put(to, s, n, JSON);
    sb_text_put(to, "\"", 1);
}
