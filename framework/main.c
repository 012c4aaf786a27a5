/* main.c -- from the command line to an exit code: options, plan, and what is asked of them. */
#include "answers.h"
#include "debug.h"
#include "process/os.h"
#include "run.h"
#include "serve.h"
#include "wanted.h"
#include <errno.h>
#include <seedbed/test.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Who shards wants to know that it was heard; an empty file says so. */
static int touch(const char *path)
{
    FILE *file = path ? fopen(path, "ae") : NULL;
    if (path && !file)
        return sb_fail_with(SB_ERR, "%s cannot be written: %s", path, strerror(errno));
    return file && fclose(file) ? sb_fail_with(SB_ERR, "%s cannot be written: %s", path, strerror(errno)) : SB_OK;
}

/* TEST_PREMATURE_EXIT_FILE is there as long as the run is not over, so that a program which was killed, or called exit, looks like one
 * whatever its exit code is. */
static int run_and_remember(struct sb_stage *stage)
{
    const char *early = stage->options.premature_exit;
    if (touch(stage->options.shard_status) || touch(early))
        return sb_complain(SB_EXIT_INTERNAL);
    int code = sb_run(stage);
    if (sb_last_write(&stage->last, sb_wanted_all(&stage->options, &stage->plan)))
        sb_complain(code); /* what is remembered is a help, and no reason to fail */
    if (early)
        unlink(early);
    return code;
}

static int with_plan(struct sb_stage *stage)
{
    int rc = sb_wanted_plan(&stage->options, &stage->last, &stage->plan), code;
    if (rc)
        code = sb_complain(rc == SB_ENOTFOUND ? SB_EXIT_NONE : SB_EXIT_USAGE);
    else if (stage->options.list)
        code = sb_answer_list(&stage->options, &stage->plan);
    else if (stage->options.debug)
        code = sb_debug(&stage->options, &stage->plan) ? sb_complain(SB_EXIT_USAGE) : SB_EXIT_INTERNAL;
    else
        code = run_and_remember(stage);
    if (rc == SB_OK)
        sb_plan_release(&stage->plan);
    sb_last_release(&stage->last);
    return code;
}

/* exit() called in a test under --isolate=none would end the run as green; the handler runs in main only, not in its workers. */
static void complain_if_cut_short(void)
{
    if (sb_context_get()->main_process != (long)getpid())
        return;
    fprintf(stderr,
        "seedbed: the run was cut short: a test called exit() or quick_exit(); without --isolate=none it would be named\n");
    fflush(NULL);
    _exit(SB_EXIT_FAILED);
}

int sb_main(int argc, char **argv)
{
    sb_context_get()->ran = true;
    const sb_handover *given = sb_context_get()->handover;
    sb_context_get()->handover = NULL; /* a test of this worker may call sb_main, which then is a main of its own */
    if (given)
        sb_serve(given);
    long outer = sb_context_get()->main_process;
    bool outer_full = sb_context_get()->full_values;
    struct sb_stage stage = { .began_ns = sb_os_now_ns(), .argv = sb_os_arguments(argc, argv) };
    int code;
    sb_context_get()->main_process = (long)getpid();
    sb_os_fill_standard();
    atexit(complain_if_cut_short);
    at_quick_exit(complain_if_cut_short);
    if (sb_options_read(&stage.options, argc, argv))
        code = sb_complain(SB_EXIT_USAGE);
    else if (stage.options.help)
        code = sb_answer_help(&stage.options);
    else if (stage.options.version)
        code = sb_answer_version();
    else {
        sb_options_hide_environment();
        sb_context_get()->full_values = stage.options.full_values;
        code = with_plan(&stage);
    }
    sb_options_release(&stage.options);
    sb_os_arguments_free(stage.argv);
    sb_context_get()->main_process = outer;
    sb_context_get()->full_values = outer_full;
    return code;
}
