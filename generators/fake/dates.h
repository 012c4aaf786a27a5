/* dates.h -- days and moments, computed in integers: no time zone and no clock has a say in them.
 *
 * All generated dates lie around a fixed now, so that they are the same next year. Moments are seconds since 1970-01-01 00:00 UTC, days are
 * days since then; both may be negative, down to the year 1.
 */
#ifndef SEEDBED_GENERATORS_FAKE_DATES_H
#define SEEDBED_GENERATORS_FAKE_DATES_H

#include "../random/draw.h"
#include "put.h"

/* Now: 2026-01-01, and the moment it begins. Changes with SB_DATA_VERSION. */
enum { SB_NOW_DAY = 20454, SB_DAY_SECONDS = 86400 };
#define SB_NOW_MOMENT (INT64_C(86400) * SB_NOW_DAY)
/* 0001-01-01 00:00:00 and 9999-12-31 23:59:59: what four digits of a year hold. */
#define SB_LEAST_MOMENT INT64_C(-62135596800)
#define SB_LAST_MOMENT INT64_C(253402300799)
/* 2020-01-01 00:00:00 */
#define SB_FIRST_MOMENT INT64_C(1577836800)

typedef struct sb_day {
    int64_t year;
    int month, day; /* from 1 */
} sb_day;

sb_day sb_day_of(int64_t day);
/* The day must exist. */
int64_t sb_day_number(sb_day day);
int sb_days_of_month(int64_t year, int month);
/* Rounded down, also before 1970. */
int64_t sb_day_of_moment(int64_t seconds);

/* Seconds since 1970-01-01 00:00 UTC, somewhere in 2020 to 2025, on a full minute of the working day. */
int64_t sb_fake_moment(sb_draw *draw);
/* "2024-02-29" */
void sb_fake_date(int64_t seconds, sb_put *to);
/* "2024-02-29 13:45:00" */
void sb_fake_date_time(int64_t seconds, sb_put *to);
/* "13:45:00" */
void sb_fake_time(int64_t seconds, sb_put *to);
/* As strftime would, of %Y %m %d %j %H %M %S %F %T %R %y %b %B %a %A %e %s %%; English names. NULL: it can. Else where it cannot. */
const char *sb_put_moment(const char *form, int64_t seconds, sb_put *to);

/* What rules have as bounds: "2024-02-29", "2024-02-29 13:45", "2024-02-29T13:45:00Z", "now", "today"; "-30d", "+1y" from now: s, min, h, d,
 * w, m for months, y. *time: it has a time of day. SB_ERR with sb_error(); member: its name, for the message. */
int sb_read_moment(const char *text, const char *member, int64_t *seconds_out, bool *time_out);
/* "90s", "15min", "2h", "3d", "1w", or seconds without a unit. */
int sb_read_duration(const char *text, const char *member, int64_t *seconds_out);

#endif
