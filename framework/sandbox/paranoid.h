/* paranoid.h -- --paranoid: all that a sandbox holds, compared after each reset with what it held before. Private to framework/sandbox.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_PARANOID_H
#define SEEDBED_FRAMEWORK_SANDBOX_PARANOID_H

#include "place.h"

/* The present state, which is a base state, is what a reset must lead back to. SB_ERR with a message. */
int sb_paranoid_take(sb_place *place, const sb_db *db);
/* The sandbox was brought back: what is not as it was fails the running test, whose doing it is. */
void sb_paranoid_check(sb_place *place, const sb_db *db);
void sb_paranoid_free(sb_place *place);

#endif
