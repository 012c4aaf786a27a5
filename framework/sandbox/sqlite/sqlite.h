/* sqlite.h -- the SQLite backend, and what its connection promises beyond ext/backend.h.
 *
 * Files: a url is a path. The connection waits up to five seconds for locks of other processes; it leaves foreign keys as SQLite
 * has them (not enforced) until somebody runs PRAGMA foreign_keys.
 *
 * Bulk: all rows of a table are one statement; 20,000 and more, into a table with indexes that holds a thousand rows at most, go by way
 * of a temporary database, which needs the room of the rows and their indexes once more in SQLite's folder for temporary files
 * (SQLITE_TMPDIR, else TMPDIR, /var/tmp, /tmp). Not so in a clone, in somebody else's transaction, and in tables WITHOUT ROWID or with
 * generated columns, triggers or ON CONFLICT. Where foreign keys are enforced, they are looked at in bulk_end. No schema of the
 * database is written to.
 *
 * Clones: the base state lies in a sealed memory file, and each process that opens a clone maps it privately. All VFSs that
 * SQLite has serve the one configured path (however it is spelt: relative, by symbolic link, as file: URI, with an explicit vfs) from
 * that memory, and every other path as they did before.
 *
 * What holds in a clone: any number of connections and threads, all journal modes, WAL, ATTACH, VACUUM, changes of the schema.
 * immutable=1 and nolock=1 are refused (SQLITE_CANTOPEN) and locking_mode=exclusive is answered with normal, because such
 * connections would never learn of a reset. A clone has room for its base state and 4 GiB (64 MiB where address space
 * is limited or counted) or four times that size more, whichever is larger, and its WAL for as much again; beyond it SQLite says SQLITE_FULL. A new connection's journal mode is
 * "memory", also where the live database is in WAL mode. A connection that held a lock when its process forked is of no use in the
 * child, and every other one is. Keeping a state costs by the pages written since the last one.
 *
 * What is refused, with SQLITE_CANTOPEN, a line in SQLite's log and a failure of the test: a guarded path outside of the tests that
 * admit it, and what `beside` says of files that stand for no clone: those that were there before the run, and in strict tests
 * all, to open, attach or VACUUM INTO. Where the file system does not say when a file was made, it was there before.
 * Our own connection to a clone declines ATTACH of other files, VACUUM INTO, and PRAGMAs that outlive a reset.
 *
 * Not covered: programs that a test starts (system, exec), which open the real file; a private copy of SQLite inside the application;
 * what a child process writes, which stays in the child; what was refused to a child process, which fails there and is not reported;
 * connections with a shared cache or without a mutex that another thread is using when the test ends.
 */
#ifndef SEEDBED_SQLITE_SQLITE_H
#define SEEDBED_SQLITE_SQLITE_H

#include <seedbed/ext/backend.h>

extern const sb_backend sb_backend_sqlite;

#endif
