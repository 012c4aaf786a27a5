/* fold.c -- letters without case, and what is white space. */
#include "fold.h"

uint32_t sb_fold(uint32_t code)
{
    size_t low = 0, high = sb__fold_ranges;

    if (code < 0x80)
        return code >= 'A' && code <= 'Z' ? code + 32 : code;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct sb_fold_range *range = &sb__fold_table[middle];

        if (code < range->from)
            high = middle;
        else if (code > range->to)
            low = middle + 1;
        else if (range->by)
            return (uint32_t)((int32_t)code + range->by);
        else
            return (code - range->from) % 2 ? code : code + 1;
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
