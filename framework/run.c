/* run.c -- one run, from its plan to its end: resources, record, reporters, workers, rounds. */
#include "run.h"
#include "answers.h"
#include "process/leaks.h"
#include "process/pool.h"
#include "process/resources.h"
#include "process/scratch.h"
#include "record/tally.h"
#include "repeat.h"
#include "snapshot/hook.h"
#include <stdio.h>
#include <stdlib.h>

/* ---- what the pool tells main ---- */

static void on_output(void *env, unsigned seat, size_t index, const char *bytes, size_t size)
{
    struct sb_stage *stage = env;
    (void)seat;
    sb_record_output(stage->record, index, bytes, size);
}

static bool on_gone(void *env, unsigned seat)
{
    struct sb_stage *stage = env;
    sb_record_gone(stage->record, seat);
    return !sb_record_broken(stage->record);
}

static void on_forget(void *env, size_t index)
{
    struct sb_stage *stage = env;
    sb_record_forget(stage->record, index);
}

static void on_trouble(void *env, const sb_pool_trouble *trouble)
{
    struct sb_stage *stage = env;
    sb_record_died_after(stage->record, trouble);
}

static void on_again(void *env, size_t index, const sb_slot *known)
{
    struct sb_stage *stage = env;
    sb_record_again(stage->record, index, known);
}

static void on_remark(void *env, size_t index, const char *text)
{
    struct sb_stage *stage = env;
    sb_record_remark(stage->record, index, text);
}

static void on_rows(void *env, size_t index, const char *bytes, size_t size)
{
    struct sb_stage *stage = env;
    sb_record_rows(stage->record, index, bytes, size);
}

static void on_alone(void *env, size_t index)
{
    struct sb_stage *stage = env;
    sb_record_alone(stage->record, index);
}

/* By the pace so far, once there is one. */
static uint64_t left_of(const sb_progress *progress)
{
    enum { SETTLED_NS = 500000000 };
    if (progress->elapsed_ns < SETTLED_NS || !progress->done || progress->done > progress->planned)
        return 0;
    return (uint64_t)((double)progress->elapsed_ns / (double)progress->done * (double)(progress->planned - progress->done));
}

static void tell_progress(struct sb_stage *stage)
{
    uint64_t now_ns = sb_os_now_ns();
    sb_progress progress = { .planned = stage->plan.n, .elapsed_ns = now_ns - stage->began_ns };
    sb_record_count(stage->record, &progress.done, &progress.failed);
    progress.left_ns = left_of(&progress);
    progress.slowest = sb_record_slowest(stage->record, now_ns, &progress.slowest_ns);
    sb_outputs_progress(&stage->outputs, &progress);
}

/* Those that nobody has anything to say of. */
static void pass_over(struct sb_stage *stage)
{
    uint64_t checks;
    if (sb_outputs_pass_over(&stage->outputs)) {
        size_t n = sb_record_pass_over(stage->record, sb_last_worth_ns(&stage->last), &checks);
        sb_tally_add_passed(&stage->tally, n, checks);
    }
}

static void tell_results(struct sb_stage *stage, bool over)
{
    sb_result result;
    for (pass_over(stage); sb_record_next(stage->record, over, &result); pass_over(stage)) {
        sb_tally_add(&stage->tally, &result);
        sb_last_note(&stage->last, &stage->plan.item[result.index], result.state, result.duration_ns);
        sb_outputs_result(&stage->outputs, &result);
    }
}

static bool on_look(void *env)
{
    struct sb_stage *stage = env;
    if (stage->held)
        return sb_record_broken(stage->record) != NULL;
    tell_results(stage, false);
    if (sb_outputs_live(&stage->outputs))
        tell_progress(stage);
    return sb_record_broken(stage->record) != NULL;
}

/* ---- the stages ---- */

static unsigned jobs_of(const struct sb_stage *stage)
{
    size_t jobs = stage->options.jobs ? stage->options.jobs : sb_os_cores();
    if (stage->options.isolate == SB_ISOLATE_NONE)
        return 1;
    if (jobs > stage->plan.n)
        jobs = stage->plan.n;
    return jobs > SB_MOST_SEATS ? SB_MOST_SEATS : (unsigned)jobs;
}

/* Where a few crashed again alone, it is the program and not what ran before: a hundred crashes shall not cost two hundred processes. */
static unsigned reruns_of(enum sb_rerun rerun) { return rerun == SB_RERUN_NONE ? 0 : rerun == SB_RERUN_ALL ? UINT32_MAX : 3; }

