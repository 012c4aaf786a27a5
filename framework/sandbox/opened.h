/* opened.h -- connections that were there before the sandbox.
 */
#ifndef SEEDBED_SANDBOX_OPENED_H
#define SEEDBED_SANDBOX_OPENED_H

#include "place.h"

/* SB_EREFUSED: this process has the file of one of these sandboxes open to write. Where the system does not tell, nothing is refused. */
int sb_opened_refuse(const sb_settings *settings);
/* Likewise, where there are sandboxes in files: it has any SQLite database open to write, which it has opened itself. */
int sb_opened_refuse_others(const struct sb_sandbox *s);

#endif
