/* nested.c -- a program whose tests run its other tests by sb_main, as those of a runner do; each run is its own. */
/* run: --report=tap outer */
/* run: --report=tap --isolate=none outer */
#define SEEDBED_CORE
#include <seedbed.h>

static int run(const char *isolate)
{
    const char *argv[] = { "nested", "inner", "--jobs=1", "--pinned", "--colour=never", "--report=tap", isolate, NULL };
    return sb_main(7, (char **)(uintptr_t)argv);
}

TEST(inner, passes) { should(1, equal_to(1)); }

TEST(inner, fails) { should(1, equal_to(2)); }

TEST(outer, runs_others_in_workers) { should(run("--isolate=worker"), equal_to(1)); }

TEST(outer, runs_others_in_its_own_process) { should(run("--isolate=none"), equal_to(1)); }

TEST(outer, fails_behind_a_run_in_workers)
{
    should(run("--isolate=worker"), equal_to(1));
    should(1, equal_to(3));
}

TEST(outer, fails_behind_a_run_in_its_own_process)
{
    should(run("--isolate=none"), equal_to(1));
    should(1, equal_to(4));
}
