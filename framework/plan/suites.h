/* suites.h -- suites with what they inherit: options, steps in the order they run, the size of the fixture.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_SUITES_H
#define SEEDBED_FRAMEWORK_PLAN_SUITES_H

#include "declared.h"
#include "plan.h"

/* Resolve the suite of this name, declared or not, into *out. SB_ERR: declared twice, inside itself, two fixtures. */
int sb_suite_resolve(const sb_declared *from, const char *name, sb_planned_suite *out);
void sb_suite_release(sb_planned_suite *suite);

/* SB_ERR with a message where the words of .tags or .needs hold a character that a tag expression could not ask for. */
int sb_words_refuse(const char *option, const char *words, const char *file, int line);

/* Where the struct of a level stands in the fixture memory, and its bytes. */
struct sb__level_at {
    size_t at, size;
};
/* The next level inwards; resolved: its options, inherited. */
void sb__levels_add(sb_planned_suite *out, const sb_declared *from, const sb_suite *resolved, struct sb__level_at fixture);
void sb__levels_release(sb_planned_suite *suite);

#endif
