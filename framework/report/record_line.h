/* record_line.h -- one line of a record, read back into the struct that a reporter was given. docs/RECORD.md is the format.
 *
 * Errors: SB_ERR with "file:line:column: ..." for a key that is missing or holds something else than the format says.
 */
#ifndef SEEDBED_FRAMEWORK_REPORT_RECORD_LINE_H
#define SEEDBED_FRAMEWORK_REPORT_RECORD_LINE_H

#include "record_text.h"
#include <seedbed/ext/reporter.h>

/* What the structs point to is taken from `texts`. */
int sb__line_run(const sb_node *line, sb__texts *texts, sb_run_info *out);
int sb__line_result(const sb_node *line, sb__texts *texts, sb_result *out);
int sb__line_end(const sb_node *line, sb__texts *texts, sb_tally *out);
/* The word behind "event"; SB_ERR where the line is no object with one. */
int sb__line_event(const sb_node *line, const char **out);

#endif
