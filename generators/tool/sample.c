/* sample.c -- seedbed sample: show generated users, courses, enrolments or files. */
#include "options.h"
#include "sample_print.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>

typedef struct sample {
    const sb_sample_kind *kind;
    sb_sample_request request;
    bool csv;
    const char *of_files; /* an option that is for files alone; NULL: none was given */
} sample;

static int misuse(const char *what, const char *word) { return sb_command_misuse(&sb_command_sample, what, word); }

static int set_rows(void *to, const char *text) { return sb_option_number("--rows", text, &((sample *)to)->request.rows); }

static int set_seed(void *to, const char *text) { return sb_option_number("--seed", text, &((sample *)to)->request.seed); }

static int set_format(void *to, const char *text)
{
    static const char *const names[] = { "table", "csv", NULL };

    ((sample *)to)->csv = strcmp(text, "csv") == 0;
    return strcmp(text, "csv") == 0 || strcmp(text, "table") == 0 ? SB_EXIT_PASSED
                                                                  : sb_command_unknown("the format", text, names);
}

static int set_folder(void *env, const char *text)
{
    sample *to = env;

    to->of_files = "--out";
    to->request.folder = text;
    return SB_EXIT_PASSED;
}

static int set_file_kind(void *env, const char *text)
{
    sample *to = env;

    to->of_files = "--kind";
    to->request.one_kind = true;
    if (sb_file_kind_named(text, &to->request.file.kind) == SB_OK)
        return SB_EXIT_PASSED;
    fprintf(stderr, "seedbed: %s\n", sb_error());
    return SB_EXIT_USAGE;
}

/* 1000, 64KiB, 10kB, 1.5GiB; of K, M and G alone the powers of 1024 are meant, as elsewhere. False: it is no size. */
static bool read_size(const char *text, uint64_t *out)
{
    static const struct unit {
        const char *name;
        uint64_t bytes;
    } units[] = { { "", 1 }, { "B", 1 }, { "kB", 1000 }, { "KB", 1000 }, { "MB", 1000000 }, { "GB", 1000000000 },
        { "KiB", 1 << 10 }, { "MiB", 1 << 20 }, { "GiB", 1 << 30 }, { "k", 1 << 10 }, { "K", 1 << 10 }, { "M", 1 << 20 },
        { "G", 1 << 30 } };
    char *end;
    double number = strtod(text, &end);

    if (*text < '0' || *text > '9' || strspn(text, "0123456789.") != (size_t)(end - text))
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        double bytes = number * (double)units[i].bytes;
        if (strcmp(units[i].name, end) != 0 || bytes > 0x1p53 || bytes != (double)(uint64_t)bytes)
            continue;
        *out = (uint64_t)bytes;
        return true;
    }
    return false;
}

static int set_size(void *env, const char *text)
{
    sample *to = env;
    uint64_t size;

    to->of_files = "--size";
    if (!read_size(text, &size)) {
        fprintf(stderr, "seedbed: --size wants a size such as 0, 5000, 64KiB, 10MB or 1GiB, and was given `%s`\n", text);
        return SB_EXIT_USAGE;
    }
    to->request.file.size = sb_file_exactly(size);
    return SB_EXIT_PASSED;
}

static int set_locale(void *to, const char *text)
{
    ((sample *)to)->request.wish.locale = text;
    return SB_EXIT_PASSED;
}

static int set_sex(void *to, const char *text)
{
    ((sample *)to)->request.wish.sex = text;
    return SB_EXIT_PASSED;
}

static const sb_option options[] = { { "--rows", set_rows, false }, { "--seed", set_seed, false },
    { "--format", set_format, false }, { "--kind", set_file_kind, false }, { "--size", set_size, false },
    { "--out", set_folder, false }, { "--locale", set_locale, false }, { "--sex", set_sex, false }, { NULL, NULL, false } };

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

/* Whether the options belong to the kind, and name something. */
static int check(const sample *it)
{
    const sb_user_wish *wish = &it->request.wish;
    bool users = strcmp(it->kind->name, "users") == 0;
    sb_user user;

    if (it->of_files && strcmp(it->kind->name, "files") != 0) {
        fprintf(stderr, "seedbed: %s is for files, and these are %s\n", it->of_files, it->kind->name);
        return SB_EXIT_USAGE;
    }
    if ((wish->locale || wish->sex) && !users)
        return misuse("--locale and --sex are for users, and these are ", it->kind->name);
    if (sb_user_like(0, 0, wish, &user) == SB_OK)
        return SB_EXIT_PASSED;
    fprintf(stderr, "seedbed: %s\n", sb_error());
    return SB_EXIT_USAGE;
}

static int run(int argc, char **argv)
{
    sample it = { .request = { .seed = 1, .rows = 10 } };
    int code = SB_EXIT_PASSED;

    for (int i = 1; i < argc && code == SB_EXIT_PASSED; i++)
        code = argv[i][0] == '-' ? sb_option_read(&sb_command_sample, argc, argv, &i, options, &it) : read_kind(argv[i], &it);
    if (code != SB_EXIT_PASSED)
        return code;
    if (!it.kind)
        return misuse("what kind is missing", "");
    code = check(&it);
    if (code != SB_EXIT_PASSED)
        return code;
    signal(SIGXFSZ, SIG_IGN); /* a file that gets too large is an error that is told, and leaves nothing */
    if ((it.csv ? sb_sample_print_csv : sb_sample_print_table)(it.kind, &it.request, stdout) == SB_OK)
        return SB_EXIT_PASSED;
    fprintf(stderr, "seedbed: %s\n", sb_error());
    return SB_EXIT_FAILED;
}

const sb_command sb_command_sample = {
    .name = "sample",
    .usage = "users|courses|enrolments|files [--rows N] [--seed S] [--format table|csv] [--locale L] [--sex S] [--kind KIND] "
             "[--size SIZE] [--out FOLDER]",
    .text =
        "Prints generated data, the same for the same seed; --out writes the files themselves, --kind pdf --size 1MiB says which",
    .run = run,
};
