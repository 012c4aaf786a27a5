/* unit.h -- how a kind of file makes its content: unit after unit, each of a few bytes to a few kilobytes, in one go.
 *
 * A unit is what is easiest to write whole: a paragraph, a row, a block of an image. What reads the file cuts units into the pieces that it
 * wants; no kind knows of that.
 */
#ifndef SEEDBED_GENERATORS_CONTENT_UNIT_H
#define SEEDBED_GENERATORS_CONTENT_UNIT_H

#include "../fake/put.h"
#include "content.h"
#include <stdbool.h>

typedef struct sb_content_kind {
    uint64_t least, most;               /* sizes of files: all from the one to the other there are */
    size_t unit_most;                   /* bytes of one unit */
    size_t state_size;                  /* of what `state` points to; zeroed before begin */
    bool (*begin)(sb_content *content); /* false: no memory. NULL: nothing to do */
    /* The next unit; its size, never 0 while bytes are left. */
    size_t (*unit)(sb_content *content, unsigned char *to);
    void (*end)(sb_content *content); /* NULL: nothing to do */
} sb_content_kind;

struct sb_content {
    const sb_content_kind *kind;
    void *state;
    sb_draw draw;
    uint64_t size, made; /* bytes of the file; bytes of the units so far, before the present one */
    unsigned char *unit; /* one that was cut */
    size_t from, to;     /* what of it is still to be read */
};

/* For files inside of files: the memory that any kind of a list takes, and one in such memory; it ends with the memory. A kind with an end is
 * not for this. */
size_t sb_content_memory(enum sb_file_kind kind);
sb_content *sb_content_in(void *memory, enum sb_file_kind kind, const sb_draw *place, uint64_t size);

extern const sb_content_kind sb_content_text, sb_content_markdown, sb_content_html, sb_content_csv, sb_content_json,
    sb_content_xml, sb_content_svg, sb_content_png, sb_content_pdf, sb_content_zip, sb_content_random;

/* Bytes that no unit has made yet. */
static inline uint64_t sb_content_left(const sb_content *content) { return content->size - content->made; }

/* ---- words of an exact size ---- */
/* Exactly so many bytes of sentences and words with spaces between; the last byte is no space. */
void sb_fill_words(sb_draw *draw, unsigned char *out, size_t size);
/* In place: spaces become line feeds, so that no line is longer than `width` where its words allow. Returns the bytes of the last line. */
size_t sb_wrap(char *text, size_t size, size_t width);

#endif
