/* watch.h -- which real databases the running test may open, and what it was refused.
 *
 * What it is: two rules. A path that the configuration gives to a sandbox is opened in that sandbox's tests alone. And beside the
 * sandboxes a test opens what lies in the run's own folders, what the run itself has made, and what the configuration names to be
 * read; in a strict test what the run has made elsewhere is refused, too. That goes for sqlite3_open, ATTACH, VACUUM INTO and backups,
 * whatever connection asks.
 *
 * Threads: as its owner says; vfs.c calls it under the mutex of its list.
 */
#ifndef SEEDBED_SQLITE_WATCH_H
#define SEEDBED_SQLITE_WATCH_H

#include "../../../assert/text.h"
#include "../made.h"
#include <seedbed/ext/backend.h>

/* A path, resolved. */
typedef struct sb_guarded {
    char *path;
    char *is;          /* the path of the sandbox: itself, or the one that this is another location of */
    sb_text sandboxes; /* of it, as a message names them: "a" or "b"; empty where it is another location */
} sb_guarded;

/* A path as it was asked for, where that is not the one that it became. */
enum { SB_ASKED = 8 };
typedef struct sb_asked {
    char *as, *path;
} sb_asked;

typedef struct sb_watch {
    sb_guarded *guarded;
    size_t n, room;
    bool refuses;              /* what is beside the sandboxes */
    bool may_read, may_write;  /* what was there before */
    bool is_strict;            /* the running test */
    int64_t began_ns;          /* the run, by the clock of files */
    sb_made made;              /* what it was let make, outside of the folders */
    char **folder, **readable; /* resolved; NULL behind the last */
    char *admitted;            /* the guarded path that this test may open; NULL: none */
    sb_asked asked[SB_ASKED];  /* the last ones, in a ring */
    unsigned asks;
    sb_text refused, told; /* a line each: since the last time they were asked for, and those given then */
} sb_watch;

/* How a database is opened. */
typedef struct sb_opening {
    const char *path;
    bool in_sandbox; /* there is one at the path in this process: what counts is whose */
    bool to_write;
    bool read_only; /* out: it may be opened, to be read alone */
} sb_opening;

void sb__watch_guard(sb_watch *watch, const char *path, const char *sandbox);
/* location: another one of the guarded path. */
void sb__watch_also(sb_watch *watch, const char *path, const char *location);
/* The guarded path that this one is another location of, or NULL. Borrowed. */
const char *sb__watch_is(const sb_watch *watch, const char *path);
void sb__watch_beside(sb_watch *watch, const sb_beside *beside);
void sb__watch_strict(sb_watch *watch, bool strict);
/* Tests begin that may open this path of the guarded ones; NULL: none. */
void sb__watch_admit(sb_watch *watch, const char *path);
/* For messages: path is what was asked for as `as`. */
void sb__watch_asked(sb_watch *watch, const char *as, const char *path);
/* Why this path may not be opened, noted for sb__watch_refused too; NULL: it may. The caller frees it. */
char *sb__watch_judge(sb_watch *watch, sb_opening *opening);
/* Likewise, of a file that is open already, by a VFS that was not asked. is_database: one that no sandbox has is meant, too. */
char *sb__watch_late(sb_watch *watch, const char *path, const char *vfs, bool is_database);
/* The path may be opened, to write, and there is nothing yet: note it when it is made, by sb__watch_made. */
bool sb__watch_is_making(const sb_watch *watch, const char *path, bool to_write);
void sb__watch_made(sb_watch *watch, const char *path);
/* NULL: nothing was refused. Borrowed until the next call. */
const char *sb__watch_refused(sb_watch *watch);
void sb__watch_release(sb_watch *watch);

#endif
