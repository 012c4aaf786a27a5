/* fold_test.c -- letters without case, and what is white space. */
#include "../../assert/fold.h"
#include <seedbed.h>

SUITE(fold);

TEST_EACH(fold, capitals_become_small, (uint32_t capital; uint32_t small), { 'A', 'a' }, { 'Z', 'z' }, { 0xc9, 0xe9 },
    { 0x100, 0x101 }, { 0x139, 0x13a }, { 0x178, 0xff }, { 0x17f, 's' }, { 0x218, 0x219 }, { 0x1af, 0x1b0 }, { 0x386, 0x3ac },
    { 0x3a9, 0x3c9 }, { 0x3c2, 0x3c3 }, { 0x401, 0x451 }, { 0x416, 0x436 }, { 0x4c0, 0x4cf }, { 0x531, 0x561 }, { 0x1e9e, 0xdf },
    { 0x1ea0, 0x1ea1 }, { 0xff21, 0xff41 }, { 0x198, 0x199 }, { 0x212a, 'k' }, { 0x212b, 0xe5 }, { 0x3f4, 0x3b8 },
    { 0xa640, 0xa641 }, { 0x1f08, 0x1f00 }, { 0x1f88, 0x1f80 }, { 0x2168, 0x2178 }, { 0x10a0, 0x2d00 }, { 0x1e921, 0x1e943 })
{
    should(sb_fold(each->capital), equal_to(each->small));
    should(sb_fold(each->small), equal_to(each->small));
}

/* Most letters of the table are told of nowhere else: their number and sum are those of CaseFolding.txt, its lines C and S. */
TEST(fold, the_whole_table_is_that_of_unicode)
{
    uint64_t n = 0, sum = 0;

    for (uint32_t code = 0; code < 0x110000; code++) {
        uint32_t small = sb_fold(code);

        if (sb_fold(small) != small)
            fail_test("U+%04X becomes U+%04X, which becomes another one", (unsigned)code, (unsigned)small);
        n += small != code;
        sum += small != code ? code * UINT64_C(3) + small : 0;
    }
    should(n, equal_to(1457));
    should(sum, equal_to(138448866));
}

TEST_EACH(fold, the_rest_stays, (uint32_t code), { '@' }, { '[' }, { '1' }, { 0xd7 }, { 0xdf }, { 0x130 }, { 0x131 }, { 0x138 },
    { 0x3a2 }, { 0x6771 }, { 0x1f331 }, { 0x1100ff })
{
    should(sb_fold(each->code), equal_to(each->code));
}

TEST_EACH(fold, white_space, (uint32_t code; bool is), { ' ', true }, { '\t', true }, { '\r', true }, { 0x85, true },
    { 0xa0, true }, { 0x2003, true }, { 0x2028, true }, { 0x3000, true }, { 0, false }, { 0x1c, false }, { 0x200b, false },
    { 0xfeff, false }, { 'a', false })
{
    should(sb_is_space(each->code), equal_to(each->is));
}
