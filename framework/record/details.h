/* details.h -- what is known of a case beyond its slot: failures, a reason, output. Only cases that did not simply pass have some.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_DETAILS_H
#define SEEDBED_FRAMEWORK_RECORD_DETAILS_H

#include "../plan/plan.h"
#include "../process/board.h"
#include "changes.h"
#include "journal.h"
#include "kept.h"
#include "trace.h"

typedef struct sb_details {
    sb_failure *failure; /* file and text are owned */
    size_t n, room;
    char *reason;
    sb_text remark; /* more about how it ended, to stand behind the reason */
    sb_text output;
    sb_changes *changes; /* to rows, of the last attempt that failed; NULL: nothing was said of them */
    sb_kept *crash;      /* what its worker noted as it died; NULL: nothing */
    char *trace;
    /* Attempts that are over, and how much of failures and output is theirs. */
    unsigned attempts;
    size_t failures_before, output_before;
    size_t failures_known; /* it runs once more alone: those up to here it may say again */
} sb_details;

void sb_details_take(sb_details *details, const sb_entry *entry);
/* The note of the worker that died in this case, which is the details' to free. */
void sb_details_crash(sb_details *details, sb_kept *crash);
/* What was taken since the last call is what an attempt of this test came to; `ended` of the slot, and what it says of that. */
void sb_details_again(sb_details *details, const sb_planned *test, const sb_slot *slot, sb_trace *trace);
/* It runs once more alone: failures that were taken already are not taken again. */
void sb_details_alone(sb_details *details);
/* Point the result at the details, and say in a sentence what became of a case that did not simply return. */
void sb_details_tell(sb_details *details, const sb_planned *test, const sb_slot *slot, sb_trace *trace, sb_result *out);
void sb_details_free(sb_details *details);

#endif
