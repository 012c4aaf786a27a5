/* saying.c -- what tests, resources and generators call while a test runs: clean-ups, its folder, skipping, what is to do or expected. */
#include "os.h"
#include "running_parts.h"
#include "scratch.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The running test, or the end of the process: these words mean nothing anywhere else. */
static struct sb_running *in_test(const char *word)
{
    struct sb_running *running = sb_context_get()->running;
    if (running && running->doing)
        return running;
    fprintf(
        stderr, "seedbed: %s was called outside a running test; it works in a test, its SETUP, TEARDOWN and clean-ups\n", word);
    abort();
}

void sb_add_cleanup_(sb_any_function *fn, sb_value arg, int arity)
{
    sb_cleanups_push(&in_test("add_cleanup")->scope->cleanups, (sb_cleanup){ fn, NULL, arg, arity });
}

void sb_when_over(void (*fn)(void *), void *arg)
{
    sb_cleanups_push(&in_test("sb_when_over")->scope->cleanups, (sb_cleanup){ NULL, fn, sb__box_p(arg), 1 });
}

void sb_running_at_last(void (*fn)(void *), void *arg)
{
    sb_cleanups_push(&in_test("sb_running_at_last")->last, (sb_cleanup){ NULL, fn, sb__box_p(arg), 1 });
}

const char *sb_temp_dir(void)
{
    struct sb_running *running = in_test("sb_temp_dir");
    if (!running->scope->temp_dir && running->place.shared)
        atomic_store(&running->place.shared->scratch, true);
    if (!running->scope->temp_dir)
        running->scope->temp_dir = sb_scratch_make(running->place.seat);
    if (!running->scope->temp_dir)
        sb_fail_now(
            sb_running_file(), sb_running_line(), "no temporary folder could be made: set TMPDIR to one that can be written");
    return running->scope->temp_dir;
}

const char *sb_running_file(void)
{
    struct sb_running *running = sb_context_get()->running;
    if (!running || !running->doing)
        return "";
    return running->step ? running->step->file : sb_case_file(running->test->test);
}

int sb_running_line(void)
{
    struct sb_running *running = sb_context_get()->running;
    if (!running || !running->doing)
        return 0;
    return running->step ? running->step->line : running->test->test->line;
}

const char *sb_running_name(void)
{
    const struct sb_running *running = sb_context_get()->running;
    return running && running->test ? running->test->name : "no test";
}

bool sb_running_test_of(sb_running_test *out)
{
    const struct sb_running *running = sb_context_get()->running;
    if (!running || running->doing != SB__TEST_RUNS)
        return false;
    *out = (sb_running_test){ running->test, running->index, atomic_load_explicit(&running->slot->attempts, memory_order_relaxed),
        !sb_context_get()->forked && pthread_equal(pthread_self(), running->thread) };
    return true;
}

void sb_running_note(const char *text)
{
    const struct sb_running *running = sb_context_get()->running;
    if (running && running->doing)
        running->place.sink->noted(running->place.sink->env, text);
}

void sb_running_rows(const char *bytes, size_t size)
{
    const struct sb_running *running = sb_context_get()->running;
    if (running && running->doing == SB__TEST_RUNS)
        running->place.sink->rows(running->place.sink->env, running->index, bytes, size);
}

/* Without a capture time stands still: see state_of in worker.c. */
static bool is_late(const struct sb_running *running)
{
    uint64_t limit_ns = running->test->terms->timeout_ns;
    if (!running->place.timed || !running->place.shared || !limit_ns)
        return false;
    return sb_os_now_ns() - atomic_load_explicit(&running->place.shared->began_ns, memory_order_relaxed) > limit_ns;
}

bool sb_running_is_good(void)
{
    struct sb_running *running = sb_context_get()->running;
    return running && running->doing && !atomic_load(running->failures) && !is_late(running);
}

static void give_reason(struct sb_running *running, const char *file, int line, const char *text)
{
    running->place.sink->reason(running->place.sink->env, running->index, file, line, text ? text : "");
}

