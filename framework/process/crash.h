/* crash.h -- what a worker that dies of a signal notes of it, before it dies: where it was, and how it came there.
 *
 * What it is: a handler, on a stack of its own, for the signals that end a process by a fault of its own (and for SIGTERM, by which
 * main ends a test at its time limit). It writes an sb_crash into memory shared with main and lets the signal do its work, so that
 * the process still dies of that very signal. The handler calls nothing that allocates and looks up no names: a frame is a module
 * and an offset in it, which main turns into function, file and line when the worker is gone (record/trace.h).
 *
 * A handler that is there already when a worker begins, a sanitizer's or one of a constructor, is left in its place; a test that sets
 * its own has it for as long as its process lives, as with everything else that a test changes of its process.
 *
 * Calling sequence: in the worker sb_crash_open, once; in main, when the worker is gone: read it if `noted`, then set `noted` to 0.
 *
 * Known limit: a thread that a test started has no second stack. Its crashes are noted like all others, but not that its stack is full.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_CRASH_H
#define SEEDBED_FRAMEWORK_PROCESS_CRASH_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The innermost frames are kept, and the outermost; of a recursion without end what is between them is counted. */
enum { SB_CRASH_HEAD = 64, SB_CRASH_TAIL = 32, SB_CRASH_MODULES = 16, SB_CRASH_NAME = 256 };
enum { SB_CRASH_WALK = 1000000 }; /* frames, at most */

enum sb_crash_kind {
    SB_CRASH_OTHER,      /* nothing is known beyond the signal */
    SB_CRASH_SENT,       /* the signal was sent, by this process or another */
    SB_CRASH_NO_PAGE,    /* nothing is mapped at the address */
    SB_CRASH_NO_RIGHT,   /* what is mapped there may not be used so */
    SB_CRASH_NO_ADDRESS, /* no memory can have the address, and the processor does not say it */
    SB_CRASH_STACK       /* the stack is full */
};
enum sb_crash_access { SB_ACCESS_UNKNOWN, SB_ACCESS_READ, SB_ACCESS_WRITE, SB_ACCESS_CALL };

typedef struct sb_crash_frame {
    uint64_t offset; /* in the module as its file has it; in memory where there is no module. Within the call, not behind it. */
    uint32_t module; /* number from 1; 0: none */
} sb_crash_frame;

typedef struct sb_crash {
    _Atomic uint32_t noted; /* 0: nothing else here counts */
    int32_t signal;
    enum sb_crash_kind kind;
    enum sb_crash_access access;
    bool own;         /* SB_CRASH_SENT: by the process itself */
    uint64_t address; /* of the fault */
    uint64_t stack;   /* SB_CRASH_STACK: its size in bytes */
    uint64_t frames;  /* in all; those between the first SB_CRASH_HEAD and the last SB_CRASH_TAIL are not kept */
    bool cut;         /* the walk ended at SB_CRASH_WALK */
    sb_crash_frame head[SB_CRASH_HEAD], tail[SB_CRASH_TAIL]; /* tail: frame i at i % SB_CRASH_TAIL */
    char module[SB_CRASH_MODULES][SB_CRASH_NAME];            /* paths; "": this program */
} sb_crash;

/* In main: what each worker that it forks would do first, done once and inherited by all. The signals of main itself end it as ever. False:
 * this process is watched already, and so will they be. Undone by sb_crash_close. */
bool sb_crash_prepare(void);
/* In main, when a first worker has crashed: what all later ones would do first in their handlers. */
void sb_crash_rehearse(void);
/* Watch this process from now on. say, where given, is called in the handler when the note is written: it may write(2) and little
 * more. Twice in a process: the second replaces the first. */
void sb_crash_open(sb_crash *note, void (*say)(int signal));
/* Crashes from now on are not noted. A worker need not say so: it ends. */
void sb_crash_close(void);
/* Whether the handler of a worker that is started now has the faults, and not a sanitizer's or another one. */
bool sb_crash_sees_faults(void);
/* In a process that is forked to die: the signals that were watched end it as they end any process, whoever had watched them when the
 * worker began, and leave no core file. What a test has set since stays. */
void sb_crash_stand_back(void);
/* From now on, the frames further out than the caller's are the runner's own, and not noted. */
#define sb_crash_floor() (sb_context_get()->floor = __builtin_frame_address(0))

#endif
