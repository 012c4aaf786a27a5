/* hook.h -- what main calls for snapshots, where the program has some.
 *
 * What it is: the object file of the matcher registers one struct of functions on the context; main calls it through that pointer and
 * refers to none of them by name, so that a program without snapshots links none of it.
 */
#ifndef SEEDBED_FRAMEWORK_SNAPSHOT_HOOK_H
#define SEEDBED_FRAMEWORK_SNAPSHOT_HOOK_H

#include "../config/options.h"
#include "../plan/plan.h"
#include "../process/board.h"

typedef struct sb_snapshot_hook {
    /* In main, before any worker. SB_EREFUSED with a message where --snapshots names no folder. finish is due in any case. */
    int (*prepare)(const sb_options *options);
    /* In main, before each round: what the last one left in this process is dropped. */
    void (*begin)(void);
    /* For spawned workers: in main behind prepare, and in the worker in place of it. */
    void (*hand_over)(sb_handed *to);
    int (*take_over)(sb_handed *from);
    /* In main, when the cases of a round are done. notes: what workers sent by sb_running_note, each with its NUL. Adds what the run has to
     * say of snapshots, in lines; removes those that are unused where that was asked for. */
    void (*end)(const sb_plan *plan, const sb_board *board, sb_bytes notes, sb_text *said);
    void (*finish)(void);
} sb_snapshot_hook;

#endif
