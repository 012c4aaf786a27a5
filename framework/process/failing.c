/* failing.c -- the ways in which code that is no assertion fails the running test. */
#include "running.h"
#include <stdlib.h>

static void fail(const char *file, int line, bool fatal, const char *format, va_list args)
{
    sb_text text = SB_TEXT_EMPTY;
    sb_text_addv(&text, format, args);
    sb_failed_text(file, line, fatal, &text);
}

void sb_fail_later(const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail(file, line, false, format, args);
    va_end(args);
}

/* A listener that comes back from a fatal failure is in a part of the run that cannot be left (a resource between tests): the
 * process ends, and main says which test it was in. */
void sb_fail_test(const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail(file, line, true, format, args);
    va_end(args);
    abort();
}
