/* make_options.c -- the command line of seedbed make. */
#include "command.h"
#include "make_request.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int misuse(const char *option, const char *text, const char *expected)
{
    fprintf(stderr, "seedbed: %s wants %s, and was given `%s`\n", option, expected, text);
    return SB_EXIT_USAGE;
}

/* 20000, 20k, 3M, 1e9: people count zeros badly. */
static const char *read_count(const char *text, uint64_t *out)
{
    char *end;
    unsigned long zeros = 0;

    errno = 0;
    *out = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || errno)
        return NULL;
    if (*end == 'e' && end[1] >= '0' && end[1] <= '9')
        zeros = strtoul(end + 1, &end, 10);
    else if (*end == 'k' || *end == 'M' || *end == 'G')
        zeros = *end == 'k' ? 3 : *end == 'M' ? 6 : 9, end++;
    for (; zeros > 0 && *out > 0; zeros--) {
        if (*out > UINT64_MAX / 10)
            return NULL;
        *out *= 10;
    }
    return end;
}

static int set_rows(sb_make_request *to, const char *text)
{
    static const char expected[] = "a number, or a range A..B of them, as in 1e6 or 0..500k";
    const char *end = read_count(text, &to->rows);

    to->from = 0;
    if (end && strncmp(end, "..", 2) == 0) {
        to->from = to->rows;
        end = read_count(end + 2, &to->rows);
    }
    to->to = to->rows;
    to->part |= to->from > 0;
    if (!end || *end || to->from > to->to || to->rows > INT64_MAX)
        return misuse("--rows", text, expected);
    return SB_EXIT_PASSED;
}

static int set_number(const char *option, const char *text, uint64_t *out)
{
    const char *end = read_count(text, out);

    return end && !*end && *out <= INT64_MAX ? SB_EXIT_PASSED : misuse(option, text, "a whole number");
}

static int set_seed(sb_make_request *to, const char *text) { return set_number("--seed", text, &to->seed); }

static int set_above(sb_make_request *to, const char *text)
{
    to->above_given = true;
    return set_number("--above", text, &to->above);
}

static int add_word(sb_make_request *to, int word, char *name, sb_value value)
{
    if (to->owns == SB_MAKE_WORDS) {
        fprintf(stderr, "seedbed: there are more than %d words --each, --with and --as\n", SB_MAKE_WORDS);
        free(name);
        return SB_EXIT_USAGE;
    }
    to->owned[to->owns++] = name;
    to->cell[to->words.n++] = (sb_cell){ name, word, value };
    return SB_EXIT_PASSED;
}

/* NAME=VALUE; *value_out is behind the sign. NULL after a complaint. */
static char *split(const char *option, const char *text, const char *expected, const char **value_out)
{
    const char *sign = strchr(text, '=');

    if (!sign || sign == text) {
        misuse(option, text, expected);
        return NULL;
    }
    *value_out = sign + 1;
    return sb_format("%.*s", (int)(sign - text), text);
}

static int set_each(sb_make_request *to, const char *text)
{
    static const char expected[] = "a parent and how many rows have one of them, as in course=30";
    const char *value, *end;
    char *name = split("--each", text, expected, &value);
    uint64_t n = 0;

    if (!name)
        return SB_EXIT_USAGE;
    end = read_count(value, &n);
    if (!end || *end || n == 0 || n > INT64_MAX) {
        free(name);
        return misuse("--each", text, expected);
    }
    return add_word(to, SB_WORD_EACH, name, sb__box_i((long long)n));
}

static int set_with(sb_make_request *to, const char *text)
{
    const char *value;
    char *name = split("--with", text, "a column and its value, as in role=teacher", &value);

    if (!name)
        return SB_EXIT_USAGE;
    return add_word(to, SB_WORD_WITH, name, strcmp(value, "NULL") == 0 ? (sb_value){ .kind = SB_NONE } : sb__box_s(value));
}

static int set_as(sb_make_request *to, const char *text) { return add_word(to, SB_WORD_AS, sb_strdup(text), sb__box_s(text)); }

