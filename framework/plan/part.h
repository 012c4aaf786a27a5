/* part.h -- what of the selected cases this run has: its shard, and that several times over. Private to framework/plan/.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_PART_H
#define SEEDBED_FRAMEWORK_PLAN_PART_H

#include "plan.h"

/* Number the cases, note how many there are and the digest of their names, keep those of the shard (0 of 0: all), and repeat them.
 *
 * The kth case belongs to shard k mod shards: neighbours cost alike, so that shards of slow suites come out even. Rounds follow each
 * other; the cases of the second have " #2" behind their names, and so on, or "##2" where a name ends like that already. */
void sb_plan_part(sb_plan *plan, unsigned shard, unsigned shards, unsigned rounds);

#endif
