/* handed.h -- the sandboxes of a run, from main to a spawned worker. Private to framework/sandbox.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_HANDED_H
#define SEEDBED_FRAMEWORK_SANDBOX_HANDED_H

#include <seedbed/ext/resource.h>

/* What the sandbox's prepare made, so that take_over stands in place of it: settings as far as tests need them, places with their
 * clones, guarded paths and the folder for files. Locks and tables stay main's business. */
int sb_sandbox_hand_over(sb_handed *to);
int sb_sandbox_take_over(sb_handed *from);

#endif
