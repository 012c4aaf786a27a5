/* text.c -- plain text: paragraphs of short lines; and words of an exact size, which close files of other kinds. */
#include "../fake/prose.h"
#include "unit.h"
#include <string.h>

enum {
    WIDTH = 72,
    PARAGRAPH = 1024, /* more than any has; of what is left, so much and no more is its last */
    WORDS = 256       /* more than any sentence has */
};

size_t sb_wrap(char *text, size_t size, size_t width)
{
    char *line = text, *end = text + size;

    while ((size_t)(end - line) > width) {
        char *at = line + width;
        while (at > line && *at != ' ')
            at--;
        if (at == line) /* a word longer than the line */
            at = memchr(line, ' ', (size_t)(end - line));
        if (!at)
            break;
        *at = '\n';
        line = at + 1;
    }
    return (size_t)(end - line);
}

/* Sentences as long as they fit whole, then words. */
void sb_fill_words(sb_draw *draw, unsigned char *out, size_t size)
{
    for (size_t done = 0; done < size;) {
        char text[WORDS];
        sb_put to = sb_put_into(text, sizeof text);
        size_t take;
        if (size - done > WORDS)
            sb_fake_sentence(draw, &to);
        else
            sb_fake_words(draw, 8, &to);
        sb_put_byte(&to, ' ');
        take = (size_t)(to.at - text) < size - done ? (size_t)(to.at - text) : size - done;
        memcpy(out + done, text, take);
        done += take;
    }
    if (size && out[size - 1] == ' ')
        out[size - 1] = '.';
}

static size_t text_unit(sb_content *content, unsigned char *out)
{
    char *text = (char *)out;
    sb_put to = sb_put_into(text, PARAGRAPH - 2);
    size_t size;

    if (sb_content_left(content) <= PARAGRAPH) {
        size = (size_t)sb_content_left(content);
        sb_fill_words(&content->draw, out, size);
        sb_wrap(text, size - 1, WIDTH);
        out[size - 1] = '\n';
        return size;
    }
    sb_fake_paragraph(&content->draw, &to);
    size = (size_t)(to.at - text);
    sb_wrap(text, size, WIDTH);
    memcpy(text + size, "\n\n", 2);
    return size + 2;
}

const sb_content_kind sb_content_text = { .most = INT64_MAX, .unit_most = PARAGRAPH, .unit = text_unit };
