/* tap.c -- the Test Anything Protocol: a line per case, and a YAML block below each that failed.
 *
 * It follows version 14 (escaped descriptions, YAML diagnostics, directives) and announces version 13, of which it uses nothing that
 * 14 changed: every reader of 14 reads 13, while the prove of today's distributions fails a run that announces 14, and Meson's passes
 * over subtests. tap14.c is the whole of version 14, for readers that know it.
 */
#include "tap.h"
#include "indent.h"
#include "reporters.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct tap {
    FILE *out;
    sb_report_options options;
    sb_text text;
};

static void flush(struct tap *t)
{
    if (t->text.size)
        fwrite(t->text.at, 1, t->text.size, t->out);
    fflush(t->out);
    t->text.size = 0;
}

static void *tap_open(FILE *out, const sb_report_options *options)
{
    struct tap *t = sb_alloc(sizeof *t);
    t->out = out;
    t->options = *options;
    return t;
}

static void tap_begin(void *env, const sb_run_info *info)
{
    struct tap *t = env;
    const char *none = info->shards ? " # SKIP this shard has none of the selected tests\n" : "\n# no test was selected\n";
    sb_text_add(&t->text, "TAP version 13\n1..%zu%s", info->planned, info->planned ? "\n" : none);
    sb_text_add(&t->text, "# seed %" PRIu64 "\n", t->options.pinned ? UINT64_C(1) : info->seed);
    flush(t);
}

static void tap_result(void *env, const sb_result *r)
{
    struct tap *t = env;
    sb__tap_case(&t->text, r, r->index + 1, true, t->options.pinned);
    flush(t);
}

void sb__tap_end(sb_text *to, const sb_tally *tally, bool pinned)
{
    if (tally->interrupted)
        sb_text_add(to, "# interrupted: %zu of %zu tests did not run\n", tally->unseen, tally->planned);
    if (tally->trouble) {
        sb_text_add(to, "# the run failed beside its tests:\n");
        sb__indent(to, "#   ", tally->trouble, strlen(tally->trouble));
    }
    if (tally->notes)
        sb__indent(to, "# ", tally->notes, strlen(tally->notes));
    sb_text_add(to, "# time=%.3fms\n", pinned ? 0.0 : (double)tally->duration_ns / 1e6);
}

static void tap_end(void *env, const sb_tally *tally)
{
    struct tap *t = env;
    sb__tap_end(&t->text, tally, t->options.pinned);
    flush(t);
}

static void tap_close(void *env)
{
    struct tap *t = env;
    sb_text_release(&t->text);
    free(t);
}

const sb_reporter sb__reporter_tap = {
    .name = "tap",
    .text = "Test Anything Protocol, for prove, Meson and the like",
    .open = tap_open,
    .begin = tap_begin,
    .result = tap_result,
    .end = tap_end,
    .close = tap_close,
};
