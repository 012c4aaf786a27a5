/* philox_test.c -- the published vectors of Random123, and the multiplication without a 128-bit type. */
#include "../../../generators/random/philox.h"
#include <seedbed.h>

SUITE(philox);

/* tests/kat_vectors of Random123, "philox4x64 10": counter, key, block. */
TEST_EACH(philox, published_vector, (const char *name; uint64_t counter[4], key[2], block[4]),
    { "zeros", { 0, 0, 0, 0 }, { 0, 0 }, { 0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b } },
    { "ones", { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX }, { UINT64_MAX, UINT64_MAX },
        { 0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0 } },
    { "digits of pi", { 0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89 },
        { 0x452821e638d01377, 0xbe5466cf34e90c6c },
        { 0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6 } })
{
    sb_philox_counter counter = { { each->counter[0], each->counter[1], each->counter[2], each->counter[3] } };
    sb_philox_key key = { { each->key[0], each->key[1] } };
    sb_philox_block block;

    sb_philox(&counter, &key, &block);
    should(bytes(block.word, sizeof block.word), equal_to(bytes(each->block, sizeof each->block)));
}

TEST(philox, a_counter_one_further_gives_another_block)
{
    sb_philox_key key = { { 1, 2 } };
    sb_philox_block one, two;

    sb_philox(&(sb_philox_counter){ { 7, 0, 0, 0 } }, &key, &one);
    sb_philox(&(sb_philox_counter){ { 8, 0, 0, 0 } }, &key, &two);
    for (int i = 0; i < 4; i++)
        should_not(one.word[i], equal_to(two.word[i]));
}

TEST_EACH(philox, multiply, (uint64_t a, b, high, low), { 0, UINT64_MAX, 0, 0 }, { UINT64_MAX, UINT64_MAX, UINT64_MAX - 1, 1 },
    { 0x100000000, 0x100000000, 1, 0 }, { UINT32_MAX, UINT32_MAX, 0, 0xfffffffe00000001 },
    { 0x123456789abcdef0, 0xfedcba9876543210, 0x121fa00ad77d7422, 0x236d88fe5618cf00 })
{
    uint64_t low = 0, low_by_halves = 0;

    should(sb_multiply(each->a, each->b, &low), equal_to(each->high));
    should(low, equal_to(each->low));
    should(sb__multiply_by_halves(each->a, each->b, &low_by_halves), equal_to(each->high));
    should(low_by_halves, equal_to(each->low));
}

TEST(philox, both_multiplications_agree_on_random_numbers)
{
    sb_philox_key key = { { 3, 4 } };

    for (uint64_t n = 0; n < 1000; n++) {
        sb_philox_block block;
        uint64_t one, two;
        sb_philox(&(sb_philox_counter){ { n, 0, 0, 0 } }, &key, &block);
        should(sb_multiply(block.word[0], block.word[1], &one),
            equal_to(sb__multiply_by_halves(block.word[0], block.word[1], &two)));
        should(one, equal_to(two));
    }
}
