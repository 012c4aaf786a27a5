/* dates.c -- from seconds to days, months and years. */
#include "dates.h"

enum { DAYS = 2192, DAY = 86400 }; /* six years have 2192 days */

int64_t sb_fake_moment(sb_draw *draw)
{
    int64_t day = (int64_t)sb_draw_below(draw, DAYS), minute = sb_draw_between(draw, 7 * 60, 20 * 60);

    return SB_FIRST_MOMENT + day * DAY + minute * 60;
}

/* Years that begin in March, so that the leap day is the last of its year: the months before it have a fixed pattern of 153 days
 * in five. */
void sb_fake_date(int64_t seconds, sb_put *to)
{
    uint64_t days = (uint64_t)seconds / DAY + 719468; /* since 0000-03-01 */
    uint64_t era = days / 146097, of_era = days % 146097;
    uint64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    uint64_t of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
    uint64_t day = of_year - (153 * month + 2) / 5 + 1;

    sb_put_number(to, era * 400 + year + (month >= 10), 4);
    sb_put_byte(to, '-');
    sb_put_number(to, month < 10 ? month + 3 : month - 9, 2);
    sb_put_byte(to, '-');
    sb_put_number(to, day, 2);
}

void sb_fake_date_time(int64_t seconds, sb_put *to)
{
    uint64_t of_day = (uint64_t)seconds % DAY;

    sb_fake_date(seconds, to);
    sb_put_byte(to, ' ');
    sb_put_number(to, of_day / 3600, 2);
    sb_put_byte(to, ':');
    sb_put_number(to, of_day / 60 % 60, 2);
    sb_put_byte(to, ':');
    sb_put_number(to, of_day % 60, 2);
}
