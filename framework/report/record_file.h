/* record_file.h -- a record read back whole: docs/RECORD.md is the format.
 *
 * Errors: SB_ERR or SB_ENOTFOUND with a message that names the file, and the line and column where there is one. A record that ends
 * too early is no error: `ended` is false then. One that was killed before its first line was whole is told apart from other errors, so
 * that those of other shards are not lost with it: `unborn` is true then.
 */
#ifndef SEEDBED_FRAMEWORK_REPORT_RECORD_FILE_H
#define SEEDBED_FRAMEWORK_REPORT_RECORD_FILE_H

#include "record_text.h"
#include <seedbed/ext/reporter.h>

typedef struct sb__recorded {
    const char *path; /* borrowed */
    sb_run_info info;
    sb_result *result; /* in the order of their index; some may be missing where the record did not end */
    size_t n, room;
    bool ended;
    bool unborn;
    char *why; /* the message of one that is unborn */
    sb_tally end;
    size_t bytes; /* of the file; 0: not known */
    sb__texts texts;
} sb__recorded;

int sb__recorded_read(sb__recorded *record, const char *path);
void sb__recorded_release(sb__recorded *record);

#endif
