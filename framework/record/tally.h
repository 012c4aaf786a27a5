/* tally.h -- results counted by how they ended.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_TALLY_H
#define SEEDBED_FRAMEWORK_RECORD_TALLY_H

#include <seedbed/ext/reporter.h>

void sb_tally_add(sb_tally *tally, const sb_result *result);
/* So many that passed, with their assertions. */
void sb_tally_add_passed(sb_tally *tally, size_t passed, uint64_t checks);
/* Whether the run is green: something ran, nothing failed, and what was planned was reported. */
bool sb_tally_passed(const sb_tally *tally);

#endif
