/* context_test.c -- the run context, the text of the last error, and the way of a failure. */
#include "../../assert/context.h"
#include "../support/record.h"
#include <pthread.h>
#include <seedbed.h>

SUITE(context);

TEST(context, the_error_is_the_sentence_of_the_last_function_that_failed)
{
    should(sb_fail_with(SB_ENOTFOUND, "no %s in %d tables", "user", 3), equal_to(SB_ENOTFOUND));
    should(sb_error(), equal_to("no user in 3 tables"));
}

TEST(context, an_error_may_be_made_of_the_one_before)
{
    sb_fail_with(SB_ERR, "no disk");
    sb_fail_with(SB_ERR, "catalog.db: %s", sb_error());
    should(sb_error(), equal_to("catalog.db: no disk"));
}

static void *fail_alone(void *out)
{
    const char **before = out;

    *before = *sb_error() ? "not empty" : "empty";
    sb_fail_with(SB_ERR, "of the thread");
    return NULL;
}

TEST(context, each_thread_has_its_own_error)
{
    const char *before = NULL;
    pthread_t thread;

    sb_fail_with(SB_ERR, "of the test");
    should(pthread_create(&thread, NULL, fail_alone, &before), equal_to(0));
    should(pthread_join(thread, NULL), equal_to(0));
    should(before, equal_to("empty"));
    should(sb_error(), equal_to("of the test"));
}

TEST(context, a_failure_reaches_the_listener_with_place_and_weight)
{
    struct record record;

    record_open(&record);
    sb_failed_at("some.c", 12, false, "%d of %d", 1, 2);
    record_stop(&record);
    should(record.line, equal_to(12));
    should(record.fatal, be_false);
    should(record_text(&record), equal_to("1 of 2"));
}

static void *count_many(void *unused)
{
    for (int i = 0; i < 5000; i++)
        sb_context_count();
    return unused;
}

TEST(context, checks_of_all_threads_are_counted)
{
    uint64_t before = sb_context_checks();
    pthread_t thread[4];

    for (int i = 0; i < 4; i++)
        pthread_create(&thread[i], NULL, count_many, NULL);
    for (int i = 0; i < 4; i++)
        pthread_join(thread[i], NULL);
    should(sb_context_checks() - before, equal_to(20000));
}

TEST(context, held_memory_is_given_back_in_any_order)
{
    char *a = sb_hold(10), *b = sb_hold(20), *c = sb_hold(5);

    sb_release_held(b);
    a[9] = c[4] = 'x'; /* both are still there, or the sanitizer says so */
    sb_release_held(a);
    sb_release_held(a); /* nothing happens: it is not held any more */
    should(c[4], equal_to('x'));
    sb_release_held(c);
}
