/* rounds.h -- programs timed round by round, each under the same conditions as the others.
 */
#ifndef SEEDBED_SELFTEST_BENCH_ROUNDS_H
#define SEEDBED_SELFTEST_BENCH_ROUNDS_H

#include "peers.h"

/* One that takes less than a second is quick. */
enum { BENCH_QUICK_ROUNDS = 21, BENCH_SLOW_ROUNDS = 5 };

typedef struct bench_timed {
    bench_program program;
    bench_samples wall_s; /* of the whole process */
    bool slow;
} bench_timed;

/* Each program runs once and is not counted. Then the quick ones alternate in a block of rounds of their own: a program of a few milliseconds
 * that comes behind one of a minute finds nothing of its own in the caches, and pays for that by its size. The slow ones follow. what: for
 * the progress; passing: each must end with exit code 0. false, with a message, when one does not. */
bool bench_time(bench_timed *const *all, size_t n, const char *what, bool passing);
/* How that was done: the rest of a heading. */
void bench_time_print(void);

#endif
