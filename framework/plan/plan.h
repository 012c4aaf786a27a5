/* plan.h -- from what is registered to what will run: cases in order, selected by name, tag and last run; sharded, repeated, shuffled.
 *
 * Calling sequence: sb_plan_make, then read; sb_plan_release at the end. A plan does not change while it runs.
 *
 * Order: suites in the order of their first case, cases as they stand in their file, rows as they stand in their table; files
 * in the order of their names. It does not depend on the order in which the linker ran the constructors.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_PLAN_H
#define SEEDBED_FRAMEWORK_PLAN_PLAN_H

#include "../../assert/context.h"
#include "../../assert/text.h"
#include "names.h"

/* A step of a suite or of one around it. */
typedef struct sb_planned_step {
    const sb_step *step;
    size_t self_at; /* where in the fixture memory the struct of its suite begins */
    size_t after;   /* TEARDOWN: due once so many SETUPs were begun */
} sb_planned_step;

/* A suite or one around it: where its fixture is, and what runs once for it in each worker. */
typedef struct sb_planned_level {
    sb_suite suite; /* resolved as of this level */
    size_t self_at, fixture_size;
    const sb_step **setup; /* SUITE_SETUP */
    size_t setup_count;
    const sb_step **teardown; /* SUITE_TEARDOWN */
    size_t teardown_count;
} sb_planned_level;

/* How a case runs: what those of a suite that have no options of their own have in common. */
typedef struct sb_planned_terms {
    uint64_t timeout_ns; /* 0: none */
    const char *tags;    /* of case and suites, separated by one space, each once; "" for none */
    const char *needs;   /* names of locks, sorted, separated by one space, each once; "" for none */
    uint64_t locks;      /* the same as bits, see locks.h */
    unsigned retries;    /* how often it is tried again */
    bool serial;         /* runs when nothing else does */
    bool used;           /* by a case of the plan */
} sb_planned_terms;

/* A suite with its options inherited, its steps in the order they run, and the fixtures of all its levels side by side. */
typedef struct sb_planned_suite {
    sb_suite suite;         /* resolved: what is unset comes from the suite around; tags, needs and serial add up */
    char *tags, *needs;     /* what `suite` has of them, or NULL */
    sb_planned_step *setup; /* outermost first */
    size_t setup_count;
    sb_planned_step *teardown; /* innermost first */
    size_t teardown_count;
    size_t self_at;          /* of its own struct */
    size_t fixture_size;     /* bytes of all of them */
    sb_planned_level *level; /* outermost first, itself last */
    size_t levels;
    const sb_planned_terms *terms; /* of its cases without options */
    bool once;                     /* at least one level has a SUITE_SETUP or SUITE_TEARDOWN */
} sb_planned_suite;

/* One per case, a cache line: what is the same for many stands in the terms. */
typedef struct sb_planned {
    const sb_case *test;
    const sb_planned_suite *suite;
    const sb_planned_terms *terms;
    const void *row;  /* NULL for TEST */
    const char *name; /* suite/test or suite/test/row; the case's own, or kept in the plan's names */
    uint64_t digest;  /* of the name without its round */
    uint32_t base;    /* how much of the name is without the round that --repeat adds: what data grows from; 0: all of it */
    uint32_t place;   /* among all selected cases of all rounds, before the shard took its part */
    uint32_t number;  /* among all cases and rows that are registered: the same in every process of a program */
} sb_planned;

typedef struct sb_plan {
    sb_planned *item;
    size_t n;
    sb_planned_suite *suite;
    size_t suites;
    sb_planned_terms *terms; /* of all registered cases, so that they are the same in every process of a program */
    size_t terms_n;
    size_t registered; /* cases before selection */
    size_t selected;   /* cases of all shards and rounds */
    size_t rounds;     /* --repeat: one behind the other in item */
    uint64_t digest;   /* of the names of all selected cases, in their order */
    /* The order in which they begin, as indices into item: [0, parallel) beside each other, the rest, which are serial, one by one. NULL:
     * as they stand. */
    uint32_t *order;
    size_t parallel;
    sb_name_store names; /* of rows and rounds */
} sb_plan;

/* Its name without suite/. */
static inline const char *sb_planned_test(const sb_planned *item) { return item->name + sb_case_name_at(item->test); }

/* Why it is not finished, and why it should fail; NULL. */
static inline const char *sb_planned_todo(const sb_planned *item)
{
    const sb_case_options *own = sb_case_options_of(item->test);
    return own ? own->todo : NULL;
}
static inline const char *sb_planned_xfail(const sb_planned *item)
{
    const sb_case_options *own = sb_case_options_of(item->test);
    return own ? own->xfail : NULL;
}

/* The case that begins as the k-th. */
static inline size_t sb_plan_at(const sb_plan *plan, size_t k) { return plan->order ? plan->order[k] : k; }

/* What is known of a case from the last run. */
typedef struct sb_recalled {
    enum sb_state state;
    uint64_t duration_ns;
} sb_recalled;
typedef struct sb_recall {
    bool (*find)(const void *env, const char *name, sb_recalled *out); /* false: nothing is known */
    const void *env;
    const char *where; /* the file, for messages */
} sb_recall;

/* Zeroed: everything, in order, each once, without limits. */
typedef struct sb_selection {
    const char *const *pattern; /* a name, the beginning of one up to a slash, or a glob; ! before it excludes */
    size_t pattern_count;
    double timeout;       /* seconds, default; 0: none */
    double timeout_scale; /* of every limit; 0: 1 */
    bool unlimited;       /* no limit at all: under a debugger */
    const char *exact;    /* the full name of the one case, or NULL */
    const char *const *match;
    size_t match_count;
    const char *const *tag;
    size_t tag_count;
    bool failed;
    const sb_recall *recall; /* NULL: no last run */
    unsigned shard, shards;  /* from 1; 0, 0: all */
    unsigned repeat;         /* rounds; 0: 1 */
    bool shuffle;
    uint64_t seed; /* of the shuffle */
    sb_make_ready *make_ready;
    unsigned jobs; /* with more than one, cases that took long in the last run begin first */
    unsigned retries;
} sb_selection;

/* SB_ERR with a message: two cases of one name, two fixtures of one suite, two declarations of one suite, a suite inside itself, a
 * step or SUITE_IN that names a suite without tests, a regular expression or tag expression that cannot be read.
 * SB_ENOTFOUND: a pattern or filter that selects nothing, or nothing registered. The plan is then empty and need not be released.
 * A shard may be empty: n is 0 then, and selected is not. */
int sb_plan_make(sb_plan *plan, const sb_context *from, const sb_selection *selection);
/* Put it into the order of another seed. */
void sb_plan_shuffle(sb_plan *plan, uint64_t seed);
void sb_plan_release(sb_plan *plan);

#endif
