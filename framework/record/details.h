/* details.h -- what is known of a case beyond its slot: failures, a reason, output. Only cases that did not simply pass have some.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_DETAILS_H
#define SEEDBED_FRAMEWORK_RECORD_DETAILS_H

#include "../process/board.h"
#include "journal.h"

typedef struct sb_details {
    sb_failure *failure; /* file and text are owned */
    size_t n, room;
    char *reason;
    sb_text output;
} sb_details;

void sb_details_take(sb_details *details, const sb_entry *entry);
/* Point the result at the details, and say in a sentence what became of a case that did not return. */
void sb_details_tell(sb_details *details, const sb_slot *slot, uint64_t limit_ns, sb_result *out);
void sb_details_free(sb_details *details);

#endif
