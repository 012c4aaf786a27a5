/* made_up.h -- a reporter fed with made-up results, and what it wrote. */
#ifndef SEEDBED_SELFTEST_FRAMEWORK_REPORT_MADE_UP_H
#define SEEDBED_SELFTEST_FRAMEWORK_REPORT_MADE_UP_H

#include "../../../framework/report/reporters.h"

/* A result of the suite "s" in s.c; line, checks and the like as in sb_result. */
#define RESULT(n, test_, state_, ...) \
    { \
        .index = (n), .suite = "s", .test = (test_), .file = "s.c", .line = 10 * ((n) + 1), .state = (state_), __VA_ARGS__ \
    }

/* The report of a whole run of these results, by program ./t with 2 jobs and seed 7; freed when the running test is over. */
const char *made_up_report(const sb_reporter *reporter, sb_report_options options, const sb_result *result, size_t n);
/* The same of a run of which other things are known. */
const char *made_up_report_of(
    const sb_reporter *reporter, sb_report_options options, const sb_run_info *info, const sb_result *result, size_t n);
/* The same with a tally as it is. */
const char *made_up_run(
    const sb_reporter *reporter, sb_report_options options, const sb_result *result, size_t n, sb_tally tally);
/* What it says when a run begins. */
const char *made_up_head(const sb_reporter *reporter, sb_report_options options, const sb_run_info *info);
/* The same of a run that reported less than it planned, or was interrupted: the tally as it is. */
const char *made_up_end(const sb_reporter *reporter, sb_report_options options, sb_tally tally);

#endif
