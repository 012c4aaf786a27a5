/* alone.h -- a case that crashed behind others in one process is run once more, the first of a fresh one.
 *
 * Its state stays what the crash made it; how it ended alone is told behind the reason. Main leaves the slot open with all but its
 * state written, and asks by `lone` at the seat; deaths.c is main's side of it.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_ALONE_H
#define SEEDBED_FRAMEWORK_PROCESS_ALONE_H

#include "worker.h"

/* In the worker: it did not crash, and ended so. */
void sb_alone_ended(const sb_worker *worker, size_t index, enum sb_state ended);
/* Close the slot as the crash made it, whatever the test said when it ran alone. */
void sb_alone_settle(sb_board *board, size_t index);

#endif
