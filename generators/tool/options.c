/* options.c -- reads options by a table, and says what is wrong with those that are not in it. */
#include "options.h"
#include <errno.h>
#include <seedbed/base.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int sb_command_misuse(const sb_command *command, const char *what, const char *word)
{
    fprintf(stderr, "seedbed: %s%s; expected: seedbed %s %s\n", what, word, command->name, command->usage);
    return SB_EXIT_USAGE;
}

int sb_option_number(const char *option, const char *text, uint64_t *out)
{
    char *end;

    errno = 0;
    *out = strtoull(text, &end, strncmp(text, "0x", 2) == 0 ? 16 : 10);
    if (*text >= '0' && *text <= '9' && !*end && !errno)
        return SB_EXIT_PASSED;
    fprintf(stderr, "seedbed: %s wants a whole number below 2^64, and was given `%s`\n", option, text);
    return SB_EXIT_USAGE;
}

static int unknown(const char *word, const sb_option *options)
{
    const char *names[32] = { NULL };

    for (size_t i = 0; options[i].name && i < 31; i++)
        names[i] = options[i].name;
    return sb_command_unknown("the option", word, names);
}

int sb_option_read(const sb_command *command, int argc, char **argv, int *at, const sb_option *options, void *to)
{
    const char *word = argv[*at];
    size_t size = strcspn(word, "=");

    for (const sb_option *one = options; one->name; one++) {
        if (strlen(one->name) != size || strncmp(one->name, word, size) != 0)
            continue;
        if (one->flag)
            return word[size] ? sb_command_misuse(command, "there is no value for ", one->name) : one->set(to, NULL);
        if (word[size] == '=')
            return one->set(to, word + size + 1);
        if (*at + 1 == argc)
            return sb_command_misuse(command, "a value is missing behind ", word);
        return one->set(to, argv[++*at]);
    }
    return unknown(word, options);
}
