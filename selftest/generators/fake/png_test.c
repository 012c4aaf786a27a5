/* png_test.c -- images taken apart again by a decoder that knows nothing of the encoder. */
#include "../../../generators/fake/content.h"
#include <seedbed.h>
#include <stdio.h>
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

/* Stored blocks alone; fails the test on anything else. */
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
    const unsigned char *end = at + size;

    add_cleanup(free, (void *)out.pixels);
    should(memcmp(at, "\x89PNG\r\n\x1a\n", 8), equal_to(0));
    for (at += 8; at < end; at += 12 + number(at), out.chunks++) {
        size_t length = number(at);
        should(length, be_at_most((size_t)(end - at) - 12));
        should(number(at + 8 + length), equal_to(slow_crc(at + 4, length + 4)));
        if (memcmp(at + 4, "IHDR", 4) == 0) {
            out.width = number(at + 8);
            out.height = number(at + 12);
            should(bytes(at + 16, 5), equal_to(bytes("\10\2\0\0\0", 5)));
        } else if (memcmp(at + 4, "IDAT", 4) == 0)
            inflate(at + 8, length, &out);
    }
    should(at == end, be_true);
    return out;
}

TEST_EACH(png, size, (size_t asked), { 0 }, { 100 }, { 101 }, { 1000 }, { 4099 }, { 65590 }, { 65700 }, { 131300 }, { 300000 })
{
    size_t size = sb_png_fit(each->asked);
    unsigned char *file = malloc(size);
    sb_draw draw = sb_draw_at(1, 2, 3, each->asked);
    image got;

    add_cleanup(free, (void *)file);
    sb_fake_png(&draw, file, size);
    got = decode(file, size);
    should(got.chunks, equal_to(4));
    should(got.raw, equal_to((size_t)got.height * (1 + 3 * (size_t)got.width)));
    for (size_t line = 0; line < got.height; line++)
        should(got.pixels[line * (1 + 3 * (size_t)got.width)], equal_to(0));
}

TEST(png, the_size_is_the_one_asked_for_down_to_the_smallest_image)
{
    size_t least = sb_png_fit(0);

    should(least, be_between(80, 100));
    should(sb_png_fit(least), equal_to(least));
    should(sb_png_fit(least + 1), equal_to(least + 1));
    should(sb_png_fit(12345), equal_to(12345));
}

TEST(png, every_small_size_decodes)
{
    for (size_t size = sb_png_fit(0); size < 700; size++) {
        unsigned char file[700];
        sb_draw draw = sb_draw_at(1, 2, 3, size);
        sb_fake_png(&draw, file, size);
        should(decode(file, size).width, be_at_least(1u));
    }
}

TEST(png, the_picture_has_a_pattern)
{
    unsigned char file[20000];
    sb_draw draw = sb_draw_at(1, 2, 3, 4);
    int changes = 0;
    image got;

    sb_fake_png(&draw, file, sizeof file);
    got = decode(file, sizeof file);
    for (size_t x = 1; x < got.width; x++)
        changes += memcmp(got.pixels + 1 + 3 * x, got.pixels + 1 + 3 * (x - 1), 3) != 0;
    should(changes, be_between(4, (int)got.width / 2));
}

/* What programs of the system make of it; each command gets the image's path as $1 and ends with 0 where it could read it. */
TEST_EACH(png, opens_in, (const char *program, *arguments), { "file", "-b \"$1\" | grep -q '^PNG image data'" },
    { "identify", "-regard-warnings \"$1\" >/dev/null" }, { "pngcheck", "-q \"$1\"" })
{
    unsigned char image_file[5000];
    char path[4096], command[8192];
    sb_draw draw = sb_draw_at(1, 2, 3, 4);
    FILE *to;

    snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", each->program);
    if (system(command) != 0)
        skip_test("%s is not installed", each->program);
    snprintf(path, sizeof path, "%s/image.png", sb_temp_dir());
    sb_fake_png(&draw, image_file, sizeof image_file);
    to = fopen(path, "wb");
    should(fwrite(image_file, 1, sizeof image_file, to), equal_to(sizeof image_file));
    fclose(to);
    snprintf(command, sizeof command, "set -- '%s'; %s %s", path, each->program, each->arguments);
    should(system(command), equal_to(0));
}
