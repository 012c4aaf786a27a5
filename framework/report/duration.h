/* duration.h -- how long something took, in the unit that a person would choose. */
#ifndef SEEDBED_FRAMEWORK_REPORT_DURATION_H
#define SEEDBED_FRAMEWORK_REPORT_DURATION_H

#include "../../assert/text.h"

/* "1.3 us", "0.04 ms", "1.2 ms", "12 ms", "1.25 s", "2 min 05 s"; "0 ms" when pinned. */
void sb__duration(sb_text *to, uint64_t ns, bool pinned);

#endif
