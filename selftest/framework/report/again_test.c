/* again_test.c -- the command line that runs a program, or a test of it, as it ran before. */
#include "../../../framework/repeat.h"
#include "../../../framework/report/again.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

TEST_EACH(again, pattern, (const char *name, *pattern), { "s/a b", "s/a b" }, { "s/\x1b[0m", "s/?[0m" }, { "s/\xff", "s/?" },
    { "s/\xe2\x80\xae", "s/???" }, { "s/gr\xc3\xbcn", "s/gr\xc3\xbcn" })
{
    char *pattern = sb__again_pattern(each->name);
    add_cleanup(free, pattern);
    should(pattern, equal_to(each->pattern));
}

TEST_EACH(again, options, (sb_options given; const char *words), { { .jobs = 3 }, NULL }, { { .retries = 2 }, "--retries=2" },
    { { .config = "a b", .leaks = true, .retries = 1 }, "--config='a b' --retries=1 --leaks" },
    { { .full_values = true }, "--full-values" })
{
    char *words = sb_repeat_options(&each->given);
    add_cleanup(free, words);
    should(words, equal_to(each->words));
}
