/* again.h -- the plan of main once more, in another process of the same program: a spawned worker.
 *
 * What was selected and in which order may depend on the clock, on files and on the environment, so that it is not decided anew: main
 * sends its decisions, and cases and rows, which cannot travel, are found by their number among all that are registered.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_AGAIN_H
#define SEEDBED_FRAMEWORK_PLAN_AGAIN_H

#include "plan.h"

/* Main's plan as it was sent. The structs are as they stand in main's memory, where their pointers mean something. */
typedef struct sb_sent_plan {
    sb_plan plan;
    const sb_planned *item;        /* plan.n */
    const sb_planned_terms *terms; /* plan.terms_n */
    const uint32_t *order;         /* plan.n; NULL: as they stand */
    uint64_t names;                /* sb_plan_names of main's */
} sb_sent_plan;

/* A number of the names of all cases, in their order. */
uint64_t sb_plan_names(const sb_plan *plan);
/* SB_ERR with a message: this is not the same program. The plan is then empty and need not be released. */
int sb_plan_again(sb_plan *plan, const sb_context *from, const sb_sent_plan *sent);

#endif
