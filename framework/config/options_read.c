/* options_read.c -- how the value of an option is read, by its kind. */
#include "options_read.h"
#include "reporter_names.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SECONDS = 1000000, MOST_SHARDS = 1000000, MOST_FACTOR = 1000 };

static int refuse(const sb_option *option, const char *from, const char *value)
{
    return sb_fail_with(SB_ERR, "%s expects %s, and got \"%s\".", from, option->expects, value);
}

static void *field(const sb_option *option, sb_options *options) { return (char *)options + option->at; }

/* A value comes from the environment only. */
int sb__read_flag(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    bool off = value && strcmp(value, "0") == 0;
    if (value && !off && strcmp(value, "1") != 0)
        return sb_fail_with(SB_ERR, "%s expects 1 or 0, and got \"%s\".", from, value);
    *(bool *)field(option, options) = !off;
    return 0;
}

int sb__read_string(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    if (!*value)
        return refuse(option, from, value);
    *(const char **)field(option, options) = value;
    return 0;
}

int sb__read_last(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    (void)option;
    options->last_given = *from == '-';
    options->last = strcmp(value, "none") == 0 ? "" : value;
    return 0;
}

/* strtoull alone would take spaces, signs and what follows. */
bool sb__whole_number(const char *text, uint64_t most, uint64_t *number)
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

int sb__read_count(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    uint64_t number = option->otherwise;
    if (value && (!sb__whole_number(value, option->most, &number) || number < option->least))
        return refuse(option, from, value);
    *(unsigned *)field(option, options) = (unsigned)number;
    return 0;
}

int sb__read_seed(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    if (!sb__whole_number(value, UINT64_MAX, &options->seed))
        return refuse(option, from, value);
    options->seed_given = true;
    return 0;
}

int sb__read_shuffle(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    options->shuffle = true;
    return value ? sb__read_seed(option, from, value, options) : 0;
}

int sb__read_list(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    if (value && strcmp(value, "json") != 0)
        return refuse(option, from, value);
    options->list = value ? SB_LIST_JSON : SB_LIST_NAMES;
    return 0;
}

/* Digits with at most one point: strtod alone would take "inf", "nan", "1e9" and "0x1p4" as well. */
static bool decimal(const char *value, double *number_out)
{
    const char *end = value + strspn(value, "0123456789");
    size_t digits = (size_t)(end - value);
    if (*end == '.') {
        size_t more = strspn(++end, "0123456789");
        digits += more;
        end += more;
    }
    if (!digits || *end)
        return false;
    *number_out = strtod(value, NULL);
    return true;
}

int sb__read_seconds(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    double seconds;
    if (!decimal(value, &seconds) || seconds > MOST_SECONDS)
        return refuse(option, from, value);
    *(double *)field(option, options) = seconds;
    return 0;
}

int sb__read_factor(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    double factor;
    if (!decimal(value, &factor) || factor * MOST_FACTOR < 1 || factor > MOST_FACTOR)
        return refuse(option, from, value);
    *(double *)field(option, options) = factor;
    return 0;
}

_Static_assert(sizeof(enum sb_isolate) == sizeof(unsigned) && sizeof(enum sb_colour) == sizeof(unsigned) &&
        sizeof(enum sb_start) == sizeof(unsigned) && sizeof(enum sb_rerun) == sizeof(unsigned) &&
        sizeof(enum sb_update) == sizeof(unsigned),
    "sb__read_choice");
int sb__read_choice(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    if (!value)
        value = option->choice[option->otherwise];
    for (unsigned i = 0; option->choice[i]; i++)
        if (!strcmp(option->choice[i], value)) {
            memcpy(field(option, options), &i, sizeof i);
            return 0;
        }
    return refuse(option, from, value);
}

int sb__read_match(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    if (!*value)
        return refuse(option, from, value);
    sb__option_add(&options->match, &options->match_count, value);
    return 0;
}

int sb__read_tag(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    if (!value[strspn(value, " ")])
        return refuse(option, from, value);
    sb__option_add(&options->tag, &options->tag_count, value);
    return 0;
}

/* "2/3", from 1; "off": neither this nor what the environment asks for. */
int sb__read_shard(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    uint64_t shard = 0, shards = 0;
    const char *slash = strchr(value, '/');
    if (strcmp(value, "off") != 0) {
        char *first = sb_format("%.*s", (int)strcspn(value, "/"), value);
        bool good = slash && sb__whole_number(first, MOST_SHARDS, &shard) && sb__whole_number(slash + 1, MOST_SHARDS, &shards);
        free(first);
        if (!good || shard < 1 || shard > shards)
            return refuse(option, from, value);
    }
    options->shard = (unsigned)shard;
    options->shards = (unsigned)shards;
    options->shard_given = true;
    options->shard_source = shards ? "--shard" : NULL;
    return 0;
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

int sb__read_report(const sb_option *option, const char *from, const char *value, sb_options *options)
{
    size_t n = strcspn(value, "=");
    if (!n || (value[n] && !value[n + 1]))
        return refuse(option, from, value);
    if (!sb__reporter_find(value, n))
        return no_reporter(from, value, n);
    sb__option_add(&options->report, &options->report_count, value);
    return 0;
}
