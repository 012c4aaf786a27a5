/* order_test.c -- in which order cases begin: shuffled, longest first, serial last. */
#include "made_up.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(order, (made_up of));

SETUP(order)
{
    static const char *const name[] = { "a", "b", "c", "d" };
    for (size_t i = 0; i < 8; i++)
        made_up_case(&self->of, i < 4 ? "s" : "t", name[i % 4]);
}

TEARDOWN(order) { made_up_release(&self->of); }

TEST(order, is_that_of_the_files_unless_asked)
{
    made_up_plan(&self->of, (sb_selection){ 0 });
    should(made_up_order(&self->of), equal_to("s/a s/b s/c s/d t/a t/b t/c t/d"));
    should(self->of.plan.parallel, equal_to(8));
}

/* The very order, so that a seed means the same on every machine and in every version. */
TEST(order, a_shuffle_comes_from_its_seed_and_leaves_suites_whole)
{
    made_up_plan(&self->of, (sb_selection){ .shuffle = true, .seed = 42 });
    should(made_up_names(&self->of), equal_to("s/b s/c s/a s/d t/d t/b t/a t/c"));
    should(made_up_order(&self->of), equal_to("s/b s/c s/a s/d t/d t/b t/a t/c"));
}

TEST(order, another_seed_shuffles_as_if_it_were_the_first)
{
    made_up_plan(&self->of, (sb_selection){ .shuffle = true, .seed = 1 });
    sb_plan_shuffle(&self->of.plan, 42);
    char *again = sb_strdup(made_up_order(&self->of));
    add_cleanup(free, again);
    made_up_plan(&self->of, (sb_selection){ .shuffle = true, .seed = 42 });
    should(again, equal_to(made_up_order(&self->of)));
}

TEST(order, each_round_is_shuffled_for_itself)
{
    made_up_plan(&self->of, (sb_selection){ .shuffle = true, .seed = 5, .repeat = 2 });
    char *names = sb_strdup(made_up_names(&self->of));
    add_cleanup(free, names);
    should(names, equal_to("t/d t/b t/c t/a s/a s/c s/d s/b s/d #2 s/b #2 s/c #2 s/a #2 t/c #2 t/b #2 t/d #2 t/a #2"));
}

TEST(order, serial_cases_come_last)
{
    self->of.more[1].options.serial = self->of.more[4].options.serial = true;
    made_up_plan(&self->of, (sb_selection){ 0 });
    should(made_up_order(&self->of), equal_to("s/a s/c s/d t/b t/c t/d s/b t/a"));
    should(made_up_names(&self->of), start_with("s/a s/b s/c"));
    should(self->of.plan.parallel, equal_to(6));
}

/* t/b took nearly all of the time, s/c a part that matters, s/d one that does not; of the others nothing is known. */
static bool find(const void *env, const char *name, sb_recalled *out)
{
    const char *const *known = env;
    static const uint64_t took[] = { 10000, 1000, 1 };
    for (size_t i = 0; i < 3; i++)
        if (strcmp(name, known[i]) == 0) {
            *out = (sb_recalled){ SB_PASSED, took[i] };
            return true;
        }
    return false;
}

static const char *const known[] = { "t/b", "s/c", "s/d" };
static const sb_recall recall = { find, known, "FILE" };

TEST(order, what_took_long_begins_first_and_is_reported_where_it_stands)
{
    made_up_plan(&self->of, (sb_selection){ .recall = &recall, .jobs = 2 });
    should(made_up_order(&self->of), equal_to("t/b s/c s/a s/b s/d t/a t/c t/d"));
    should(made_up_names(&self->of), start_with("s/a s/b s/c"));
}

TEST(order, nothing_is_moved_for_one_worker_or_behind_what_is_serial)
{
    self->of.more[5].options.serial = true;
    made_up_plan(&self->of, (sb_selection){ .recall = &recall, .jobs = 2 });
    should(made_up_order(&self->of), equal_to("s/c s/a s/b s/d t/a t/c t/d t/b"));
    made_up_plan(&self->of, (sb_selection){ .recall = &recall, .jobs = 1 });
    should(made_up_order(&self->of), start_with("s/a s/b s/c"));
}
