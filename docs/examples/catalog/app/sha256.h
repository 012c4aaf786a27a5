/* sha256.h -- the digest by which stored files are known (FIPS 180-4).
 */
#ifndef CATALOG_SHA256_H
#define CATALOG_SHA256_H

#include <stddef.h>

enum { SHA256_BYTES = 32, SHA256_HEX = 65 };

void sha256(const void *data, size_t size, unsigned char digest[SHA256_BYTES]);
/* The same as 64 hexadecimal digits and a NUL. */
void sha256_hex(const void *data, size_t size, char hex[SHA256_HEX]);

#endif
