/* passes.c -- three cases that pass, registered by hand, run by a main of the program's own: exit code 0. */
#include <seedbed/test.h>

static void nothing_wrong(void *self, const void *each)
{
    (void)self;
    (void)each;
}

static sb_case one = SB_CASE("passes.c", 1, "bootstrap", "one", nothing_wrong, NULL);
static sb_case two = SB_CASE("passes.c", 2, "bootstrap", "two", nothing_wrong, NULL);
static sb_case three = SB_CASE("passes.c", 3, "other", "three", nothing_wrong, NULL);

int main(int argc, char **argv)
{
    /* Not in the order of their lines: the plan has to mend that. */
    static sb_case_range range[] = { { &three, &three + 1, false, NULL }, { &two, &two + 1, false, NULL },
        { &one, &one + 1, false, NULL } };
    for (size_t i = 0; i < 3; i++)
        sb_add_cases(&range[i]);
    return sb_main(argc, argv);
}
