/* options_slurm.c -- the task of a Slurm job array as a shard: task ID of MIN, MIN+STEP ... MAX, which are COUNT.
 *
 * Bazel goes first: its variables are set for this very program, Slurm's for all that the job starts.
 */
#include "options_read.h"

#include <stdlib.h>

/* 1: read; 0: not set; SB_ERR. */
static int number(const char *name, uint64_t *out)
{
    const char *value = getenv(name);
    if (!value || !*value)
        return 0;
    if (!sb__whole_number(value, INT32_MAX, out))
        return sb_fail_with(SB_ERR, "%s expects a whole number, and got \"%s\"; --shard=off leaves it out.", name, value);
    return 1;
}

static int place(sb_options *options, uint64_t id, uint64_t min, uint64_t max, uint64_t step, uint64_t count)
{
    if (step == 0 || id < min || id > max)
        return sb_fail_with(SB_ERR,
            "SLURM_ARRAY_TASK_ID=%llu makes no sense between MIN=%llu and MAX=%llu in steps of %llu; say --shard=I/N or --shard=off.",
            (unsigned long long)id, (unsigned long long)min, (unsigned long long)max, (unsigned long long)step);
    uint64_t all = (max - min) / step + 1;
    if ((count && count != all) || (id - min) % step)
        return sb_fail_with(SB_ERR,
            "the ids of this Slurm array do not follow each other (%llu of them from %llu to %llu in steps of %llu), so that it "
            "is not known which part task %llu has: say --shard=I/N, or --shard=off.",
            (unsigned long long)(count ? count : all), (unsigned long long)min, (unsigned long long)max, (unsigned long long)step,
            (unsigned long long)id);
    options->shard = (unsigned)((id - min) / step + 1);
    options->shards = (unsigned)all;
    options->shard_source = "SLURM_ARRAY_TASK_ID";
    return 0;
}

int sb__options_slurm(sb_options *options)
{
    enum { ID, MIN, MAX, STEP, COUNT, N };
    static const char *const name[N] = { "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX",
        "SLURM_ARRAY_TASK_STEP", "SLURM_ARRAY_TASK_COUNT" };
    uint64_t value[N] = { [STEP] = 1 };
    int is[N];
    if (sb__shard_is_settled(options) || options->shards)
        return 0;
    for (int i = 0; i < N; i++)
        if ((is[i] = number(name[i], &value[i])) < 0)
            return is[i];
    if (!is[ID])
        return 0;
    if (!is[MIN] || !is[MAX])
        return sb_fail_with(SB_ERR, "SLURM_ARRAY_TASK_ID is set and %s is not: set it, or say --shard=I/N or --shard=off.",
            is[MIN] ? name[MAX] : name[MIN]);
    return place(options, value[ID], value[MIN], value[MAX], value[STEP], value[COUNT]);
}
