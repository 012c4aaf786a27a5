/* order.h -- in which order the cases of a plan begin. Private to framework/plan/.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_ORDER_H
#define SEEDBED_FRAMEWORK_PLAN_ORDER_H

#include "plan.h"

/* Shuffle where that is wanted, and make plan->order: what took long in the last run first, what is serial last, all else as it
 * stands. */
void sb_plan_order(sb_plan *plan, const sb_selection *selection);

#endif
