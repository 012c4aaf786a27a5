/* made_pool.c -- a plan of a few cases, made by hand, and a pool of real workers that runs it inside a test. */
#include "made_pool.h"
#include <seedbed.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

void made_passes(void *self, const void *each) { (void)self, (void)each; }

void made_crashes(void *self, const void *each)
{
    (void)self, (void)each;
    puts("before the crash");
    signal(SIGSEGV, SIG_DFL); /* a sanitizer takes it: give it back */
    raise(SIGSEGV);
}

int *made_counts(void)
{
    static int *counts;
    if (!counts)
        counts = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return counts;
}

uint64_t made_limit_ns(unsigned ms)
{
    const char *preloaded = getenv("LD_PRELOAD");
    bool slow = preloaded && strstr(preloaded, "vgpreload");
    return (uint64_t)ms * 1000000 * (slow ? 10 : 1);
}

void made_case(struct made_pool *self, size_t at, sb_body *run)
{
    self->test[at] = (sb_case)SB_CASE("x.c", (int)at + 1, "s", "t", run, NULL);
    snprintf(self->name[at], sizeof self->name[at], "s/t%zu", at);
    self->terms[at] = (sb_planned_terms){ .tags = "", .needs = "", .used = true };
    self->item[at] =
        (sb_planned){ .test = &self->test[at], .suite = &self->suite, .terms = &self->terms[at], .name = self->name[at] };
    if (self->plan.n <= at)
        self->plan.n = at + 1;
}

void made_open(struct made_pool *self)
{
    memset(made_counts(), 0, 8 * sizeof(int));
    self->suite.suite.name = "s";
    self->plan.item = self->item;
    self->plan.terms = self->terms;
    self->plan.terms_n = CASES;
    for (size_t i = 0; i < CASES; i++)
        made_case(self, i, made_passes);
}

void made_close(struct made_pool *self)
{
    if (self->record)
        sb_record_close(self->record);
    if (self->board)
        sb_board_close(self->board);
}

static void on_output(void *env, unsigned seat, size_t index, const char *text, size_t size)
{
    struct made_pool *self = env;
    (void)seat;
    sb_record_output(self->record, index, text, size);
}

static bool on_gone(void *env, unsigned seat)
{
    struct made_pool *self = env;
    sb_record_gone(self->record, seat);
    if (self->starve)
        setrlimit(RLIMIT_NPROC, &(struct rlimit){ 1, 1 });
    return true;
}

static void on_trouble(void *env, const sb_pool_trouble *trouble)
{
    sb_record_died_after(((struct made_pool *)env)->record, trouble);
}

static void on_again(void *env, size_t index, const sb_slot *known)
{
    sb_record_again(((struct made_pool *)env)->record, index, known);
}

static void on_remark(void *env, size_t index, const char *text)
{
    sb_record_remark(((struct made_pool *)env)->record, index, text);
}

static void on_alone(void *env, size_t index) { sb_record_alone(((struct made_pool *)env)->record, index); }
static void on_forget(void *env, size_t index) { sb_record_forget(((struct made_pool *)env)->record, index); }

/* Not before the first case is over. */
static bool on_look(void *env)
{
    const struct made_pool *self = env;
    return self->stop && sb_board_state(self->board, 0) != SB_UNSEEN;
}

void made_run(struct made_pool *self, unsigned jobs, bool one_case)
{
    self->board = sb_board_open(self->plan.n, jobs);
    atomic_store(&self->board->next, self->taken);
    should(sb_record_open(&self->plan, self->board, &self->record), equal_to(SB_OK));
    sb_pool pool = { .plan = &self->plan,
        .board = self->board,
        .one_case = one_case,
        .fail_fast = self->fail_fast,
        .reruns = self->reruns,
        .sink = sb_record_sinks(self->record),
        .events = { on_output, on_gone, on_trouble, on_again, on_remark, NULL, on_alone, on_forget, on_look, self },
        .grace_ns = 50000000,
        .patience_ns = self->patience_ns };
    /* The scratch folders of the run that this test belongs to are not the inner pool's to clear. */
    char *scratch = sb_context_get()->scratch;
    sb_context_get()->scratch = NULL;
    int rc = sb_pool_run(&pool, &self->interrupted);
    sb_context_get()->scratch = scratch;
    should(rc, equal_to(self->wanted));
    for (size_t i = 0; i < self->plan.n && sb_record_next(self->record, true, &self->result[i]); i++) {
        const sb_result *r = &self->result[i];
        snprintf(self->text[i], sizeof self->text[i], "%s|%.*s", r->failure_count ? r->failure[0].text : "", (int)r->output_size,
            r->output);
        snprintf(self->reason[i], sizeof self->reason[i], "%s", r->reason ? r->reason : "");
    }
}
