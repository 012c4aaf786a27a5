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
    const char *argument; /* what the help calls the value; NULL: a flag, which takes none */
    const char *expects;  /* of the value, for messages: "--jobs expects <expects>" */
    const char *text;     /* the help; lines end in \n but the last */
    size_t at;            /* offset of its field in sb_options */
    /* Put the value where it goes: 0, or SB_ERR with a message. `from` is how the user spelt it: --jobs, -j, SEEDBED_JOBS. */
    int (*read)(const struct sb_option *option, const char *from, const char *value, sb_options *options);
    const char *const *choice; /* words in the order of the enum they stand for; ends in NULL */
} sb_option;

/* A variable of the environment: read before the command line, so that the command line wins. Empty counts as unset. */
typedef struct sb_environment {
    const char *name;
    const char *option; /* the option it stands for */
    const char *value;  /* what the option gets, or NULL: what the variable holds */
    const char *text;
} sb_environment;

/* Both end in a row whose name is NULL. */
extern const sb_option sb__option_table[];
extern const sb_environment sb__environment_table[];

/* The row of a name or an alias of n bytes; NULL where there is none. */
const sb_option *sb__option_find(const char *name, size_t n);

#endif
