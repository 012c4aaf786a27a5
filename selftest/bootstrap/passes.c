/* passes.c -- three cases that pass, registered by hand, run by a main of the program's own: exit code 0. */
#include <seedbed/test.h>

static void nothing_wrong(void *self, const void *each)
{
    (void)self;
    (void)each;
}

static sb_case one = { .suite = "bootstrap", .name = "one", .file = "passes.c", .line = 1, .run = nothing_wrong };
static sb_case two = { .suite = "bootstrap", .name = "two", .file = "passes.c", .line = 2, .run = nothing_wrong };
static sb_case three = { .suite = "other", .name = "three", .file = "passes.c", .line = 3, .run = nothing_wrong };

int main(int argc, char **argv)
{
    /* Not in the order of their lines: the plan has to mend that. */
    static sb_case_range range[] = { { &three, &three + 1, false, NULL }, { &two, &two + 1, false, NULL },
        { &one, &one + 1, false, NULL } };
    for (size_t i = 0; i < 3; i++)
        sb_add_cases(&range[i]);
    return sb_main(argc, argv);
}
