/* sample.c -- seedbed sample: show generated users, courses, enrolments or files. */
#include "command.h"
#include "sample_print.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct sample {
    const sb_sample_kind *kind;
    sb_sample_request request;
    bool csv;
} sample;

static int misuse(const char *what, const char *word)
{
    fprintf(stderr, "seedbed: %s%s; expected: seedbed sample %s\n", what, word, sb_command_sample.usage);
    return SB_EXIT_USAGE;
}

/* In decimal, or in hexadecimal behind 0x. */
static int read_number(const char *option, const char *text, uint64_t *out)
{
    char *end;

    errno = 0;
    *out = strtoull(text, &end, strncmp(text, "0x", 2) == 0 ? 16 : 10);
    if (*text >= '0' && *text <= '9' && !*end && !errno)
        return SB_EXIT_PASSED;
    fprintf(stderr, "seedbed: %s wants a whole number below 2^64, and was given `%s`\n", option, text);
    return SB_EXIT_USAGE;
}

static int set_rows(sample *to, const char *text) { return read_number("--rows", text, &to->request.rows); }

static int set_seed(sample *to, const char *text) { return read_number("--seed", text, &to->request.seed); }

static int set_format(sample *to, const char *text)
{
    static const char *const names[] = { "table", "csv", NULL };

    to->csv = strcmp(text, "csv") == 0;
    return to->csv || strcmp(text, "table") == 0 ? SB_EXIT_PASSED : sb_command_unknown("the format", text, names);
}

static int set_folder(sample *to, const char *text)
{
    to->request.folder = text;
    return SB_EXIT_PASSED;
}

static const struct option {
    const char *name;
    int (*set)(sample *to, const char *text);
} options[] = { { "--rows", set_rows }, { "--seed", set_seed }, { "--format", set_format }, { "--out", set_folder } };
enum { OPTIONS = sizeof options / sizeof *options };

static int unknown_option(const char *word)
{
    const char *names[OPTIONS + 1] = { NULL };

    for (size_t i = 0; i < OPTIONS; i++)
        names[i] = options[i].name;
    return sb_command_unknown("the option", word, names);
}

/* --rows 5 or --rows=5; *at is moved to the last word that was read. */
static int read_option(int argc, char **argv, int *at, sample *to)
{
    const char *word = argv[*at];
    size_t size = strcspn(word, "=");

    for (size_t i = 0; i < OPTIONS; i++) {
        if (strlen(options[i].name) != size || strncmp(options[i].name, word, size) != 0)
            continue;
        if (word[size] == '=')
            return options[i].set(to, word + size + 1);
        if (*at + 1 == argc)
            return misuse("a value is missing behind ", word);
        return options[i].set(to, argv[++*at]);
    }
    return unknown_option(word);
}

static int read_kind(const char *word, sample *to)
{
    const char *names[8] = { NULL };
    size_t i;

    if (to->kind)
        return misuse("one kind at a time, and this is a second: ", word);
    for (i = 0; sb_sample_kinds[i].name; i++) {
        if (strcmp(sb_sample_kinds[i].name, word) == 0)
            to->kind = &sb_sample_kinds[i];
        names[i] = sb_sample_kinds[i].name;
    }
    return to->kind ? SB_EXIT_PASSED : sb_command_unknown("the sample", word, names);
}

static int run(int argc, char **argv)
{
    sample it = { .request = { .seed = 1, .rows = 10 } };
    int code = SB_EXIT_PASSED;

    for (int i = 1; i < argc && code == SB_EXIT_PASSED; i++)
        code = argv[i][0] == '-' ? read_option(argc, argv, &i, &it) : read_kind(argv[i], &it);
    if (code != SB_EXIT_PASSED)
        return code;
    if (!it.kind)
        return misuse("what kind is missing", "");
    if (it.request.folder && strcmp(it.kind->name, "files") != 0)
        return misuse("--out is for files, and these are ", it.kind->name);
    if ((it.csv ? sb_sample_print_csv : sb_sample_print_table)(it.kind, &it.request, stdout) == SB_OK)
        return SB_EXIT_PASSED;
    fprintf(stderr, "seedbed: %s\n", sb_error());
    return SB_EXIT_FAILED;
}

const sb_command sb_command_sample = {
    .name = "sample",
    .usage = "users|courses|enrolments|files [--rows N] [--seed S] [--format table|csv] [--out FOLDER]",
    .text = "Prints generated data, the same for the same seed; --out writes the files themselves",
    .run = run,
};
