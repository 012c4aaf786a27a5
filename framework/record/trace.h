/* trace.h -- what a worker noted as it died, in words: what happened, and the calls that led there.
 *
 * Calling sequence: sb_trace_open in main; for each crash sb_trace_cause and sb_trace_calls; sb_trace_close.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_TRACE_H
#define SEEDBED_FRAMEWORK_RECORD_TRACE_H

#include "../process/crash.h"

typedef struct sb_trace sb_trace;

/* The case that died, for the names of its functions. */
typedef struct sb_trace_case {
    const char *suite, *test;
} sb_trace_case;

/* pinned: leave out what differs from one machine to the next. */
sb_trace *sb_trace_open(bool pinned);
void sb_trace_close(sb_trace *trace);
/* "a NULL pointer was used: it wrote to address 0x8"; NULL where the signal says it all. The caller frees it. */
char *sb_trace_cause(const sb_trace *trace, const sb_crash *crash);
/* A line per call, innermost first, without a newline at the end; NULL where nothing is known. The caller frees it. */
char *sb_trace_calls(sb_trace *trace, const sb_crash *crash, sb_trace_case of);

#endif
