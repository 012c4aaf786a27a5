/* between.c -- a program whose workers end between two tests in ways that look like a good end; the run is not green. */
/* run: --report=terminal exits */
/* run: --report=tap leaves */
/* run: --report=tap becomes */
/* run: --report=terminal streams */
/* run: --report=tap readers */
#define SEEDBED_CORE
#include <pthread.h>
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

SUITE_TEARDOWN(exits) { exit(0); }

TEST(exits, a_passing_test) { should(1, equal_to(1)); }

SUITE_TEARDOWN(leaves) { _exit(0); }

TEST(leaves, a_passing_test) { should(1, equal_to(1)); }

SUITE_TEARDOWN(becomes) { execl("/bin/true", "true", (char *)NULL); }

TEST(becomes, a_passing_test) { should(1, equal_to(1)); }

TEST(streams, closed_by_a_test_that_passes) { fclose(stdout); }

TEST(streams, the_next_one_to_fail_is_told_so)
{
    printf("lost\n");
    should(1, equal_to(2));
}

TEST(streams, and_those_after_it_have_theirs_again)
{
    printf("kept\n");
    should(1, equal_to(3));
}

static void *read_on(void *file)
{
    char line[8];
    return fgets(line, sizeof line, file);
}

/* A thread that waits in a stream holds it, and the worker leaves all the same. */
TEST(readers, left_waiting_by_a_test)
{
    int end[2];
    pthread_t thread;
    should(pipe(end), equal_to(0));
    FILE *file = fdopen(end[0], "r");
    should(pthread_create(&thread, NULL, read_on, file), equal_to(0));
    pthread_detach(thread);
    while (ftrylockfile(file) == 0) {
        funlockfile(file);
        usleep(100);
    }
}
