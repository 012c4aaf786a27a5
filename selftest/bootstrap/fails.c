/* fails.c -- one case fails, one crashes, one leaves by exit(0), one passes: exit code 1, four results. */
#include <seedbed/test.h>
#include <stdlib.h>

static void passes(void *self, const void *each)
{
    (void)self;
    (void)each;
}

static void fails(void *self, const void *each)
{
    (void)self;
    (void)each;
    sb_fail_test("fails.c", 42, "on purpose");
}

static void crashes(void *self, const void *each)
{
    (void)self;
    (void)each;
    abort();
}

static void leaves(void *self, const void *each)
{
    (void)self;
    (void)each;
    exit(0);
}

static sb_case cases[] = {
    SB_CASE("fails.c", 1, "bootstrap", "fails", fails, NULL),
    SB_CASE("fails.c", 2, "bootstrap", "crashes", crashes, NULL),
    SB_CASE("fails.c", 3, "bootstrap", "leaves", leaves, NULL),
    SB_CASE("fails.c", 4, "bootstrap", "passes", passes, NULL),
};

int main(int argc, char **argv)
{
    static sb_case_range range = { .first = cases, .end = cases + sizeof cases / sizeof *cases };
    sb_add_cases(&range);
    return sb_main(argc, argv);
}
