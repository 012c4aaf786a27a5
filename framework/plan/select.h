/* select.h -- which cases a run wants: by name, tag and last run.
 *
 * A pattern is a full name, the beginning of one up to a slash ("enrolment", "price/by_mode"), or a glob over the full name
 * ("enrol*", "*full*"; a slash is an ordinary character to it). What is a full name selects that case alone, also where it could be
 * read as a glob or as the beginning of others; a round that --repeat put behind it ("s/t #2") is passed over. With ! in front it
 * takes away. Patterns and regular expressions add up; without any that adds, all cases are wanted before the ! patterns take away.
 * exact, tags and failed then leave only those that fit all of them.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_SELECT_H
#define SEEDBED_FRAMEWORK_PLAN_SELECT_H

#include "drafts.h"

/* Set wanted, one per draft. SB_ENOTFOUND with a message for the first pattern or filter that fits no case, and where they leave none
 * together; SB_ERR for one that cannot be read. */
int sb_select(const sb_selection *selection, const sb_drafts *drafts, bool *wanted);

#endif
