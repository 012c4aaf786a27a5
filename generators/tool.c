/* tool.c -- the `seedbed` command: finds the command that the first word names. */
#include "tool/command.h"
#include <seedbed/base.h>
#include <stdio.h>
#include <string.h>

const sb_command *const sb_commands[] = { &sb_command_sandbox, &sb_command_make, &sb_command_sample, &sb_command_values,
    &sb_command_merge, &sb_command_version, &sb_command_help, NULL };

int sb_command_unknown(const char *what, const char *name, const char *const *names)
{
    const char *nearest = sb_nearest(name, names);
    if (nearest)
        fprintf(stderr, "seedbed: %s `%s` is not known; did you mean `%s`?\n", what, name, nearest);
    else {
        fprintf(stderr, "seedbed: %s `%s` is not known; expected one of:", what, name);
        for (; *names; names++)
            fprintf(stderr, " %s", *names);
        fputs("\n", stderr);
    }
    return SB_EXIT_USAGE;
}

static int unknown_command(const char *name)
{
    const char *names[sizeof sb_commands / sizeof *sb_commands];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        names[i] = sb_commands[i] ? sb_commands[i]->name : NULL;
    return sb_command_unknown("the command", name, names);
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "help";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    if (strcmp(name, "--version") == 0)
        name = "version";
    for (const sb_command *const *command = sb_commands; *command; command++)
        if (strcmp((*command)->name, name) == 0) {
            int code = (*command)->run(argc > 1 ? argc - 1 : 1, argc > 1 ? argv + 1 : argv);
            if (fflush(stdout) == 0)
                return code;
            perror("seedbed: the output could not be written");
            return SB_EXIT_INTERNAL;
        }
    return unknown_command(name);
}
