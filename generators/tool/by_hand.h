/* by_hand.h -- what people do to a sandbox by hand: unlock it, and look into it.
 */
#ifndef SEEDBED_GENERATORS_TOOL_BY_HAND_H
#define SEEDBED_GENERATORS_TOOL_BY_HAND_H

#include "../../framework/sandbox/place.h"

/* What to do with one sandbox; an exit code. option: whether the action's own one was given. */
typedef int sb_tool_action_fn(sb_place *place, const sb_settings *settings, bool option);

/* Ends the run that holds the lock, with --force where it lives on this machine. */
int sb_tool_unlock(sb_place *place, const sb_settings *settings, bool force);
/* Starts the database's own program on the installed tables; --print: prints the command instead. */
int sb_tool_open(sb_place *place, const sb_settings *settings, bool print);
/* Prints sb_error() to stderr and returns the exit code. */
int sb_tool_complain(int code);

#endif
