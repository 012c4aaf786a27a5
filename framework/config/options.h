/* options.h -- the command line of a test program, read into one struct.
 *
 * Calling sequence: sb_options_read, then read the fields; sb_options_release at the end, after an error too. What the environment
 * says (SEEDBED_JOBS, NO_COLOR ...) is read first, so that the command line overrules it; what Bazel and Slurm say to the programs they
 * start is read last, and counts where the command line says nothing.
 *
 * Errors: SB_ERR with a message for an unknown option or reporter, or a value that cannot be read: the program prints it and ends
 * with SB_EXIT_USAGE; so for variables of Bazel and Slurm that are set by half or make no sense. Options are documented where they are defined: the table in options_table.c is the parser, the help and
 * the manual.
 */
#ifndef SEEDBED_FRAMEWORK_CONFIG_OPTIONS_H
#define SEEDBED_FRAMEWORK_CONFIG_OPTIONS_H

#include "../../assert/text.h"

enum sb_isolate { SB_ISOLATE_WORKER = 0, SB_ISOLATE_TEST, SB_ISOLATE_NONE };
enum sb_start { SB_START_FORK = 0, SB_START_SPAWN };
enum sb_list { SB_LIST_NONE = 0, SB_LIST_NAMES, SB_LIST_JSON };
enum sb_rerun { SB_RERUN_SOME = 0, SB_RERUN_ALL, SB_RERUN_NONE };
enum sb_update { SB_UPDATE_NONE = 0, SB_UPDATE_ALL, SB_UPDATE_NEW, SB_UPDATE_PRUNE };
enum sb_colour { SB_COLOUR_AUTO = 0, SB_COLOUR_ALWAYS, SB_COLOUR_NEVER };

typedef struct sb_options {
    const char *program;  /* argv[0] */
    const char **pattern; /* names and globs; ! before one excludes */
    size_t pattern_count;
    const char **report; /* "tap", "junit=out.xml" ... */
    size_t report_count;
    const char *config; /* --config FILE */
    unsigned jobs;      /* 0: one per core */
    enum sb_isolate isolate;
    enum sb_colour colour;
    double timeout;     /* seconds, of a test that names none */
    uint64_t seed;      /* as given, or from the clock; 1 when pinned */
    const char **match; /* --match: regular expressions over the full name, each of which selects */
    size_t match_count;
    const char **tag; /* --tag: expressions, all of which must hold */
    size_t tag_count;
    const char *exact;          /* --exact NAME: that test and no other; NULL: not asked */
    bool failed;                /* --failed: those that did not pass in the last run */
    const char *last;           /* --last FILE: where the last run is remembered; NULL: in the user's cache folder; "": nowhere */
    bool last_given;            /* it stands on the command line */
    bool shuffle;               /* --shuffle[=seed]: the seed is `seed` then */
    unsigned repeat;            /* --repeat N: 1 and more; 0: not asked */
    unsigned until_fail;        /* --until-fail[=N]: at most so many rounds; 0: not asked; UINT_MAX: no end */
    unsigned fail_fast;         /* --fail-fast[=N]: stop at the Nth failure; 0: not asked */
    unsigned shard, shards;     /* --shard i/n: from 1; 0, 0: not asked */
    const char *shard_source;   /* what asked for it: "--shard" or the variable's name */
    const char *shard_status;   /* a file to touch, which says that shards are known; NULL: none */
    const char *premature_exit; /* a file that is there as long as the run is not over; NULL: none */
    unsigned exit_skipped;      /* --exit-skipped N: the exit code when every test was skipped; 0: as for passed ones */
    const char *debug;          /* --debug NAME */
    const char *debugger;       /* --debugger gdb|lldb; NULL: the first there is */
    enum sb_start start;
    enum sb_list list;
    enum sb_rerun rerun;  /* --rerun-crashed: whether a crashed case runs once more alone; some: until three crashed again */
    unsigned retries;     /* --retries N, of a test and suite that name none */
    double timeout_scale; /* --timeout-scale: every limit times this; 1 unless given */
    unsigned durations;   /* --durations[=N]: the slowest N tests are listed; 0: not asked */
    bool seed_given, shard_given, help, version, verbose, rebuild, pinned, strict, paranoid, keep, explain;
    const char *snapshots; /* --snapshots DIR; NULL: source files are looked for */
    enum sb_update update; /* --update-snapshots[=WHICH] */
    bool leaks;            /* --leaks: what a test leaves open or behind fails it */
    char *only;            /* the words of TESTBRIDGE_TEST_ONLY, which `pattern` points into */
    char *bazel_report;    /* what XML_OUTPUT_FILE asks for */
    bool full_values;      /* --full-values: failures cut no long values */
} sb_options;

/* argv is borrowed for the life of the options. */
int sb_options_read(sb_options *options, int argc, char **argv);
/* The command line alone: of the environment only NO_COLOR counts. For programs that run no tests. */
int sb_options_read_line(sb_options *options, int argc, char **argv);
/* Take out of the environment what was said to this very program, so that one that a test starts does not take it for itself: it would
 * run a part of its tests, or write over this program's report. The options stay as they were read. */
void sb_options_hide_environment(void);
void sb_options_release(sb_options *options);
/* The text of --help. */
void sb_options_help(sb_text *to, const char *program);

#endif
