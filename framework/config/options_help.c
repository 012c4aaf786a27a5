/* options_help.c -- the text of --help, made from the tables. */
#include "options_table.h"
#include "reporter_names.h"

#include <stdio.h>
#include <string.h>

enum { TEXT_COLUMN = 30 };

/* A left column, and the lines of a text to its right; below it, where it is too wide. */
static void row(sb_text *to, const char *left, const char *text)
{
    int n = (int)strcspn(text, "\n");
    if (strlen(left) > TEXT_COLUMN - 4)
        sb_text_add(to, "  %s\n%*s%.*s\n", left, TEXT_COLUMN, "", n, text);
    else
        sb_text_add(to, "  %-*s%.*s\n", TEXT_COLUMN - 2, left, n, text);
    for (text += n; *text; text += n) {
        n = (int)strcspn(++text, "\n");
        sb_text_add(to, "%*s%.*s\n", TEXT_COLUMN, "", n, text);
    }
}

static void option_row(sb_text *to, const sb_option *option)
{
    char letter[8] = "    ", left[64];
    const char *before = !option->argument ? "" : option->optional ? "[=" : "=";
    if (option->section)
        sb_text_add(to, "\n%s:\n", option->section);
    if (option->letter)
        snprintf(letter, sizeof letter, "-%c, ", option->letter);
    snprintf(left, sizeof left, "%s--%s%s%s%s", letter, option->name, before, option->argument ? option->argument : "",
        option->argument && option->optional ? "]" : "");
    row(to, left, option->text);
}

void sb_options_help(sb_text *to, const char *program)
{
    sb_text_add(to,
        "Usage: %s [option ...] [name ...]\n"
        "\n"
        "Runs the tests of this program: all of them, or those that a name selects.\n"
        "\n"
        "Names:\n",
        program);
    row(to, "suite", "every test of the suite");
    row(to, "suite/test", "the test, with all its rows");
    row(to, "suite/test/row", "one row of a TEST_EACH");
    row(to, "'*full*'",
        "every test whose name the glob matches (*, ? and [ ]);\n"
        "what is the full name of a test is no glob");
    row(to, "'!name'", "leaves out what name or glob selects");
    sb_text_add(to, "\nOptions, as --name=value or --name value; what stands in [ ] only as --name=value.\n");
    for (const sb_option *o = sb__option_table; o->name; o++)
        if (!o->hidden)
            option_row(to, o);
    sb_text_add(to, "\nReporters:\n");
    const sb_reporter *reporter;
    for (size_t i = 0; (reporter = sb__reporter_at(i)); i++)
        row(to, reporter->name, reporter->text);
    sb_text_add(to, "\nEnvironment, overruled by the options:\n");
    for (const sb_environment *e = sb__environment_table; e->name; e++)
        row(to, e->name, e->text);
    sb_text_add(to,
        "\nVariables of Bazel (TEST_TOTAL_SHARDS, TEST_SHARD_INDEX, TEST_SHARD_STATUS_FILE, TEST_TMPDIR,\n"
        "TESTBRIDGE_TEST_ONLY: names and globs separated by spaces or colons, XML_OUTPUT_FILE,\n"
        "TESTBRIDGE_TEST_RUNNER_FAIL_FAST, TEST_PREMATURE_EXIT_FILE) and of job arrays of Slurm\n"
        "(SLURM_ARRAY_TASK_ID and its kin: each task takes its shard) are heeded too.\n");
    sb_text_add(to, "\nExit codes:\n");
    row(to, "0",
        "tests were selected, and each passed or was skipped; so ends a\n"
        "shard that has none of them, whatever --exit-skipped says");
    row(to, "1", "a test failed, or not all that were planned were run");
    row(to, "2", "the runner itself could not go on");
    row(to, "3", "no test was selected, or a name or filter fits none");
    row(to, "64", "the command line could not be understood");
    row(to, "78", "the configuration or the guard of the sandbox refused");
    row(to, "130", "interrupted");
}
