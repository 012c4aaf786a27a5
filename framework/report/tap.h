/* tap.h -- what the TAP reporters share: one case, in either version. Private to them. */
#ifndef SEEDBED_FRAMEWORK_REPORT_TAP_H
#define SEEDBED_FRAMEWORK_REPORT_TAP_H

#include "../../assert/text.h"
#include <seedbed/ext/reporter.h>

/* Add a name or a reason: one line, in which # and \ are text and not the beginning of a directive. */
void sb__tap_words(sb_text *to, const char *words);
/* Add the line of a case, by its name with or without the suite, and the block below it. */
void sb__tap_case(sb_text *to, const sb_result *result, size_t number, bool with_suite, bool pinned);
/* Add the comments at the end of a run. */
void sb__tap_end(sb_text *to, const sb_tally *tally, bool pinned);

#endif
