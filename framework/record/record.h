/* record.h -- the record of a run: the board and the journals, brought together case by case, in the order of the plan.
 *
 * What it is: the single source of truth. Reporters hear of a case only from here, when all there is to know of it is known, and
 * always in the order of the plan, whichever worker was faster.
 *
 * Calling sequence: sb_record_open; hand sb_record_sinks to the workers; sb_record_next as long as it is true, again and again
 * while the run goes on; at the end with `over`, so that cases that never ran come out as SB_UNSEEN; sb_record_close.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_RECORD_H
#define SEEDBED_FRAMEWORK_RECORD_RECORD_H

#include "../plan/plan.h"
#include "../process/board.h"
#include "../process/pool.h"
#include "../process/sink.h"

typedef struct sb_record sb_record;

/* plan and board are borrowed for the life of the record. SB_ERR with a message: no memory for a journal. */
int sb_record_open(const sb_plan *plan, sb_board *board, sb_record **out);
void sb_record_close(sb_record *record);
/* Leave out what differs from one machine to the next: golden outputs. */
void sb_record_pin(sb_record *record, bool pinned);
/* One per seat. */
const sb_sink *sb_record_sinks(const sb_record *record);
/* The descriptors of the journals, one per seat, for workers that are spawned; the caller frees the list. */
int *sb_record_journals(const sb_record *record);
/* In a spawned worker: the sink that writes to the journal of this descriptor. It lives as long as the process. */
const sb_sink *sb_record_join(int journal);

/* The output of a case that lost its process. */
void sb_record_output(sb_record *record, size_t index, const char *bytes, size_t size);
/* A worker of this seat is gone: what it had written is taken in. */
void sb_record_gone(sb_record *record, unsigned seat);
/* Drop what was said of a case that runs again. */
void sb_record_forget(sb_record *record, size_t index);
/* Why workers cannot go on at all, or NULL. */
const char *sb_record_broken(const sb_record *record);

/* What was heard of the case is what an attempt came to; `known` says how that ended. */
void sb_record_again(sb_record *record, size_t index, const sb_slot *known);
/* It crashed and is run once more alone: what it says that it has said before is no second failure. */
void sb_record_alone(sb_record *record, size_t index);
/* More about how it ended, to stand behind the reason. */
void sb_record_remark(sb_record *record, size_t index, const char *text);
/* The rows that it changed, in place of what was heard of them before. */
void sb_record_rows(sb_record *record, size_t index, const char *bytes, size_t size);

/* A worker died between two cases. */
void sb_record_died_after(sb_record *record, const sb_pool_trouble *how);
/* What failed the run beside its cases, in sentences: memory that tests lost, processes that failed when their test was over, workers
 * that died between two tests. NULL: nothing. */
const char *sb_record_trouble(const sb_record *record);

/* What tests noted by sb_running_note, each with its NUL, when the workers are gone. Borrowed. */
sb_bytes sb_record_notes(sb_record *record);

/* The next case of the plan, when it is done (or the run is over). The result is borrowed until the next call. */
bool sb_record_next(sb_record *record, bool over, sb_result *out);
/* Pass over the next cases, as long as they passed in less than this time and there is nothing else to say of them. How many. */
size_t sb_record_pass_over(sb_record *record, uint64_t less_ns, uint64_t *checks_out);
/* How many cases have a state, in any order; how many of those are neither passed nor skipped. */
void sb_record_count(sb_record *record, size_t *done_out, size_t *failed_out);
/* Whether each case ran and is good, and nothing beside them is wrong: what a run that is over will be told as, before it is told. */
bool sb_record_all_good(const sb_record *record);
/* The case that has run longest at this moment: NULL where none runs. */
const char *sb_record_slowest(const sb_record *record, uint64_t now_ns, uint64_t *ns_out);

#endif
