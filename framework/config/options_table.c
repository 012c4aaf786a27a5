/* options_table.c -- the options themselves, and how a value of each kind is read. */
#include "options_table.h"
#include "reporter_names.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_JOBS = 1024, MOST_SECONDS = 1000000 };

static int refuse(const sb_option *option, const char *from, const char *value)
{
    return sb_fail_with(SB_ERR, "%s expects %s, and got \"%s\".", from, option->expects, value);
}

static void *field(const sb_option *option, sb_options *options) { return (char *)options + option->at; }

static int read_flag(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    (void)from, (void)value;
    *(bool *)field(option, options) = true;
    return 0;
}

static int read_list(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    (void)option, (void)from, (void)value;
    options->list = SB_LIST_NAMES;
    return 0;
}

static int read_fail_fast(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    (void)option, (void)from, (void)value;
    options->fail_fast = 1;
    return 0;
}

static int read_string(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    if (!*value)
        return refuse(option, from, value);
    *(const char **)field(option, options) = value;
    return 0;
}

/* Digits and nothing else, in decimal or behind 0x; strtoull alone would take spaces, signs and what follows. */
static bool whole_number(const char *text, uint64_t most, uint64_t *number)
{
    bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    const char *digits = hex ? text + 2 : text;
    if (!*digits || digits[strspn(digits, hex ? "0123456789abcdefABCDEF" : "0123456789")])
        return false;
    errno = 0;
    unsigned long long got = strtoull(digits, NULL, hex ? 16 : 10);
    if (errno || got > most)
        return false;
    *number = got;
    return true;
}

static int read_jobs(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    uint64_t number;
    if (!whole_number(value, MOST_JOBS, &number))
        return refuse(option, from, value);
    options->jobs = (unsigned)number;
    return 0;
}

static int read_seed(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    if (!whole_number(value, UINT64_MAX, &options->seed))
        return refuse(option, from, value);
    options->seed_given = true;
    return 0;
}

/* Digits with at most one point: strtod alone would take "inf", "nan", "1e9" and "0x1p4" as well. */
static int read_timeout(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    const char *end = value + strspn(value, "0123456789");
    size_t digits = (size_t)(end - value);
    if (*end == '.') {
        size_t more = strspn(++end, "0123456789");
        digits += more;
        end += more;
    }
    if (!digits || *end)
        return refuse(option, from, value);
    double seconds = strtod(value, NULL);
    if (seconds > MOST_SECONDS)
        return refuse(option, from, value);
    options->timeout = seconds;
    return 0;
}

_Static_assert(sizeof(enum sb_isolate) == sizeof(unsigned) && sizeof(enum sb_colour) == sizeof(unsigned), "read_choice");
static int read_choice(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    for (unsigned i = 0; option->choice[i]; i++)
        if (!strcmp(option->choice[i], value)) {
            memcpy(field(option, options), &i, sizeof i);
            return 0;
        }
    return refuse(option, from, value);
}

