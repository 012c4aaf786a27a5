/* cleanups_test.c -- clean-ups run last-in first-out, with arguments of any type. */
#include "../../../framework/process/cleanups.h"
#include <seedbed.h>
#include <string.h>

FIXTURE(cleanups, (sb_cleanups list; char *seen));

TEARDOWN(cleanups) { sb_cleanups_release(&self->list); }

static void add_a(void *to) { strcat(to, "a"); }

static void add_b(void *to) { strcat(to, "b"); }

TEST(cleanups, the_last_one_in_runs_first)
{
    char seen[8] = "";
    sb_cleanups_push(&self->list, (sb_cleanup){ NULL, add_a, sb__box_p(seen), 1 });
    sb_cleanups_push(&self->list, (sb_cleanup){ NULL, add_b, sb__box_p(seen), 1 });
    while (sb_cleanups_run_last(&self->list))
        continue;
    should(seen, equal_to("ba"));
}

TEST(cleanups, one_that_runs_is_off_the_list_before)
{
    char seen[8] = "";
    sb_cleanups_push(&self->list, (sb_cleanup){ NULL, add_a, sb__box_p(seen), 1 });
    should(sb_cleanups_run_last(&self->list), be_true);
    should(self->list.n, equal_to(0));
    should(sb_cleanups_run_last(&self->list), be_false);
}

static int64_t taken;

static void take_int(int n) { taken = n; }

static void take_size(size_t n) { taken = (int64_t)n; }

static int take_string(const char *s)
{
    taken = (int64_t)strlen(s);
    return 1;
}

TEST(cleanups, functions_of_any_one_parameter_are_taken)
{
    sb_cleanups_push(&self->list, (sb_cleanup){ (sb_any_function *)take_int, NULL, SB__BOX(-3), 1 });
    sb_cleanups_run_last(&self->list);
    should(taken, equal_to(-3));
    sb_cleanups_push(&self->list, (sb_cleanup){ (sb_any_function *)take_size, NULL, SB__BOX((size_t)7), 1 });
    sb_cleanups_run_last(&self->list);
    should(taken, equal_to(7));
    sb_cleanups_push(&self->list, (sb_cleanup){ (sb_any_function *)take_string, NULL, SB__BOX("four"), 1 });
    sb_cleanups_run_last(&self->list);
    should(taken, equal_to(4));
}
