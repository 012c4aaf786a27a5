/* options_bazel_test.c -- what Bazel says to a test program. */
#include "environment.h"

FIXTURE(bazel, (sb_options read));

SETUP(bazel) { clear_environment(); }

TEARDOWN(bazel)
{
    clear_environment();
    sb_options_release(&self->read);
}

#define READ(...) read_line(&self->read, (char *[]){ "./t", __VA_ARGS__, NULL })

static void shard(const char *index, const char *total)
{
    setenv("TEST_SHARD_INDEX", index, 1);
    setenv("TEST_TOTAL_SHARDS", total, 1);
    setenv("TEST_SHARD_STATUS_FILE", "/status", 1);
}

TEST(bazel, counts_shards_from_nought)
{
    shard("2", "5");
    should(READ(NULL), equal_to(0));
    expect(self->read.shard == 3 && self->read.shards == 5, be_true);
    expect(self->read.shard_source, equal_to("TEST_SHARD_INDEX"));
    expect(self->read.shard_status, equal_to("/status"));
}

TEST_EACH(bazel, is_overruled, (char *argument; unsigned shard, shards), { "--shard=1/2", 1, 2 }, { "--shard=1/1", 1, 1 },
    { "--shard=off", 0, 0 })
{
    shard("2", "5");
    should(READ(each->argument), equal_to(0));
    expect(self->read.shard == each->shard && self->read.shards == each->shards, be_true);
    expect(self->read.shard_status, be_null);
}

TEST(bazel, takes_no_test_away_that_was_asked_for)
{
    shard("2", "5");
    should(READ("--exact=a/b"), equal_to(0));
    expect(self->read.shards, equal_to(0));
    expect(self->read.shard_status, equal_to("/status"));
}

TEST_EACH(bazel, makes_no_sense, (const char *index, *total, *message),
    { "5", "5", "TEST_SHARD_INDEX=5 of TEST_TOTAL_SHARDS=5 makes no sense" }, { "x", "5", "TEST_SHARD_INDEX=x of" },
    { "0", "0", "TEST_SHARD_INDEX=0 of" }, { "", "5", "TEST_TOTAL_SHARDS is set and TEST_SHARD_INDEX is not" },
    { "0", "", "TEST_SHARD_INDEX is set and TEST_TOTAL_SHARDS is not" })
{
    shard(each->index, each->total);
    should(READ(NULL), equal_to(SB_ERR));
    should(sb_error(), start_with(each->message));
}

TEST(bazel, filters_by_names_where_the_line_has_none)
{
    setenv("TESTBRIDGE_TEST_ONLY", "a/b:c* !d", 1);
    should(READ(NULL), equal_to(0));
    should(self->read.pattern_count, equal_to(3));
    should(self->read.pattern[2], equal_to("!d"));
    sb_options_release(&self->read);
    should(READ("x"), equal_to(0));
    should(self->read.pattern_count, equal_to(1));
}

TEST(bazel, wants_junit_beside_other_reports)
{
    setenv("XML_OUTPUT_FILE", "/out.xml", 1);
    should(READ("--report=tap"), equal_to(0));
    should(self->read.report_count, equal_to(2));
    should(self->read.report[1], equal_to("junit=/out.xml"));
}

TEST(bazel, asks_for_the_first_failure_a_seed_and_a_file)
{
    setenv("TESTBRIDGE_TEST_RUNNER_FAIL_FAST", "1", 1);
    setenv("TEST_RANDOM_SEED", "12", 1);
    setenv("TEST_PREMATURE_EXIT_FILE", "/early", 1);
    should(READ(NULL), equal_to(0));
    expect(self->read.fail_fast, equal_to(1));
    expect(self->read.seed, equal_to(12));
    expect(self->read.premature_exit, equal_to("/early"));
}

TEST(bazel, asks_less_loudly_than_the_line)
{
    setenv("TESTBRIDGE_TEST_RUNNER_FAIL_FAST", "1", 1);
    setenv("TEST_RANDOM_SEED", "12", 1);
    setenv("SEEDBED_SEED", "13", 1);
    should(READ("--fail-fast=4"), equal_to(0));
    expect(self->read.fail_fast, equal_to(4));
    expect(self->read.seed, equal_to(13));
}

TEST(bazel, says_it_to_this_program_alone)
{
    shard("2", "5");
    setenv("XML_OUTPUT_FILE", "/x.xml", 1);
    setenv("SLURM_ARRAY_TASK_ID", "1", 1);
    should(READ(NULL), equal_to(0));
    sb_options_hide_environment();
    expect(getenv("TEST_SHARD_INDEX"), be_null);
    expect(getenv("XML_OUTPUT_FILE"), be_null);
    expect(getenv("SLURM_ARRAY_TASK_ID"), be_null);
    expect(self->read.shard_status, equal_to("/status"));
}