static sb_pool pool_of(struct sb_stage *stage)
{
    return (sb_pool){ .plan = &stage->plan,
        .board = stage->board,
        .seed = stage->options.seed,
        .one_case = stage->options.isolate == SB_ISOLATE_TEST,
        .leaks = stage->options.leaks,
        .fail_fast = stage->options.fail_fast,
        .reruns = reruns_of(stage->options.rerun),
        .in_main = stage->options.isolate == SB_ISOLATE_NONE,
        .live = sb_outputs_live(&stage->outputs),
        .sink = sb_record_sinks(stage->record),
        .events = { on_output, on_gone, on_trouble, on_again, on_remark, on_rows, on_alone, on_forget, on_look, stage },
        .grace_ns = 500000000u,
        .patience_ns = sb_os_traced() ? 0 : (uint64_t)(stage->options.timeout_scale * 10e9) };
}

static int judge(const struct sb_stage *stage, int rc)
{
    if (rc)
        return sb_complain(SB_EXIT_INTERNAL);
    if (sb_record_broken(stage->record)) {
        fprintf(stderr, "seedbed: %s\n", sb_record_broken(stage->record));
        return SB_EXIT_INTERNAL;
    }
    if (stage->tally.interrupted)
        return SB_EXIT_INTERRUPTED;
    if (sb_record_trouble(stage->record)) {
        fprintf(stderr, "seedbed: %s", sb_record_trouble(stage->record));
        return SB_EXIT_FAILED;
    }
    if (!sb_tally_passed(&stage->tally) && stage->plan.n)
        return SB_EXIT_FAILED;
    return stage->plan.n && stage->tally.skipped == stage->plan.n ? (int)stage->options.exit_skipped : SB_EXIT_PASSED;
}

static int run_pool(struct sb_stage *stage, sb_pool *pool, bool *interrupted_out)
{
    int *journal = sb_record_journals(stage->record);
    sb_spawn spawn = { stage->argv, &stage->handed, journal };
    if (stage->options.start == SB_START_SPAWN)
        pool->spawn = &spawn;
    int rc = sb_pool_run(pool, interrupted_out);
    free(journal);
    return rc;
}

static sb_run_info info_of(struct sb_stage *stage)
{
    static const char *const isolate[] = { "worker", "test", "none" };
    static const char *const start[] = { "fork", "spawn" };
    return (sb_run_info){ .program = stage->options.program,
        .planned = stage->plan.n,
        .jobs = stage->board->seats,
        .isolate = isolate[stage->options.isolate],
        .seed = stage->options.seed,
        .start = start[stage->options.start],
        .selected = stage->plan.selected,
        .digest = stage->plan.digest,
        .shard = stage->options.shard,
        .shards = stage->options.shards,
        .shard_source = stage->options.shard_source,
        .shuffled = stage->options.shuffle,
        .rounds = stage->options.repeat ? stage->options.repeat : 1,
        .options = stage->repeat,
        .began_unix_ms = sb_os_unix_ms(),
        .host = sb_os_host(stage->host, sizeof stage->host) };
}

/* Of a program that has none there is nothing to say, but to who asks for it. */
static const char *snapshots_of(struct sb_stage *stage)
{
    const sb_snapshot_hook *hook = sb_context_get()->snapshot_hook;
    stage->notes.size = 0;
    if (!stage->plan.n)
        return NULL;
    if (hook)
        hook->end(&stage->plan, stage->board, sb_record_notes(stage->record), &stage->notes);
    else if (stage->options.update != SB_UPDATE_NONE)
        sb_text_add(&stage->notes, "snapshots: this program has none\n");
    return stage->notes.size ? stage->notes.at : NULL;
}

/* The end of a round that is told: it is the first, the last, or it failed. */
static void tell_end(struct sb_stage *stage, bool interrupted)
{
    tell_results(stage, true);
    stage->tally.notes = snapshots_of(stage);
    stage->tally.interrupted = interrupted;
    stage->tally.suite_setups = atomic_load(&stage->board->suite_setups);
    stage->tally.trouble = sb_record_trouble(stage->record);
    stage->tally.duration_ns = sb_os_now_ns() - stage->began_ns;
    sb_outputs_end(&stage->outputs, &stage->tally);
}

static void say_rounds(struct sb_stage *stage, const char *what)
{
    fflush(stdout);
    fprintf(stderr, "seedbed: --until-fail: %u round%s passed%s\n", stage->round - 1, stage->round == 2 ? "" : "s", what);
    stage->said_ns = sb_os_now_ns();
}

static int run(struct sb_stage *stage)
{
    bool interrupted = false;
    sb_run_info info = info_of(stage);
    sb_pool pool = pool_of(stage);
    stage->tally = (sb_tally){ .planned = stage->plan.n };
    if (!stage->held)
        sb_outputs_begin(&stage->outputs, &info);
    sb_scratch_open();
    if (stage->plan.n && sb_context_get()->snapshot_hook)
        sb_context_get()->snapshot_hook->begin();
    int rc = stage->plan.n ? run_pool(stage, &pool, &interrupted) : SB_OK;
    sb_scratch_close();
    if (stage->held && rc == SB_OK && !interrupted && sb_record_all_good(stage->record))
        return SB_EXIT_PASSED;
    if (stage->held) {
        if (stage->round > 1)
            say_rounds(stage, interrupted ? "; this one was interrupted:" : "; this one did not:");
        sb_outputs_begin(&stage->outputs, &info);
    }
    stage->held = false;
    tell_end(stage, interrupted);
    return judge(stage, rc);
}

