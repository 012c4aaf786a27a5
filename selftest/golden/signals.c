/* signals.c -- a program whose tests will not go: they block what asks them to end, stop themselves, leave their group or their thread. */
/* run: --report=terminal */
#define SEEDBED_CORE
#include <pthread.h>
#include <seedbed.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void loop(void)
{
    for (volatile int forever = 1; forever;) {
    }
}

TEST(asked, blocks_what_asks_it_and_loops, .timeout = 0.1)
{
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    loop();
}

TEST(asked, ignores_what_asks_it_and_loops, .timeout = 0.1)
{
    signal(SIGTERM, SIG_IGN);
    loop();
}

static void say_goodbye(int signal_)
{
    (void)signal_;
    static const char goodbye[] = "cleaned up before the end\n";
    (void)!write(1, goodbye, sizeof goodbye - 1);
    _exit(0);
}

TEST(asked, cleans_up_in_its_own_handler, .timeout = 0.1)
{
    signal(SIGTERM, say_goodbye);
    loop();
}

TEST(asked, stops_itself, .timeout = 0.1) { raise(SIGSTOP); }

TEST(asked, sleeps, .timeout = 0.1) { sleep(60); }

TEST(asked, leaves_its_group_and_loops, .timeout = 0.1)
{
    should(setpgid(0, getpgid(getppid())), equal_to(0));
    should(getpgrp() == getpid(), be_false);
    signal(SIGTERM, SIG_IGN);
    loop();
}

TEST(asked, a_next_one_finds_signals_as_they_were)
{
    sigset_t now;
    sigprocmask(SIG_SETMASK, NULL, &now);
    should(sigismember(&now, SIGTERM), equal_to(0));
}

TEST(killed, by_itself) { kill(getpid(), SIGKILL); }

TEST(killed, by_its_own_child)
{
    if (fork() == 0) {
        kill(getppid(), SIGKILL);
        _exit(0);
    }
    sleep(60);
}

TEST(killed, by_an_alarm)
{
    ualarm(20000, 0);
    sleep(60);
}

TEST(threads, the_test_ends_its_thread) { pthread_exit(NULL); }

static void *leave(void *nothing)
{
    (void)nothing;
    exit(0);
}

TEST(threads, another_thread_calls_exit)
{
    pthread_t other;
    pthread_create(&other, NULL, leave, NULL);
    pthread_join(other, NULL);
    sleep(60);
}

TEST(threads, quick_exit_is_exit_too) { quick_exit(0); }

TEST(threads, becomes_another_program) { execl("/bin/true", "true", (char *)NULL); }

TEST(threads, a_last_one_passes) {}
