/* dates_test.c -- days and moments. */
#include "../../../generators/fake/dates.h"
#include <seedbed.h>

SUITE(dates);

TEST_EACH(dates, date_time, (const char *text; int64_t seconds), { "1970-01-01 00:00:00", 0 },
    { "2000-02-29 23:59:59", 951868799 }, { "2024-02-29 13:45:00", 1709214300 }, { "2024-12-31 00:00:01", 1735603201 },
    { "2026-03-01 12:00:00", 1772366400 })
{
    char text[32];
    sb_put to = sb_put_into(text, sizeof text);

    sb_fake_date_time(each->seconds, &to);
    should(text, equal_to(each->text));
}

TEST(dates, moments_lie_in_2020_to_2025_by_day)
{
    for (uint64_t n = 0; n < 1000; n++) {
        char text[32];
        sb_draw draw = sb_draw_at(1, 2, 3, n);
        sb_put to = sb_put_into(text, sizeof text);
        sb_fake_date_time(sb_fake_moment(&draw), &to);
        should(text, match("^202[0-5]-[0-9]{2}-[0-9]{2} (0[7-9]|1[0-9]|20):[0-9]{2}:00$"));
    }
}