/* What is said of the test must be said in its own process. */
static void refuse_in_block(const struct sb_running *running, const char *word, const char *file, int line)
{
    if (sb__in_block(running))
        sb_fail_test(file, line, "%s was called in a block of die_with or exit_with: call it before the block", word);
}

void sb_skip_test(const char *file, int line, const char *format, ...)
{
    struct sb_running *running = in_test("skip_test");
    refuse_in_block(running, "skip_test", file, line);
    sb_text reason = SB_TEXT_EMPTY;
    va_list args;
    va_start(args, format);
    sb_text_addv(&reason, format, args);
    va_end(args);
    if (running->doing == SB__SUITE_GOES_DOWN)
        sb_fail_test(file, line, "skip_test was called in a SUITE_TEARDOWN, where no test is left to skip: %s", reason.at);
    if (sb_context_get()->forked)
        sb__leave_phase(running, 0);
    if (running->doing == SB__SUITE_COMES_UP) {
        sb__keep_skip(running, file, line, reason.at);
    } else {
        running->skipped = true;
        give_reason(running, file, line, reason.at);
    }
    sb_text_release(&reason);
    sb__leave_phase(running, 0);
    abort(); /* a resource skips between tests, which cannot be left */
}

/* These two speak of a test, and a SUITE_SETUP runs for many. */
static struct sb_running *in_one_test(const char *word, const char *file, int line)
{
    struct sb_running *running = in_test(word);
    if (running->doing != SB__TEST_RUNS)
        sb_fail_test(file, line, "%s was called in a %s: it says something of a test, and works in one and in its SETUP", word,
            running->doing == SB__SUITE_COMES_UP ? "SUITE_SETUP" : "SUITE_TEARDOWN");
    refuse_in_block(running, word, file, line);
    return running;
}

void sb_todo_test(const char *file, int line, const char *format, ...)
{
    struct sb_running *running = in_one_test("todo_test", file, line);
    sb_text reason = SB_TEXT_EMPTY;
    va_list args;
    va_start(args, format);
    sb_text_addv(&reason, format, args);
    va_end(args);
    atomic_fetch_or(&running->slot->said, SB_SAID_TODO);
    give_reason(running, file, line, reason.at);
    sb_text_release(&reason);
    sb__leave_phase(running, 0);
    abort();
}

void sb_xfail_test(const char *file, int line, const char *format, ...)
{
    struct sb_running *running = in_one_test("xfail_test", file, line);
    sb_text reason = SB_TEXT_EMPTY;
    va_list args;
    va_start(args, format);
    sb_text_addv(&reason, format, args);
    va_end(args);
    atomic_fetch_or(&running->slot->said, SB_SAID_XFAIL);
    give_reason(running, file, line, reason.at);
    sb_text_release(&reason);
}

/* The level of the running suite's chain, by name. */
static const sb_planned_level *level_of(const struct sb_running *running, const char *suite, size_t *at_out)
{
    const sb_planned_suite *of = running->test->suite;
    size_t n = running->doing == SB__TEST_RUNS ? of->levels : running->ups;
    for (size_t i = 0; i < n; i++) {
        const sb_planned_level *level = running->doing == SB__TEST_RUNS ? &of->level[i] : running->up[i]->level;
        *at_out = i;
        if (strcmp(level->suite.name, suite) == 0)
            return level;
    }
    return NULL;
}

void *sb_fixture_of(const char *file, int line, const char *suite)
{
    struct sb_running *running = in_test("fixture_of");
    size_t at = 0;
    const sb_planned_level *level = level_of(running, suite, &at);
    if (!level)
        sb_fail_test(file, line,
            "fixture_of(%s): the running suite `%s` is not inside `%s`; write SUITE_IN(%s, %s), or ask for one that is around it",
            suite, running->test->suite->suite.name, suite, suite, running->test->suite->suite.name);
    if (!level->fixture_size)
        sb_fail_test(file, line, "fixture_of(%s): that suite has no FIXTURE", suite);
    if (running->doing != SB__TEST_RUNS)
        return running->up[at]->base;
    return (char *)running->fixture + level->self_at;
}
