/* outputs_test.c -- what reporters may do without, when all of them can. */
#include "../../../framework/report/outputs.h"
#include <seedbed.h>

static bool always(const void *env)
{
    (void)env;
    return true;
}

static bool as_env_says(const void *env) { return *(const bool *)env; }

static const sb_reporter quiet = { .name = "quiet", .passes_over = always };
static const sb_reporter may_be_quiet = { .name = "may be", .passes_over = as_env_says };
static const sb_reporter wants_all = { .name = "all" };

static bool pass_over(const sb_reporter *other, void *env)
{
    sb_output at[] = { { .reporter = &quiet }, { .reporter = other, .env = env } };
    sb_outputs outputs = { at, 2, 2 };
    return sb_outputs_pass_over(&outputs);
}

TEST(outputs, pass_over_what_none_of_them_has_anything_to_say_of)
{
    bool yes = true, no = false;
    should(pass_over(&may_be_quiet, &yes), be_true);
    should(pass_over(&may_be_quiet, &no), be_false);
    should(pass_over(&wants_all, NULL), be_false);
}
