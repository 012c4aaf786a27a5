/* options_table.h -- one row per option: parser, help and messages are made from it. Private to framework/config/. */
#ifndef SEEDBED_FRAMEWORK_CONFIG_OPTIONS_TABLE_H
#define SEEDBED_FRAMEWORK_CONFIG_OPTIONS_TABLE_H

#include "../../assert/context.h"
#include "options.h"

typedef struct sb_option {
    const char *name;     /* without its dashes */
    const char *alias;    /* another spelling, or NULL */
    char letter;          /* of the short form, or 0 */
    bool hidden;          /* works, and is not in the help */
    bool optional;        /* the value may be left out; it is given by = alone, so that the next argument stays a name */
    const char *argument; /* what the help calls the value; NULL: a flag, which takes none */
    const char *expects;  /* of the value, for messages: "--jobs expects <expects>" */
    const char *text;     /* the help; lines end in \n but the last */
    size_t at;            /* offset of its field in sb_options */
    /* Put the value where it goes: 0, or SB_ERR with a message. `from` is how the user spelt it: --jobs, -j, SEEDBED_JOBS. */
    int (*read)(const struct sb_option *option, const char *from, const char *value, sb_options *options);
    const char *const *choice; /* words in the order of the enum they stand for; ends in NULL */
    unsigned least, most;      /* of a whole number */
    unsigned otherwise;        /* the number of an optional value that is left out */
    const char *section;       /* the heading that the help prints before this row; NULL: none */
} sb_option;

/* A variable of the environment: read before the command line, so that the command line wins. Empty counts as unset, but where it
 * means something to the option. */
typedef struct sb_environment {
    const char *name;
    const char *option; /* the option it stands for */
    const char *value;  /* what the option gets, or NULL: what the variable holds */
    const char *text;
    bool empty_counts;
} sb_environment;

/* Both end in a row whose name is NULL. */
extern const sb_option sb__option_table[];
extern const sb_environment sb__environment_table[];

/* Adds to one of the lists of sb_options. */
void sb__option_add(const char ***list, size_t *n, const char *value);

/* What Bazel and Slurm say: after the command line, where that says nothing. */
int sb__options_bazel(sb_options *options);
/* The command line asks for very tests, or for the shard itself: a shard that the environment asks for must not take them away. */
static inline bool sb__shard_is_settled(const sb_options *options)
{
    return options->shard_given || options->exact || options->failed || options->debug;
}
int sb__options_slurm(sb_options *options);

/* The row of a name or an alias of n bytes; NULL where there is none. */
const sb_option *sb__option_find(const char *name, size_t n);

#endif
