/* descriptors.c -- a program whose tests close what is not theirs, and take away limits; the tests after them are reported all the same. */
/* run: --report=terminal */
/* run: --report=tap --isolate=test */
#define SEEDBED_CORE
#include <fcntl.h>
#include <seedbed.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

static void close_from(int first)
{
    for (int fd = first; fd < 1024; fd++)
        close(fd);
    close_range((unsigned)first, ~0u, 0);
}

TEST(outputs, closed_by_a_test_that_passes)
{
    printf("written before\n");
    close(1);
    close(2);
}

TEST(outputs, what_fails_after_it_says_so)
{
    printf("written to nowhere\n");
    should(1, equal_to(2));
}

TEST(outputs, lead_here_again_for_the_next)
{
    printf("written to the right place\n");
    should(1, equal_to(3));
}

TEST(outputs, replaced_by_a_file)
{
    int null = open("/dev/null", O_WRONLY);
    dup2(null, 1);
    dup2(null, 2);
    close(null);
    printf("written to another file\n");
    fail_test("and then it failed");
}

TEST(everything, closed_by_a_test_that_fails)
{
    printf("written before\n");
    close_from(0);
    expect(1, equal_to(4));
    should(1, equal_to(5));
}

TEST(everything, is_there_for_the_next)
{
    printf("written to the right place\n");
    should(1, equal_to(6));
}

TEST(everything, closed_by_a_test_that_passes) { close_from(0); }

TEST(everything, closed_by_an_earlier_one) { should(1, equal_to(7)); }

TEST(everything, opened_anew_by_the_test_under_all_numbers)
{
    close_from(3);
    for (int i = 0; i < 600; i++)
        open("/dev/null", O_RDWR);
    should(1, equal_to(8));
}

static void limit(int what, rlim_t most)
{
    struct rlimit to = { most, most };
    setrlimit((__rlimit_resource_t)what, &to);
}

TEST(limits, no_more_descriptors)
{
    limit(RLIMIT_NOFILE, 3);
    should(1, equal_to(9));
}

TEST(limits, are_those_of_the_process_and_go_on_for_the_next)
{
    should(open("/dev/null", O_RDONLY) < 0, be_true);
    should(1, equal_to(10));
}

TEST(limits, no_descriptors_and_all_closed)
{
    limit(RLIMIT_NOFILE, 0);
    close_from(0);
    expect(1, equal_to(11));
    should(1, equal_to(12));
}

TEST(limits, a_last_one_passes) {}
