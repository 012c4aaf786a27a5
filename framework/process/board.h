/* board.h -- what main and its workers share: one slot per case, one seat per worker, one cursor.
 *
 * What it is: a file in memory, mapped before the workers are started. A worker takes the next case from the cursor, notes it at its seat,
 * runs it and writes the slot; a passing test needs nothing else. When a worker dies, its seat still says which case it was in.
 *
 * Order of writes: a slot's state is stored last, with release; who reads a state other than SB_UNSEEN with acquire reads the rest.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_BOARD_H
#define SEEDBED_FRAMEWORK_PROCESS_BOARD_H

#include "../plan/good.h"
#include "crash.h"
#include <seedbed/ext/reporter.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What todo_test and xfail_test leave; and that the test did not run, because a SUITE_SETUP failed or lost the process. */
enum sb_said { SB_SAID_TODO = 1, SB_SAID_XFAIL = 2, SB_SAID_BLOCKED = 4 };

typedef struct sb_slot {
    uint64_t began_ns; /* on the clock of sb_os_now_ns */
    uint64_t duration_ns;
    uint32_t checks;          /* assertions; stops at UINT32_MAX */
    uint16_t worker;          /* whose seat */
    uint8_t signal;           /* SB_CRASHED */
    uint8_t exit_code;        /* SB_EXITED */
    _Atomic uint8_t attempts; /* how often the case was begun again */
    _Atomic uint8_t state;
    uint8_t ended;             /* enum sb_state: what became of it, before todo, xfail and retries say what that counts as */
    _Atomic uint8_t said;      /* enum sb_said: what the test said of itself while it ran */
    _Atomic uint32_t failures; /* here, so that processes which the test forked can add theirs, also later */
} sb_slot;

/* OPENING and LEAVING are those of the worker itself, before its first case and behind its last one; they have no level. */
enum sb_board_step { SB_STEP_UP = 1, SB_STEP_DOWN, SB_STEP_OPENING, SB_STEP_LEAVING };

/* A cache line each, so that workers do not slow each other down. */
typedef struct sb_seat {
    _Alignas(64) _Atomic uint64_t at; /* index of the running case + 1; 0: between cases */
    _Atomic uint64_t began_ns;        /* of the running case; stored before `at` */
    _Atomic uint64_t output_from;     /* where in the capture file the output of the running case begins */
    uint64_t first;                   /* index of a case to run before the cursor's, + 1; written by main before a start */
    uint64_t lone;                    /* index of the case that crashed here and is run once more alone, + 1; 0: none */
    uint64_t lone_since_ns;           /* when the worker began in which it crashed */
    uint64_t later;                   /* index of a case that was taken and waits for its locks, + 1 */
    _Atomic uint32_t step;            /* a step that runs: its enum sb_board_step << 16 | the level of its suite from 1 */
    _Atomic bool left;                /* the worker came to its own end, and ends at once */
    _Atomic bool scratch;             /* a temporary folder may have been made here */
    _Atomic uint64_t last;            /* index of the last case that ended here since the worker began, + 1; 0: none */
    sb_crash crash;                   /* what the worker noted as it died */
} sb_seat;

enum { SB_MOST_SEATS = 1024, SB_LOCKS = 64 };

/* No pointer stands in it: a spawned worker maps it at another address. The slots stand close behind the seats: a worker that is forked
 * finds nothing of it mapped, and what lies close comes with one fault. */
typedef struct sb_board {
    _Alignas(64) _Atomic uint64_t next; /* the cursor */
    _Atomic uint64_t limit;             /* where the cursor ends for now: before the serial cases, then behind them */
    _Atomic bool stopped;               /* the cursor was moved to the end: what is unseen stays so */
    _Atomic uint32_t failures;          /* cases that failed so far, for fail_fast */
    _Atomic uint32_t suite_setups;      /* how often a SUITE_SETUP ran */
    uint64_t cases;
    unsigned seats;
    int file;                        /* main's descriptor of the memory, for workers that are spawned */
    size_t bytes;                    /* of the whole mapping */
    _Atomic uint32_t lock[SB_LOCKS]; /* seat + 1 of who holds it; 0: nobody */
    sb_seat seat[];                  /* and behind them the slots */
} sb_board;

static inline sb_slot *sb_board_slot(const sb_board *board, size_t index)
{
    return (sb_slot *)(uintptr_t)(board->seat + board->seats) + index;
}

/* seats: at most SB_MOST_SEATS. */
sb_board *sb_board_open(size_t cases, unsigned seats);
/* Have the first pages of the slots there before they are written. It changes nothing in them, so that workers may run meanwhile. */
void sb_board_make_ready(sb_board *board);
/* In a spawned worker: the same memory, by its descriptor. NULL with a message where it cannot be mapped. */
sb_board *sb_board_join(int file, size_t bytes);
/* In main; a worker that joined leaves its mapping to its end. */
void sb_board_close(sb_board *board);

/* Close a case: everything that is known of it, the state last. SB_UNSEEN keeps it open. */
void sb_board_write(sb_board *board, size_t index, sb_slot known, enum sb_state state);
/* The same, without a copy: a worker does it for every case. */
void sb_board_write_from(sb_board *board, size_t index, const sb_slot *known, enum sb_state state);
enum sb_state sb_board_state(const sb_board *board, size_t index);
/* No more cases are given out; those that run go on. */
void sb_board_stop(sb_board *board);
/* A case failed; at the limit-th (0: there is none) the board stops. */
void sb_board_count_failure(sb_board *board, unsigned limit);

#endif
