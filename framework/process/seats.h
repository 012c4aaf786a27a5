/* seats.h -- what the files of the pool share: main's view of each seat, and the run.
 *
 * What it is: pool.c waits and decides, seats.c fills seats with workers, limits.c watches the time, deaths.c says what became of a
 * case whose worker died. All of it is main's; nothing here is in shared memory.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_SEATS_H
#define SEEDBED_FRAMEWORK_PROCESS_SEATS_H

#include "heir.h"
#include "pool.h"

/* In place of a case: main ends a worker at an interrupt, or for a step that takes too long with no case in hand. */
#define SB__ENDING_ALL UINT64_MAX
#define SB__ENDING_STEP (UINT64_MAX - 1)

/* Main's view of one seat. */
struct sb__seat {
    pid_t child;        /* 0: nobody sits here */
    sb_capture capture; /* outlives its workers */
    uint64_t ending;    /* the case main ends the worker for, + 1; 0: none */
    uint64_t end_by_ns; /* when asking is over */
    bool killed;
    uint64_t born_ns;     /* when the worker was started */
    unsigned idle_deaths; /* workers in a row that ended without having begun a case */
};

enum { SB__FEW_SEATS = 4 };

struct sb__run {
    const sb_pool *pool;
    struct sb__seat *seat, few[SB__FEW_SEATS]; /* a few stand on the stack, whose page main writes to for each worker anyway */
    unsigned seats, alive;
    void *room;              /* of workers that are forked */
    int nothing;             /* their stdin; -1: each opens its own */
    bool watching;           /* their handlers of signals are in this process */
    bool rehearsed;          /* one of them has crashed */
    bool held;               /* streams hold nothing that a child might write */
    int stdout_mode;         /* `held`: how stdout is buffered otherwise */
    int block;               /* what spawned workers get; -1: they are forked */
    bool stopping;           /* no new workers */
    uint64_t longest_ns;     /* the longest limit of a case of the plan; 0: one has none */
    uint64_t tick_ns;        /* main looks at the seats at least this often */
    uint64_t death_ns;       /* when a worker died last */
    uint64_t awake_until_ns; /* main does not sleep */
    uint64_t tell_at_ns;     /* when main looks again after a worker died; 0: at once */
    uint64_t alone_until_ns; /* the first worker is the only one until then; 0: the others were started */
    uint64_t heir_at_ns;     /* when a heir is wanted; 0: there is one, or none to be had */
    sb_heir heir;
    bool interrupted;
    unsigned crashed_again; /* cases that crashed alone too */
    int rc;
};

/* seats.c */
int sb__seats_open(struct sb__run *run);
void sb__seats_close(struct sb__run *run);
/* Before anything is written to a stream. */
void sb__release_streams(struct sb__run *run);
/* A worker for this seat. SB_ERR with a message when no process could be had. */
int sb__seat_start(struct sb__run *run, unsigned at);

/* limits.c */
/* index_and_one: the case that it is ended for, or one of SB__ENDING_. */
void sb__ask_to_end(struct sb__run *run, unsigned at, uint64_t index_and_one, uint64_t now_ns);
/* How often main must look, at the least. */
uint64_t sb__tick_of(const sb_pool *pool);
/* The longest limit of a case; 0: one has none. */
uint64_t sb__longest_of(const sb_plan *plan);
/* How long a worker may take before its first case; 0: as long as it likes. */
uint64_t sb__opening_limit(const struct sb__run *run);
/* End what is over its limit; how long main may sleep. */
uint64_t sb__watch_time(struct sb__run *run);

/* deaths.c */
/* What became of the case that the dead worker of this seat had in hand, or of those before. True when that case is to run again. */
bool sb__account(struct sb__run *run, unsigned at, sb_os_death death);
/* Nobody lives: cases that wait to be run alone do so in vain. */
void sb__settle_all(struct sb__run *run);

#endif
