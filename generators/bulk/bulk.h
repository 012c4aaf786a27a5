/* bulk.h -- carry out a bulk: all rows of its plan, or none of them.
 */
#ifndef SEEDBED_GENERATORS_BULK_BULK_H
#define SEEDBED_GENERATORS_BULK_BULK_H

#include "plan.h"

/* Called now and then: so many of all rows are made, `table` is being filled. */
typedef void sb_bulk_progress_fn(void *env, const char *table, uint64_t made, uint64_t all);

/* SB_OK, or SB_ERR with sb_error(), and nothing of it stays. rows_out: of all tables. progress: NULL for none. */
int sb_bulk_run(const sb_making *making, const sb_bulk_wish *wish, sb_bulk_progress_fn *progress, void *env, uint64_t *rows_out);

#endif
