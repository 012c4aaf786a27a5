/* result_test.c -- succeed, fail_with, return_error, return_no_error. */
#include "../../../assert/message.h"
#include "../../../assert/part.h"
#include "../../support/record.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <seedbed.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

SUITE(result);

/* A function of the system that fails so, or does not. */
static int fails(int error)
{
    errno = error;
    return -1;
}

TEST(result, minus_one_is_a_failure_and_other_integers_are_not)
{
    should(dup2(1, 1), succeed);
    should(0, succeed);
    should(-2, succeed);
    should_not(fails(EIO), succeed);
    should_not((ssize_t)fails(EIO), succeed);
    should_not((size_t)-1, succeed);
    should_not((short)-1, succeed);
    should((unsigned short)-1, succeed); /* C makes it the int 65535 */
    should_not(UINT_MAX, succeed);
    should_not(-1ll, succeed);
    should_not(ULLONG_MAX, succeed);
    should((unsigned char)255, succeed);
    should((long long)UINT_MAX, succeed);
}

TEST(result, no_pointer_is_a_failure_and_so_are_false_and_the_last_address)
{
    void *at = mmap(NULL, 1, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    should(at, succeed);
    should(munmap(at, 1), succeed);
    should_not(MAP_FAILED, succeed);
    should_not((const char *)NULL, succeed);
    should("", succeed);
    should_not((void *)NULL, succeed);
    should((bool)1, succeed);
    should_not((bool)0, succeed);
}

TEST(result, fail_with_is_about_errno)
{
    should(open("/nowhere/at/all", O_RDONLY), fail_with(ENOENT));
    should(realpath("/nowhere/at/all", NULL), fail_with(ENOENT));
    should_not(fails(EACCES), fail_with(ENOENT));
    errno = ENOENT;
    should_not(3, fail_with(ENOENT));
    should(fails(ENOENT), all_of(fail_with(ENOENT), not_(fail_with(EACCES)), be_below(0)));
}

TEST(result, names_of_errors_are_in_the_messages)
{
    should_say("fails(EBADF) should succeed\n  expected: succeeded\n       got: failed with EBADF (Bad file descriptor)",
        should(fails(EBADF), succeed));
    should_say("7 should not succeed\n  expected: failed\n       got: succeeded with 7", should_not(7, succeed));
    should_say("fails(EACCES) should fail with ENOENT\n  expected: failed with ENOENT (No such file or directory)\n"
               "       got: failed with EACCES (Permission denied)",
        should(fails(EACCES), fail_with(ENOENT)));
    should_say("7 should fail with ENOENT\n  expected: failed with ENOENT (No such file or directory)\n"
               "       got: succeeded with 7",
        should(7, fail_with(ENOENT)));
    should_say("fails(EINTR) should not fail with EINTR\n  expected: not failed with EINTR (Interrupted system call)\n"
               "       got: failed with EINTR (Interrupted system call)",
        should_not(fails(EINTR), fail_with(EINTR)));
    should_say("fails(0) should fail with 12345\n  expected: failed with errno 12345\n       got: failed with errno 0",
        should(fails(0), fail_with(12345)));
}

static void fail_in_all(void) { should(fails(EACCES), all_of(be_below(0), fail_with(ENOENT))); }

TEST(result, inside_others_too)
{
    should_say("fails(EACCES) should be above 0 or fail with ENOENT\n  expected: above 0 or failed with 2\n       got: -1",
        should(fails(EACCES), any_of(be_above(0), fail_with(ENOENT))));
    should(failure_of(fail_in_all), contain("failed with EACCES (Permission denied)"));
}

TEST(result, errno_is_kept_while_words_are_made)
{
    sb_match match = { .type = &sb_m_succeed, .actual = { .kind = SB_INT, .v.i = -1 }, .kept_errno = EACCES + 1 };
    sb_part part = { .type = &sb_m_succeed };
    sb_parts parts = { .n = 1, .part = &part };
    struct sb_text text = SB_TEXT_EMPTY;

    errno = EIO;
    sb_message_explain(&match, &text);
    should(text.at, equal_to("expected: succeeded\n     got: failed with EACCES (Permission denied)\n"));
    sb_text_release(&text);
    match.x = (sb_value){ .kind = SB_PARTS, .v.p = &parts };
    should(sb_part_match(&match, 0).kept_errno, equal_to(EACCES + 1));
}

TEST(result, errors_that_are_returned_are_named)
{
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

    should(pthread_mutex_lock(&lock), return_no_error);
    should(pthread_mutex_trylock(&lock), return_error(EBUSY));
    should_not(pthread_mutex_unlock(&lock), return_error(EBUSY));
    should_not(ENOMEM, return_no_error);
    should(-EBUSY, return_error(-EBUSY));
    should_say("EINVAL should return error EBUSY\n  expected: EBUSY (Device or resource busy)\n"
               "       got: EINVAL (Invalid argument)",
        should(EINVAL, return_error(EBUSY)));
    should_say("EINVAL should return no error\n  expected: 0, no error\n       got: EINVAL (Invalid argument)",
        should(EINVAL, return_no_error));
    should_say(
        "0 should not return error 0\n  expected: not 0, no error\n       got: 0, no error", should_not(0, return_error(0)));
    should_say("-5 should return error -EBUSY\n  expected: -EBUSY (Device or resource busy)\n"
               "       got: -EIO (Input/output error)",
        should(-5, return_error(-EBUSY)));
    should_say("LLONG_MAX should return error 1.5\n  expected: 1.5\n       got: 9223372036854775807",
        should(LLONG_MAX, return_error(1.5)));
}

TEST(result, what_is_no_result_is_refused_when_it_runs)
{
    should_say(
        "1.5 should succeed or be below 1\n  `succeed` does not go with `1.5`: it is about an integer, a pointer or a string, and "
        "`1.5` is a number",
        should(1.5, any_of(succeed, be_below(1))));
    should_say(
        "1 should not (fail with \"x\" or succeed)\n  `fail with \"x\"` does not go with `1`: its argument should be a number and is a string",
        should_not(1, any_of(fail_with("x"), succeed)));
}
