/* watch.h -- which real databases the running test may open, and what it was refused.
 *
 * What it is: three rules. A path that the configuration gives to a sandbox is opened in that sandbox's tests alone. And where there
 * is no configuration, so that nobody knows which database is the live one, a file that was there before the test is not opened to
 * write, unless it lies in a temporary folder. In the tests of a strict sandbox no database at all is opened to write, or made, that
 * is in no sandbox and in no temporary folder: by sqlite3_open, by ATTACH, by VACUUM INTO, whatever connection says so.
 *
 * Threads: as its owner says; vfs.c calls it under the mutex of its list.
 */
#ifndef SEEDBED_SQLITE_WATCH_H
#define SEEDBED_SQLITE_WATCH_H

#include "../../../assert/text.h"

/* A path, resolved, and the sandboxes whose it is, as a message names them: "a" or "b". */
typedef struct sb_guarded {
    char *path;
    sb_text sandboxes;
} sb_guarded;

enum { SB_TEMPORARY_FOLDERS = 2 };
typedef struct sb_watch {
    sb_guarded *guarded;
    size_t n, room;
    bool refuses_strangers, is_strict;
    char *temporary[SB_TEMPORARY_FOLDERS]; /* resolved; NULL: there is none */
    char *admitted;                        /* the guarded path that this test may open; NULL: none */
    int64_t began_ns;                      /* the test, by the clock of files */
    sb_text refused, told;                 /* a line each: since the last time they were asked for, and those given then */
} sb_watch;

void sb__watch_guard(sb_watch *watch, const char *path, const char *sandbox);
void sb__watch_refuse_strangers(sb_watch *watch);
/* Until the next test is admitted, or from now on. */
void sb__watch_strict(sb_watch *watch, bool strict);
/* A test begins. path NULL: it may open none of the guarded ones. What was strict is no longer. */
void sb__watch_admit(sb_watch *watch, const char *path);
/* Why this path may not be opened, noted for sb__watch_refused too; NULL: it may. The caller frees it. */
char *sb__watch_judge(sb_watch *watch, const char *path, bool to_write);
/* NULL: nothing was refused. Borrowed until the next call. */
const char *sb__watch_refused(sb_watch *watch);
void sb__watch_release(sb_watch *watch);

#endif
