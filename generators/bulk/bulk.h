/* bulk.h -- carry out a bulk: all rows of its plan, or none of them.
 */
#ifndef SEEDBED_GENERATORS_BULK_BULK_H
#define SEEDBED_GENERATORS_BULK_BULK_H

#include "plan.h"

/* SB_OK, or SB_ERR with sb_error(), and nothing of it stays. rows_out: of all tables. */
int sb_bulk_run(const sb_making *making, const sb_bulk_wish *wish, uint64_t *rows_out);

#endif
