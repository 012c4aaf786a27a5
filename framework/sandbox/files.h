/* files.h -- the folder for files that the application stores while it is tested.
 *
 * What it is: below files.test_root each run has a folder of its own, locked while the run lives, and in it each worker one. A
 * marker file says that the root is ours to empty.
 *
 *     test_root/.seedbed            the marker, held while folders are made and removed
 *     test_root/run-<pid>/.lock     locked for the life of the run
 *     test_root/run-<pid>/<pid>/    of one worker: what sandbox_files() returns
 *
 * Calling sequence: in main sb_files_open and sb_files_close; in a worker sb_files_folder, and sb_files_empty after each test that
 * asked for it.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_FILES_H
#define SEEDBED_FRAMEWORK_SANDBOX_FILES_H

#include "lock.h"

typedef struct sb_files {
    char *root; /* NULL: not open */
    char *run;
    sb_lock lock;
    char *folder; /* of this worker, once asked for */
    bool asked;   /* by the running test */
} sb_files;

/* What a root without our marker has in it, as a name; NULL where it is empty, ours, or not there. The caller frees it. */
char *sb_files_foreign(const char *root);
/* Makes the root and this run's folder, and removes what dead runs left. */
int sb_files_open(sb_files *files, const char *root);
/* This worker's folder; NULL with a message. */
const char *sb_files_folder(sb_files *files);
/* Empties the folder where the running test asked for it. */
int sb_files_empty(sb_files *files);
/* Removes this run's folder, and the root with its marker where no other run uses it. */
void sb_files_close(sb_files *files);
/* In a worker: removes its folder. */
void sb_files_leave(sb_files *files);

#endif
