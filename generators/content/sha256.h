/* sha256.h -- SHA-256 (FIPS 180-4) of bytes that come in pieces, so that the digest of a generated file is the true one.
 *
 * Calling sequence: sb_sha256 s = sb_sha256_begin(); sb_sha256_add; sb_sha256_end. Nothing is allocated.
 */
#ifndef SEEDBED_GENERATORS_CONTENT_SHA256_H
#define SEEDBED_GENERATORS_CONTENT_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SB_SHA256_HEX = 65, /* characters of a digest in hexadecimal, with the NUL */
    SB_SHA256_BLOCK = 64
};

typedef struct sb_sha256 {
    uint32_t state[8];
    uint64_t size;
    unsigned char block[SB_SHA256_BLOCK]; /* the bytes behind the last whole block */
} sb_sha256;

sb_sha256 sb_sha256_begin(void);
void sb_sha256_add(sb_sha256 *to, const void *bytes, size_t size);
void sb_sha256_end(sb_sha256 *to, char out[SB_SHA256_HEX]);
/* Of bytes that are all there. */
void sb_sha256_hex(const void *bytes, size_t size, char out[SB_SHA256_HEX]);

/* Of whole blocks: by what every machine has, and by instructions that some processors have for it. The second is false, with nothing done,
 * where this one has not. */
void sb__sha256_blocks(uint32_t state[8], const unsigned char *at, size_t blocks);
bool sb__sha256_blocks_fast(uint32_t state[8], const unsigned char *at, size_t blocks);
extern const uint32_t sb__sha256_k[64];

#endif
