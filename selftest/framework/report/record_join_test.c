/* record_join_test.c -- tests framework/report/record_join.c: what becomes of workers, clocks, counts and hosts. */
#include "../../../framework/report/record_join.h"

#include <seedbed.h>

FIXTURE(record_join, (sb__joined joined));

TEARDOWN(record_join) { sb__joined_release(&self->joined); }

static sb_result at(size_t index, size_t place)
{
    return (sb_result){ .index = index,
        .place = place,
        .suite = "s",
        .test = "t",
        .file = "s.c",
        .state = SB_PASSED,
        .checks = 1,
        .tags = "",
        .output = "" };
}

/* A shard of five tests: the odd places in the second. */
static sb__recorded shard(unsigned number, sb_result *result, size_t n, const char *host)
{
    return (sb__recorded){ .path = number == 1 ? "one.json" : "two.json",
        .info = { .program = "./t",
            .planned = n,
            .selected = 5,
            .jobs = 2,
            .seed = 7,
            .shard = number,
            .shards = 2,
            .host = host,
            .began_unix_ms = 1000 * (int64_t)number },
        .result = result,
        .n = n,
        .ended = true,
        .end = { .duration_ns = 10 * number, .suite_setups = 3 } };
}

TEST(record_join, workers_are_numbered_shard_by_shard_and_results_stand_by_place)
{
    sb_result even[] = { at(0, 0), at(1, 2), at(2, 4) }, odd[] = { at(0, 1), at(1, 3) };
    even[1].worker = 1;
    sb__recorded record[] = { shard(2, odd, 2, "b"), shard(1, even, 3, "a") };

    should(sb__join(record, 2, false, &self->joined), equal_to(SB_OK));
    should(self->joined.n, equal_to(5));
    for (size_t i = 0; i < 5; i++)
        expect(self->joined.result[i].index, equal_to(i));
    expect(self->joined.result[1].worker, equal_to(2));
    expect(self->joined.result[2].worker, equal_to(1));
    expect(self->joined.info.jobs, equal_to(4));
}

TEST(record_join, the_run_began_with_the_first_and_took_as_long_as_the_longest)
{
    sb_result even[] = { at(0, 0), at(1, 2), at(2, 4) }, odd[] = { at(0, 1), at(1, 3) };
    sb__recorded record[] = { shard(1, even, 3, "a"), shard(2, odd, 2, "a") };
    record[1].end.trouble = "lost";
    record[0].end.notes = "one\n";
    record[1].end.notes = "two";

    should(sb__join(record, 2, false, &self->joined), equal_to(SB_OK));
    expect(self->joined.info.began_unix_ms, equal_to(1000));
    expect(self->joined.info.host, equal_to("a"));
    expect(self->joined.info.shards, equal_to(0));
    expect(self->joined.tally.duration_ns, equal_to(20));
    expect(self->joined.tally.suite_setups, equal_to(6));
    expect(self->joined.tally.passed, equal_to(5));
    expect(self->joined.tally.trouble, equal_to("shard 2 of 2: lost\n"));
    expect(self->joined.tally.notes, equal_to("shard 1 of 2: one\nshard 2 of 2: two\n"));
}

TEST(record_join, hosts_are_named_once_each)
{
    sb_result even[] = { at(0, 0), at(1, 2), at(2, 4) }, odd[] = { at(0, 1), at(1, 3) };
    sb__recorded record[] = { shard(1, even, 3, "node10"), shard(2, odd, 2, "node1") };

    should(sb__join(record, 2, false, &self->joined), equal_to(SB_OK));
    should(self->joined.info.host, equal_to("node10, node1"));
}

TEST(record_join, tests_of_a_missing_shard_take_the_places_that_are_free)
{
    sb_result odd[] = { at(0, 1), at(1, 3) };
    sb__recorded record[] = { shard(2, odd, 2, "b") };

    should(sb__join(record, 1, false, &self->joined), equal_to(SB_OK));
    should(self->joined.n, equal_to(5));
    for (size_t i = 0; i < 5; i++) {
        expect(self->joined.result[i].place, equal_to(i));
        expect(self->joined.result[i].state, equal_to(i % 2 ? SB_PASSED : SB_UNSEEN));
    }
    expect(self->joined.tally.unseen, equal_to(3));
}

TEST(record_join, a_shard_alone_stays_one_when_it_is_asked_for)
{
    sb_result odd[] = { at(0, 1), at(1, 3) };
    sb__recorded record[] = { shard(2, odd, 2, "b") };

    should(sb__join(record, 1, true, &self->joined), equal_to(SB_OK));
    expect(self->joined.info.shard, equal_to(2));
    expect(self->joined.info.selected, equal_to(5));
    expect(self->joined.tally.planned, equal_to(2));
    expect(self->joined.left_out, equal_to("shard 1 of 2"));
}
