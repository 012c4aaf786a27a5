/* serve.h -- the part of sb_main that a spawned worker takes.
 */
#ifndef SEEDBED_FRAMEWORK_SERVE_H
#define SEEDBED_FRAMEWORK_SERVE_H

#include "process/handover.h"

/* Take from main what it handed over, and work until no case is left. The process ends here. */
__attribute__((noreturn)) void sb_serve(const sb_handover *given);

#endif
