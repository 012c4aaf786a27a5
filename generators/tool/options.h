/* options.h -- options of commands: --rows 5 or --rows=5, looked up in a table.
 */
#ifndef SEEDBED_GENERATORS_TOOL_OPTIONS_H
#define SEEDBED_GENERATORS_TOOL_OPTIONS_H

#include "command.h"
#include <stdint.h>

/* A table of them ends in one without a name. */
typedef struct sb_option {
    const char *name;                       /* "--rows" */
    int (*set)(void *to, const char *text); /* an exit code; SB_EXIT_PASSED goes on */
    bool flag;                              /* it has no value, and set gets NULL */
} sb_option;

/* The word *at is an option: read it and its value. *at is moved to the last word that was read. */
int sb_option_read(const sb_command *command, int argc, char **argv, int *at, const sb_option *options, void *to);
/* In decimal, or in hexadecimal behind 0x. */
int sb_option_number(const char *option, const char *text, uint64_t *out);
/* What was wrong, and how the command is written: SB_EXIT_USAGE. */
int sb_command_misuse(const sb_command *command, const char *what, const char *word);

#endif
