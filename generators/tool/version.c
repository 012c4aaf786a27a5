/* version.c -- seedbed version. */
#include "command.h"
#include <seedbed/base.h>
#include <stdio.h>

static int version(int argc, char **argv)
{
    (void)argc, (void)argv;
    printf("seedbed %s\n", SB_VERSION);
    return SB_EXIT_PASSED;
}

const sb_command sb_command_version = { .name = "version", .usage = "", .text = "Prints the version", .run = version };
