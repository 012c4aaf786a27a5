/* options_table.c -- the options themselves, and the variables of the environment that stand for some of them. */
#include "options_read.h"

#include <limits.h>
#include <string.h>

static const char *const isolate_words[] = { "worker", "test", "none", NULL };
static const char *const colour_words[] = { "auto", "always", "never", NULL };
static const char *const start_words[] = { "fork", "spawn", NULL };
static const char *const rerun_words[] = { "some", "all", "none", NULL };

#define AT(f) .at = offsetof(sb_options, f)
#define FLAG(f) .read = sb__read_flag, AT(f)
#define SEED "a whole number from 0 to 18446744073709551615, or a hexadecimal one behind 0x"
const sb_option sb__option_table[] = {
    { .section = "Which tests",
        .name = "match",
        .argument = "REGEX",
        .read = sb__read_match,
        .expects = "a regular expression",
        .text = "the tests with this in their name, an extended regular expression of\n"
                "POSIX, beside those that names select; may be repeated" },
    { .name = "tag",
        .argument = "EXPR",
        .read = sb__read_tag,
        .expects = "tags, such as 'slow' or 'db & !(slow | flaky)'",
        .text = "of the selected tests those whose tags fit: slow, !slow, 'a & b',\n"
                "'(a | b) & !c', also with and, or, not; repeated: all must hold" },
    { .name = "exact",
        .argument = "NAME",
        .read = sb__read_string,
        AT(exact),
        .expects = "the full name of a test",
        .text = "the test of this very name and no other" },
    { .name = "failed", FLAG(failed), .text = "of the selected tests those that did not pass in the last run" },
    { .name = "shard",
        .argument = "I/N",
        .read = sb__read_shard,
        .expects = "its number and how many there are, such as 2/3, or off",
        .text = "the Ith of N parts of the selected tests, I from 1; off: all of them,\n"
                "whatever Bazel or Slurm ask for" },
    { .name = "list",
        .letter = 'l',
        .argument = "json",
        .optional = true,
        .read = sb__read_list,
        .expects = "json or nothing",
        .text = "print the names of the selected tests, or all there is to know of\n"
                "them as JSON, and run none" },
    { .section = "In which order, and how often",
        .name = "shuffle",
        .argument = "SEED",
        .optional = true,
        .read = sb__read_shuffle,
        .expects = SEED,
        .text = "suites in another order, and the tests of each; the same seed makes\n"
                "the same order" },
    { .name = "repeat",
        .argument = "N",
        .read = sb__read_count,
        AT(repeat),
        .least = 1,
        .most = 1000000,
        .expects = "a whole number from 1 to 1000000",
        .text = "run all selected tests N times, round after round" },
    { .name = "until-fail",
        .argument = "N",
        .optional = true,
        .read = sb__read_count,
        AT(until_fail),
        .least = 1,
        .most = UINT_MAX - 1,
        .otherwise = UINT_MAX,
        .expects = "a whole number from 1 to 4294967294",
        .text = "run again until a run fails, at most N times; the run that failed,\n"
                "or else the last one, is reported" },
    { .name = "fail-fast",
        .argument = "N",
        .optional = true,
        .read = sb__read_count,
        AT(fail_fast),
        .least = 1,
        .most = UINT_MAX,
        .otherwise = 1,
        .expects = "a whole number from 1 to 4294967295",
        .text = "stop at the first failure, or at the Nth" },
    { .name = "seed",
        .argument = "N",
        .read = sb__read_seed,
        .expects = SEED,
        .text = "what generated data and a shuffled order grow from; reported\n"
                "(default: from the clock)" },
    { .name = "last",
        .argument = "FILE",
        .read = sb__read_last,
        AT(last),
        .expects = "the name of a file, or none",
        .text = "where the last run is remembered, for --failed and to begin with slow\n"
                "tests; none: nowhere (default: below $XDG_CACHE_HOME or ~/.cache)" },
    { .section = "How they run",
        .name = "jobs",
        .letter = 'j',
        .argument = "N",
        .read = sb__read_count,
        AT(jobs),
        .most = 1024,
        .expects = "a whole number from 0 to 1024 (0: one worker per core)",
        .text = "run with N workers; 0, the default: one per core" },
    { .name = "isolate",
        .argument = "HOW",
        .read = sb__read_choice,
        AT(isolate),
        .choice = isolate_words,
        .expects = "worker, test or none",
        .text = "worker (default): many tests to a process, a new one after a crash\n"
                "test: a process of its own for each test\n"
                "none: all in this process, for a debugger; no limits,\n"
                "and a crash or _exit ends the run" },
    { .name = "start",
        .argument = "HOW",
        .read = sb__read_choice,
        AT(start),
        .choice = start_words,
        .expects = "fork or spawn",
        .text = "how a worker begins: fork (default), a copy of this process;\n"
                "spawn: this program started anew, which shares no memory" },
    { .name = "timeout",
        .argument = "SECONDS",
        .read = sb__read_seconds,
        AT(timeout),
        .expects = "seconds from 0 to 1000000, such as 2.5 (0: no limit)",
        .text = "time limit of a test that names none; 0: no limit (default 10)" },
    { .name = "timeout-scale",
        .argument = "X",
        .read = sb__read_factor,
        AT(timeout_scale),
        .expects = "a number from 0.001 to 1000, such as 2.5",
        .text = "every time limit times X, for slow machines and instruments; under a\n"
                "debugger there are no limits" },
    { .name = "retries",
        .argument = "N",
        .read = sb__read_count,
        AT(retries),
        .most = 1000,
        .expects = "a whole number from 0 to 1000",
        .text = "try a failed test again up to N times, where it does not say itself\n"
                "how often; one that passes then is reported as flaky" },
    { .name = "rerun-crashed",
        .argument = "WHICH",
        .read = sb__read_choice,
        AT(rerun),
        .choice = rerun_words,
        .expects = "some, all or none",
        .text = "run a crashed test once more alone, to tell whether others led to it;\n"
                "some (default): until ten of them crashed again" },
    { .name = "debug",
        .argument = "NAME",
        .read = sb__read_string,
        AT(debug),
        .expects = "the name of a test",
        .text = "start gdb or lldb with this one test, stopped at its beginning" },
    { .name = "debugger",
        .argument = "PROGRAM",
        .read = sb__read_string,
        AT(debugger),
        .expects = "the name of a debugger",
        .text = "which one --debug starts (default: gdb, or else lldb)" },
    { .name = "rebuild", FLAG(rebuild), .text = "build the sandboxes anew before the run" },
    { .name = "config",
        .argument = "FILE",
        .read = sb__read_string,
        AT(config),
        .expects = "the name of a file",
        .text = "read FILE in place of seedbed.yaml" },
    { .section = "What is said of them",
        .name = "report",
        .argument = "NAME[=FILE]",
        .read = sb__read_report,
        AT(report),
        .expects = "the name of a reporter, or NAME=FILE",
        .text = "report in this form, to FILE or to stdout; may be repeated" },
    { .name = "colour",
        .alias = "color",
        .argument = "WHEN",
        .read = sb__read_choice,
        AT(colour),
        .choice = colour_words,
        .expects = "auto, always or never",
        .text = "auto (default): on a terminal; always; never (also --color)" },
    { .name = "verbose", .letter = 'v', FLAG(verbose), .text = "name passed tests too" },
    { .name = "exit-skipped",
        .argument = "N",
        .read = sb__read_count,
        AT(exit_skipped),
        .most = 255,
        .expects = "a whole number from 0 to 255",
        .text = "the exit code of a run whose tests were all skipped, for those who\n"
                "know skips by it (automake, Meson: 77; default 0)" },
    { .name = "pinned", .hidden = true, FLAG(pinned), .text = "report durations as 0 and the seed as 1, for expected outputs" },
    { .name = "help", .letter = 'h', FLAG(help), .text = "print this and run nothing" },
    { .name = "version", FLAG(version), .text = "print the version of Seedbed and run nothing" },
    { .name = NULL },
};

