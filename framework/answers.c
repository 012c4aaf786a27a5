/* answers.c -- what a program says when it runs nothing: lists, help, version, complaints. */
#include "answers.h"
#include "list.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

int sb_complain(int exit_code)
{
    fflush(stdout);
    fprintf(stderr, "seedbed: %s\n", sb_error());
    return exit_code;
}

/* Empties the text. */
static int say(sb_text *text)
{
    if (text->size)
        fwrite(text->at, 1, text->size, stdout);
    sb_text_release(text);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return SB_EXIT_PASSED;
    sb_fail_with(SB_ERR, "stdout could not be written: %s", strerror(errno));
    return sb_complain(SB_EXIT_INTERNAL);
}

int sb_answer_list(const sb_options *options, const sb_plan *plan)
{
    sb_text text = SB_TEXT_EMPTY;
    if (options->list == SB_LIST_JSON)
        sb_list_json(&text, plan, options->program);
    else
        sb_list_names(&text, plan);
    return say(&text);
}

int sb_answer_help(const sb_options *options)
{
    sb_text text = SB_TEXT_EMPTY;
    sb_options_help(&text, options->program);
    return say(&text);
}

int sb_answer_version(void)
{
    sb_text text = SB_TEXT_EMPTY;
    sb_text_add(&text, "seedbed %s\n", SB_VERSION);
    return say(&text);
}