static int no_reporter(const char *from, const char *value, size_t n)
{
    int rc = 0;
    sb_text known = SB_TEXT_EMPTY;
    size_t count = 0;
    for (; sb__reporter_at(count); count++)
        sb_text_add(&known, "%s%s", count ? ", " : "", sb__reporter_at(count)->name);
    const char **names = sb_alloc((count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = sb__reporter_at(i)->name;
    char *name = sb_format("%.*s", (int)n, value);
    const char *nearest = sb_nearest(name, names);
    rc = sb_fail_with(SB_ERR, "%s: there is no reporter \"%s\"%s%s%s The reporters are %s.", from, name,
        nearest ? "; did you mean " : ".", nearest ? nearest : "", nearest ? "?" : "", known.at ? known.at : "none");
    free(name);
    free(names);
    sb_text_release(&known);
    return rc;
}

/* The list has room for one report per argument of the program: sb_options_read made it. */
static int read_report(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    size_t n = strcspn(value, "=");
    if (!n || (value[n] && !value[n + 1]))
        return refuse(option, from, value);
    if (!sb__reporter_find(value, n))
        return no_reporter(from, value, n);
    options->report[options->report_count++] = value;
    return 0;
}

static const char *const isolate_words[] = { "worker", "test", "none", NULL };
static const char *const start_words[] = { "fork", "spawn", NULL };
static const char *const colour_words[] = { "auto", "always", "never", NULL };

#define AT(f) .at = offsetof(sb_options, f)
#define FLAG(f) .read = read_flag, AT(f)
const sb_option sb__option_table[] = {
    { .name = "list", .letter = 'l', .read = read_list, .text = "print the names of the selected tests and run none" },
    { .name = "jobs",
        .letter = 'j',
        .argument = "N",
        .read = read_jobs,
        AT(jobs),
        .expects = "a whole number from 0 to 1024 (0: one worker per core)",
        .text = "run with N workers; 0, the default: one per core" },
    { .name = "isolate",
        .argument = "HOW",
        .read = read_choice,
        AT(isolate),
        .choice = isolate_words,
        .expects = "worker, test or none",
        .text = "worker (default): many tests to a process, a new one after a crash\n"
                "test: a process of its own for each test\n"
                "none: all in this process, for a debugger; no limits,\n"
                "and a crash or _exit ends the run" },
    { .name = "start",
        .argument = "HOW",
        .read = read_choice,
        AT(start),
        .choice = start_words,
        .expects = "fork or spawn",
        .text = "how a worker begins: fork (default), a copy of this process;\n"
                "spawn: this program started anew, which shares no memory" },
    { .name = "timeout",
        .argument = "SECONDS",
        .read = read_timeout,
        AT(timeout),
        .expects = "seconds from 0 to 1000000, such as 2.5 (0: no limit)",
        .text = "time limit of a test that names none; 0: no limit (default 10)" },
    { .name = "seed",
        .argument = "N",
        .read = read_seed,
        AT(seed),
        .expects = "a whole number from 0 to 18446744073709551615, or a hexadecimal one behind 0x",
        .text = "what generated data grows from; reported (default: from the clock)" },
    { .name = "fail-fast", .read = read_fail_fast, .text = "stop at the first failure" },
    { .name = "rebuild", FLAG(rebuild), .text = "build the sandboxes anew before the run" },
    { .name = "config",
        .argument = "FILE",
        .read = read_string,
        AT(config),
        .expects = "the name of a file",
        .text = "read FILE in place of seedbed.yaml" },
    { .name = "report",
        .argument = "NAME[=FILE]",
        .read = read_report,
        AT(report),
        .expects = "the name of a reporter, or NAME=FILE",
        .text = "report in this form, to FILE or to stdout; may be repeated" },
    { .name = "colour",
        .alias = "color",
        .argument = "WHEN",
        .read = read_choice,
        AT(colour),
        .choice = colour_words,
        .expects = "auto, always or never",
        .text = "auto (default): on a terminal; always; never (also --color)" },
    { .name = "verbose", .letter = 'v', FLAG(verbose), .text = "name passed tests too" },
    { .name = "pinned", .hidden = true, FLAG(pinned), .text = "report durations as 0 and the seed as 1, for expected outputs" },
    { .name = "help", .letter = 'h', FLAG(help), .text = "print this and run nothing" },
    { .name = "version", FLAG(version), .text = "print the version of Seedbed and run nothing" },
    { .name = NULL },
};

const sb_environment sb__environment_table[] = {
    { "SEEDBED_JOBS", "jobs", NULL, "as --jobs" },
    { "SEEDBED_SEED", "seed", NULL, "as --seed" },
    { "SEEDBED_START", "start", NULL, "as --start" },
    { "NO_COLOR", "colour", "never", "set to anything: as --colour=never" },
    { NULL, NULL, NULL, NULL },
};

static bool is(const char *name, const char *given, size_t n) { return name && strlen(name) == n && !strncmp(name, given, n); }

const sb_option *sb__option_find(const char *name, size_t n)
{
    for (const sb_option *o = sb__option_table; o->name; o++)
        if (is(o->name, name, n) || is(o->alias, name, n))
            return o;
    return NULL;
}
