/* by_hand.c -- seedbed sandbox unlock and open. */
#include "by_hand.h"
#include "../../framework/report/again.h"
#include "../../framework/sandbox/guard.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int sb_tool_unlock(sb_place *place, const sb_settings *settings, bool force)
{
    char *holder = NULL;
    int code = sb_guard_by_configuration(settings, &place->schema);
    if (code == SB_OK) {
        holder = sb_place_lock_holder(place);
        code = sb_place_unlock(place, force);
    }
    if (code == SB_OK)
        printf("sandbox %s: unlocked; the lock was held by %s\n", place->name, holder ? holder : "a run that has just ended");
    else if (code == SB_ENOTFOUND)
        printf("sandbox %s: nobody holds the lock\n", place->name);
    free(holder);
    return code && code != SB_ENOTFOUND ? sb_tool_complain(code) : SB_EXIT_PASSED;
}

static int print_command(char *const *word)
{
    sb_text command = SB_TEXT_EMPTY;
    for (size_t i = 0; word[i]; i++) {
        sb_text_add(&command, i ? " " : "");
        sb__shell_word(&command, word[i], strlen(word[i]));
    }
    puts(command.at);
    sb_text_release(&command);
    return SB_EXIT_PASSED;
}

static int start(char *const *word)
{
    fflush(stdout);
    execvp(word[0], word);
    fprintf(stderr, "seedbed: %s cannot be started: %s. Install it, or see the command by `seedbed sandbox open --print`\n",
        word[0], strerror(errno));
    return SB_EXIT_FAILED;
}

/* A program that is started on a database that is not there would make one. */
static int look_for_database(const sb_place *place)
{
    void *db = NULL;
    int code = place->backend->open(place->location, SB_LOOK, &db);
    if (db)
        place->backend->close(db);
    return code;
}

int sb_tool_open(sb_place *place, const sb_settings *settings, bool print)
{
    if (place->settings->placement != SB_PLACE_PREFIX) {
        fprintf(stderr,
            "seedbed: sandbox %s: nothing is installed that could be opened, each run makes its own; a run with --keep keeps that of a "
            "failed test and prints the command that opens it\n",
            place->name);
        return SB_EXIT_FAILED;
    }
    int code = sb_guard_by_configuration(settings, &place->schema);
    if (code == SB_OK)
        code = look_for_database(place);
    if (code)
        return sb_tool_complain(code);
    char **word = place->backend->client(place->location, place->prefix);
    code = print ? print_command(word) : start(word);
    for (size_t i = 0; word[i]; i++)
        free(word[i]);
    free(word);
    return code;
}
