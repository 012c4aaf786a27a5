/* leaks.c -- a program whose tests leave things open, seen only by those who ask. */
/* run: --report=terminal --leaks */
/* run: --report=tap --leaks --isolate=none */
/* run: --report=terminal */
#define SEEDBED_CORE
#include <fcntl.h>
#include <seedbed.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

TEST(leaks, none) { close(open("/dev/null", O_RDONLY)); }

static int opened;
static void close_opened(void) { close(opened); }

TEST(leaks, closed_by_a_cleanup)
{
    opened = open("/dev/null", O_RDONLY);
    add_cleanup(close_opened);
}

/* Each at a number of its own, since the lowest that is free depends on who starts the program. */
static void leave_open(int fd, int at)
{
    dup2(fd, at);
    close(fd);
}

TEST(leaks, one_file) { leave_open(open("/dev/null", O_RDONLY), 101); }

TEST(leaks, a_pipe_and_a_socket)
{
    int ends[2];
    should(pipe(ends), equal_to(0));
    leave_open(ends[0], 102);
    leave_open(ends[1], 103);
    leave_open(socket(AF_UNIX, SOCK_STREAM, 0), 104);
}

TEST(leaks, of_an_earlier_test_do_not_count) {}

TEST(leaks, a_child_that_sleeps_and_one_that_ended)
{
    for (int seconds = 0; seconds < 2; seconds++)
        if (fork() == 0) {
            sleep((unsigned)seconds * 2);
            _exit(0);
        }
}

TEST(leaks, a_child_that_is_waited_for)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    waitpid(child, NULL, 0);
}
