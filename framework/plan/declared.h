/* declared.h -- the suites and steps that are registered, found by the name of the suite. Private to framework/plan/.
 *
 * A program has as many lists of them as it has constructors, in no order: without this each suite would walk all steps of all others.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_DECLARED_H
#define SEEDBED_FRAMEWORK_PLAN_DECLARED_H

#include "../../assert/context.h"

typedef struct sb_declared {
    const sb_suite **suite; /* by name, file, line */
    size_t suites;
    const sb_step **step; /* by suite, kind, file, line */
    size_t steps;
} sb_declared;

sb_declared sb_declared_make(const sb_context *from);
void sb_declared_release(sb_declared *of);

/* The suite of this name, or NULL where it is a mere name. `*again` (or NULL): the same one, declared once more. */
const sb_suite *sb_declared_suite(const sb_declared *of, const char *name, const sb_suite **again);

/* The steps of a suite that are of this kind, by file and line. */
const sb_step *const *sb_declared_steps(const sb_declared *of, const char *suite, enum sb_when when, size_t *n_out);
/* Whether the suite has a step of any kind. */
bool sb_declared_has_step(const sb_declared *of, const char *suite);

#endif
