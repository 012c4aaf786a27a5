/* dates.h -- days and moments, computed in integers: no time zone and no clock has a say in them.
 */
#ifndef SEEDBED_GENERATORS_FAKE_DATES_H
#define SEEDBED_GENERATORS_FAKE_DATES_H

#include "../random/draw.h"
#include "put.h"

/* 2020-01-01 00:00:00 */
#define SB_FIRST_MOMENT INT64_C(1577836800)

/* Seconds since 1970-01-01 00:00 UTC, somewhere in 2020 to 2025, on a full minute of the working day. */
int64_t sb_fake_moment(sb_draw *draw);
/* "2024-02-29"; from 1970 on. */
void sb_fake_date(int64_t seconds, sb_put *to);
/* "2024-02-29 13:45:00" */
void sb_fake_date_time(int64_t seconds, sb_put *to);

#endif
