/* outputs.h -- the reporters of a run and the files they write to: every event goes to all of them.
 *
 * --report NAME writes to stdout, --report NAME=FILE to a file; without any, the terminal reporter writes to stdout. One reporter at
 * most may have stdout, but those whose lines may stand beside its (sb_reporter.beside).
 *
 * Errors: SB_ERR with a message: two reporters on stdout or to one file, a file that cannot be written; no file is changed then. (Names are checked by config/options.c.)
 */
#ifndef SEEDBED_FRAMEWORK_REPORT_OUTPUTS_H
#define SEEDBED_FRAMEWORK_REPORT_OUTPUTS_H

#include "../config/options.h"
#include <seedbed/ext/reporter.h>
#include <stdio.h>
#include <sys/types.h>

typedef struct sb_output {
    const sb_reporter *reporter;
    void *env;
    FILE *file;
    const char *path; /* NULL: stdout */
    bool live, open;  /* open: the reporter was told of it */
    bool regular;
    dev_t device; /* of a regular file, which two of them must not write to */
    ino_t inode;
} sb_output;

typedef struct sb_outputs {
    sb_output *at;
    size_t n, room;
} sb_outputs;

int sb_outputs_open(sb_outputs *outputs, const sb_options *options);
/* Whether one of them draws progress. */
bool sb_outputs_live(const sb_outputs *outputs);
/* Whether none of them has anything to say of a test that simply passed. */
bool sb_outputs_pass_over(const sb_outputs *outputs);
void sb_outputs_begin(sb_outputs *outputs, const sb_run_info *info);
void sb_outputs_result(sb_outputs *outputs, const sb_result *result);
void sb_outputs_progress(sb_outputs *outputs, const sb_progress *progress);
void sb_outputs_end(sb_outputs *outputs, const sb_tally *tally);
/* SB_ERR when something could not be written. */
int sb_outputs_close(sb_outputs *outputs);

#endif
