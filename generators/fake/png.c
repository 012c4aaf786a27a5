/* png.c -- PNG images (ISO/IEC 15948): 8-bit RGB, no filter, deflate blocks that are stored and not compressed. */
#include "content.h"
#include <string.h>

enum {
    SIGNATURE = 8,
    CHUNK = 12, /* length, type and CRC around the data of a chunk */
    HEADER = 13,
    STORED = 65535, /* bytes that one stored deflate block can hold, behind BLOCK bytes of its own */
    BLOCK = 5,
    ZLIB = 6,           /* two bytes before and the checksum after the blocks */
    COMMENT = CHUNK + 8 /* a tEXt chunk with the keyword "Comment" and nothing behind its NUL */
};

uint32_t sb_crc32(const unsigned char *bytes, size_t size)
{
    static const uint32_t half[16] = { 0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158,
        0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c };
    uint32_t crc = UINT32_MAX;

    for (size_t i = 0; i < size; i++) {
        crc = crc >> 4 ^ half[(crc ^ bytes[i]) & 15];
        crc = crc >> 4 ^ half[(crc ^ (uint32_t)bytes[i] >> 4) & 15];
    }
    return ~crc;
}

uint32_t sb_adler32(const unsigned char *bytes, size_t size)
{
    enum { MODULUS = 65521, BATCH = 5552 }; /* so many bytes before a 32-bit sum can overflow */
    uint32_t a = 1, b = 0;

    while (size) {
        size_t batch = size < BATCH ? size : BATCH;
        size -= batch;
        while (batch--) {
            a += *bytes++;
            b += a;
        }
        a %= MODULUS;
        b %= MODULUS;
    }
    return b << 16 | a;
}

static size_t raw_size(size_t width, size_t height) { return height * (1 + 3 * width); }

static size_t data_size(size_t raw) { return ZLIB + raw + BLOCK * ((raw + STORED - 1) / STORED); }

static size_t file_size(size_t width, size_t height)
{
    return SIGNATURE + CHUNK + HEADER + CHUNK + data_size(raw_size(width, height)) + CHUNK;
}

/* The largest image, about square, that leaves room for the comment. */
static void image_that_fits(size_t size, size_t *width, size_t *height)
{
    size_t side = 1;

    while (file_size(2 * side, 2 * side) + COMMENT <= size)
        side *= 2;
    for (size_t step = side; step; step /= 2)
        if (file_size(side + step, side + step) + COMMENT <= size)
            side += step;
    *width = *height = side;
    while (file_size(*width, *height + 1) + COMMENT <= size)
        ++*height;
}

size_t sb_png_fit(size_t size)
{
    size_t least = file_size(1, 1) + COMMENT;

    return size < least ? least : size;
}

static unsigned char *put32(unsigned char *to, size_t number)
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(number >> (24 - 8 * i));
    return to + 4;
}

/* Data of `size` bytes stands at to + 8 already: put length and type before it, the CRC behind it. */
static unsigned char *close_chunk(unsigned char *to, const char *type, size_t size)
{
    put32(to, size);
    memcpy(to + 4, type, 4);
    return put32(to + 8 + size, sb_crc32(to + 4, 4 + size));
}

/* Rings around a point and stripes across them, in two colours of the draw. */
static void paint(sb_draw *draw, unsigned char *raw, size_t width, size_t height)
{
    uint64_t colours = sb_draw_word(draw);
    uint64_t cx = sb_draw_below(draw, width), cy = sb_draw_below(draw, height), ring = 3 + sb_draw_below(draw, 6);

    for (uint64_t y = 0; y < height; y++) {
        *raw++ = 0; /* this line is not filtered */
        for (uint64_t x = 0; x < width; x++) {
            uint64_t dx = x > cx ? x - cx : cx - x, dy = y > cy ? y - cy : cy - y;
            uint64_t inside = (dx * dx + dy * dy) / (ring * (width + height)) & 1, stripe = (x + y) / (2 * ring) & 1;
            for (int c = 0; c < 3; c++) {
                unsigned colour = (unsigned)(colours >> (8 * (3 * (int)inside + c)) & 255);
                *raw++ = (unsigned char)(stripe ? colour : colour / 2 + (255 - colour) / 4);
            }
        }
    }
}

/* Painted at the end of the room for it, then moved block by block to where it belongs: no second buffer. */
static size_t put_data(sb_draw *draw, unsigned char *to, size_t width, size_t height)
{
    size_t raw = raw_size(width, height), total = data_size(raw), done = 0;
    unsigned char *pixels = to + total - raw, *at = to;
    uint32_t checksum;

    paint(draw, pixels, width, height);
    checksum = sb_adler32(pixels, raw);
    *at++ = 0x78; /* deflate, window of 32 KiB */
    *at++ = 0x01; /* no dictionary, fastest; makes the two bytes a multiple of 31 */
    while (done < raw) {
        size_t size = raw - done < STORED ? raw - done : STORED;
        unsigned char head[BLOCK] = { done + size == raw, (unsigned char)size, (unsigned char)(size >> 8), (unsigned char)~size,
            (unsigned char)(~size >> 8) };
        memmove(at + BLOCK, pixels + done, size);
        memcpy(at, head, BLOCK);
        at += BLOCK + size;
        done += size;
    }
    put32(at, checksum);
    return total;
}

void sb_fake_png(sb_draw *draw, unsigned char *out, size_t size)
{
    static const unsigned char signature[SIGNATURE] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
    static const unsigned char rgb8[5] = { 8, 2, 0, 0, 0 }; /* depth, colour type, compression, filter, interlace */
    size_t width, height, spare;
    unsigned char *at = out;

    image_that_fits(size, &width, &height);
    spare = size - file_size(width, height) - COMMENT;
    memcpy(at, signature, SIGNATURE);
    at += SIGNATURE;
    memcpy(put32(put32(at + 8, width), height), rgb8, sizeof rgb8);
    at = close_chunk(at, "IHDR", HEADER);
    memcpy(at + 8, "Comment", 8);
    memset(at + 16, '.', spare);
    at = close_chunk(at, "tEXt", 8 + spare);
    at = close_chunk(at, "IDAT", put_data(draw, at + 8, width, height));
    close_chunk(at, "IEND", 0);
}
