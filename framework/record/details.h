/* details.h -- what is known of a case beyond its slot: failures, a reason, output. Only cases that did not simply pass have some.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_DETAILS_H
#define SEEDBED_FRAMEWORK_RECORD_DETAILS_H

#include "../process/board.h"
#include "journal.h"
#include "trace.h"

typedef struct sb_details {
    sb_failure *failure; /* file and text are owned */
    size_t n, room;
    char *reason;
    sb_text output;
    sb_crash *crash; /* what its worker noted as it died; NULL: nothing */
    char *trace;
} sb_details;

void sb_details_take(sb_details *details, const sb_entry *entry);
/* The note of the worker that died in this case is copied. */
void sb_details_crash(sb_details *details, const sb_crash *crash);
/* Point the result at the details, and say in a sentence what became of a case that did not return. */
void sb_details_tell(sb_details *details, const sb_slot *slot, uint64_t limit_ns, sb_trace *trace, sb_result *out);
void sb_details_free(sb_details *details);

#endif
