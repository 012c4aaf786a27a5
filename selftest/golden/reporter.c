/* reporter.c -- a program with a reporter of its own: the sample of docs/EXTENDING.md. */
/* run: --report=names */
#define SEEDBED_CORE
#include <seedbed.h>

#include <seedbed/ext/reporter.h>

static void *names_open(FILE *out, const sb_report_options *options) { return (void)options, out; }
static void names_result(void *out, const sb_result *r) { fprintf(out, "%s/%s\n", r->suite, r->test); }
static void names_end(void *out, const sb_tally *t) { fprintf(out, "%zu of %zu passed\n", t->passed, t->planned); }
static void names_close(void *out) { (void)out; }
static const sb_reporter names = { .name = "names",
    .text = "the names of tests, as they end",
    .open = names_open,
    .result = names_result,
    .end = names_end,
    .close = names_close };

__attribute__((constructor)) static void add_names(void)
{
    static sb_reporter_node node = { &names, NULL };
    sb_add_reporter(&node);
}

TEST(reporter, one_passes) { should(1, equal_to(1)); }

TEST(reporter, another_fails) { should(1, equal_to(2)); }
