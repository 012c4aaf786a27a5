/* make_told.h -- what seedbed make says meanwhile and at the end.
 */
#ifndef SEEDBED_GENERATORS_TOOL_MAKE_TOLD_H
#define SEEDBED_GENERATORS_TOOL_MAKE_TOLD_H

#include "../bulk/bulk.h"
#include "make_request.h"

/* A line that is drawn again and again, where stderr is a terminal. */
typedef struct sb_make_told {
    const sb_make_request *request;
    uint64_t began_ns;
    bool draws, drawn;
} sb_make_told;
sb_make_told sb_make_tell(const sb_make_request *request);
void sb_make_progress(void *env, const char *table, uint64_t made, uint64_t all);
/* What is to be made, or has been: each table with its rows. */
void sb_make_sum(void *env, const sb_bulk_plan *plan);

#endif
