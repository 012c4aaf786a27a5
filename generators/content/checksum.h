/* checksum.h -- CRC-32 as in PNG and ZIP, Adler-32 as in zlib, over bytes that come in pieces.
 */
#ifndef SEEDBED_GENERATORS_CONTENT_CHECKSUM_H
#define SEEDBED_GENERATORS_CONTENT_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/* The checksum of what came so far and these; the first time `so_far` is 0 for CRC-32, 1 for Adler-32. */
uint32_t sb_crc32(uint32_t so_far, const unsigned char *bytes, size_t size);
uint32_t sb_adler32(uint32_t so_far, const unsigned char *bytes, size_t size);

#endif