static int set_shard(sb_make_request *to, const char *text)
{
    const char *end;
    uint64_t shard, shards = 0;

    end = read_count(text, &shard);
    if (end && *end == '/')
        end = read_count(end + 1, &shards);
    if (!end || *end || shard < 1 || shard > shards || shards > UINT32_MAX)
        return misuse("--shard", text, "which of how many, as in 3/64");
    to->shard = shard;
    to->shards = shards;
    to->part = true;
    return SB_EXIT_PASSED;
}

static int set_sandbox(sb_make_request *to, const char *text)
{
    to->sandbox = text;
    return SB_EXIT_PASSED;
}

static int set_config(sb_make_request *to, const char *text)
{
    to->config = text;
    return SB_EXIT_PASSED;
}

static int set_database(sb_make_request *to, const char *text)
{
    to->database = text;
    return SB_EXIT_PASSED;
}

static const struct option {
    const char *name;
    int (*set)(sb_make_request *to, const char *text);
} options[] = { { "--rows", set_rows }, { "--each", set_each }, { "--with", set_with }, { "--as", set_as },
    { "--seed", set_seed }, { "--shard", set_shard }, { "--above", set_above }, { "--sandbox", set_sandbox },
    { "--config", set_config }, { "--database", set_database } };
enum { OPTIONS = sizeof options / sizeof *options };

static int unknown_option(const char *word, size_t size)
{
    const char *names[OPTIONS + 2] = { NULL };
    char *name = sb_format("%.*s", (int)size, word);
    int code;

    for (size_t i = 0; i < OPTIONS; i++)
        names[i] = options[i].name;
    names[OPTIONS] = "--dry-run";
    code = sb_command_unknown("the option", name, names);
    free(name);
    return code;
}

/* argv[*i] is an option; its value stands behind = or is the next word. */
static int read_option(char **argv, int *i, sb_make_request *out)
{
    const char *word = argv[*i], *value;
    size_t size = strcspn(word, "=");

    if (strcmp(word, "--dry-run") == 0) {
        out->dry = true;
        return SB_EXIT_PASSED;
    }
    for (size_t k = 0; k < OPTIONS; k++) {
        if (strlen(options[k].name) != size || strncmp(word, options[k].name, size) != 0)
            continue;
        value = word[size] ? word + size + 1 : argv[++*i];
        if (!value) {
            fprintf(stderr, "seedbed: %s needs a value\n", word);
            return SB_EXIT_USAGE;
        }
        return options[k].set(out, value);
    }
    return unknown_option(word, size);
}

static int check(sb_make_request *it)
{
    if (!it->factory) {
        fprintf(stderr, "seedbed: a factory is missing; expected: seedbed make %s\n", sb_command_make.usage);
        return SB_EXIT_USAGE;
    }
    if (it->database && (it->sandbox || it->config)) {
        fprintf(stderr, "seedbed: --database names the place by itself; leave out --sandbox and --config\n");
        return SB_EXIT_USAGE;
    }
    if (it->shards) { /* so that the shards of a range touch without a gap, and no product is too large */
        uint64_t n = it->to - it->from, each = n / it->shards, more = n % it->shards, first = it->from;
        it->from = first + each * (it->shard - 1) + (it->shard - 1 < more ? it->shard - 1 : more);
        it->to = first + each * it->shard + (it->shard < more ? it->shard : more);
    }
    return SB_EXIT_PASSED;
}

int sb_make_read(int argc, char **argv, sb_make_request *out)
{
    int code = SB_EXIT_PASSED;

    *out = (sb_make_request){ .rows = 1, .to = 1, .seed = 1 };
    out->words.cell = out->cell;
    for (int i = 1; i < argc && code == SB_EXIT_PASSED; i++) {
        if (argv[i][0] == '-')
            code = read_option(argv, &i, out);
        else if (out->factory) {
            fprintf(stderr, "seedbed: `%s` and `%s` are two factories; make one after the other\n", out->factory, argv[i]);
            code = SB_EXIT_USAGE;
        } else
            out->factory = argv[i];
    }
    return code ? code : check(out);
}

void sb_make_release(sb_make_request *request)
{
    for (size_t i = 0; i < request->owns; i++)
        free(request->owned[i]);
}
