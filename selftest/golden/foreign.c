/* foreign.c -- a program whose tests write to descriptors that are not theirs, and cut them short; the run goes on and says so. */
/* run: --report=terminal written */
/* run: --report=tap shortened */
#define SEEDBED_CORE
#include <seedbed.h>
#include <string.h>
#include <unistd.h>

/* Where the runner puts its own, out of the way of a program's. */
enum { FIRST = 500, LAST = 1024 };

TEST(written, to_all_of_them_with_what_is_no_entry)
{
    char garbage[100];
    memset(garbage, 'x', sizeof garbage);
    for (int fd = FIRST; fd < LAST; fd++)
        if (write(fd, garbage, sizeof garbage) < 0)
            continue;
    should(1, equal_to(2));
}

TEST(written, a_later_failure_is_told) { should(1, equal_to(3)); }

TEST(shortened, all_of_them)
{
    for (int fd = FIRST; fd < LAST; fd++)
        if (ftruncate(fd, 0))
            continue;
}

TEST(shortened, a_later_failure_is_told) { should(1, equal_to(4)); }
