/* on_reset.h -- functions of the application to be called when its tables are others than before. Private to framework/sandbox.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_ON_RESET_H
#define SEEDBED_FRAMEWORK_SANDBOX_ON_RESET_H

#include "place.h"

/* Now; state is the struct sb_sandbox. */
void sb_on_reset_call(void *state);
/* As the last of the clean-ups of the running test; behind a SUITE_SETUP or SUITE_TEARDOWN at once. */
void sb_on_reset_later(struct sb_sandbox *s);

#endif
