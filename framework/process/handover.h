/* handover.h -- what a spawned worker, which shares no memory with main, gets from it.
 *
 * What it is: a file in memory with the plan as main decided it, the settings of workers and what resources hand over, written once
 * per run; and per worker a variable in its environment with the numbers of the descriptors it inherits. A constructor takes the
 * variable out of the environment, so that programs which a test starts never see it, and binds the worker's life to main's, before
 * anything of the program runs; sb_main finds it on the context and becomes a worker.
 *
 * Calling sequence: in main sb_handover_write, sb_handover_start per worker, close the file; in the worker sb_handover_read.
 *
 * Trust: structs travel as they stand in memory, because both sides are the same program. That they are is checked.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_HANDOVER_H
#define SEEDBED_FRAMEWORK_PROCESS_HANDOVER_H

#include "handed.h"
#include "worker.h"
#include <sys/types.h>

/* What main knows of a run whose workers are spawned. */
typedef struct sb_spawn {
    char *const *argv;
    const sb_handed *handed; /* by the resources */
    const int *journal;      /* descriptors, one per seat */
} sb_spawn;

/* The descriptors of a spawned worker; hung on the context. */
typedef struct sb_handover {
    int block, board, journal, capture;
    unsigned seat;
} sb_handover;

/* The file for all workers, or negative with a message. Of `common` the settings count, which are the same for all. */
int sb_handover_write(const sb_worker *common, const sb_spawn *spawn);
/* Negative with errno. */
pid_t sb_handover_start(const sb_worker *worker, const sb_spawn *spawn, int block);

/* In the worker: the plan, and a worker that still lacks its sink; from: for sb_resources_take_over. What it gives lives as long as the
 * process. SB_ERR with a message. */
int sb_handover_read(const sb_handover *given, sb_worker *worker_out, sb_plan *plan_out, sb_handed *from);

#endif
