/* ending_test.c -- blocks that should end the process: what is judged, and what stays with the test. */
#include "../../support/record.h"
#include <seedbed.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

TEST(ending, a_block_may_die_with_the_signal_that_is_named)
{
    int here = 1;
    die_with(SIGABRT) { abort(); }
    die_with(SIGSEGV) { raise(SIGSEGV); }
    die_with(SIGKILL)
    {
        here = 2;
        kill(getpid(), SIGKILL);
    }
    should(here, equal_to(1));
}

TEST(ending, a_block_may_exit_with_the_code_that_is_named)
{
    exit_with(0) { exit(0); }
    exit_with(3) { _exit(3); }
    exit_with(1) { exit(1); }
}

/* Failures of the test's own process go to the record; those of the block's process are the child's. */
TEST(ending, says_what_happened_instead)
{
    should_say(
        "the block should die with SIGSEGV\n  expected: killed by SIGSEGV\n       got: killed by SIGABRT",
        die_with(SIGSEGV) { abort(); });
    should_say(
        "the block should die with SIGSEGV\n  expected: killed by SIGSEGV\n       got: exit code 4",
        die_with(SIGSEGV) { _exit(4); });
    should_say(
        "the block should exit with 2\n  expected: exit code 2\n       got: exit code 4", exit_with(2) { _exit(4); });
    should_say(
        "the block should exit with 2\n  expected: exit code 2\n       got: killed by SIGABRT", exit_with(2) { abort(); });
}

TEST(ending, a_code_that_no_process_leaves_fails)
{
    exit_with(255) { exit(-1); }
    should_say(
        "exit_with(256): a process leaves a code of 0 to 255 behind, the last byte of what it gives to exit: here 0",
        exit_with(256) { exit(256); });
    should_say(
        "exit_with(-1): a process leaves a code of 0 to 255 behind, the last byte of what it gives to exit: here 255",
        exit_with(-1) { exit(-1); });
}

static const char came_to_its_end[] =
    "the block should exit with 0\n  expected: exit code 0\n       got: the block came to its end";

static void returns(void)
{
    exit_with(0) { return; }
}

static void breaks(void)
{
    exit_with(0) { break; }
}

static void jumps(void)
{
    exit_with(0) { goto out; }
out:;
}

TEST(ending, however_it_is_left_a_block_came_to_its_end)
{
    should_say(came_to_its_end, exit_with(0){});
    should_say(came_to_its_end, returns());
    should_say(came_to_its_end, breaks());
    should_say(came_to_its_end, jumps());
}

TEST(ending, a_block_inside_a_block_is_judged_in_there)
{
    exit_with(5)
    {
        die_with(SIGABRT) { abort(); }
        _exit(5);
    }
}

TEST(ending, clean_ups_stay_with_the_test)
{
    exit_with(2)
    {
        add_cleanup(abort);
        exit(2);
    }
}
