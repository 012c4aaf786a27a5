/* duration.c -- how long something took, in the unit that a person would choose. */
#include "duration.h"

#include <inttypes.h>

/* The largest row below which a duration falls says how it is printed: divided by `unit`, so many decimals. What would round
 * up into the next row is left to the next row. */
static const struct {
    uint64_t below_ns;
    double unit_ns;
    int decimals;
    const char *name;
} scale[] = {
    { 5000u, 1e3, 1, "us" },
    { 995000u, 1e6, 2, "ms" },
    { 9950000u, 1e6, 1, "ms" },
    { 999500000u, 1e6, 0, "ms" },
    { 59995000000u, 1e9, 2, "s" },
};

void sb__duration(sb_text *to, uint64_t ns, bool pinned)
{
    if (pinned || ns < 50) {
        sb_text_add(to, "0 ms");
        return;
    }
    for (size_t i = 0; i < sizeof scale / sizeof *scale; i++)
        if (ns < scale[i].below_ns) {
            sb_text_add(to, "%.*f %s", scale[i].decimals, (double)ns / scale[i].unit_ns, scale[i].name);
            return;
        }
    uint64_t seconds = ns / 1000000000u + (ns % 1000000000u >= 500000000u);
    sb_text_add(to, "%" PRIu64 " min %02" PRIu64 " s", seconds / 60, seconds % 60);
}
