/* resources.c -- the registered resources, called in their order. */
#include "resources.h"
#include "running.h"
#include <stdlib.h>
#include <string.h>

/* FNV-1a, 64 bits (Fowler, Noll, Vo): a number of the seed and the test's name, so that a test alone sees the data of a full run. */
static uint64_t stream_of(uint64_t seed, const char *name)
{
    uint64_t h = 14695981039346656037u;
    for (int i = 0; i < 8; i++)
        h = (h ^ (seed >> (8 * i) & 0xff)) * 1099511628211u;
    for (; *name; name++)
        h = (h ^ (unsigned char)*name) * 1099511628211u;
    return h;
}

int sb_resources_prepare(const sb_plan *plan, sb_resource_plan *about)
{
    int rc = SB_OK;
    const sb_suite **suites = sb_alloc((plan->suites + 1) * sizeof *suites);
    about->suites = suites; /* until finish */
    about->suite_count = 0;
    /* Only those with a selected test, which stand together in the plan: a suite that is not wanted must not cost a refusal. */
    for (size_t i = 0; i < plan->n; i++)
        if (i == 0 || plan->item[i].suite != plan->item[i - 1].suite)
            suites[about->suite_count++] = &plan->item[i].suite->suite;
    for (sb_resource_node *r = sb_context_get()->resources; r && rc == SB_OK; r = r->next)
        rc = r->resource->prepare(about);
    return rc;
}

void sb_resources_finish(sb_resource_plan *about)
{
    for (sb_resource_node *r = sb_context_get()->resources; r; r = r->next)
        if (r->resource->finish)
            r->resource->finish();
    free((void *)(uintptr_t)about->suites);
    about->suites = NULL;
}

int sb_resources_open(void)
{
    int rc = SB_OK;
    for (sb_resource_node *r = sb_context_get()->resources; r && rc == SB_OK; r = r->next)
        if (r->resource->open)
            rc = r->resource->open();
    return rc;
}

void sb_resources_leave(void)
{
    for (sb_resource_node *r = sb_context_get()->resources; r; r = r->next)
        if (r->resource->leave)
            r->resource->leave();
}

bool sb_resources_begin(const sb_planned *test, uint64_t seed, size_t *begun_out)
{
    sb_resource_node *r = sb_context_get()->resources;
    if (!r)
        return true;
    uint64_t stream = stream_of(seed, test->name);
    for (; r; r = r->next) {
        if (r->resource->begin(&test->suite->suite, test->name, stream)) {
            sb_fail_later(test->test->file, test->test->line, "%s", sb_error());
            return false;
        }
        ++*begun_out;
    }
    return true;
}

/* Backwards by recursion: the list is short and linked one way. */
static void end_from(const sb_resource_node *r, const sb_suite *suite, size_t begun)
{
    if (!r || !begun)
        return;
    end_from(r->next, suite, begun - 1);
    if (r->resource->end)
        r->resource->end(suite);
}

void sb_resources_end(const sb_planned *test, size_t begun) { end_from(sb_context_get()->resources, &test->suite->suite, begun); }
