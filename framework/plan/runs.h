/* runs.h -- the registered cases in the order of their files, in runs of neighbours. Private to framework/plan/.
 *
 * There may be a hundred thousand cases, and mostly nothing is left to sort: so neighbours of one file and suite are one run, and what they
 * have in common is looked up once for all of them.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_RUNS_H
#define SEEDBED_FRAMEWORK_PLAN_RUNS_H

#include "../../assert/context.h"

/* Cases of one suite that stand side by side in memory and in their file. */
typedef struct sb_run_of_cases {
    const sb_case *first;
    size_t n;
    bool backwards; /* the last one in the file is the first in memory: compilers like to emit them so */
} sb_run_of_cases;

typedef struct sb_runs {
    sb_run_of_cases *at;
    size_t n, room;
    size_t planned; /* all cases, each row as one */
    size_t more;    /* cases with options or rows */
} sb_runs;

/* By file, then line, whatever the order in which the linker put them or the constructors ran. */
sb_runs sb_runs_make(const sb_context *from);
void sb_runs_release(sb_runs *runs);

/* The i-th in the order of the file. */
static inline const sb_case *sb_run_case(const sb_run_of_cases *run, size_t i)
{
    return run->first + (run->backwards ? run->n - 1 - i : i);
}

#endif
