/* markup.c -- files in HTML, XML, SVG and JSON from top to end; text in which nothing can be taken for markup. */
#include "markup.h"
#include <string.h>

static void finish(sb_content *content, const sb_markup *markup, unsigned char *out, size_t left)
{
    char open[128];
    sb_put to = sb_put_into(open, sizeof open);
    size_t shut = strlen(markup->shut), close = strlen(markup->close), begin;

    markup->open(content, &to);
    begin = (size_t)(to.at - open);
    if (left > begin + shut + close) {
        size_t size = left - begin - shut - close;
        memcpy(out, open, begin);
        sb_fill_words(&content->draw, out + begin, size);
        memcpy(out + begin + size, markup->shut, shut);
    } else
        memset(out, ' ', left - close);
    memcpy(out + left - close, markup->close, close);
}

size_t sb_markup_unit(sb_content *content, const sb_markup *markup, unsigned char *out)
{
    sb_put to = sb_put_into((char *)out, SB_MARKUP_RECORD);
    uint64_t left = sb_content_left(content);

    if (content->made == 0)
        markup->top(content, &to);
    else if (left > SB_MARKUP_UNIT)
        markup->record(content, &to);
    else {
        finish(content, markup, out, (size_t)left);
        return (size_t)left;
    }
    return (size_t)(to.at - (char *)out);
}

void sb_put_escaped(sb_put *to, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&': sb_put_text(to, "&amp;"); break;
        case '<': sb_put_text(to, "&lt;"); break;
        case '>': sb_put_text(to, "&gt;"); break;
        case '"': sb_put_text(to, "&quot;"); break;
        default: sb_put_byte(to, *text);
        }
    }
}
