/* made.h -- databases that a run makes outside of its own folders: known by all of its workers, and told where they are left.
 *
 * What it is: a file in memory that main makes and every worker writes to the end of: by device and inode which files these are. Where
 * the file system does not say when a file was made (NFS, FUSE), or a clock is set back, that is all that tells them from live databases.
 */
#ifndef SEEDBED_SANDBOX_MADE_H
#define SEEDBED_SANDBOX_MADE_H

#include "../process/os.h"
#include <stdbool.h>

typedef struct sb_made {
    bool in_use;
    sb_os_file file; /* a test may have closed it, or put another under its number */
} sb_made;

/* fd 0 or below: nothing is noted. */
void sb_made_use(sb_made *made, int fd);
/* The file at the path was made by this run. */
void sb_made_note(sb_made *made, const char *path);
bool sb_made_has(const sb_made *made, const char *path);
/* Each that is still there, once. */
void sb_made_each_left(const sb_made *made, void (*fn)(const char *path));

#endif
