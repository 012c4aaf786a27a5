/* content.h -- the bytes of files: text, CSV, PNG, random.
 *
 * Each fills a buffer of the size that its own _fit function answered for the wanted size: the wanted size itself, where the kind
 * has a file of that size, else the nearest above.
 */
#ifndef SEEDBED_GENERATORS_FAKE_CONTENT_H
#define SEEDBED_GENERATORS_FAKE_CONTENT_H

#include "../random/draw.h"

/* Paragraphs of ASCII text, lines of up to 72 characters, a line feed at the end. Any size. */
void sb_fake_text(sb_draw *draw, unsigned char *out, size_t size);
/* RFC 4180: a header, CRLF, quoted fields with commas, quotes and line breaks in them. Any size from 1. */
void sb_fake_csv(sb_draw *draw, unsigned char *out, size_t size);
/* An RGB image of rings and stripes; a comment in it takes up the bytes that whole lines of pixels leave. Any size from
 * sb_png_fit(0). */
size_t sb_png_fit(size_t size);
void sb_fake_png(sb_draw *draw, unsigned char *out, size_t size);
/* Random bytes. Any size. */
void sb_fake_bytes(sb_draw *draw, unsigned char *out, size_t size);

/* CRC-32 as in PNG and gzip; Adler-32 as in zlib. */
uint32_t sb_crc32(const unsigned char *bytes, size_t size);
uint32_t sb_adler32(const unsigned char *bytes, size_t size);

#endif
