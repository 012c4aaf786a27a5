/* made_pool.h -- a plan of a few cases, made by hand, and a pool of real workers that runs it inside a test. */
#ifndef SEEDBED_SELFTEST_MADE_POOL_H
#define SEEDBED_SELFTEST_MADE_POOL_H

#include "../../../framework/process/pool.h"
#include "../../../framework/record/record.h"

enum { CASES = 6 };

struct made_pool {
    sb_plan plan;
    sb_planned item[CASES];
    sb_planned_terms terms[CASES]; /* of each */
    sb_case test[CASES];
    sb_planned_suite suite;
    sb_board *board;
    sb_record *record;
    bool interrupted, stop, fail_fast;
    unsigned reruns;
    uint64_t patience_ns;
    bool starve;         /* from the first look on no process can be had */
    char name[CASES][8]; /* "s/t0" ... */
    uint64_t taken;      /* how many of the cursor's numbers are gone already */
    int wanted;          /* what sb_pool_run shall return */
    sb_result result[CASES];
    char text[CASES][200]; /* of the first failure, a bar, and the output */
    char reason[CASES][400];
};

/* All cases pass until made_case says otherwise. */
void made_open(struct made_pool *self);
void made_close(struct made_pool *self);
void made_case(struct made_pool *self, size_t at, sb_body *run);
void made_run(struct made_pool *self, unsigned jobs, bool one_case);

/* Bodies of cases. */
void made_passes(void *self, const void *each);
void made_crashes(void *self, const void *each);

/* Eight numbers that outlive workers, from zero. */
int *made_counts(void);
/* A time limit of so many milliseconds; ten times that under valgrind, where a process takes its time to die. */
uint64_t made_limit_ns(unsigned ms);

#endif
