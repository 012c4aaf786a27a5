/* seats.c -- the seats of the workers, and a worker for each. */
#include "seats.h"
#include "../../assert/context.h"
#include "crash.h"
#include "worker.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sb_worker worker_at(struct sb__run *run, unsigned at)
{
    const sb_pool *pool = run->pool;
    return (sb_worker){ .plan = pool->plan,
        .board = pool->board,
        .seat = at,
        .seed = pool->seed,
        .sink = &pool->sink[at],
        .capture = &run->seat[at].capture,
        .one_case = pool->one_case,
        .unbuffered = !pool->spawn,
        .room = run->room,
        .full_values = sb_context_get()->full_values,
        .leaks = pool->leaks,
        .fail_fast = pool->fail_fast };
}

int sb__seats_open(struct sb__run *run)
{
    run->block = run->nothing = -1;
    run->seat = run->seats <= SB__FEW_SEATS ? run->few : sb_alloc(run->seats * sizeof *run->seat);
    for (unsigned at = 0; at < run->seats; at++)
        run->seat[at].capture.file.fd = -1;
    for (unsigned at = 0; at < run->seats; at++)
        if (sb_capture_open(&run->seat[at].capture))
            return sb_fail_with(SB_ERR, "no file in memory for the output of worker %u: %s; %s", at, strerror(errno),
                errno == EFBIG ? "raise the limit of `ulimit -f`" : "fewer --jobs may help");
    sb_worker common = worker_at(run, 0);
    if (run->pool->spawn) {
        run->block = sb_handover_write(&common, run->pool->spawn);
    } else {
        run->watching = sb_worker_prepare(&common);
        run->room = common.room;
        run->nothing = sb_os_nothing();
    }
    return run->pool->spawn && run->block < 0 ? SB_ERR : SB_OK;
}

/* What is buffered here would be written by the child too. That stdout has no buffer as long as workers may be forked spares each of them
 * to say so; nothing is written to it meanwhile. */
static void hold_streams(struct sb__run *run)
{
    if (run->held)
        return;
    fflush(NULL);
    run->stdout_mode = run->pool->spawn ? _IONBF : sb_os_unbuffer(stdout);
    run->held = true;
}

void sb__release_streams(struct sb__run *run)
{
    if (run->held)
        sb_os_buffer(stdout, sb_context_get()->stdout_room, BUFSIZ, run->stdout_mode);
    run->held = false;
}

void sb__seats_close(struct sb__run *run)
{
    sb__release_streams(run);
    for (unsigned at = 0; at < run->seats; at++)
        sb_capture_close(&run->seat[at].capture);
    if (run->block >= 0)
        close(run->block);
    if (run->nothing >= 0)
        close(run->nothing);
    if (run->watching)
        sb_crash_close();
    free(run->room);
    if (run->seat != run->few)
        free(run->seat);
}

int sb__seat_start(struct sb__run *run, unsigned at)
{
    sb_worker worker = worker_at(run, at);
    hold_streams(run);
    run->seat[at].ending = run->seat[at].end_by_ns = 0;
    run->seat[at].killed = false;
    atomic_store(&run->pool->board->seat[at].last, 0); /* a worker may die before it can say so itself */
    run->seat[at].born_ns = sb_os_now_ns();
    atomic_store(&run->pool->board->seat[at].began_ns, run->seat[at].born_ns);
    atomic_store(&run->pool->board->seat[at].left, false);
    atomic_store(&run->pool->board->seat[at].step, (uint32_t)SB_STEP_OPENING << 16);
    pid_t child = run->pool->spawn ? sb_handover_start(&worker, run->pool->spawn, run->block) : sb_os_fork(run->nothing);
    if (child == 0) { /* which writes to none of main's memory that it can do without: each page costs it a copy */
        if (run->heir.process)
            sb_heir_note(&run->heir, at, getpid()); /* main may die before it knows itself */
        sb_os_unignore(sb_context_get()->ignored);  /* as spawned ones have it; what the program itself ignores stays so */
        sb_worker_live(&worker);
    }
    sb_heir_note(&run->heir, at, child < 0 ? 0 : child);
    run->seat[at].child = child < 0 ? 0 : child;
    if (child < 0)
        return sb_fail_with(SB_ERR, "no process for a worker could be started: too many processes, or no memory; try --jobs=1");
    run->alive++;
    return SB_OK;
}
