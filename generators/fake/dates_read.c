/* dates_read.c -- dates, moments and durations as people write them into rules. */
#include "../../assert/context.h"
#include "dates.h"
#include <string.h>

static const struct unit {
    const char *name;
    int64_t seconds; /* 0: months */
    int months;
} units[] = { { "s", 1, 0 }, { "min", 60, 0 }, { "h", 3600, 0 }, { "d", SB_DAY_SECONDS, 0 }, { "w", 7 * SB_DAY_SECONDS, 0 },
    { "m", 0, 1 }, { "y", 0, 12 } };
enum { UNITS = sizeof units / sizeof *units };

/* Up to so many digits; false where there is none. */
static bool digits(const char **at, int most, int64_t *out)
{
    int n = 0;

    for (*out = 0; n < most && **at >= '0' && **at <= '9'; n++)
        *out = *out * 10 + *(*at)++ - '0';
    return n > 0;
}

static bool exactly(const char **at, int n, int64_t *out)
{
    const char *from = *at;

    return digits(at, n, out) && *at - from == n;
}

/* "13:45", "13:45:00", "13:45:00Z" to the end. */
static bool read_time(const char *at, int64_t *seconds)
{
    int64_t hour, minute, second = 0;

    if (!exactly(&at, 2, &hour) || *at++ != ':' || !exactly(&at, 2, &minute))
        return false;
    if (*at == ':' && (at++, !exactly(&at, 2, &second)))
        return false;
    if (*at == 'Z')
        at++;
    *seconds = hour * 3600 + minute * 60 + second;
    return !*at && hour < 24 && minute < 60 && second < 60;
}

static bool read_absolute(const char *at, int64_t *out, bool *time)
{
    int64_t year, month, day, seconds = 0;

    if (!exactly(&at, 4, &year) || *at++ != '-' || !exactly(&at, 2, &month) || *at++ != '-' || !exactly(&at, 2, &day))
        return false;
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > sb_days_of_month(year, (int)month))
        return false;
    *time = *at == ' ' || *at == 'T';
    if (*at && (!*time || !read_time(at + 1, &seconds)))
        return false;
    *out = sb_day_number((sb_day){ year, (int)month, (int)day }) * SB_DAY_SECONDS + seconds;
    return true;
}

static const struct unit *unit_named(const char *name)
{
    for (int i = 0; i < UNITS; i++)
        if (strcmp(units[i].name, name) == 0)
            return &units[i];
    return NULL;
}

/* So many months from now; a day that the month has not becomes its last. */
static int64_t months_from_now(int64_t months)
{
    int64_t all = sb_day_of(SB_NOW_DAY).year * 12 + sb_day_of(SB_NOW_DAY).month - 1 + months;
    sb_day day = { all / 12, (int)(all % 12) + 1, sb_day_of(SB_NOW_DAY).day };
    int last = sb_days_of_month(day.year, day.month);

    if (day.day > last)
        day.day = last;
    return sb_day_number(day) * SB_DAY_SECONDS;
}

static bool read_relative(const char *at, int64_t *out, bool *time)
{
    int64_t sign = *at == '-' ? -1 : 1, count;
    const struct unit *unit;

    if ((*at != '-' && *at != '+') || (at++, !digits(&at, 9, &count)) || !(unit = unit_named(at)))
        return false;
    *time = unit->seconds && unit->seconds < SB_DAY_SECONDS;
    if (unit->months && count * unit->months < 2000 * 12)
        *out = months_from_now(sign * count * unit->months);
    else if (unit->seconds && count * unit->seconds < INT64_C(2000) * 365 * SB_DAY_SECONDS)
        *out = SB_NOW_MOMENT + sign * count * unit->seconds;
    else
        return false;
    return true;
}

int sb_read_moment(const char *text, const char *member, int64_t *out, bool *time)
{
    *time = strcmp(text, "now") == 0;
    *out = SB_NOW_MOMENT;
    if (*time || strcmp(text, "today") == 0 || read_absolute(text, out, time) || read_relative(text, out, time))
        return SB_OK;
    return sb_fail_with(SB_ERR,
        "%s is \"%s\", which is no date: write one such as \"2024-02-29\", \"2024-02-29 13:45\", \"today\", or \"-30d\" and "
        "\"+1y\" from today (s, min, h, d, w, m, y)",
        member, text);
}

int sb_read_duration(const char *text, const char *member, int64_t *out)
{
    const struct unit *unit;
    const char *at = text;

    if (digits(&at, 10, out)) {
        unit = *at ? unit_named(at) : &units[0];
        if (unit && unit->seconds) {
            *out *= unit->seconds;
            return SB_OK;
        }
    }
    return sb_fail_with(SB_ERR,
        "%s is \"%s\", which is no duration: write one such as \"90s\", \"15min\", \"2h\", \"3d\" or \"1w\"", member, text);
}
