/* reporter.h -- for authors of reporters: one typed slot per event of a run.
 *
 * What it is: a reporter is one file and one `const struct sb_reporter`. All calls are made in main, in the order of the plan
 * (not in the order in which parallel workers finish), from the record: by the time `result` is called all there is to know
 * of a case is known.
 *
 * Calling sequence: open, begin, result once per planned case, with progress in between, end, close. A reporter may do without the
 * cases that simply passed: see passes_over.
 *
 * Ownership: everything passed in is borrowed for the call. `out` belongs to the runner, who closes it.
 *
 * Errors: a reporter cannot fail a run. What it could not write shows in ferror(out), which the runner checks at the end:
 * exit code SB_EXIT_INTERNAL and a message that names the file.
 */
#ifndef SEEDBED_EXT_REPORTER_H
#define SEEDBED_EXT_REPORTER_H

#include <seedbed/ext/row_change.h>
#include <stdio.h>

/* How a case ended. SB_PASSED, SB_SKIPPED, SB_FLAKY, SB_TODO and SB_XFAILED are good; everything else fails the run. */
enum sb_state {
    SB_UNSEEN = 0, /* planned and not run: --fail-fast, an interrupt, or a fault of ours; never silent */
    SB_PASSED,
    SB_FAILED, /* an assertion, a step or a resource said so */
    SB_SKIPPED,
    SB_CRASHED, /* a signal ended the worker */
    SB_EXITED,  /* the test called exit, _exit or the like: it never returned */
    SB_TIMED_OUT,
    SB_FLAKY,   /* it failed, and passed when it was tried again (.retries) */
    SB_TODO,    /* not finished, and says so (.todo, todo_test): how it ended does not count */
    SB_XFAILED, /* it failed, as it said it would (.xfail, xfail_test) */
    SB_XPASSED  /* it said it would fail, and passed: the word is to be taken out */
};

typedef struct sb_failure {
    const char *file;
    int line;
    const char *text; /* sentence and details, lines without indent, no newline at the end */
    bool fatal;       /* it ended the test (should), or the test went on (expect) */
} sb_failure;

/* What a test did to the rows of one table of its sandbox, net: what it changed and changed back is not told. */
typedef struct sb_table_change {
    const char *table;                 /* as the test names it */
    size_t inserted, changed, deleted; /* all of them */
    const sb_row_change *row;          /* the first of them; long cells are cut */
    size_t rows;
} sb_table_change;

typedef struct sb_result {
    size_t index;             /* in the plan of this run, from 0 */
    size_t place;             /* among all that were selected, before the shard took its part; equal to index without shards */
    const char *suite, *test; /* test: with the row's name behind a slash, for rows of TEST_EACH */
    const char *file;
    int line;
    const char *tags; /* separated by one space; "" for none */
    enum sb_state state;
    uint64_t began_ns; /* since the run began; 0 when it never did */
    uint64_t duration_ns;
    uint64_t checks;           /* assertions judged */
    int worker;                /* from 0 */
    const sb_failure *failure; /* in the order they happened */
    size_t failure_count;
    const char
        *reason; /* skipped, todo, xfailed, xpassed: why; crashed, exited, timed out, flaky: a sentence or more; else NULL */
    const char
        *trace; /* crashed, timed out: the calls that led there, a line each, innermost first; NULL where nothing is known */
    unsigned attempts;  /* how often it was begun: 1, or more with .retries; 0 for SB_UNSEEN */
    int signal;         /* crashed: which; else 0 */
    int exit_code;      /* exited: with what; else 0 */
    const char *output; /* what the test wrote to stdout and stderr; kept for tests that did not simply pass */
    size_t output_size;
    const sb_table_change
        *table; /* in a sandbox, of a test that did not pass: the tables whose rows it changed, until it was over */
    size_t table_count;
    /* --keep: the command that opens its tables, or in parentheses why there is none; else NULL. */
    const char *kept;
    /* Why it is not known what it did to rows, a sentence; NULL where it is known, or does not matter. */
    const char *rows_unknown;
    /* In a sandbox, of a test that did not pass: the tree of the rows that its factories made, in lines; else NULL. */
    const char *made;
} sb_result;

