/* printing_test.c -- should_print and its kin: what a block prints is judged, and is not lost. */
#include "../../../framework/process/capture.h"
#include "../../support/record.h"
#include <fcntl.h>
#include <pthread.h>
#include <seedbed.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

SUITE(printing);

static void say(int fd, const char *what) { should(write(fd, what, strlen(what)), equal_to(strlen(what))); }

TEST(printing, what_stdio_and_write_and_children_print_is_judged)
{
    should_print(equal_to("one\ntwo\nthree\n"))
    {
        printf("%s\n", "one");
        fflush(stdout);
        say(1, "two\n");
        should(system("echo three"), equal_to(0));
    }
    should_print_error(equal_to("a\nb\n"))
    {
        fprintf(stderr, "a\n");
        should(system("echo b >&2"), equal_to(0));
    }
}

TEST(printing, nothing_is_an_empty_string)
{
    should_print(be_empty) {}
    should_print_error(all_of(be_empty, have_length(0))) {}
}

TEST(printing, each_word_takes_its_own_stream)
{
    should_print(equal_to("out"))
    {
        should_print_error(equal_to("err"))
        {
            printf("out");
            fprintf(stderr, "err");
        }
    }
    should_print_error(equal_to("err again"))
    {
        should_print(equal_to("out again"))
        {
            fprintf(stderr, "err ");
            printf("out again");
            fprintf(stderr, "again");
        }
    }
}

TEST(printing, an_inner_block_of_the_same_stream_keeps_what_it_took)
{
    should_print(equal_to("before, between, behind"))
    {
        printf("before");
        should_print(equal_to("inside")) { printf("inside"); }
        should_print_error(equal_to("e1e2"))
        {
            fprintf(stderr, "e1");
            should_print(equal_to("deep")) { printf("deep"); }
            should_print_error(equal_to("deeper")) { fprintf(stderr, "deeper"), printf(", between"); }
            fprintf(stderr, "e2");
        }
        printf(", behind");
    }
}

TEST(printing, says_what_was_printed)
{
    should_say(
        "what the block prints should equal \"yes\"\n  expected: \"yes\"\n       got: \"no\"\n             ^ byte 0",
        should_print(equal_to("yes")) { printf("no"); });
    should_say(
        "what the block prints to stderr should be empty\n  expected: empty\n       got: \"no\"",
        should_print_error(be_empty) { fprintf(stderr, "no"); });
    should_say(
        "what the block prints should be empty\n  expected: empty\n       got: \"a\"\n\n"
        "what the block prints to stderr should be empty\n  expected: empty\n       got: \"b\"",
        expect_print(be_empty) { printf("a"); } expect_print_error(be_empty) { fprintf(stderr, "b"); });
}

TEST(printing, counts_as_one_assertion)
{
    uint64_t before = sb_context_checks();

    should_print(equal_to("x")) { printf("x"); }
    should(sb_context_checks() - before, equal_to(1));
}

TEST(printing, nul_bytes_are_bytes)
{
    should_print_bytes(equal_to(bytes("a\0b", 3))) { fwrite("a\0b", 1, 3, stdout); }
    should_print_bytes(have_length(100000))
    {
        for (int i = 0; i < 1000; i++)
            fwrite((char[100]){ 0 }, 1, 100, stdout);
    }
    should_say(
        "the block should print a string\n  it printed 3 bytes with a NUL among them, at byte 1, which no string has; "
        "should_print_bytes takes bytes",
        should_print(equal_to("a")) { fwrite("a\0b", 1, 3, stdout); });
}

TEST(printing, ten_megabytes)
{
    enum { LINES = 100000, LINE = 100 };
    static const char line[LINE + 1] =
        "...................................................................................................\n";

    should_print(have_length(LINES * LINE))
    {
        for (int i = 0; i < LINES; i++)
            fputs(line, stdout);
    }
    should_print_error(have_length(LINES * LINE))
    {
        should_print(be_empty)
        {
            for (int i = 0; i < LINES; i++)
                fputs(line, stderr);
        }
    }
}

TEST(printing, break_and_continue_leave_the_block_and_are_judged)
{
    int turns = 0;

    should_print(equal_to("x"))
    {
        printf("x");
        if (++turns)
            break;
        printf("y");
    }
    should_print(equal_to("z"))
    {
        printf("z");
        if (++turns)
            continue;
        printf("y");
    }
    should(turns, equal_to(2));
}

TEST(printing, stands_between_if_and_else)
{
    int way = 0;

    if (getpid() == 0)
        should_print(be_empty) {}
    else
        way = 1;
    should(way, equal_to(1));
}

static void leave_by_return(void)
{
    should_print(be_empty) { return; }
}

TEST(printing, leaving_the_block_by_return_fails)
{
    should(failure_of(leave_by_return),
        equal_to(
            "the block should print\n  the block was left by return, goto, longjmp or the end of its thread, so that it could not "
            "be judged; leave it by break"));
    should_print(equal_to("as ever")) { printf("as ever"); }
}

static void fail_inside(void)
{
    should_print(be_empty)
    {
        should_print_error(be_empty) { should(1, equal_to(2)); }
    }
}

TEST(printing, streams_lead_back_after_a_failure_in_the_block)
{
    struct sb_taken *before = sb_context_get()->taken;

    should_print(equal_to("here"))
    {
        should(failure_of(fail_inside), equal_to("1 should equal 2\n  expected: 2\n       got: 1"));
        printf("here");
    }
    should(sb_context_get()->taken, be(before));
}

TEST(printing, goes_with_blocks_in_processes_of_their_own)
{
    should_print(equal_to("last words\n"))
    {
        die_with(SIGABRT)
        {
            puts("last words");
            fflush(stdout);
            abort();
        }
    }
    exit_with(7)
    {
        should_print(equal_to("in the other process")) { printf("in the other process"); }
        exit(7);
    }
}

TEST(printing, what_scripts_write_to_dev_stderr_is_seen)
{
    struct sb_capture *capture = sb_context_get()->capture;

    if (capture && fcntl(capture->file.fd, F_GET_SEALS) & F_SEAL_SHRINK)
        skip_test("SIGBUS is a sanitizer's here, and the file is sealed");
    should_print_error(equal_to("one\n")) { should(system("echo one > /dev/stderr"), equal_to(0)); }
    should_print_error(equal_to("one\ntwo\n"))
    {
        fprintf(stderr, "one\n");
        should(system("echo two >> /dev/stderr"), equal_to(0));
    }
    should_print_error(equal_to("as ever")) { fprintf(stderr, "as ever"); }
}
