/* markup.h -- what HTML, XML, SVG and JSON have in common: a head, records while there is room, and an end that takes what is left.
 *
 * The end is one more record, whose text is as long as it must be, and what closes the file. Where there is not even room for that record,
 * spaces stand in its place.
 */
#ifndef SEEDBED_GENERATORS_CONTENT_MARKUP_H
#define SEEDBED_GENERATORS_CONTENT_MARKUP_H

#include "unit.h"

enum { SB_MARKUP_RECORD = 1024, SB_MARKUP_UNIT = SB_MARKUP_RECORD + 256 };

typedef struct sb_markup {
    void (*top)(sb_content *content, sb_put *to);    /* with `close` no longer than the smallest file */
    void (*record)(sb_content *content, sb_put *to); /* of less than SB_MARKUP_RECORD bytes */
    void (*open)(sb_content *content, sb_put *to);   /* of the last record, before its text: less than 128 bytes */
    const char *shut, *close;                        /* behind its text; and of the file: less than 128 bytes together */
} sb_markup;

size_t sb_markup_unit(sb_content *content, const sb_markup *markup, unsigned char *out);
/* Text with & < > and " replaced, for HTML and XML. */
void sb_put_escaped(sb_put *to, const char *text);

#endif
