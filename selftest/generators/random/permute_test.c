/* permute_test.c -- the bijection on n. */
#include "../../../generators/random/draw.h"
#include "../../../generators/random/permute.h"
#include <seedbed.h>
#include <stdlib.h>

SUITE(permute);

TEST_EACH(permute, every_number_comes_once, (uint64_t size), { 1 }, { 2 }, { 3 }, { 7 }, { 16 }, { 17 }, { 1000 }, { 65537 })
{
    bool *seen = calloc(each->size, sizeof *seen);
    add_cleanup(free, (void *)seen);

    for (uint64_t n = 0; n < each->size; n++) {
        uint64_t x = sb_permute(3, 4, n, each->size);
        should(x, be_below(each->size));
        should(seen[x], be_false);
        seen[x] = true;
    }
}

TEST(permute, another_seed_or_field_gives_another_order)
{
    int same_seed = 0, same_field = 0;

    for (uint64_t n = 0; n < 1000; n++) {
        same_seed += sb_permute(1, 1, n, 1000) == sb_permute(2, 1, n, 1000);
        same_field += sb_permute(1, 1, n, 1000) == sb_permute(1, 2, n, 1000);
    }
    should(same_seed, be_below(20));
    should(same_field, be_below(20));
}

TEST(permute, n_counts_modulo_the_size_and_no_size_is_one)
{
    should(sb_permute(1, 1, 1007, 1000), equal_to(sb_permute(1, 1, 7, 1000)));
    should(sb_permute(1, 1, 5, 0), equal_to(0));
}

TEST(permute, the_largest_sizes_stay_inside)
{
    for (uint64_t n = 0; n < 100; n++) {
        should(sb_permute(1, 1, n, UINT64_MAX), be_below(UINT64_MAX));
        should(sb_permute(1, 1, n, (UINT64_C(1) << 63) + 1), be_at_most(UINT64_C(1) << 63));
    }
}

/* Pinned: change SB_DATA_VERSION when these change, and they change with it. */
TEST(permute, numbers_of_data_version_1)
{
    should(sb_permute(42, 7, 0, 1000), equal_to(874));
    should(sb_permute(42, 7, 1, 1000), equal_to(933));
    should(sb_permute(42, 7, 0, UINT64_MAX), equal_to(UINT64_C(341306258048935650)));
}

TEST(permute, prepared_once_it_is_the_same)
{
    sb_permutation prepared = sb_permutation_at(3, 0, 4, 12345);

    for (uint64_t n = 0; n < 1000; n++)
        should(sb_permuted(&prepared, n), equal_to(sb_permute(3, 4, n, 12345)));
}

/* Where the first number goes, over many seeds: chi-square with nine degrees of freedom. */
TEST(permute, every_place_is_as_likely)
{
    int seen[10] = { 0 };
    double chi = 0;

    for (uint64_t seed = 0; seed < 10000; seed++)
        seen[sb_permute(seed, 1, 0, 10)]++;
    for (int i = 0; i < 10; i++)
        chi += (seen[i] - 1000) * (seen[i] - 1000) / 1000.0;
    should(chi, be_below(27.9));
}

TEST(permute, another_factory_gives_another_order)
{
    sb_permutation one = sb_permutation_at(1, 1, 1, 1000), two = sb_permutation_at(1, 2, 1, 1000);
    int same = 0;

    for (uint64_t n = 0; n < 1000; n++)
        same += sb_permuted(&one, n) == sb_permuted(&two, n);
    should(same, be_below(20));
}
