/* merge.c -- seedbed merge: the records of shards, or of one run, become any report. */
#include "../../assert/context.h"
#include "../../framework/config/options.h"
#include "../../framework/record/tally.h"
#include "../../framework/report/outputs.h"
#include "../../framework/report/record_join.h"
#include "command.h"
#include <seedbed/base.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int complain(int exit_code)
{
    fflush(stdout);
    fprintf(stderr, "seedbed: %s\n", sb_error());
    return exit_code;
}

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
        bool option = i > 0 && argv[i][0] == '-' && !names_only;
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
        return complain(SB_EXIT_USAGE);
    sb_outputs_begin(&outputs, &joined->info);
    for (size_t i = 0; i < joined->n; i++)
        sb_outputs_result(&outputs, &joined->result[i]);
    sb_outputs_end(&outputs, &joined->tally);
    return sb_outputs_close(&outputs) ? complain(SB_EXIT_INTERNAL) : SB_EXIT_PASSED;
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
    if (!joined->tally.planned)
        return SB_EXIT_NONE;
    return sb_tally_passed(&joined->tally) ? SB_EXIT_PASSED : SB_EXIT_FAILED;
}

static int join(sb__recorded *record, size_t n, bool partial, const sb_options *options)
{
    sb__joined joined;
    if (sb__join(record, n, partial, &joined))
        return complain(SB_EXIT_USAGE);
    int code = report(&joined, options);
    if (code == SB_EXIT_PASSED)
        code = judge(&joined);
    sb__joined_release(&joined);
    return code;
}

/* Every record is read before a report is begun, so that what cannot be merged leaves no half of one. */
static int merge(const sb_options *options, bool partial)
{
    size_t n = options->pattern_count, got = 0;
    int code = SB_EXIT_PASSED;
    sb__recorded *record = sb_alloc((n + 1) * sizeof *record);
    while (got < n && code == SB_EXIT_PASSED)
        if (sb__recorded_read(&record[got], options->pattern[got]))
            code = complain(SB_EXIT_USAGE);
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
    char **word = sb_alloc(((size_t)argc + 1) * sizeof *word);
    int code = sift(argc, argv, word, &partial);
    if (code == SB_EXIT_PASSED) {
        if (sb_options_read(&options, count(word), word))
            code = complain(SB_EXIT_USAGE);
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
