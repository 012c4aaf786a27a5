/* png.c -- PNG images (ISO/IEC 15948): 8-bit RGB, no filter, deflate blocks that are stored and not compressed, each in a chunk of its own. */
#include "checksum.h"
#include "picture.h"
#include "unit.h"
#include <string.h>

enum {
    SIGNATURE = 8,
    CHUNK = 12, /* length, type and CRC around the data of a chunk */
    HEADER = 13,
    STORED = 65535, /* bytes that one stored deflate block can hold, behind BLOCK bytes of its own */
    BLOCK = 5,
    ZLIB = 6,                        /* two bytes before and the checksum after the blocks */
    KEYWORD = 8,                     /* "Comment" and its NUL, before the text of a comment */
    COMMENT = 32768,                 /* of its text, in one unit */
    SMALLEST = CHUNK + BLOCK + ZLIB, /* around the pixels of one block */
    LEAST = SIGNATURE + CHUNK + HEADER + CHUNK + KEYWORD + SMALLEST + 4 + CHUNK, /* an image of one pixel */
    UNIT = SMALLEST + STORED + CHUNK
};

typedef struct state {
    sb_picture picture;
    uint64_t comment, raw; /* bytes of the comment's text and of the pixels that are still to come */
    uint32_t crc, adler;
    enum { AT_HEAD, AT_COMMENT, AT_PIXELS, AT_END } at;
} state;

static uint64_t raw_size(uint64_t width, uint64_t height) { return height * (1 + 3 * width); }

static uint64_t file_size(uint64_t width, uint64_t height)
{
    uint64_t raw = raw_size(width, height), blocks = (raw + STORED - 1) / STORED;

    return SIGNATURE + CHUNK + HEADER + CHUNK + KEYWORD + ZLIB + raw + (BLOCK + CHUNK) * blocks + CHUNK;
}

/* The largest image, about square, that leaves room for the comment. */
static void image_that_fits(uint64_t size, uint64_t *width, uint64_t *height)
{
    uint64_t side = 1;

    while (file_size(2 * side, 2 * side) <= size)
        side *= 2;
    for (uint64_t step = side; step; step /= 2)
        if (file_size(side + step, side + step) <= size)
            side += step;
    *width = *height = side;
    while (file_size(*width, *height + 1) <= size)
        ++*height;
}

static unsigned char *put32(unsigned char *to, uint64_t number)
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(number >> (24 - 8 * i));
    return to + 4;
}

static unsigned char *open_chunk(unsigned char *to, const char *type, uint64_t size)
{
    memcpy(put32(to, size), type, 4);
    return to + 8;
}

/* Data of `size` bytes stands at to + 8 already: put length and type before it, the CRC behind it. */
static unsigned char *close_chunk(unsigned char *to, const char *type, size_t size)
{
    open_chunk(to, type, size);
    return put32(to + 8 + size, sb_crc32(0, to + 4, 4 + size));
}

static bool png_begin(sb_content *content)
{
    state *is = content->state;
    uint64_t width, height;

    image_that_fits(content->size, &width, &height);
    is->comment = content->size - file_size(width, height);
    is->raw = raw_size(width, height);
    is->picture = sb_picture_of(&content->draw, width, height, 3, true);
    is->adler = 1;
    return true;
}

static unsigned char *put_head(state *is, unsigned char *to)
{
    static const unsigned char signature[SIGNATURE] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
    static const unsigned char rgb8[5] = { 8, 2, 0, 0, 0 }; /* depth, colour type, compression, filter, interlace */

    memcpy(to, signature, SIGNATURE);
    to += SIGNATURE;
    memcpy(put32(put32(to + 8, is->picture.width), is->picture.height), rgb8, sizeof rgb8);
    to = close_chunk(to, "IHDR", HEADER);
    memcpy(open_chunk(to, "tEXt", KEYWORD + is->comment), "Comment", KEYWORD);
    is->crc = sb_crc32(0, to + 4, 4 + KEYWORD);
    is->at = AT_COMMENT;
    return to + 8 + KEYWORD;
}

static unsigned char *put_comment(state *is, sb_draw *draw, unsigned char *to)
{
    size_t size = is->comment < COMMENT ? (size_t)is->comment : COMMENT;

    sb_fill_words(draw, to, size);
    is->crc = sb_crc32(is->crc, to, size);
    is->comment -= size;
    to += size;
    if (is->comment)
        return to;
    is->at = AT_PIXELS;
    return put32(to, is->crc);
}

static unsigned char *put_pixels(state *is, unsigned char *to, bool first)
{
    size_t size = is->raw < STORED ? (size_t)is->raw : STORED;
    unsigned char *data = to + 8;

    if (first) {
        *data++ = 0x78; /* deflate, window of 32 KiB */
        *data++ = 0x01; /* no dictionary, fastest; makes the two bytes a multiple of 31 */
    }
    *data++ = size == is->raw;
    *data++ = (unsigned char)size;
    *data++ = (unsigned char)(size >> 8);
    *data++ = (unsigned char)~size;
    *data++ = (unsigned char)(~size >> 8);
    sb_picture_read(&is->picture, data, size);
    is->adler = sb_adler32(is->adler, data, size);
    data += size;
    is->raw -= size;
    if (is->raw == 0) {
        data = put32(data, is->adler);
        is->at = AT_END;
    }
    return close_chunk(to, "IDAT", (size_t)(data - to) - 8);
}

static size_t png_unit(sb_content *content, unsigned char *to)
{
    state *is = content->state;
    unsigned char *end;

    switch (is->at) {
    case AT_HEAD: end = put_head(is, to); break;
    case AT_COMMENT: end = put_comment(is, &content->draw, to); break;
    case AT_PIXELS: end = put_pixels(is, to, is->raw == raw_size(is->picture.width, is->picture.height)); break;
    default: end = close_chunk(to, "IEND", 0);
    }
    return (size_t)(end - to);
}

const sb_content_kind sb_content_png = {
    .least = LEAST, .most = INT64_C(1) << 50, .unit_most = UNIT, .state_size = sizeof(state), .begin = png_begin, .unit = png_unit
};
