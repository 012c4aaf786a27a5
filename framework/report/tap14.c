/* tap14.c -- the Test Anything Protocol, version 14: each suite is a subtest, whose cases stand indented below its name. */
#include "indent.h"
#include "reporters.h"
#include "state.h"
#include "tap.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct tap14 {
    FILE *out;
    sb_report_options options;
    char *suite; /* the subtest that is open; NULL: none */
    size_t suites, cases;
    bool fails, shard;
    sb_text text;
};

static void flush(struct tap14 *t)
{
    if (t->text.size)
        fwrite(t->text.at, 1, t->text.size, t->out);
    fflush(t->out);
    t->text.size = 0;
}

static void *tap14_open(FILE *out, const sb_report_options *options)
{
    struct tap14 *t = sb_alloc(sizeof *t);
    t->out = out;
    t->options = *options;
    return t;
}

static void tap14_begin(void *env, const sb_run_info *info)
{
    struct tap14 *t = env;
    t->shard = info->shards > 0;
    sb_text_add(&t->text, "TAP version 14\n# seed %" PRIu64 "\n", t->options.pinned ? UINT64_C(1) : info->seed);
    flush(t);
}

/* Plans come last, because results tell the suites one by one. */
static void end_suite(struct tap14 *t)
{
    if (!t->suite)
        return;
    sb_text_add(&t->text, "    1..%zu\n%s %zu - ", t->cases, t->fails ? "not ok" : "ok", ++t->suites);
    sb__tap_words(&t->text, t->suite);
    sb_text_add(&t->text, "\n");
    free(t->suite);
    t->suite = NULL;
}

static void begin_suite(struct tap14 *t, const char *suite)
{
    t->suite = sb_strdup(suite);
    t->cases = 0;
    t->fails = false;
    sb_text_add(&t->text, "# Subtest: ");
    sb__tap_words(&t->text, suite);
    sb_text_add(&t->text, "\n");
}

static void tap14_result(void *env, const sb_result *r)
{
    struct tap14 *t = env;
    sb_text inner = SB_TEXT_EMPTY;
    if (t->suite && strcmp(t->suite, r->suite) != 0)
        end_suite(t);
    if (!t->suite)
        begin_suite(t, r->suite);
    sb__tap_case(&inner, r, ++t->cases, false, t->options.pinned);
    sb__indent(&t->text, "    ", inner.at, inner.size);
    t->fails = t->fails || sb__state_look[r->state].fails;
    sb_text_release(&inner);
    flush(t);
}

static void tap14_end(void *env, const sb_tally *tally)
{
    struct tap14 *t = env;
    end_suite(t);
    const char *none = t->shard ? " # SKIP this shard has none of the selected tests\n" : "\n# no test was selected\n";
    sb_text_add(&t->text, "1..%zu%s", t->suites, t->suites ? "\n" : none);
    sb__tap_end(&t->text, tally, t->options.pinned);
    flush(t);
}

static void tap14_close(void *env)
{
    struct tap14 *t = env;
    sb_text_release(&t->text);
    free(t->suite);
    free(t);
}

const sb_reporter sb__reporter_tap14 = {
    .name = "tap14",
    .text = "the same in version 14, with a subtest for each suite",
    .open = tap14_open,
    .begin = tap14_begin,
    .result = tap14_result,
    .end = tap14_end,
    .close = tap14_close,
};
