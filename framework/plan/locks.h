/* locks.h -- the names in .needs as numbers: a bit for each lock that a case needs.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_LOCKS_H
#define SEEDBED_FRAMEWORK_PLAN_LOCKS_H

#include "plan.h"

/* Set `locks` of every case. Of more than 64 names some share a bit: their tests wait for each other without need, and no worse. */
void sb_locks_number(sb_plan *plan);

#endif
