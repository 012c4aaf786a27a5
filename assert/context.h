/* context.h -- the run context: the one place for state that outlives a call.
 *
 * What it is: constructors of test files register cases before main, assertions count and hand failures to a listener, and
 * functions leave the sentence of their error. All of that hangs on one struct, so that nothing else in the project is mutable and
 * global. A layer keeps its own state behind one pointer here, named after it and opaque to the layers before it.
 *
 * Threads: counts are atomic; the listener decides what a failure in another thread means. What belongs to one thread (the text of
 * its last error, the text of its last failure, what should_change holds, what stands around its assertions) hangs on a record per thread, which a key in context.c
 * leads to and which goes with its thread: the one exception to "all state is here".
 */
#ifndef SEEDBED_ASSERT_CONTEXT_H
#define SEEDBED_ASSERT_CONTEXT_H

#include "blocks.h"
#include "text.h"
#include <pthread.h>
#include <seedbed/ext/reporter.h>
#include <seedbed/ext/resource.h>
/* SB_ALONE: whether this process has one thread for sure. */
#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#define SB_ALONE __libc_single_threaded
#else
#define SB_ALONE false
#endif

/* Where outcomes go. assert/ never prints and never jumps: what a fatal failure means is the listener's business. */
typedef struct sb_listener {
    /* Must. `failure` is borrowed for the call; its text stays until the next failure of the same thread, so that a listener
     * may leave by longjmp and nothing leaks. May not return when failure->fatal (the runner longjmps): that is an abort. */
    void (*failed)(void *env, const sb_failure *failure);
    void *env;
    bool unwinds; /* a fatal failure leaves by an exception: what is held is let go by who holds it */
} sb_listener;

struct sb_running;      /* framework/process/running.h: the test that runs */
struct sb_handover;     /* framework/process/handover.h: what a spawned worker got from main */
struct sb_crash_watch;  /* framework/process/os_crash.c: what the handler of fatal signals knows */
struct sb_capture;      /* framework/process/capture.h: where stdout and stderr lead */
struct sb_taken;        /* framework/process/printing.c: a block whose output is taken */
struct sb_leaks;        /* framework/process/leaks.h: what was open when the test began */
struct sb_backend_node; /* <seedbed/ext/backend.h> */
struct sb_factory_node; /* <seedbed/factory.h> */
struct sb_sandbox;      /* framework/sandbox/sandbox.h: the open sandboxes */
struct sb_pg_process;   /* framework/sandbox/postgres/state.h: its connections */
struct sb_known;        /* framework/sandbox/postgres/known.h: connections of the application */
struct sb_makers;       /* generators/factory/maker.h: sequences and rows of the test */
struct sb_fakes;        /* generators/fake/fakes.c: values that the test asked for */
struct sb_patterns;     /* assert/patterns.c: compiled patterns, by site */
struct sb_libpq;        /* framework/sandbox/postgres/libpq.h: the functions of libpq, once one was needed */
struct sb_snapshots;    /* framework/snapshot/snapshots.h: folders, redactions, what is to be written */
struct sb_snapshot_hook;
struct sb_value_kind; /* generators/fake/kind.h */

