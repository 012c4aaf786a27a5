/* options_bazel.c -- what Bazel says to the tests it runs, in variables of the environment.
 *
 * The "Test encyclopedia" of Bazel defines them. TEST_RANDOM_SEED is a row of options_table.c, TEST_TMPDIR is read where temporary
 * folders are made (process/scratch.c).
 */
#include "options_read.h"

#include <stdlib.h>
#include <string.h>

static const char *variable(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

static int read_shard(sb_options *options)
{
    const char *total = variable("TEST_TOTAL_SHARDS"), *index = variable("TEST_SHARD_INDEX");
    uint64_t shards = 0, shard = 0;
    if (total && index && !options->shard_given)
        options->shard_status = variable("TEST_SHARD_STATUS_FILE");
    if (sb__shard_is_settled(options) || (!total && !index))
        return 0;
    if (!total || !index)
        return sb_fail_with(SB_ERR, "%s is set and %s is not: set both, or say --shard=off.",
            total ? "TEST_TOTAL_SHARDS" : "TEST_SHARD_INDEX", total ? "TEST_SHARD_INDEX" : "TEST_TOTAL_SHARDS");
    if (!sb__whole_number(total, INT32_MAX, &shards) || !sb__whole_number(index, INT32_MAX, &shard) || shard >= shards)
        return sb_fail_with(SB_ERR,
            "TEST_SHARD_INDEX=%s of TEST_TOTAL_SHARDS=%s makes no sense: the index counts from 0 to the total less one; "
            "--shard=off leaves them out.",
            index, total);
    options->shard = (unsigned)shard + 1;
    options->shards = (unsigned)shards;
    options->shard_source = "TEST_SHARD_INDEX";
    return 0;
}

/* --test_filter: names and globs, separated by spaces or colons; only where the command line names none. */
static void read_only(sb_options *options)
{
    const char *only = variable("TESTBRIDGE_TEST_ONLY");
    if (!only || options->pattern_count || options->match_count || options->exact)
        return;
    char *rest = NULL;
    options->only = sb_strdup(only);
    for (char *word = strtok_r(options->only, " :", &rest); word; word = strtok_r(NULL, " :", &rest))
        sb__option_add(&options->pattern, &options->pattern_count, word);
}

int sb__options_bazel(sb_options *options)
{
    const char *xml = variable("XML_OUTPUT_FILE"), *stop = variable("TESTBRIDGE_TEST_RUNNER_FAIL_FAST");
    int rc = read_shard(options);
    if (rc)
        return rc;
    read_only(options);
    if (xml) {
        options->bazel_report = sb_format("junit=%s", xml);
        sb__option_add(&options->report, &options->report_count, options->bazel_report);
    }
    if (stop && strcmp(stop, "1") == 0 && !options->fail_fast)
        options->fail_fast = 1;
    options->premature_exit = variable("TEST_PREMATURE_EXIT_FILE");
    return 0;
}
