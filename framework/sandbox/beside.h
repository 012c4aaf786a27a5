/* beside.h -- databases that the running test may not open: those of other sandboxes, and those of none.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_BESIDE_H
#define SEEDBED_FRAMEWORK_SANDBOX_BESIDE_H

#include "place.h"

/* In main: what the configuration says of it. */
void sb_beside_find(struct sb_sandbox *s);
/* In main: what workers make outside of the folders is noted, and told at the end where it is left. */
void sb_beside_note(struct sb_sandbox *s);
void sb_beside_hand_over(const struct sb_sandbox *s, sb_handed *to);
/* In a worker. */
int sb_beside_take_over(struct sb_sandbox *s, sb_handed *from);
/* The clones are open: from now on the backends refuse. */
int sb_beside_guard(struct sb_sandbox *s);
/* A test begins. place NULL: its suite has no sandbox. */
void sb_beside_admit(struct sb_sandbox *s, const sb_place *place, const sb_suite *suite);
/* It is over: what it was refused fails it. */
void sb_beside_tell(const struct sb_sandbox *s);
void sb_beside_leave(struct sb_sandbox *s);

#endif