/* Of two rows for one option the later one wins. */
const sb_environment sb__environment_table[] = {
    { "SEEDBED_JOBS", "jobs", NULL, "as --jobs", false },
    { "TEST_RANDOM_SEED", "seed", NULL, "as --seed; Bazel sets it", false },
    { "SEEDBED_SEED", "seed", NULL, "as --seed", false },
    { "SEEDBED_ISOLATE", "isolate", NULL, "as --isolate", false },
    { "SEEDBED_START", "start", NULL, "as --start", false },
    { "SEEDBED_TIMEOUT", "timeout", NULL, "as --timeout", false },
    { "SEEDBED_TIMEOUT_SCALE", "timeout-scale", NULL, "as --timeout-scale", false },
    { "SEEDBED_RETRIES", "retries", NULL, "as --retries", false },
    { "SEEDBED_LAST", "last", NULL, "as --last; set to nothing: as --last=none", true },
    { "SEEDBED_DEBUGGER", "debugger", NULL, "as --debugger", false },
    { "NO_COLOR", "colour", "never", "set to anything: as --colour=never", false },
    { NULL, NULL, NULL, NULL, false },
};

static bool is(const char *name, const char *given, size_t n) { return name && strlen(name) == n && !strncmp(name, given, n); }

const sb_option *sb__option_find(const char *name, size_t n)
{
    for (const sb_option *o = sb__option_table; o->name; o++)
        if (is(o->name, name, n) || is(o->alias, name, n))
            return o;
    return NULL;
}
