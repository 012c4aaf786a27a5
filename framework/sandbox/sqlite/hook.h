/* hook.h -- the VFSs that SQLite has: their methods that have to do with names are replaced where they stand.
 *
 * What it is: a sqlite3_vfs is written by SQLite itself, which keeps its list in it, so that its methods can be replaced in place. In this way
 * nothing gets past them: no name of a VFS, no order of the list, no pointer to a VFS that somebody looked up before, and no
 * sqlite3_shutdown, after which SQLite registers the same structs again. Code that makes a VFS by copying one has our methods, too.
 *
 * A VFS that is registered while tests run is hooked when it is seen: when the next connection is opened, and at the end of a test.
 *
 * Threads: one at a time hooks; meanwhile others may look up what there is, because nothing is ever taken out.
 */
#ifndef SEEDBED_SQLITE_HOOK_H
#define SEEDBED_SQLITE_HOOK_H

#include <sqlite3.h>
#include <stdatomic.h>
#include <stddef.h>

/* A VFS, and what it was. The original methods are called with the VFS itself, because it may keep its state around it. */
typedef struct sb_hooked {
    sqlite3_vfs *vfs, was;
    struct sb_hooked *_Atomic next;
} sb_hooked;

typedef struct sb_hooks {
    sb_hooked *_Atomic first;
    sb_hooked *last;
} sb_hooks;

/* All that are in the list and are not hooked yet, but "memdb", which has no files. with: xOpen, xDelete, xAccess and xFullPathname of
 * this one. The name of one that had an xOpen of its own until now; NULL: there was none. */
const char *sb__hook_all(sb_hooks *hooks, const sqlite3_vfs *with);
/* The methods that it had, or those of the VFS that it is a copy of; where that cannot be told, methods that refuse. Never NULL. */
const sqlite3_vfs *sb__hook_real(const sb_hooks *hooks, const sqlite3_vfs *vfs);

#endif
