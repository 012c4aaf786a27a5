/* reporters.c -- the list of built-in reporters: a new one is a file of its own and a line here. */
#include "reporters.h"

const sb_reporter *const sb_reporters[] = {
    &sb__reporter_terminal,
    &sb__reporter_tap,
    &sb__reporter_tap14,
    &sb__reporter_junit,
    &sb__reporter_json,
    &sb__reporter_html,
    &sb__reporter_github,
    NULL,
};
