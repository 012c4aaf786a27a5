/* kept.h -- what a worker noted as it died, kept small: a run may have thousands of crashes, and each page that main writes between two
 * workers is copied.
 *
 * Calling sequence: sb_kept_pack; sb_kept_unpack as often as needed; free.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_KEPT_H
#define SEEDBED_FRAMEWORK_RECORD_KEPT_H

#include "../process/crash.h"

typedef struct sb_kept sb_kept;

/* The caller frees it. */
sb_kept *sb_kept_pack(const sb_crash *crash);
/* As it was, in memory that the caller frees. */
sb_crash *sb_kept_unpack(const sb_kept *kept);

#endif
