/* cleanups.h -- what a test wants done when it is over: a list that runs last-in first-out.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_CLEANUPS_H
#define SEEDBED_FRAMEWORK_PROCESS_CLEANUPS_H

#include "../../assert/context.h"

typedef struct sb_cleanup {
    sb_any_function *fn;   /* of the type that `arg` and `arity` say */
    void (*bound)(void *); /* instead of fn: from sb_when_over */
    sb_value arg;
    int arity;
} sb_cleanup;

/* The list keeps its room from test to test, so that a test that adds a few allocates nothing. */
typedef struct sb_cleanups {
    sb_cleanup *at;
    size_t n, room;
} sb_cleanups;

void sb_cleanups_push(sb_cleanups *list, sb_cleanup one);
/* Take the last one off and run it; false when there was none. It is off the list before it runs, so that one that fails and
 * jumps away is not run again. */
bool sb_cleanups_run_last(sb_cleanups *list);
void sb_cleanups_release(sb_cleanups *list);

#endif
