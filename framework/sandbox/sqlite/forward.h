/* forward.h -- a VFS that stands before another one and hands on whatever it does not answer itself.
 */
#ifndef SEEDBED_SQLITE_FORWARD_H
#define SEEDBED_SQLITE_FORWARD_H

#include <sqlite3.h>

typedef struct sb_shim {
    sqlite3_vfs vfs; /* pAppData is the shim */
    sqlite3_vfs *real;
} sb_shim;

/* All methods go to `real`, with itself as the first argument: it may keep its state around its sqlite3_vfs. */
void sb__shim_init(sb_shim *shim, const char *name, sqlite3_vfs *real);
sqlite3_vfs *sb__shim_real(sqlite3_vfs *vfs);

#endif
