/* late.h -- what a VFS opened that the application registered while tests ran, before it was hooked.
 */
#ifndef SEEDBED_SQLITE_LATE_H
#define SEEDBED_SQLITE_LATE_H

#include "watch.h"
#include <sqlite3.h>

/* Why a file may not be open that this process has open to write, noted for sb__watch_refused too; NULL: all may. vfs: the name of the
 * VFS; connection: the one that was opened by it, or NULL. The caller frees the answer. */
char *sb__late_find(sb_watch *watch, const char *vfs, sqlite3 *connection);

#endif
