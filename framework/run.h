/* run.h -- one run, from its plan to its end: resources, record, reporters, workers, rounds.
 */
#ifndef SEEDBED_FRAMEWORK_RUN_H
#define SEEDBED_FRAMEWORK_RUN_H

#include "config/options.h"
#include "plan/plan.h"
#include "process/handed.h"
#include "record/last.h"
#include "record/record.h"
#include "report/outputs.h"

/* The stages of one run, as far as they have come. */
struct sb_stage {
    sb_options options;
    sb_plan plan;
    sb_board *board;
    sb_record *record;
    sb_outputs outputs;
    sb_tally tally;
    uint64_t began_ns;
    char host[256];
    sb_last last;
    unsigned round;   /* --until-fail: which this is */
    bool held;        /* nothing is told of it until it is known whether it is the one that decides */
    uint64_t said_ns; /* when it was last said how many rounds passed */
    char **argv;      /* as the process was given it: what spawned workers get */
    sb_handed handed;
    sb_text notes; /* what stands behind the report */
    char *repeat;  /* the options that a repetition needs; NULL: none */
};

/* options, plan, last, argv and began_ns are there; the results are noted in last. Returns an exit code. */
int sb_run(struct sb_stage *stage);

#endif