/* Board and record around the run. */
static int run_recorded(struct sb_stage *stage)
{
    stage->board = sb_board_open(stage->plan.n, jobs_of(stage));
    stage->record = NULL;
    int code = SB_EXIT_INTERNAL;
    if (sb_record_open(&stage->plan, stage->board, &stage->record)) {
        stage->held = false;
        sb_complain(code);
    } else {
        sb_record_pin(stage->record, stage->options.pinned);
        code = run(stage);
        sb_record_close(stage->record);
    }
    sb_board_close(stage->board);
    return code;
}

/* Each round grows other data, and has another order where that is shuffled, unless the seed was given: then it is the same again. */
static void begin_round(struct sb_stage *stage)
{
    const uint64_t second_ns = 1000000000u;
    stage->round++;
    stage->held =
        stage->options.until_fail > stage->round && stage->plan.n; /* an empty shard never fails: one round tells that */
    if (stage->round == 1)
        return;
    stage->began_ns = sb_os_now_ns();
    if (!stage->held || stage->began_ns - stage->said_ns > second_ns)
        say_rounds(stage, stage->held ? " so far" : "; the last one:");
    if (stage->options.seed_given || stage->options.pinned)
        return;
    stage->options.seed++;
    if (stage->options.shuffle)
        sb_plan_shuffle(&stage->plan, stage->options.seed);
}

/* Reports and files in memory are main's: that there is no room for one shall be said. Workers are not to ignore what main does. */
static void outlive_full_files(const struct sb_stage *stage)
{
    if (stage->options.isolate != SB_ISOLATE_NONE)
        sb_context_get()->ignored |= sb_os_outlive_full_files();
}

static int run_rounds(struct sb_stage *stage)
{
    int code;
    outlive_full_files(stage);
    if (sb_outputs_open(&stage->outputs, &stage->options))
        return sb_complain(SB_EXIT_USAGE);
    stage->said_ns = stage->began_ns;
    do {
        begin_round(stage);
        code = run_recorded(stage);
    } while (stage->held);
    return sb_outputs_close(&stage->outputs) ? sb_complain(SB_EXIT_INTERNAL) : code;
}

static int run_with_resources(struct sb_stage *stage)
{
    sb_resource_plan about = { .program = stage->options.program,
        .config = stage->options.config,
        .seed = stage->options.seed,
        .workers = jobs_of(stage),
        .rebuild = stage->options.rebuild,
        .strict = stage->options.strict,
        .paranoid = stage->options.paranoid,
        .keep = stage->options.keep,
        .explain = stage->options.explain,
        .verbose = stage->options.verbose };
    const sb_snapshot_hook *hook = sb_context_get()->snapshot_hook;
    const struct sb_snapshots *outer = sb_context_get()->snapshots;
    bool spawns = stage->options.start == SB_START_SPAWN && stage->options.isolate != SB_ISOLATE_NONE;
    if (stage->options.leaks)
        sb_leaks_watch();
    int rc = sb_resources_prepare(&stage->plan, &about);
    if (hook && rc == SB_OK)
        rc = hook->prepare(&stage->options);
    if (rc == SB_OK && spawns)
        rc = sb_resources_hand_over(&stage->handed);
    if (rc == SB_OK && spawns && hook)
        hook->hand_over(&stage->handed);
    int code = rc == SB_OK ? run_rounds(stage) : sb_complain(rc == SB_EREFUSED ? SB_EXIT_REFUSED : SB_EXIT_INTERNAL);
    sb_resources_finish(&about);
    if (hook && sb_context_get()->snapshots != outer)
        hook->finish();
    sb_handed_release(&stage->handed);
    sb_text_release(&stage->notes);
    return code;
}

/* That this shard has no test is no fault, and the reports say that it was there. */
static int run_empty(struct sb_stage *stage)
{
    int code = run_rounds(stage);
    fflush(stdout);
    fprintf(stderr, "seedbed: shard %u of %u (%s) has none of the %zu selected tests: nothing to run\n", stage->options.shard,
        stage->options.shards, stage->options.shard_source, stage->plan.selected);
    return code;
}

int sb_run(struct sb_stage *stage)
{
    stage->repeat = sb_repeat_options(&stage->options);
    int code = stage->plan.n ? run_with_resources(stage) : run_empty(stage);
    free(stage->repeat);
    return code;
}
