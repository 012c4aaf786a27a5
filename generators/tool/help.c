/* help.c -- seedbed help: what commands there are. */
#include "command.h"
#include <seedbed/base.h>
#include <stdio.h>

static int help(int argc, char **argv)
{
    (void)argc, (void)argv;
    printf("seedbed " SB_VERSION ": sandboxes and sample data for tests\n\n");
    for (const sb_command *const *command = sb_commands; *command; command++)
        printf(
            "  seedbed %s%s%s\n      %s\n", (*command)->name, *(*command)->usage ? " " : "", (*command)->usage, (*command)->text);
    printf("\nexit codes: 0 done, 1 failed, 2 an error of the program, 64 the command line could not be understood,\n"
           "            78 the configuration or the sandbox's guard refused; nothing was touched\n");
    return SB_EXIT_PASSED;
}

const sb_command sb_command_help = { .name = "help", .usage = "", .text = "Prints this list", .run = help };
