/* aside.h -- --keep: the tables of a failed test are left for a person to look at. Private to framework/sandbox.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_ASIDE_H
#define SEEDBED_FRAMEWORK_SANDBOX_ASIDE_H

#include "place.h"

/* In main, before the run: what an earlier run of this program left is removed, unless another one is under way. */
int sb_aside_prepare(struct sb_sandbox *s, const char *program);
/* Behind the run. */
void sb_aside_leave(struct sb_sandbox *s);
/* The running test has failed. What opens its tables, or why they are not kept; the caller frees it. */
char *sb_aside_keep(const struct sb_sandbox *s);

#endif
