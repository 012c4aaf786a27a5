/* png_test.c -- images taken apart again by a decoder that knows nothing of the encoder. */
#include "made.h"
#include <stdlib.h>
#include <string.h>

SUITE(png);

static uint32_t number(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* CRC and Adler bit by bit and byte by byte, as the standards define them. */
static uint32_t slow_crc(const unsigned char *at, size_t size)
{
    uint32_t crc = UINT32_MAX;

    while (size--) {
        crc ^= *at++;
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }
    return ~crc;
}

static uint32_t slow_adler(const unsigned char *at, size_t size)
{
    uint64_t a = 1, b = 0;

    while (size--) {
        a = (a + *at++) % 65521;
        b = (b + a) % 65521;
    }
    return (uint32_t)(b << 16 | a);
}

typedef struct image {
    uint32_t width, height;
    unsigned char *pixels; /* with a filter byte before each line */
    size_t raw;
    int chunks;
} image;

/* Stored blocks alone, of what the IDAT chunks hold together; fails the test on anything else. */
static void inflate(const unsigned char *at, size_t size, image *out)
{
    const unsigned char *end = at + size - 4;
    bool last = false;

    should((at[0] * 256 + at[1]) % 31, equal_to(0));
    for (at += 2; !last; at += 5 + (at[1] | at[2] << 8)) {
        size_t length = (size_t)(at[1] | at[2] << 8);
        last = at[0] & 1;
        should(at[0] >> 1, equal_to(0));
        should((at[1] | at[2] << 8) ^ (at[3] | at[4] << 8), equal_to(0xffff));
        memcpy(out->pixels + out->raw, at + 5, length);
        out->raw += length;
    }
    should(at == end, be_true);
    should(number(at), equal_to(slow_adler(out->pixels, out->raw)));
}

static image decode(const unsigned char *at, size_t size)
{
    image out = { .pixels = malloc(size) };
    unsigned char *data = malloc(size);
    const unsigned char *end = at + size;
    size_t filled = 0;

    add_cleanup(free, (void *)out.pixels);
    add_cleanup(free, (void *)data);
    should(memcmp(at, "\x89PNG\r\n\x1a\n", 8), equal_to(0));
    for (at += 8; at < end; at += 12 + number(at), out.chunks++) {
        size_t length = number(at);
        should(length, be_at_most((size_t)(end - at) - 12));
        should(number(at + 8 + length), equal_to(slow_crc(at + 4, length + 4)));
        if (memcmp(at + 4, "IHDR", 4) == 0) {
            out.width = number(at + 8);
            out.height = number(at + 12);
            should(bytes(at + 16, 5), equal_to(bytes("\10\2\0\0\0", 5)));
        } else if (memcmp(at + 4, "IDAT", 4) == 0) {
            memcpy(data + filled, at + 8, length);
            filled += length;
        }
    }
    should(at == end, be_true);
    inflate(data, filled, &out);
    return out;
}

static image image_of(uint64_t asked)
{
    uint64_t size = sb_content_fit(SB_FILE_PNG, asked);

    return decode(made(SB_FILE_PNG, size, asked), (size_t)size);
}

TEST_EACH(png, size, (size_t asked), { 1 }, { 100 }, { 101 }, { 1000 }, { 4099 }, { 65590 }, { 65700 }, { 131300 }, { 300000 })
{
    image got = image_of(each->asked);

    should(got.chunks, equal_to(3 + (int)(got.raw + 65534) / 65535));
    should(got.raw, equal_to((size_t)got.height * (1 + 3 * (size_t)got.width)));
    for (size_t line = 0; line < got.height; line++)
        should(got.pixels[line * (1 + 3 * (size_t)got.width)], equal_to(0));
}

TEST(png, every_small_size_decodes)
{
    for (size_t size = sb_content_fit(SB_FILE_PNG, 1); size < 700; size++)
        should(image_of(size).width, be_at_least(1u));
}

/* A pixel by what its ring and stripe are, and not by those of the pixel before. */
TEST(png, pixels_are_rings_and_stripes)
{
    image got = image_of(90000);
    sb_draw draw = sb_draw_at(1, 2, 3, 90000);
    uint64_t colours = sb_draw_word(&draw), w = got.width, h = got.height, cx = sb_draw_below(&draw, w),
             cy = sb_draw_below(&draw, h);
    uint64_t ring = 3 + sb_draw_below(&draw, 6);

    for (uint64_t i = 0; i < w * h; i++) {
        uint64_t x = i % w, y = i / w, inside = ((x - cx) * (x - cx) + (y - cy) * (y - cy)) / (ring * (w + h)) & 1;
        unsigned colour = (unsigned)(colours >> 24 * inside & 255);
        should(got.pixels[y * (1 + 3 * w) + 1 + 3 * x],
            equal_to((x + y) / (2 * ring) & 1 ? colour : colour / 2 + (255 - colour) / 4));
    }
}

TEST(png, the_picture_has_a_pattern)
{
    image got = image_of(20000);
    int changes = 0;

    for (size_t x = 1; x < got.width; x++)
        changes += memcmp(got.pixels + 1 + 3 * x, got.pixels + 1 + 3 * (x - 1), 3) != 0;
    should(changes, be_between(4, (int)got.width / 2));
}
