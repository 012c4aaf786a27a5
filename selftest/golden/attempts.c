/* attempts.c -- a program whose tests are tried again, are to do, or are expected to fail. */
/* run: --report=terminal -v */
/* run: --report=tap */
/* run: --report=terminal -v --isolate=test */
#define SEEDBED_CORE
#include <seedbed.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* How often this was asked for with this name in this run, also by processes that are no more: a folder stands for each time. */
static int times(const char *name)
{
    char path[200];
    for (int n = 1;; n++) {
        snprintf(
            path, sizeof path, "%s/attempts-%ld-%s-%d", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (long)getppid(), name, n);
        if (mkdir(path, 0700) == 0)
            return n;
        if (n == 9)
            abort();
    }
}

/* Each name's folders go when its test has come to its last attempt. */
static void forget(const char *name)
{
    char path[200];
    for (int n = 1; n < 9; n++) {
        snprintf(
            path, sizeof path, "%s/attempts-%ld-%s-%d", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (long)getppid(), name, n);
        rmdir(path);
    }
}

SUITE(again, .retries = 2);

TEST(again, passes_at_once) { should(1, equal_to(1)); }

TEST(again, passes_at_the_second_attempt)
{
    int n = times("second");
    printf("attempt %d speaks\n", n);
    should(n, equal_to(2));
    forget("second");
}

TEST(again, passes_after_a_crash_and_an_exit)
{
    int n = times("crash");
    if (n == 1)
        raise(SIGKILL);
    if (n == 2)
        _exit(3);
    forget("crash");
}

TEST(again, never_passes) { should(1, equal_to(2)); }

TEST(again, always_crashes) { raise(SIGKILL); }

TEST(again, passes_after_its_time_limit, .timeout = 0.3)
{
    if (times("slow") == 1)
        pause();
    forget("slow");
}

TEST(again, once_and_no_more, .retries = -1) { should(1, equal_to(2)); }

TEST(todo, fails, .todo = "the lists are not sorted yet") { should(1, equal_to(2)); }
TEST(todo, passes, .todo = "needs the new index") { should(1, equal_to(1)); }
TEST(todo, crashes, .todo = "eats its own tail") { raise(SIGKILL); }
TEST(todo, says_so, .retries = 2) { todo_test("step %d is missing", 3); }

TEST(xfail, fails, .xfail = "rounding is wrong") { should(1, equal_to(2)); }
TEST(xfail, crashes, .xfail = "a known crash") { raise(SIGKILL); }
TEST(xfail, runs_out_of_time, .xfail = "a known loop", .timeout = 0.05) { pause(); }
TEST(xfail, passes, .xfail = "was wrong") { puts("and says so"); }
TEST(xfail, says_so)
{
    xfail_test("no %s on this machine", "printer");
    should(1, equal_to(2));
}
TEST(xfail, says_so_and_passes) { xfail_test("no printer on this machine"); }
TEST(xfail, says_so_and_is_killed)
{
    xfail_test("no memory");
    raise(SIGKILL);
}
TEST(xfail, skips, .xfail = "never") { skip_test("not today"); }
