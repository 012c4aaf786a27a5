/* sha256.h -- SHA-256 (FIPS 180-4), so that the digest of a generated file is the true one.
 */
#ifndef SEEDBED_GENERATORS_FAKE_SHA256_H
#define SEEDBED_GENERATORS_FAKE_SHA256_H

#include <stddef.h>

enum { SB_SHA256_HEX = 65 }; /* characters of a digest in hexadecimal, with the NUL */

void sb_sha256_hex(const void *bytes, size_t size, char out[SB_SHA256_HEX]);

#endif
