/* words.c -- no main: linking brings the library's, and the word TEST registers. Exit code 0, or 1 when told to fail. */
#include <seedbed/test.h>
#include <stdlib.h>

SB_TEST(words, one_case)
{
    if (getenv("BOOTSTRAP_FAIL"))
        sb_fail_test(__FILE__, __LINE__, "told to fail");
}
