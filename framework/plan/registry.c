/* registry.c -- what constructors of test files leave before main: suites, steps, cases, resources, reporters. */
#include "../../assert/context.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A program with a main of its own that forgets sb_main would be green without having run a test. */
static void complain_if_nobody_ran(void)
{
    const sb_context *context = sb_context_get();
    if (context->ran || !context->cases)
        return;
    fprintf(stderr, "seedbed: this program has tests and ran none of them: its own main must return sb_main(argc, argv)\n");
    fflush(NULL);
    _exit(SB_EXIT_FAILED);
}

void sb_add_suite(sb_suite *suite)
{
    sb_context *context = sb_context_get();
    suite->next = context->suites;
    context->suites = suite;
}

void sb_add_step(sb_step *step)
{
    sb_context *context = sb_context_get();
    step->next = context->steps;
    context->steps = step;
}

void sb_add_cases(sb_case_range *range)
{
    sb_context *context = sb_context_get();
    if (range->added || range->first == range->end)
        return;
    if (!context->cases)
        atexit(complain_if_nobody_ran);
    range->added = true;
    range->next = context->cases;
    context->cases = range;
}

void sb_add_reporter(sb_reporter_node *node)
{
    sb_reporter_node **at = &sb_context_get()->reporters;
    while (*at)
        at = &(*at)->next;
    node->next = NULL;
    *at = node;
}

void sb_add_resource(sb_resource_node *node)
{
    sb_resource_node **at = &sb_context_get()->resources;
    while (*at && (*at)->resource->rank <= node->resource->rank)
        at = &(*at)->next;
    node->next = *at;
    *at = node;
}
