/* options_slurm_test.c -- the task of a Slurm job array as a shard. */
#include "environment.h"

FIXTURE(slurm, (sb_options read));

SETUP(slurm) { clear_environment(); }

TEARDOWN(slurm)
{
    clear_environment();
    sb_options_release(&self->read);
}

#define READ(...) read_line(&self->read, (char *[]){ "./t", __VA_ARGS__, NULL })

static void task(const char *id, const char *min, const char *max, const char *step, const char *count)
{
    const char *const name[] = { "ID", "MIN", "MAX", "STEP", "COUNT" }, *const value[] = { id, min, max, step, count };
    for (int i = 0; i < 5; i++) {
        char *variable = sb_format("SLURM_ARRAY_TASK_%s", name[i]);
        if (value[i])
            setenv(variable, value[i], 1);
        free(variable);
    }
}

TEST_EACH(slurm, task, (const char *id, *min, *max, *step, *count; unsigned shard, shards), { "1", "1", "4", "1", "4", 1, 4 },
    { "4", "1", "4", "1", "4", 4, 4 }, { "0", "0", "0", "1", "1", 1, 1 }, { "10", "4", "10", "2", "4", 4, 4 },
    { "6", "4", "10", "2", NULL, 2, 4 }, { "2", "0", "3", NULL, NULL, 3, 4 }, { "4", "1", "6", "3", "2", 2, 2 })
{
    task(each->id, each->min, each->max, each->step, each->count);
    should(READ(NULL), equal_to(0));
    expect(self->read.shard, equal_to(each->shard));
    expect(self->read.shards, equal_to(each->shards));
    expect(self->read.shard_source, equal_to("SLURM_ARRAY_TASK_ID"));
}

TEST_EACH(slurm, makes_no_sense, (const char *id, *min, *max, *step, *count, *message),
    { "5", "1", "7", "1", "3", "the ids of this Slurm array do not follow each other (3 of them from 1 to 7 in steps of 1)" },
    { "5", "1", "7", "3", "3", "the ids of this Slurm array do not follow" },
    { "9", "1", "7", "1", "7", "SLURM_ARRAY_TASK_ID=9 makes no sense between MIN=1 and MAX=7" },
    { "1", "1", "7", "0", "7", "SLURM_ARRAY_TASK_ID=1 makes no sense" },
    { "x", "1", "7", "1", "7", "SLURM_ARRAY_TASK_ID expects a whole number, and got \"x\"" },
    { "1", NULL, "7", "1", "7", "SLURM_ARRAY_TASK_ID is set and SLURM_ARRAY_TASK_MIN is not" },
    { "1", "1", NULL, "1", "7", "SLURM_ARRAY_TASK_ID is set and SLURM_ARRAY_TASK_MAX is not" })
{
    task(each->id, each->min, each->max, each->step, each->count);
    should(READ(NULL), equal_to(SB_ERR));
    should(sb_error(), start_with(each->message));
    sb_options_release(&self->read);
    should(READ("--shard=off"), equal_to(0));
}

TEST_EACH(
    slurm, takes_no_test_away_that_was_asked_for, (const char *option), { "--exact=a/b" }, { "--failed" }, { "--debug=a/b" })
{
    task("2", "1", "4", "1", "4");
    should(READ((char *)(uintptr_t)each->option), equal_to(0));
    should(self->read.shards, equal_to(0));
}

TEST(slurm, yields_to_bazel_and_to_the_line)
{
    task("2", "1", "4", "1", "4");
    setenv("TEST_SHARD_INDEX", "0", 1);
    setenv("TEST_TOTAL_SHARDS", "9", 1);
    should(READ(NULL), equal_to(0));
    should(self->read.shards, equal_to(9));
    sb_options_release(&self->read);
    should(READ("--shard=1/3"), equal_to(0));
    should(self->read.shards, equal_to(3));
}
