/* status.h -- what `seedbed sandbox status` prints of one sandbox.
 */
#ifndef SEEDBED_GENERATORS_TOOL_STATUS_H
#define SEEDBED_GENERATORS_TOOL_STATUS_H

#include "../../framework/sandbox/place.h"

/* An exit code: SB_EXIT_REFUSED where tests would be refused, with the reasons printed to stdout among the rest. */
int sb_status_print(sb_place *place, const sb_settings *settings);

#endif
