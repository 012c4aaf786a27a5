/* options.h -- the command line of a test program, read into one struct.
 *
 * Calling sequence: sb_options_read, then read the fields; sb_options_release at the end, after an error too. What the environment
 * says (SEEDBED_JOBS, SEEDBED_SEED, NO_COLOR) is read first, so that the command line overrules it.
 *
 * Errors: SB_ERR with a message for an unknown option or reporter, or a value that cannot be read: the program prints it and ends
 * with SB_EXIT_USAGE. Options are documented where they are defined: the table in options_table.c is the parser, the help and
 * the manual.
 */
#ifndef SEEDBED_FRAMEWORK_CONFIG_OPTIONS_H
#define SEEDBED_FRAMEWORK_CONFIG_OPTIONS_H

#include "../../assert/text.h"

enum sb_isolate { SB_ISOLATE_WORKER = 0, SB_ISOLATE_TEST, SB_ISOLATE_NONE };
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
    double timeout; /* seconds, of a test that names none */
    uint64_t seed;  /* as given, or from the clock; 1 when pinned */
    bool seed_given, list, help, version, verbose, rebuild, fail_fast, pinned;
} sb_options;

/* argv is borrowed for the life of the options. */
int sb_options_read(sb_options *options, int argc, char **argv);
void sb_options_release(sb_options *options);
/* The text of --help. */
void sb_options_help(sb_text *to, const char *program);

#endif
