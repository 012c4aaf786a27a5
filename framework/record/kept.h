/* kept.h -- what a worker noted as it died, kept small: a run may have thousands of crashes.
 *
 * Calling sequence: sb_kept_put; sb_kept_unpack as often as needed.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_KEPT_H
#define SEEDBED_FRAMEWORK_RECORD_KEPT_H

#include "../process/crash.h"

typedef struct sb_kept sb_kept;

enum { SB_KEPT_MOST = sizeof(sb_crash) + 64 };

/* How many bytes of the room it takes, SB_KEPT_MOST at the most; 0: there are not as many. It may be moved as any bytes, to where an
 * sb_crash could stand. */
size_t sb_kept_put(const sb_crash *crash, void *room, size_t bytes);
/* As it was, in memory that the caller frees. */
sb_crash *sb_kept_unpack(const sb_kept *kept);

#endif
