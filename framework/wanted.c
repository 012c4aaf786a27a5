/* wanted.c -- from the options to the plan of a run, with what is known of the last one. */
#include "wanted.h"
#include "process/os.h"
#include <stdlib.h>

/* One that only lists keeps the file as it is, and asks for it only where the list depends on it; expected outputs depend on no file. */
static void read_last(const sb_options *options, sb_last *last)
{
    bool unwanted = (options->pinned && !options->last) || ((options->list || options->debug) && !options->failed);
    char *program = unwanted || options->last ? NULL : sb_os_program_path();
    sb_last_read(last, unwanted ? "" : options->last, program);
    free(program);
}

int sb_wanted_plan(const sb_options *options, sb_last *last, sb_plan *out)
{
    sb_recall recall;
    read_last(options, last);
    if (last->foreign && options->last_given)
        return sb_fail_with(SB_ERR,
            "--last=%s: this file holds something else than a last run; name one that does, or none yet there", last->path);
    const char *const *pattern = options->debug ? &options->debug : options->pattern;
    sb_selection selection = { .pattern = pattern,
        .pattern_count = options->debug ? 1 : options->pattern_count,
        .timeout = options->timeout,
        .timeout_scale = options->timeout_scale,
        .unlimited = sb_os_traced(),
        .exact = options->exact,
        .match = options->match,
        .match_count = options->match_count,
        .tag = options->tag,
        .tag_count = options->tag_count,
        .failed = options->failed,
        .shard = options->shard,
        .shards = options->shards,
        .repeat = options->repeat,
        .shuffle = options->shuffle,
        .seed = options->seed,
        .make_ready = sb_os_make_ready,
        .retries = options->retries };
    if (sb_last_recall(last, &recall)) {
        selection.recall = &recall;
        selection.jobs = !last->old.n             ? 0 /* nothing was slow, so that there is nothing to order by */
            : options->isolate == SB_ISOLATE_NONE ? 1
            : options->jobs                       ? options->jobs
                                                  : sb_os_cores();
    }
    return sb_plan_make(out, sb_context_get(), &selection);
}

bool sb_wanted_all(const sb_options *options, const sb_plan *plan)
{
    return !options->shards && plan->n == plan->registered * plan->rounds;
}
