/* last_file.h -- the file of the last run: where it is, and how it is read and replaced. Private to framework/record/.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_LAST_FILE_H
#define SEEDBED_FRAMEWORK_RECORD_LAST_FILE_H

#include "../../assert/text.h"

/* $XDG_CACHE_HOME/seedbed/NAME-HASH, or the same below ~/.cache, for the program at this path; NULL where there is no such folder
 * to be had. The caller's to free. */
char *sb_last_place(const char *program);
/* All of a regular file as a string that the caller frees; NULL: it is not there, or too large to be ours. */
char *sb_last_load(const char *path);
/* Replace it at once and as a whole. make_folders: those above it too. SB_ERR with a message; the old file is as it was then. */
int sb_last_save(const char *path, const sb_text *text, bool make_folders);

#endif
