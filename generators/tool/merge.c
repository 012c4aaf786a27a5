/* merge.c -- seedbed merge: the records of shards, or of one run, become any report. */
#include "../../assert/context.h"
#include "../../framework/answers.h"
#include "../../framework/record/tally.h"
#include "../../framework/report/outputs.h"
#include "../../framework/report/record_join.h"
#include "command.h"
#include <seedbed/base.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the command line: those options of a test program that are about reports, and --partial ---- */

static int check_option(const char *word)
{
    static const char *const known[] = { "--report", "--partial", "--colour", "--color", "--durations", "--verbose", "--pinned",
        "-v", NULL };
    size_t n = strcspn(word, "=");
    char *name = sb_format("%.*s", (int)n, word);
    const char *const *at = known;
    while (*at && strcmp(*at, name) != 0)
        at++;
    int code = *at ? SB_EXIT_PASSED : sb_command_unknown("the option", name, known);
    free(name);
    return code;
}

/* `word` gets what sb_options_read is to see. */
static int sift(int argc, char **argv, char **word, bool *partial)
{
    int n = 0, code = SB_EXIT_PASSED;
    bool names_only = false;
    for (int i = 0; i < argc && code == SB_EXIT_PASSED; i++) {
        bool option = i > 0 && argv[i][0] == '-' && argv[i][1] && !names_only; /* - is standard input */
        names_only = names_only || strcmp(argv[i], "--") == 0;
        if (option && !names_only)
            code = check_option(argv[i]);
        if (option && strcmp(argv[i], "--partial") == 0)
            *partial = true;
        else
            word[n++] = argv[i];
        if (option && strcmp(argv[i], "--report") == 0 && argv[i + 1])
            word[n++] = argv[++i];
    }
    word[n] = NULL;
    return code;
}

static bool asks_for_help(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return true;
    return false;
}

static int help(void)
{
    printf("Usage: seedbed merge %s\n\n%s.\n\n", sb_command_merge.usage, sb_command_merge.text);
    printf("  RECORD                what --report json=FILE wrote; - is standard input\n"
           "  --report NAME[=FILE]  report in this form, to FILE or to stdout; may be repeated\n"
           "  --partial             shards of which no record is given are left out, and do not fail\n"
           "  --durations[=N]       list the N slowest tests at the end\n"
           "  --colour=WHEN         auto, always or never\n"
           "  -v, --verbose         name passed tests too\n\n"
           "exit codes: as the one run would have ended: 0 passed, 1 failed, or something is missing, 130 interrupted;\n"
           "            64 what is named is no record, or they do not belong together\n");
    return fflush(stdout) ? SB_EXIT_INTERNAL : SB_EXIT_PASSED;
}

static int count(char **word)
{
    int n = 0;
    while (word[n])
        n++;
    return n;
}

/* ---- the merge ---- */

static int report(const sb__joined *joined, const sb_options *options)
{
    sb_outputs outputs;
    if (sb_outputs_open(&outputs, options))
        return sb_complain(SB_EXIT_USAGE);
    sb_outputs_begin(&outputs, &joined->info);
    for (size_t i = 0; i < joined->n; i++)
        sb_outputs_result(&outputs, &joined->result[i]);
    sb_outputs_end(&outputs, &joined->tally);
    return sb_outputs_close(&outputs) ? sb_complain(SB_EXIT_INTERNAL) : SB_EXIT_PASSED;
}

/* As the runs would have ended. */
static int judge(const sb__joined *joined)
{
    fflush(stdout);
    if (joined->left_out)
        fprintf(stderr, "seedbed: this is a part of the run: no record of %s was given\n", joined->left_out);
    if (joined->tally.trouble)
        fprintf(stderr, "seedbed: %s", joined->tally.trouble);
    if (joined->tally.interrupted)
        return SB_EXIT_INTERRUPTED;
    if (!joined->tally.planned && !joined->tally.trouble && joined->selected) { /* as each of them ended */
        fprintf(stderr, "seedbed: these shards have none of the %zu selected tests\n", joined->selected);
        return SB_EXIT_PASSED;
    }
    return sb_tally_passed(&joined->tally) ? SB_EXIT_PASSED : SB_EXIT_FAILED;
}

static int join(sb__recorded *record, size_t n, bool partial, const sb_options *options)
{
    sb__joined joined;
    if (sb__join(record, n, partial, &joined))
        return sb_complain(SB_EXIT_USAGE);
    int code = report(&joined, options);
    if (code == SB_EXIT_PASSED)
        code = judge(&joined);
    sb__joined_release(&joined);
    return code;
}

/* A report must not be written over what it is made of. */
static int check_outputs(const sb_options *options)
{
    struct stat report, record;
    for (size_t i = 0; i < options->report_count; i++) {
        const char *path = strchr(options->report[i], '=');
        if (!path || stat(path + 1, &report))
            continue;
        for (size_t k = 0; k < options->pattern_count; k++) {
            const char *from = options->pattern[k];
            bool there = (strcmp(from, "-") == 0 ? fstat(STDIN_FILENO, &record) : stat(from, &record)) == 0;
            if (there && S_ISREG(report.st_mode) && report.st_dev == record.st_dev && report.st_ino == record.st_ino)
                return sb_fail_with(
                    SB_ERR, "--report %s would be written over the record %s; name another file", options->report[i], from);
        }
    }
    return SB_OK;
}

/* Every record is read before a report is begun, so that what cannot be merged leaves no half of one. */
static int merge(const sb_options *options, bool partial)
{
    size_t n = options->pattern_count, got = 0;
    int code = check_outputs(options) ? sb_complain(SB_EXIT_USAGE) : SB_EXIT_PASSED;
    sb__recorded *record = sb_alloc((n + 1) * sizeof *record);
    while (got < n && code == SB_EXIT_PASSED)
        if (sb__recorded_read(&record[got], options->pattern[got]) && !record[got].unborn)
            code = sb_complain(SB_EXIT_USAGE);
        else
            got++;
    if (code == SB_EXIT_PASSED)
        code = join(record, n, partial, options);
    while (got > 0)
        sb__recorded_release(&record[--got]);
    free(record);
    return code;
}

static int run(int argc, char **argv)
{
    sb_options options;
    bool partial = false;
    if (asks_for_help(argc, argv))
        return help();
    char **word = sb_alloc(((size_t)argc + 1) * sizeof *word);
    int code = sift(argc, argv, word, &partial);
    if (code == SB_EXIT_PASSED) {
        if (sb_options_read_line(&options, count(word), word))
            code = sb_complain(SB_EXIT_USAGE);
        else if (!options.pattern_count) {
            fprintf(stderr, "seedbed: no record is named; expected: seedbed merge %s\n", sb_command_merge.usage);
            code = SB_EXIT_USAGE;
        } else
            code = merge(&options, partial);
        sb_options_release(&options);
    }
    free(word);
    return code;
}

const sb_command sb_command_merge = {
    .name = "merge",
    .usage = "[--report NAME[=FILE]]... [--partial] [-v] RECORD...",
    .text = "Makes any report of the records that --report json=FILE wrote, of one run or of its shards",
    .run = run,
};
