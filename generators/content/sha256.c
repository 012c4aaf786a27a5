/* sha256.c -- SHA-256 of bytes that come in pieces. */
#include "sha256.h"
#include <string.h>

const uint32_t sb__sha256_k[64] = { 0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
    0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1,
    0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
    0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354,
    0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585,
    0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee,
    0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2 };

static uint32_t turn(uint32_t x, int by) { return x >> by | x << (32 - by); }

static uint32_t word_at(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* The words of the schedule are made in place, sixteen at a time: w[i] becomes word i + 16. */
static uint32_t next_word(uint32_t w[16], unsigned i)
{
    uint32_t near = w[(i + 14) & 15], far = w[(i + 1) & 15];

    return w[i & 15] +=
        (turn(far, 7) ^ turn(far, 18) ^ far >> 3) + w[(i + 9) & 15] + (turn(near, 17) ^ turn(near, 19) ^ near >> 10);
}

/* One round, in which the eight words keep their places; the next one is called with them turned by one. */
#define ROUND(a, b, c, d, e, f, g, h, k, w) \
    do { \
        uint32_t one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (g ^ (e & (f ^ g))) + (k) + (w); \
        d += one; \
        h = one + (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) | (c & (a | b))); \
    } while (0)
#define EIGHT(i, word) \
    do { \
        ROUND(a, b, c, d, e, f, g, h, k[(i) + 0], word((i) + 0)); \
        ROUND(h, a, b, c, d, e, f, g, k[(i) + 1], word((i) + 1)); \
        ROUND(g, h, a, b, c, d, e, f, k[(i) + 2], word((i) + 2)); \
        ROUND(f, g, h, a, b, c, d, e, k[(i) + 3], word((i) + 3)); \
        ROUND(e, f, g, h, a, b, c, d, k[(i) + 4], word((i) + 4)); \
        ROUND(d, e, f, g, h, a, b, c, k[(i) + 5], word((i) + 5)); \
        ROUND(c, d, e, f, g, h, a, b, k[(i) + 6], word((i) + 6)); \
        ROUND(b, c, d, e, f, g, h, a, k[(i) + 7], word((i) + 7)); \
    } while (0)
#define READ(i) (w[i] = word_at(at + 4 * (size_t)(i)))
#define MADE(i) next_word(w, i)

static void take(uint32_t state[8], const unsigned char *at)
{
    const uint32_t *k = sb__sha256_k;
    uint32_t w[16], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6],
                    h = state[7];

    EIGHT(0u, READ);
    EIGHT(8u, READ);
    for (unsigned i = 16; i < 64; i += 16) {
        EIGHT(i, MADE);
        EIGHT(i + 8, MADE);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
}

void sb__sha256_blocks(uint32_t state[8], const unsigned char *at, size_t blocks)
{
    for (; blocks; blocks--, at += SB_SHA256_BLOCK)
        take(state, at);
}

/* It takes a moment to ask what the processor has, so few blocks are not worth it. */
static void take_blocks(uint32_t state[8], const unsigned char *at, size_t blocks)
{
    if (blocks < 64 || !sb__sha256_blocks_fast(state, at, blocks))
        sb__sha256_blocks(state, at, blocks);
}

sb_sha256 sb_sha256_begin(void)
{
    return (
        sb_sha256){ .state = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 } };
}

void sb_sha256_add(sb_sha256 *to, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    size_t kept = to->size % SB_SHA256_BLOCK, rest;

    to->size += size;
    if (kept && size) {
        size_t fill = SB_SHA256_BLOCK - kept < size ? SB_SHA256_BLOCK - kept : size;
        memcpy(to->block + kept, at, fill);
        at += fill;
        size -= fill;
        if (kept + fill < SB_SHA256_BLOCK)
            return;
        sb__sha256_blocks(to->state, to->block, 1);
    }
    rest = size % SB_SHA256_BLOCK;
    take_blocks(to->state, at, size / SB_SHA256_BLOCK);
    if (rest)
        memcpy(to->block, at + size - rest, rest);
}

void sb_sha256_end(sb_sha256 *to, char out[SB_SHA256_HEX])
{
    static const char hex[] = "0123456789abcdef";
    unsigned char last[2 * SB_SHA256_BLOCK] = { 0 };
    size_t rest = to->size % SB_SHA256_BLOCK, blocks = rest < SB_SHA256_BLOCK - 8 ? 1 : 2;
    uint64_t bits = to->size * 8;

    memcpy(last, to->block, rest);
    last[rest] = 0x80;
    for (size_t i = 0; i < 8; i++)
        last[blocks * SB_SHA256_BLOCK - 1 - i] = (unsigned char)(bits >> 8 * i);
    sb__sha256_blocks(to->state, last, blocks);
    for (int i = 0; i < 64; i++)
        out[i] = hex[to->state[i / 8] >> (28 - i % 8 * 4) & 15];
    out[64] = '\0';
}

void sb_sha256_hex(const void *bytes, size_t size, char out[SB_SHA256_HEX])
{
    sb_sha256 all = sb_sha256_begin();

    sb_sha256_add(&all, bytes, size);
    sb_sha256_end(&all, out);
}
