/* room.h -- whether columns that are unique, alone or together, have values enough for the rows of a bulk.
 */
#ifndef SEEDBED_GENERATORS_BULK_ROOM_H
#define SEEDBED_GENERATORS_BULK_ROOM_H

#include "plan.h"

/* Of a node whose parents are there. Sees to it that values which meet would meet as late as they can, and leaves by making->out where there
 * are certainly too few of them. */
void sb_bulk_make_room(const sb_bulk_node *node, const sb_making *making);

#endif
