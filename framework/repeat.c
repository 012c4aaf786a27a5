/* repeat.c -- which options of a run its failures hang on. */
#include "repeat.h"
#include "report/again.h"
#include <string.h>

char *sb_repeat_options(const sb_options *options)
{
    sb_text words = SB_TEXT_EMPTY;
    if (options->config) {
        sb_text_add(&words, "--config=");
        sb__shell_word(&words, options->config, strlen(options->config));
    }
    if (options->snapshots) {
        sb_text_add(&words, "%s--snapshots=", words.size ? " " : "");
        sb__shell_word(&words, options->snapshots, strlen(options->snapshots));
    }
    if (options->retries)
        sb_text_add(&words, "%s--retries=%u", words.size ? " " : "", options->retries);
    if (options->strict)
        sb_text_add(&words, "%s--strict", words.size ? " " : "");
    if (options->paranoid)
        sb_text_add(&words, "%s--paranoid", words.size ? " " : "");
    if (options->leaks)
        sb_text_add(&words, "%s--leaks", words.size ? " " : "");
    if (options->full_values)
        sb_text_add(&words, "%s--full-values", words.size ? " " : "");
    return words.size ? sb_text_take(&words) : NULL;
}
