/* sha256_fast.c -- SHA-256 by the instructions that x86 processors have for it since 2016 or so; elsewhere there is none. */
#include "sha256.h"

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>

static bool is_here(void)
{
    unsigned a, b, c, d;

    return __get_cpuid(1, &a, &b, &c, &d) && c & bit_SSE4_1 && c & bit_SSSE3 && __get_cpuid_count(7, 0, &a, &b, &c, &d) &&
        b & bit_SHA;
}

#define WITH_SHA __attribute__((target("sha,sse4.1,ssse3")))
typedef struct words {
    __m128i low, high; /* a b e f and c d g h, as the instructions want them */
} words;

WITH_SHA static inline words four_rounds(words s, __m128i message, const uint32_t *k)
{
    __m128i sum = _mm_add_epi32(message, _mm_loadu_si128((const void *)k));

    s.high = _mm_sha256rnds2_epu32(s.high, s.low, sum);
    s.low = _mm_sha256rnds2_epu32(s.low, s.high, _mm_shuffle_epi32(sum, 0x0e));
    return s;
}

/* The four words of the schedule that follow sixteen. */
WITH_SHA static inline __m128i next_words(__m128i m0, __m128i m1, __m128i m2, __m128i m3)
{
    __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(m0, m1), _mm_alignr_epi8(m3, m2, 4));

    return _mm_sha256msg2_epu32(sum, m3);
}

WITH_SHA static words take(words s, const unsigned char *at)
{
    const __m128i turned = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i m[4];
    words before = s;

    for (int i = 0; i < 4; i++) {
        m[i] = _mm_shuffle_epi8(_mm_loadu_si128((const void *)(at + 16 * i)), turned);
        s = four_rounds(s, m[i], sb__sha256_k + 4 * i);
    }
    for (int i = 16; i < 64; i += 16) {
        m[0] = next_words(m[0], m[1], m[2], m[3]);
        s = four_rounds(s, m[0], sb__sha256_k + i);
        m[1] = next_words(m[1], m[2], m[3], m[0]);
        s = four_rounds(s, m[1], sb__sha256_k + i + 4);
        m[2] = next_words(m[2], m[3], m[0], m[1]);
        s = four_rounds(s, m[2], sb__sha256_k + i + 8);
        m[3] = next_words(m[3], m[0], m[1], m[2]);
        s = four_rounds(s, m[3], sb__sha256_k + i + 12);
    }
    return (words){ _mm_add_epi32(s.low, before.low), _mm_add_epi32(s.high, before.high) };
}

WITH_SHA static void take_all(uint32_t state[8], const unsigned char *at, size_t blocks)
{
    /* In memory: a b c d, e f g h. */
    __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128((const void *)state), 0xb1);
    __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const void *)(state + 4)), 0x1b), feba, dchg;
    words s = { _mm_alignr_epi8(cdab, efgh, 8), _mm_blend_epi16(efgh, cdab, 0xf0) };

    for (; blocks; blocks--, at += SB_SHA256_BLOCK)
        s = take(s, at);
    feba = _mm_shuffle_epi32(s.low, 0x1b);
    dchg = _mm_shuffle_epi32(s.high, 0xb1);
    _mm_storeu_si128((void *)state, _mm_blend_epi16(feba, dchg, 0xf0));
    _mm_storeu_si128((void *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

bool sb__sha256_blocks_fast(uint32_t state[8], const unsigned char *at, size_t blocks)
{
    if (!is_here())
        return false;
    take_all(state, at, blocks);
    return true;
}
#else
bool sb__sha256_blocks_fast(uint32_t state[8], const unsigned char *at, size_t blocks)
{
    (void)state;
    (void)at;
    (void)blocks;
    return false;
}
#endif
