/* content.c -- text of an exact size, and random bytes. */
#include "content.h"
#include "prose.h"
#include <string.h>

enum { WIDTH = 72 };

/* Break a paragraph into lines, in place: spaces become line feeds. */
static void wrap(char *text)
{
    char *line = text, *space = NULL;

    for (char *at = text; *at; at++) {
        if (*at != ' ')
            continue;
        if (at - line > WIDTH && space) {
            *space = '\n';
            line = space + 1;
        }
        space = at;
    }
    if (space && strlen(line) > WIDTH)
        *space = '\n';
}

void sb_fake_text(sb_draw *draw, unsigned char *out, size_t size)
{
    char paragraph[1024];
    size_t done = 0;

    while (done < size) {
        sb_put to = sb_put_into(paragraph, sizeof paragraph - 2);
        size_t take;

        sb_fake_paragraph(draw, &to);
        wrap(paragraph);
        to.end += 2;
        sb_put_text(&to, "\n\n");
        take = (size_t)(to.at - paragraph);
        if (take > size - done)
            take = size - done;
        memcpy(out + done, paragraph, take);
        done += take;
    }
    if (size)
        out[size - 1] = '\n';
}

void sb_fake_bytes(sb_draw *draw, unsigned char *out, size_t size)
{
    for (size_t done = 0; done < size;) {
        uint64_t word = sb_draw_word(draw);
        /* Byte by byte, so that the order is the same on every machine. */
        for (int i = 0; i < 8 && done < size; i++, word >>= 8)
            out[done++] = (unsigned char)word;
    }
}
