/* record_join.h -- the records of shards joined into the run that they are parts of.
 *
 * Calling sequence: read the records, sb__join, tell the result to reporters, sb__joined_release, release the records.
 *
 * What becomes of what: results stand in the order of their place. Workers are numbered shard by shard: those of shard 2 follow those of
 * shard 1. Each shard's clock begins at 0, so that the lanes of a timeline stand below each other. The run took as long as its longest
 * shard. What no record tells is not run: the cases of a missing shard (but not with `partial`), and those behind the end of a torn one.
 *
 * Errors: SB_ERR with a message: records of different runs, two of one shard, a test in two of them.
 */
#ifndef SEEDBED_FRAMEWORK_REPORT_RECORD_JOIN_H
#define SEEDBED_FRAMEWORK_REPORT_RECORD_JOIN_H

#include "record_file.h"

typedef struct sb__joined {
    sb_run_info info;
    sb_result *result;
    size_t n;
    sb_tally tally;
    size_t selected; /* by the runs, of all shards */
    char *left_out;  /* partial: which shards are not there; NULL: none */
    sb__texts texts;
    sb_text trouble, notes, hosts;
    const char **from;
} sb__joined;

/* Records that are unborn are told as trouble; where no other is among them, what is wrong with the first is the error. The records are
 * brought into the order of their shards, and lend their texts. */
int sb__join(sb__recorded *record, size_t n, bool partial, sb__joined *out);
void sb__joined_release(sb__joined *joined);

#endif
