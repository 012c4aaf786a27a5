/* options.c -- the command line read into one struct, row by row of the table in options_table.c. */
#include "options_table.h"
#include "reporter_names.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Room doubles, without a field that says how much there is: a list is full when its count is a power of two. */
void sb__option_add(const char ***list, size_t *n, const char *value)
{
    if ((*n & (*n - 1)) == 0)
        *list = sb_realloc((void *)*list, (*n ? *n * 2 : 1) * sizeof **list);
    (*list)[(*n)++] = value;
}

/* The arguments still to be read. */
struct line {
    int left;
    char **at;
};

static int no_option(const char *argument, const char *name, size_t n)
{
    size_t count = 0;
    for (const sb_option *o = sb__option_table; o->name; o++)
        count += o->alias ? 2 : 1;
    const char **names = sb_alloc((count + 1) * sizeof *names);
    count = 0;
    for (const sb_option *o = sb__option_table; o->name; o++) {
        names[count++] = o->name;
        if (o->alias)
            names[count++] = o->alias;
    }
    char *given = sb_format("%.*s", (int)n, name);
    const char *nearest = sb_nearest(given, names);
    int rc = nearest
        ? sb_fail_with(SB_ERR, "There is no option %s; did you mean --%s? --help lists all.", argument, nearest)
        : sb_fail_with(SB_ERR, "There is no option %s. --help lists all; a name that begins with - goes behind --.", argument);
    free(given);
    free(names);
    return rc;
}

/* Give an option its value: the one behind =, or else the next argument, unless it may go without one. */
static int take(const sb_option *option, const char *from, const char *value, struct line *line, sb_options *options)
{
    if (!option->argument && value)
        return sb_fail_with(SB_ERR, "%s takes no value, and got \"%s\".", from, value);
    if (option->argument && !value && !option->optional) {
        if (!line->left)
            return sb_fail_with(SB_ERR, "%s expects %s, and nothing follows it.", from, option->expects);
        value = *line->at++;
        line->left--;
    }
    return option->read(option, from, value, options);
}

/* --name, --name=value, --name value */
static int read_long(const char *argument, struct line *line, sb_options *options)
{
    const char *name = argument + 2;
    size_t n = strcspn(name, "=");
    const sb_option *option = sb__option_find(name, n);
    char *from = sb_format("--%.*s", (int)n, name);
    int rc = option ? take(option, from, name[n] ? name + n + 1 : NULL, line, options) : no_option(from, name, n);
    free(from);
    return rc;
}

/* -v, -j4, -j 4, -j=4, -vj4 */
static int read_letters(const char *argument, struct line *line, sb_options *options)
{
    for (const char *at = argument + 1; *at; at++) {
        char from[3] = { '-', *at, '\0' };
        const sb_option *option = sb__option_table;
        while (option->name && option->letter != *at)
            option++;
        if (!option->name)
            return no_option(argument, argument + 1, strcspn(argument + 1, "="));
        const char *value = at + (at[1] == '=' ? 2 : 1);
        if (option->argument && !option->optional)
            return take(option, from, at[1] ? value : NULL, line, options);
        if (at[1] == '=')
            return take(option, from, value, line, options);
        int rc = option->read(option, from, NULL, options);
        if (rc)
            return rc;
    }
    return 0;
}

static int read_arguments(struct line *line, sb_options *options)
{
    bool names_only = false;
    while (line->left) {
        const char *argument = *line->at++;
        line->left--;
        int rc = 0;
        if (names_only || argument[0] != '-' || !argument[1])
            sb__option_add(&options->pattern, &options->pattern_count, argument);
        else if (!strcmp(argument, "--"))
            names_only = true;
        else
            rc = argument[1] == '-' ? read_long(argument, line, options) : read_letters(argument, line, options);
        if (rc)
            return rc;
    }
    return 0;
}

static int read_environment(sb_options *options, const char *only)
{
    for (const sb_environment *e = sb__environment_table; e->name; e++) {
        const char *value = getenv(e->name);
        if (!value || (!*value && !e->empty_counts) || (only && strcmp(e->name, only) != 0))
            continue;
        const sb_option *option = sb__option_find(e->option, strlen(e->option));
        int rc = option->read(option, e->name, e->value ? e->value : value, options);
        if (rc)
            return rc;
    }
    return 0;
}

/* Different in each run, and short enough to be typed again. */
static uint64_t seed_from_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t mixed = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec + ((uint64_t)getpid() << 32);
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed >> 33;
}

static int read_all(sb_options *options, int argc, char **argv, const char *only)
{
    struct line line = { argc > 0 ? argc - 1 : 0, argv + 1 };
    *options = (sb_options){ .program = argc > 0 && argv[0] ? argv[0] : "seedbed", .timeout = 10, .timeout_scale = 1 };
    int rc = sb__reporters_check();
    if (!rc)
        rc = read_environment(options, only);
    return rc ? rc : read_arguments(&line, options);
}

int sb_options_read(sb_options *options, int argc, char **argv)
{
    int rc = read_all(options, argc, argv, NULL);
    if (!rc)
        rc = sb__options_bazel(options);
    if (!rc)
        rc = sb__options_slurm(options);
    if (!options->seed_given)
        options->seed = options->pinned ? 1 : seed_from_clock();
    return rc;
}

int sb_options_read_line(sb_options *options, int argc, char **argv) { return read_all(options, argc, argv, "NO_COLOR"); }

/* TEST_TMPDIR and TEST_RANDOM_SEED are good for whoever reads them. Of a job array the rest stays: without the ID it asks for nothing. */
void sb_options_hide_environment(void)
{
    static const char *const ours[] = { "TEST_TOTAL_SHARDS", "TEST_SHARD_INDEX", "TEST_SHARD_STATUS_FILE", "XML_OUTPUT_FILE",
        "TEST_PREMATURE_EXIT_FILE", "TESTBRIDGE_TEST_ONLY", "TESTBRIDGE_TEST_RUNNER_FAIL_FAST", "SLURM_ARRAY_TASK_ID" };
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        unsetenv(ours[i]);
}

void sb_options_release(sb_options *options)
{
    free(options->pattern);
    free(options->report);
    free(options->match);
    free(options->tag);
    free(options->only);
    free(options->bazel_report);
    *options = (sb_options){ .program = NULL };
}
