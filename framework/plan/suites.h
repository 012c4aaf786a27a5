/* suites.h -- suites with what they inherit: options, steps in the order they run, the size of the fixture.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_SUITES_H
#define SEEDBED_FRAMEWORK_PLAN_SUITES_H

#include "plan.h"

/* Resolve the suite of this name, declared or not, into *out. SB_ERR: declared twice, inside itself, two fixtures. */
int sb_suite_resolve(const sb_context *from, const char *name, sb_planned_suite *out);
void sb_suite_release(sb_planned_suite *suite);

/* SB_ERR with a message where the words of .tags or .needs hold a character that a tag expression could not ask for. */
int sb_words_refuse(const char *option, const char *words, const char *file, int line);

#endif
