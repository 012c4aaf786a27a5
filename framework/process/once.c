/* once.c -- what runs once per suite in a worker: SUITE_SETUP, SUITE_TEARDOWN, and what tests of the suite get from them. */
#include "os.h"
#include "resources.h"
#include "running_parts.h"
#include <stdlib.h>
#include <string.h>

/* ---- what a SUITE_SETUP came to ---- */

char *sb__step_name(const struct sb_running *running)
{
    const char *word = running->doing == SB__SUITE_COMES_UP ? "SUITE_SETUP" : "SUITE_TEARDOWN";
    return sb_format("%s of %s", word, running->up[running->ups - 1]->level->suite.name);
}

/* Told at once of the case in hand, and kept for those that follow. A forked process keeps in memory that is lost with it; that it
 * failed shows in the count of failures, which is shared. */
void sb__keep_failure(struct sb_running *running, const sb_failure *failure)
{
    struct sb__up *up = running->up[running->ups - 1];
    sb_failure one = { sb_strdup(failure->file), failure->line,
        sb_format("SUITE_SETUP of %s failed:\n%s", up->level->suite.name, failure->text), failure->fatal };
    running->place.sink->failed(running->place.sink->env, running->index, &one);
    pthread_mutex_lock(&running->keeping);
    up->failure = sb_grow(up->failure, up->failures, &up->room, sizeof *up->failure);
    up->failure[up->failures++] = one;
    pthread_mutex_unlock(&running->keeping);
}

void sb__keep_skip(struct sb_running *running, const char *file, int line, const char *reason)
{
    struct sb__up *up = running->up[running->ups - 1];
    pthread_mutex_lock(&running->keeping);
    free(up->skip);
    up->skip = sb_strdup(reason ? reason : "");
    up->skip_file = file;
    up->skip_line = line;
    pthread_mutex_unlock(&running->keeping);
}

void sb__tell_blocked(struct sb_running *running)
{
    struct sb__up *up = running->blocked;
    const sb_sink *sink = running->place.sink;
    if (up->failed) {
        atomic_fetch_or(&running->slot->said, SB_SAID_BLOCKED);
        for (size_t i = 0; i < up->failures && !up->told; i++)
            sink->failed(sink->env, running->index, &up->failure[i]);
        up->told = false;
        atomic_fetch_add(&running->slot->failures, (uint32_t)up->failures);
        return;
    }
    running->skipped = true;
    sink->reason(sink->env, running->index, up->skip_file, up->skip_line, up->skip);
}

/* ---- one level ---- */

/* What resources are told of: the suite in place of a test. */
struct stand_in {
    sb_planned test;
    sb_case one;
    sb_planned_suite suite;
};

/* A suite that no SUITE declares stands where its first step does. */
static void stand_in(struct stand_in *out, const sb_planned_level *level)
{
    const sb_step *step = level->setup_count ? level->setup[0] : level->teardown_count ? level->teardown[0] : NULL;
    const char *file = level->suite.file ? level->suite.file : step ? step->file : "";
    int line = level->suite.file ? level->suite.line : step ? step->line : 0;
    *out = (struct stand_in){ .one = { .text = file, .line = line } };
    out->suite.suite = level->suite;
    out->test = (sb_planned){ .test = &out->one, .suite = &out->suite, .name = level->suite.name };
}

static void run_steps(struct sb_running *running)
{
    struct sb__up *up = running->up[running->ups - 1];
    bool coming = running->doing == SB__SUITE_COMES_UP;
    size_t n = coming ? up->level->setup_count : up->level->teardown_count;
    while (running->next_step < n) {
        running->step = coming ? up->level->setup[running->next_step] : up->level->teardown[running->next_step];
        running->next_step++;
        running->step->run(up->base, NULL);
    }
}

/* Main watches the time of a step as it does that of a case, and says in which one a worker died. */
static void note_step(struct sb_running *running, uint32_t kind)
{
    sb_seat *shared = running->place.shared;
    running->next_step = 0;
    if (!shared)
        return;
    atomic_store_explicit(&shared->began_ns, sb_os_now_ns(), memory_order_relaxed);
    atomic_store_explicit(&shared->step, kind ? kind << 16 | (uint32_t)running->ups : 0, memory_order_release);
}

/* Where the words of the one that failed went with it. */
static void keep_text(struct sb__up *up, const sb_step *step, const char *text)
{
    up->failure = sb_grow(up->failure, up->failures, &up->room, sizeof *up->failure);
    up->failure[up->failures++] = (sb_failure){ sb_strdup(step->file), step->line,
        sb_format("SUITE_SETUP of %s failed %s", up->level->suite.name, text), true };
}

static void push(struct sb_running *running, const sb_planned_level *level)
{
    struct sb__up *up = sb_alloc(sizeof *up);
    up->level = level;
    if (level->fixture_size)
        up->base = sb_alloc(level->fixture_size);
    running->up = sb_grow(running->up, running->ups, &running->ups_room, sizeof *running->up);
    running->up[running->ups++] = up;
    running->scope = &up->scope;
}