typedef struct sb_context {
    sb_suite *suites; /* as registered, newest first; the plan brings them into order */
    sb_step *steps;
    sb_case_range *cases;
    sb_resource_node *resources;
    sb_reporter_node *reporters;       /* the program's own, in the order they were added */
    struct sb_backend_node *backends;  /* the program's own, the newest first */
    struct sb_factory_node *factories; /* the same */
    bool ran;                          /* sb_main was called */
    bool forks_watched;                /* `forked` is kept up to date */
    bool forked;                       /* in a worker: this process was forked by a test */
    char *stdout_room;                 /* framework/process/worker.c: the buffer of main's stdout, to the end of the process */
    char *scratch;                     /* framework/process/scratch.h: the run's temporary folder, made or not */
    unsigned seat;                     /* of the worker that this process is: sb_running_seat */
    long main_process;                 /* its pid, from the beginning of sb_main to its end; else 0 */
    uint64_t ignored;                  /* signals that who started this program ignored: bit n is signal n */
    struct sb_handover *handover;      /* NULL: this process is no spawned worker */
    bool full_values;                  /* failures cut no long values: --full-values */
    const sb_listener *listener;       /* NULL: a failure goes to stderr and abort() */
    uint64_t checks;                   /* assertions judged in this process: sb_context_checks */
    struct sb_running *running;
    struct sb_crash_watch *crash_watch;
    struct sb_capture *capture;       /* in a worker */
    pthread_mutex_t taking;           /* around all that follows `taken`, but in a process that dies */
    _Atomic(struct sb_taken *) taken; /* the innermost one, whichever thread has it */
    bool exits_watched;               /* of blocks whose output would go with the process */
    void *floor;                      /* of the stack of the running phase of a test: see framework/process/crash.h */
    struct sb_leaks *leaks;
    struct sb_sandbox *sandbox;
    struct sb_pg_process *postgres;
    struct sb_makers *makers;
    struct sb_fakes *fakes;
    const struct sb_value_kind *const *kinds; /* all, sorted, once somebody asked: generators/fake/kinds.c */
    struct sb_patterns *patterns;
    struct sb_libpq *libpq;
    struct sb_known *known;
    int connections_before; /* of the application to PostgreSQL, opened while nothing was known */
    struct sb_snapshots *snapshots;
    /* What main calls for snapshots: framework/snapshot/hook.h. NULL: the program has none. */
    const struct sb_snapshot_hook *snapshot_hook;
    /* How many rows a table has, for be_empty, which knows no database. The sandbox sets it; NULL: there is no sandbox. Negative:
     * the table could not be read, and sb_error() says why. */
    int64_t (*table_rows)(const sb_table *table);
} sb_context;

/* What stands around the assertions of a thread, innermost first. It is on the stacks of tests, so that who leaves by a jump puts back
 * what there was before. */
typedef struct sb_scopes {
    struct sb_note *note; /* seedbed/notes.h */
    struct sb_wait *wait; /* seedbed/waiting.h */
    bool captured;        /* a match held since the test began: captures.h */
    sb_blocks blocks;
} sb_scopes;

/* The context of this process. Never NULL. */
sb_context *sb_context_get(void);
/* Of the calling thread. Never NULL, and the same as long as the thread lives. */
sb_scopes *sb_context_scopes(void);
/* What a match of the calling thread left, or NULL: a place for it that goes with the thread. */
struct sb_captures **sb_context_captures(void);
/* Assertions judged so far in this process, by all threads. */
uint64_t sb_context_checks(void);

/* sb_fail_with is declared in ext/resource.h. Its text is per thread and grows as needed. */

/* Hand a failure to the listener: the way every failed assertion goes. Does not return when fatal. */
__attribute__((format(printf, 4, 5))) void sb_failed_at(const char *file, int line, bool fatal, const char *format, ...);
/* The same with a text that is ready; it is taken over, and `text` is empty afterwards. */
void sb_failed_text(const char *file, int line, bool fatal, sb_text *text);

/* Count one assertion. Inline, because every assertion does; a program of one thread, which most tests are, does not pay for the
 * locked instruction. sb__context is named here and in context.c only: for all others sb_context_get is the door. */
extern sb_context sb__context;
static inline void sb_context_count(void)
{
    if (SB_ALONE)
        sb__context.checks++;
    else
        __atomic_fetch_add(&sb__context.checks, 1, __ATOMIC_RELAXED);
}

/* One that was counted is judged again, and still is one. */
static inline void sb_context_uncount(void) { __atomic_fetch_sub(&sb__context.checks, 1, __ATOMIC_RELAXED); }

/* Memory that the thread holds until sb_release_held, or until a fatal failure leaves the place that would have released it. */
void *sb_hold(size_t bytes);
void sb_release_held(void *at);
void sb_release_all_held(void);
/* Whether a fatal failure of this thread is on its way out, as far as anybody knows: it was told, and nobody has gone on since. */
bool sb_leaving(void);
void sb_going_on(void);

/* The same bytes with a NUL behind them, in memory that stays as long as the thread: one copy of each text, however often it is asked
 * for. For strings that fill an array of char to its last byte. */
const char *sb_intern(sb_bytes text);
/* Where intern.c keeps them for this thread. */
struct sb_interned;
struct sb_interned **sb_context_interned(void);
void sb_intern_release(struct sb_interned *all);

#endif
