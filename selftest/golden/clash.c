/* clash.c -- a program that cannot be planned: two tests of one name. */
/* run: --report=tap */
/* run: --list */
#define SEEDBED_CORE
#include <seedbed.h>

TEST(twice, the_same_name) { should(1, equal_to(1)); }

/* A second case under the same name, as another file would register it. */
static void again(SB__UNUSED void *self, SB__UNUSED const void *each) {}

__attribute__((constructor)) static void register_again(void)
{
    static sb_case it = SB_CASE(__FILE__, __LINE__, "twice", "the_same_name", again, NULL);
    static sb_case_range range = { .first = &it, .end = &it + 1 };
    sb_add_cases(&range);
}
