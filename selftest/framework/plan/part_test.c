/* part_test.c -- shards, rounds, places and the digest. */
#include "made_up.h"
#include <seedbed.h>
#include <string.h>

FIXTURE(part, (made_up of));

SETUP(part)
{
    static const char *const name[] = { "a", "b", "c", "d", "e" };
    for (size_t i = 0; i < 5; i++)
        made_up_case(&self->of, "s", name[i]);
}

TEARDOWN(part) { made_up_release(&self->of); }

TEST_EACH(part, shard, (unsigned shard, shards; const char *has), { 1, 1, "s/a s/b s/c s/d s/e" }, { 1, 2, "s/a s/c s/e" },
    { 2, 2, "s/b s/d" }, { 5, 5, "s/e" }, { 6, 6, "" })
{
    should(made_up_plan(&self->of, (sb_selection){ .shard = each->shard, .shards = each->shards }), equal_to(SB_OK));
    should(made_up_names(&self->of), equal_to(each->has));
    should(self->of.plan.selected, equal_to(5));
}

TEST(part, a_shard_knows_places_and_the_digest_of_all)
{
    made_up_plan(&self->of, (sb_selection){ 0 });
    uint64_t all = self->of.plan.digest;
    made_up_plan(&self->of, (sb_selection){ .shard = 2, .shards = 3 });
    should(self->of.plan.item[1].place, equal_to(4));
    should(self->of.plan.digest, equal_to(all));
}

TEST(part, the_digest_is_of_names_order_and_rounds)
{
    const char *pattern[] = { "!s/e" };
    made_up_plan(&self->of, (sb_selection){ 0 });
    uint64_t all = self->of.plan.digest;
    made_up_plan(&self->of, (sb_selection){ .pattern = pattern, .pattern_count = 1 });
    should(self->of.plan.digest, not_(equal_to(all)));
    made_up_plan(&self->of, (sb_selection){ .repeat = 2 });
    should(self->of.plan.digest, not_(equal_to(all)));
}

/* Records of other versions hold such numbers. */
TEST(part, the_digest_stays_what_it_is)
{
    made_up_plan(&self->of, (sb_selection){ 0 });
    should(self->of.plan.digest, equal_to(UINT64_C(6064666526650406761)));
}

TEST(part, rounds_follow_each_other_under_names_of_their_own)
{
    made_up_plan(&self->of, (sb_selection){ .shard = 1, .shards = 3, .repeat = 3 });
    should(made_up_names(&self->of), equal_to("s/a s/d s/a #2 s/d #2 s/a #3 s/d #3"));
    should(self->of.plan.selected, equal_to(15));
    should(self->of.plan.item[3].place, equal_to(8));
    should(self->of.plan.item[3].base, equal_to(strlen("s/d")));
}

TEST(part, rounds_do_not_clash_with_names_that_end_like_them)
{
    self->of.test[1] = (sb_case)SB_CASE("x.c", 2, "s", "a #2", NULL, NULL);
    self->of.test[2] = (sb_case)SB_CASE("x.c", 3, "s", "a ##7", NULL, NULL);
    made_up_plan(&self->of, (sb_selection){ .shard = 1, .shards = 5, .repeat = 2 });
    should(made_up_names(&self->of), equal_to("s/a s/a #2"));
    made_up_plan(&self->of, (sb_selection){ .repeat = 2 });
    should(self->of.plan.item[5].name, equal_to("s/a ###2"));
}

TEST(part, more_rounds_than_fit_are_refused)
{
    should(made_up_plan(&self->of, (sb_selection){ .repeat = 2000001 }), equal_to(SB_ERR));
    should(sb_error(), start_with("--repeat=2000001 of 5 tests are more than 10000000 at once; "));
}