static void pop(struct sb_running *running)
{
    struct sb__up *up = running->up[--running->ups];
    for (size_t i = 0; i < up->failures; i++) {
        free((void *)(uintptr_t)up->failure[i].file);
        free((void *)(uintptr_t)up->failure[i].text);
    }
    free(up->failure);
    free(up->skip);
    free(up->base);
    sb_cleanups_release(&up->scope.cleanups);
    free(up);
    running->scope = &running->own;
    running->doing = SB__NOTHING;
    running->step = NULL;
    running->blocked = NULL;
}

static void set_suite_up(struct sb_running *running)
{
    struct sb__up *up = running->up[running->ups - 1];
    uint64_t began_ns = sb_os_now_ns(), limit_ns = running->test->terms->timeout_ns;
    struct stand_in as;
    size_t begun = 0;
    stand_in(&as, up->level);
    if (running->place.setups)
        atomic_fetch_add(running->place.setups, 1);
    running->step = up->level->setup[0];
    if (sb_resources_begin(&as.test, running->place.seed, &begun) && sb__guarded(running, run_steps))
        up->kept = sb_resources_keep(&as.test, begun);
    sb_resources_end(&as.test, begun);
    if (running->place.timed && limit_ns && sb_os_now_ns() - began_ns > limit_ns)
        sb_fail_later(running->step->file, running->step->line,
            "it took longer than the time limit of %g s of the test it ran for", (double)limit_ns / 1e9);
}

/* The first test in hand pays with its own slot, whose failures prepare() clears again. */
static void bring_up(struct sb_running *running, const sb_planned_level *level)
{
    push(running, level);
    struct sb__up *up = running->up[running->ups - 1];
    if (level->setup_count) {
        running->doing = SB__SUITE_COMES_UP;
        atomic_store(&running->slot->failures, 0);
        note_step(running, SB_STEP_UP);
        set_suite_up(running);
        note_step(running, 0);
        up->failed = up->told = atomic_load(&running->slot->failures) != 0;
        if (up->failed && !up->failures)
            keep_text(up, level->setup[0], "in a process that it forked");
    }
    running->doing = SB__NOTHING;
    running->step = NULL;
    running->scope = &running->own;
    running->blocked = up->failed || up->skip ? up : NULL;
}

static void take_down(struct sb_running *running, bool drop)
{
    struct sb__up *up = running->up[running->ups - 1];
    struct stand_in as;
    size_t begun = 0;
    stand_in(&as, up->level);
    running->doing = SB__SUITE_GOES_DOWN;
    running->scope = &up->scope;
    if (up->level->teardown_count || up->scope.cleanups.n) {
        running->step = up->level->teardown_count ? up->level->teardown[0] : up->level->setup[0];
        note_step(running, SB_STEP_DOWN);
        if (sb_resources_begin(&as.test, running->place.seed, &begun))
            while (!sb__guarded(running, run_steps))
                continue; /* each failure costs one step, so this ends */
        sb__scope_clean(running);
        sb_resources_end(&as.test, begun);
        note_step(running, 0);
    }
    sb__scope_end(running);
    if (drop)
        sb_resources_drop(&as.test);
    pop(running);
}

/* ---- all of them ---- */

/* How many of the suites that are up are around the next test too. */
static size_t shared_with(const struct sb_running *running, const sb_planned_suite *next)
{
    size_t n = 0;
    while (next && next->once && n < running->ups && n < next->levels &&
        strcmp(running->up[n]->level->suite.name, next->level[n].suite.name) == 0)
        n++;
    return n;
}

/* Resources know one kept state and the one before all: when an inner suite goes, what an outer one kept goes with it, so that the
 * outer one is taken down too, and comes up again when it is wanted. */
static size_t stays(const struct sb_running *running, const sb_planned_suite *next)
{
    size_t n = shared_with(running, next), first = 0;
    bool loses = false;
    for (size_t i = n; i < running->ups; i++)
        loses = loses || running->up[i]->kept;
    while (first < n && !running->up[first]->kept)
        first++;
    return loses ? first : n;
}

static bool same(const char *a, const char *b) { return a && b && strcmp(a, b) == 0; }

/* Whether a suite further out keeps something in the same sandbox. */
static bool kept_below(const struct sb_running *running, size_t at)
{
    const char *sandbox = running->up[at]->level->suite.sandbox;
    while (at-- > 0)
        if (running->up[at]->kept && same(running->up[at]->level->suite.sandbox, sandbox))
            return true;
    return false;
}

void sb_running_leave(struct sb_running *running, const sb_planned_suite *next)
{
    size_t n = stays(running, next);
    while (running->ups > n) {
        struct sb__up *up = running->up[running->ups - 1];
        take_down(running, up->kept && !kept_below(running, running->ups - 1));
    }
}

void sb_running_enter(struct sb_running *running, const sb_planned *test, size_t index, sb_slot *slot)
{
    running->test = test;
    running->slot = slot;
    sb__blame(running, index, &slot->failures);
    if (!test->suite->once)
        return;
    while (running->ups < test->suite->levels && !running->blocked)
        bring_up(running, &test->suite->level[running->ups]);
}
