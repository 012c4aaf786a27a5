/* sanitizer_test.c -- reports of sanitizers, and what only looks like one. */
#include "../../../framework/process/sanitizer.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

static const char *summary(const char *output)
{
    char *found = sb_sanitizer_summary(output, strlen(output));
    add_cleanup(free, found);
    return found;
}

TEST_EACH(sanitizer, is_recognised, (const char *of, *output, *summary),
    { "asan", "=1==ERROR: ...\nSUMMARY: AddressSanitizer: heap-use-after-free a.c:3 in f\n==1==ABORTING\n",
        "AddressSanitizer: heap-use-after-free a.c:3 in f" },
    { "no newline", "SUMMARY: ThreadSanitizer: data race a.c:3 in f", "ThreadSanitizer: data race a.c:3 in f" },
    { "ubsan", "said\na.c:3:9: runtime error: shift exponent 40 is too large\n    #0 in f\n",
        "UndefinedBehaviorSanitizer: a.c:3:9: runtime error: shift exponent 40 is too large" },
    { "ubsan's summary says less than its line",
        "a.c:3:9: runtime error: division by zero\nSUMMARY: UndefinedBehaviorSanitizer: undefined-behavior a.c:3:9 in \n",
        "UndefinedBehaviorSanitizer: a.c:3:9: runtime error: division by zero" },
    { "the last", "SUMMARY: AddressSanitizer: one\nSUMMARY: AddressSanitizer: two\n", "AddressSanitizer: two" },
    { "nothing", "", NULL }, { "talk", "a SUMMARY: AddressSanitizer: none\nSUMMARY: 3 tests\n", NULL })
{
    should(summary(each->output), equal_to(each->summary));
}
