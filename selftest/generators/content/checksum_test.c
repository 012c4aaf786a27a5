/* checksum_test.c -- CRC-32 and Adler-32 of known texts, and of pieces. */
#include "../../../generators/content/checksum.h"
#include "made.h"

SUITE(checksum);

TEST(checksum, of_known_texts)
{
    should(sb_crc32(0, (const unsigned char *)"123456789", 9), equal_to(0xcbf43926u));
    should(sb_adler32(1, (const unsigned char *)"Wikipedia", 9), equal_to(0x11e60398u));
    should(sb_crc32(0, (const unsigned char *)"", 0), equal_to(0u));
    should(sb_adler32(1, (const unsigned char *)"", 0), equal_to(1u));
}

/* Bit by bit, as the standard defines it. */
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

TEST(checksum, in_pieces_is_that_of_the_whole)
{
    const unsigned char *all = made(SB_FILE_RANDOM, 20000, 1);

    for (size_t cut = 0; cut < 40; cut++) {
        should(sb_crc32(sb_crc32(0, all, cut), all + cut, 20000 - cut), equal_to(slow_crc(all, 20000)));
        should(
            sb_adler32(sb_adler32(1, all, 250 * cut), all + 250 * cut, 20000 - 250 * cut), equal_to(sb_adler32(1, all, 20000)));
    }
}
