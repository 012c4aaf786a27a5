/* made_up.c -- a reporter fed with made-up results, and what it wrote. */
#include "made_up.h"

#include "../../../framework/report/state.h"
#include <seedbed.h>
#include <stdlib.h>

static const char *run_of(const sb_reporter *reporter, const sb_report_options *options, const sb_run_info *info,
    const sb_result *result, size_t n, const sb_tally *tally)
{
    char *written = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&written, &size);
    void *env = reporter->open(out, options);
    reporter->begin(env, info);
    for (size_t i = 0; i < n; i++)
        reporter->result(env, &result[i]);
    reporter->end(env, tally);
    reporter->close(env);
    fclose(out);
    add_cleanup(free, written);
    return written;
}

static const char *run(
    const sb_reporter *reporter, const sb_report_options *options, const sb_result *result, size_t n, const sb_tally *tally)
{
    const sb_run_info info = { .program = "./t",
        .planned = tally->planned,
        .selected = tally->planned,
        .jobs = 2,
        .isolate = "worker",
        .start = "fork",
        .seed = 7,
        .digest = 0xab,
        .rounds = 1,
        .began_unix_ms = 1700000000123,
        .host = "box" };
    return run_of(reporter, options, &info, result, n, tally);
}

static sb_tally tally_of(const sb_result *result, size_t n)
{
    sb_tally tally = { .planned = n, .duration_ns = 1500000000 };
    for (size_t i = 0; i < n; i++) {
        ++*(size_t *)((char *)&tally + sb__state_look[result[i].state].tally);
        tally.checks += result[i].checks;
        tally.reported += result[i].state != SB_UNSEEN;
    }
    return tally;
}

const char *made_up_report(const sb_reporter *reporter, sb_report_options options, const sb_result *result, size_t n)
{
    sb_tally tally = tally_of(result, n);
    return run(reporter, &options, result, n, &tally);
}

const char *made_up_report_of(
    const sb_reporter *reporter, sb_report_options options, const sb_run_info *info, const sb_result *result, size_t n)
{
    sb_tally tally = tally_of(result, n);
    return run_of(reporter, &options, info, result, n, &tally);
}

const char *made_up_run(const sb_reporter *reporter, sb_report_options options, const sb_result *result, size_t n, sb_tally tally)
{
    return run(reporter, &options, result, n, &tally);
}

const char *made_up_end(const sb_reporter *reporter, sb_report_options options, sb_tally tally)
{
    return run(reporter, &options, NULL, 0, &tally);
}

const char *made_up_head(const sb_reporter *reporter, sb_report_options options, const sb_run_info *info)
{
    char *written = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&written, &size);
    void *env = reporter->open(out, &options);
    reporter->begin(env, info);
    reporter->close(env);
    fclose(out);
    add_cleanup(free, written);
    return written;
}
