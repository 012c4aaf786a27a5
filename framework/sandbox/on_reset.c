/* on_reset.c -- sandbox_on_reset: what the application wants to be told when its tables are others than before. */
#include "on_reset.h"
#include "../process/running.h"
#include <stdlib.h>

void sandbox_on_reset(void (*fn)(void))
{
    struct sb_sandbox *s = sb_sandbox_state();
    for (size_t i = 0; i < s->on_resets; i++)
        if (s->on_reset[i] == fn)
            return;
    if (!fn)
        return;
    s->on_reset = sb_realloc(s->on_reset, (s->on_resets + 1) * sizeof *s->on_reset);
    s->on_reset[s->on_resets++] = fn;
}

void sb_on_reset_call(void *state)
{
    struct sb_sandbox *s = state;
    for (size_t i = 0; i < s->on_resets; i++)
        s->on_reset[i]();
}

/* In a test, where a failure can leave it. Clean-ups of a SUITE_SETUP wait until its suite is taken down. */
void sb_on_reset_later(struct sb_sandbox *s)
{
    sb_running_test test;
    if (!s->on_resets)
        return;
    if (sb_running_test_of(&test))
        sb_when_over(sb_on_reset_call, s);
    else
        sb_on_reset_call(s);
}
