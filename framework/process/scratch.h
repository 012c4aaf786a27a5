/* scratch.h -- temporary folders of tests: one below another, so that main can remove what a dead worker, or a dead main, left.
 *
 * What it is: a run has a folder $TMPDIR/seedbed-PID-N/, a worker w<seat>/ in it, a test a folder in that. None of them is made
 * before a test asks. Main removes a worker's folder when the worker died, its own at the end of the run, and those of runs whose main
 * is no more: when it has run for a moment, or at the end where its own tests asked for folders. What is over sooner, and needs none, is
 * spared the look at what may be a long list.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_SCRATCH_H
#define SEEDBED_FRAMEWORK_PROCESS_SCRATCH_H

#include "../../assert/text.h"

/* Name the run's folder; nothing is made. Owned by the context, until sb_scratch_close. */
void sb_scratch_open(void);
/* A new folder for a test that runs at this seat; the caller frees the path. NULL for failure. */
char *sb_scratch_make(unsigned seat);
/* Remove what a worker of this seat left; what dead runs left; what the whole run left. */
void sb_scratch_clear(unsigned seat);
void sb_scratch_clear_dead(void);
void sb_scratch_close(void);

#endif
