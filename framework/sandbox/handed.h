/* handed.h -- the sandboxes of a run, from main to a spawned worker. Private to framework/sandbox.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_HANDED_H
#define SEEDBED_FRAMEWORK_SANDBOX_HANDED_H

#include <seedbed/ext/backend.h>
#include <seedbed/ext/resource.h>

/* What the sandbox's prepare made, so that take_over stands in place of it: settings as far as tests need them, places with their
 * clones, guarded paths and the folder for files. Locks and tables stay main's business. */
int sb_sandbox_hand_over(sb_handed *to);
int sb_sandbox_take_over(sb_handed *from);

/* In the worker: a copy of the next text, NULL where it is none; a truth; a backend by its scheme. */
int sb_handed_copy(sb_handed *from, char **out);
int sb_handed_truth(sb_handed *from, bool *out);
int sb_handed_backend(sb_handed *from, const sb_backend **out);

#endif
