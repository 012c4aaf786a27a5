/* running_parts.h -- what the files of the running test share: running.c runs cases, once.c what runs once per suite, saying.c has the
 * words that tests call.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_RUNNING_PARTS_H
#define SEEDBED_FRAMEWORK_PROCESS_RUNNING_PARTS_H

#include "cleanups.h"
#include "running.h"
#include <pthread.h>
#include <setjmp.h>

/* What lasts as long as a test, or as long as a suite is up. */
struct sb__scope {
    sb_cleanups cleanups;
    char *temp_dir;
};

/* A suite that is up in this worker: its SUITE_SETUP was begun. */
struct sb__up {
    const sb_planned_level *level;
    struct sb__scope scope;
    void *base;          /* its fixture as SUITE_SETUP left it; NULL: nothing but zeros */
    bool kept;           /* resources keep what its SUITE_SETUP did, until it is down */
    bool told;           /* of the case in hand they were told as they happened */
    bool failed;         /* SUITE_SETUP: each test of the suite fails with these, and does not run */
    sb_failure *failure; /* file and text are owned */
    size_t failures, room;
    char *skip; /* SUITE_SETUP skipped: each test of the suite is, for this reason */
    const char *skip_file;
    int skip_line;
};

enum sb__doing { SB__NOTHING = 0, SB__TEST_RUNS, SB__SUITE_COMES_UP, SB__SUITE_GOES_DOWN };

struct sb_running {
    sb_listener listener;
    sb_running_place place;
    const sb_listener *outer_listener; /* of the test that this run is part of; NULL: of none */
    struct sb_running *outer;
    _Atomic enum sb__doing doing;
    /* The test that failures belong to: its counter and its index, which threads of it read (see sb__blame). */
    _Atomic(_Atomic uint32_t *) failures;
    _Atomic size_t index;
    _Atomic uint32_t before_any; /* counts for no test: those of threads that fail before the first one */
    sb_slot *slot;               /* of the case in hand */
    const sb_planned *test;      /* the case in hand */
    pthread_t thread;            /* the one that runs tests, and may jump */
    jmp_buf out;
    bool inside;                     /* `out` is live */
    struct sb_taken *outer_taken;    /* the block of that test whose output is taken */
    sb_leave *leave;                 /* throws out of a body in C++, whose wrapper catches it; NULL: the way out is `out` */
    sb_scopes *scopes, outer_scopes; /* of that thread; and what stands around this run, where a test runs it */
    _Atomic bool skipped;
    _Atomic uint32_t *block; /* in a process that runs a block: how it was left; NULL elsewhere */
    pid_t block_process;     /* that one, which may fork others */
    size_t steps_begun;      /* how many SETUPs, whose TEARDOWNs are due */
    size_t next_teardown;    /* of them: the next to run */
    struct sb__scope own;    /* of a test */
    struct sb__scope *scope;
    sb_cleanups last; /* from sb_running_at_last */
    void *fixture;
    size_t fixture_room;
    /* The suites that are up, outermost first; the last of them may have failed or skipped, and nothing inside it is up then. */
    struct sb__up **up;
    size_t ups, ups_room;
    struct sb__up *blocked; /* that one */
    const sb_step *step;    /* SUITE_SETUP or SUITE_TEARDOWN: the one that runs */
    size_t next_step;
    pthread_mutex_t keeping; /* failures of SUITE_SETUP come from several threads */
};

typedef void sb__phase(struct sb_running *running);

/* Run one phase; a fatal failure or a skip comes back here. True when the phase came to its end. */
bool sb__guarded(struct sb_running *running, sb__phase *run);
/* Leave the phase that runs: the thread, the forked process, or by the way back. Returns in a thread of nobody's only. */
void sb__leave_phase(struct sb_running *running, int exit_code);
bool sb__in_block(const struct sb_running *running);
/* Run the clean-ups of the present scope, and remove its folder. */
void sb__scope_clean(struct sb_running *running);
void sb__scope_end(struct sb_running *running);

/* From now on failures belong to this test. */
void sb__blame(struct sb_running *running, size_t index, _Atomic uint32_t *failures);

/* once.c */
void sb__keep_failure(struct sb_running *running, const sb_failure *failure);
void sb__keep_skip(struct sb_running *running, const char *file, int line, const char *reason);
/* Fail or skip the test whose suite did not come up. */
void sb__tell_blocked(struct sb_running *running);
/* "SUITE_TEARDOWN of db"; the caller frees it. */
char *sb__step_name(const struct sb_running *running);

#endif
