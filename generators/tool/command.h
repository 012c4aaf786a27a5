/* command.h -- a command of the `seedbed` program: one file, one const struct, listed in generators/tool.c.
 *
 * Exit codes are those of enum sb_exit (seedbed/base.h). A command prints its results to stdout and complaints to stderr, each
 * complaint a sentence that says what, where and what to do.
 */
#ifndef SEEDBED_GENERATORS_TOOL_COMMAND_H
#define SEEDBED_GENERATORS_TOOL_COMMAND_H

#include "../../assert/text.h"

typedef struct sb_command {
    const char *name;
    const char *usage; /* what follows the name: "install|status [NAME] [--config FILE]" */
    const char *text;  /* one line of what it does, without a full stop */
    /* argv[0] is the command's name. Returns an exit code. */
    int (*run)(int argc, char **argv);
} sb_command;

/* All of them, in the order of the help; ends in NULL. */
extern const sb_command *const sb_commands[];
extern const sb_command sb_command_help, sb_command_version, sb_command_sandbox, sb_command_sample, sb_command_values,
    sb_command_merge, sb_command_make;

/* Print "seedbed: <what> <name> is not known; did you mean <nearest>?" to stderr and return SB_EXIT_USAGE. */
int sb_command_unknown(const char *what, const char *name, const char *const *names);

#endif
