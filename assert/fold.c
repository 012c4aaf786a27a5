/* fold.c -- letters without case, and what is white space. */
#include "fold.h"
#include <stddef.h>

/* Of a range either each code point is as far from its small letter (by), or capitals and small letters take turns (by 0): capitals are
 * even or odd as the first one is. */
static const struct {
    uint32_t from, to;
    int by;
} capital[] = {
    { 0xb5, 0xb5, 775 },
    { 0xc0, 0xd6, 32 },
    { 0xd8, 0xde, 32 },
    { 0x100, 0x12e, 0 },
    { 0x132, 0x136, 0 },
    { 0x139, 0x147, 0 },
    { 0x14a, 0x176, 0 },
    { 0x178, 0x178, -121 },
    { 0x179, 0x17d, 0 },
    { 0x17f, 0x17f, -268 },
    { 0x1a0, 0x1a4, 0 },
    { 0x1af, 0x1af, 1 },
    { 0x1cd, 0x1db, 0 },
    { 0x1de, 0x1ee, 0 },
    { 0x1f8, 0x21e, 0 },
    { 0x222, 0x232, 0 },
    { 0x246, 0x24e, 0 },
    { 0x370, 0x372, 0 },
    { 0x376, 0x376, 1 },
    { 0x386, 0x386, 38 },
    { 0x388, 0x38a, 37 },
    { 0x38c, 0x38c, 64 },
    { 0x38e, 0x38f, 63 },
    { 0x391, 0x3a1, 32 },
    { 0x3a3, 0x3ab, 32 },
    { 0x3c2, 0x3c2, 1 },
    { 0x3d8, 0x3ee, 0 },
    { 0x400, 0x40f, 80 },
    { 0x410, 0x42f, 32 },
    { 0x460, 0x480, 0 },
    { 0x48a, 0x4be, 0 },
    { 0x4c0, 0x4c0, 15 },
    { 0x4c1, 0x4cd, 0 },
    { 0x4d0, 0x52e, 0 },
    { 0x531, 0x556, 48 },
    { 0x1e00, 0x1e94, 0 },
    { 0x1e9e, 0x1e9e, -7615 },
    { 0x1ea0, 0x1efe, 0 },
    { 0xff21, 0xff3a, 32 },
};

uint32_t sb_fold(uint32_t code)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z' ? code + 32 : code;
    for (size_t i = 0; i < sizeof capital / sizeof *capital && capital[i].from <= code; i++) {
        if (code > capital[i].to)
            continue;
        if (capital[i].by)
            return (uint32_t)((int32_t)code + capital[i].by);
        return (code - capital[i].from) % 2 ? code : code + 1;
    }
    return code;
}

bool sb_is_space(uint32_t code)
{
    if (code < 0x85)
        return code == ' ' || (code >= '\t' && code <= '\r');
    return code == 0x85 || code == 0xa0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200a) || code == 0x2028 ||
        code == 0x2029 || code == 0x202f || code == 0x205f || code == 0x3000;
}