typedef struct sb_tally {
    size_t planned, reported; /* reported < planned means unseen cases: the run fails */
    size_t passed, failed, skipped, crashed, exited, timed_out, unseen, flaky, todo, xfailed, xpassed;
    size_t suite_setups; /* how often a SUITE_SETUP ran: once per suite and worker, and again after a crash */
    const char *trouble; /* what failed the run beside its cases, in lines; NULL: nothing */
    const char *notes;   /* what the run has to say that fails nothing, in lines, as of snapshots; NULL: nothing */
    uint64_t checks;
    uint64_t duration_ns; /* wall, of the whole run */
    bool interrupted;
} sb_tally;

typedef struct sb_run_info {
    const char *program;
    size_t planned;
    unsigned jobs;
    const char *isolate; /* "worker", "test" or "none" */
    uint64_t seed;
    const char *start;        /* how workers are started: "fork" or "spawn" */
    size_t selected;          /* cases of all shards together; equal to planned without shards */
    uint64_t digest;          /* of the names of all selected cases: records with the same one belong to one run */
    unsigned shard, shards;   /* which part this run is, from 1; 0, 0: all of it */
    const char *shard_source; /* what asked for the shard: "--shard", "SLURM_ARRAY_TASK_ID" ...; NULL: nothing did */
    bool shuffled;            /* the order comes from the seed */
    unsigned rounds;          /* --repeat: how often each case runs */
    int64_t began_unix_ms;    /* when, since 1970 in UTC */
    const char *host;         /* the machine's name */
    const char *const *from;  /* `seedbed merge`: the records this is made of, ends in NULL; else NULL */
    const char *options;      /* words of a command line that a repetition needs beside seed, order and shard; NULL: none */
} sb_run_info;

typedef struct sb_progress {
    size_t done, failed, planned;
    uint64_t elapsed_ns;
    const char *slowest; /* suite/test that runs longest right now, or NULL */
    uint64_t slowest_ns;
    uint64_t left_ns; /* about how long the rest will take; 0: not known */
} sb_progress;

typedef struct sb_report_options {
    bool colour;        /* decided by the runner: a terminal, and no NO_COLOR, unless --colour says */
    bool live;          /* the output is a terminal: progress may be drawn and drawn over */
    int width;          /* columns; 80 where unknown */
    bool verbose;       /* name passed tests too */
    bool pinned;        /* durations print as 0: golden outputs */
    unsigned durations; /* so many of the slowest tests are listed at the end (--durations); 0: none */
} sb_report_options;

typedef struct sb_reporter {
    const char *name; /* --report name or name=file */
    const char *text; /* one line for --help */
    bool console;     /* may: meant for a person at a console, and the default of a run */
    bool beside;      /* may: its lines may stand between those of another report on stdout, which then is the default one */
    /* Must. Returns the environment of the other calls, or NULL for no memory. */
    void *(*open)(FILE *out, const sb_report_options *options);
    void (*begin)(void *env, const sb_run_info *info);  /* may */
    void (*result)(void *env, const sb_result *result); /* must */
    /* May. Whether, as it was opened, it has nothing to say of a test that simply passed. Where that is so of all reporters of a run, result
     * is not called for those: not every one of ten thousand is worth a call. They are in the tally. */
    bool (*passes_over)(const void *env);
    void (*progress)(void *env, const sb_progress *progress); /* may; about ten times a second, while options.live */
    void (*end)(void *env, const sb_tally *tally);            /* must */
    void (*close)(void *env);                                 /* must: frees env */
} sb_reporter;

/* A reporter of a program's own: a constructor adds it, and --report knows its name. The node is the caller's, static. A name that
 * is taken already is refused when the run begins. */
typedef struct sb_reporter_node {
    const sb_reporter *reporter;
    struct sb_reporter_node *next;
} sb_reporter_node;
SB__C_BEGIN
void sb_add_reporter(sb_reporter_node *node);

/* The built-in ones, in a list that ends in NULL. */
extern const sb_reporter *const sb_reporters[];
SB__C_END

#endif
