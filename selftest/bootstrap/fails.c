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
    { .suite = "bootstrap", .name = "fails", .file = "fails.c", .line = 1, .run = fails },
    { .suite = "bootstrap", .name = "crashes", .file = "fails.c", .line = 2, .run = crashes },
    { .suite = "bootstrap", .name = "leaves", .file = "fails.c", .line = 3, .run = leaves },
    { .suite = "bootstrap", .name = "passes", .file = "fails.c", .line = 4, .run = passes },
};

int main(int argc, char **argv)
{
    static sb_case_range range = { .first = cases, .end = cases + sizeof cases / sizeof *cases };
    sb_add_cases(&range);
    return sb_main(argc, argv);
}
