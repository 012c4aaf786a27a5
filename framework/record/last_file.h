/* last_file.h -- the file of the last run: where it is, and how it is read and replaced. Private to framework/record/.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_LAST_FILE_H
#define SEEDBED_FRAMEWORK_RECORD_LAST_FILE_H

#include "../../assert/text.h"

/* $XDG_CACHE_HOME/seedbed/NAME-HASH, or the same below ~/.cache, for the program at this path; NULL where there is no such folder
 * to be had. The caller's to free. */
char *sb_last_place(const char *program);
/* All of a regular file as a string that the caller frees; NULL: it is not there, or empty. Of one too large to be ours
 * it is the beginning. */
char *sb_last_load(const char *path);
/* Waits until no other run is at it, at most for two seconds. The file is made where it is not there; make_folders: those above it too.
 * -1: there is no lock to be had, and two runs at once may lose what one of them found. */
int sb_last_lock(const char *path, bool make_folders);
void sb_last_unlock(int lock);
/* Replace it at once and as a whole. SB_ERR with a message; the old file is as it was then. */
int sb_last_save(const char *path, const sb_text *text);

#endif
