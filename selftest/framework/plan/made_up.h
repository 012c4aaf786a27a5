/* made_up.h -- a registry of our own, from the names of its cases, for tests of what a plan makes of it.
 */
#ifndef SEEDBED_SELFTEST_PLAN_MADE_UP_H
#define SEEDBED_SELFTEST_PLAN_MADE_UP_H

#include "../../../framework/plan/plan.h"

enum { MADE_UP_MOST = 16 };

typedef struct made_up {
    sb_context from;
    sb_case test[MADE_UP_MOST];
    sb_case_more more[MADE_UP_MOST];
    char *case_text[MADE_UP_MOST];
    sb_case_range range;
    size_t n;
    sb_plan plan;
    bool planned;
    sb_text text;
} made_up;

/* One more case; it stands behind those before it. Options and rows, zeros yet, are to be filled in. */
sb_case_more *made_up_case(made_up *to, const char *suite, const char *name);
/* Make the plan anew. */
int made_up_plan(made_up *of, sb_selection selection);
/* The names of the plan in the order of its items, separated by spaces; by: in the order they begin. */
const char *made_up_names(made_up *of);
const char *made_up_order(made_up *of);
void made_up_release(made_up *of);

#endif
