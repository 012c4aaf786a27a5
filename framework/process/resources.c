/* resources.c -- the registered resources, called in their order. */
#include "resources.h"
#include "running.h"
#include <stdlib.h>
#include <string.h>

/* FNV-1a, 64 bits (Fowler, Noll, Vo): a number of the seed and the test's name, so that a test alone, and each round of
 * --repeat, sees the data of a full run. */
static uint64_t stream_of(uint64_t seed, const sb_planned *test)
{
    const char *name = test->name, *end = name + (test->base ? test->base : strlen(name));
    uint64_t h = 14695981039346656037u;
    for (int i = 0; i < 8; i++)
        h = (h ^ (seed >> (8 * i) & 0xff)) * 1099511628211u;
    for (; name < end; name++)
        h = (h ^ (unsigned char)*name) * 1099511628211u;
    return h;
}

/* Itself, and those around it that have something to run of their own. */
static const sb_suite **add_suites(const sb_suite **list, sb_resource_plan *about, size_t *room, const sb_planned_suite *suite)
{
    for (size_t i = 0; i + 1 < suite->levels; i++)
        if (suite->level[i].setup_count || suite->level[i].teardown_count) {
            list = sb_grow(list, about->suite_count, room, sizeof *list);
            list[about->suite_count++] = &suite->level[i].suite;
        }
    list = sb_grow(list, about->suite_count, room, sizeof *list);
    list[about->suite_count++] = &suite->suite;
    return list;
}

int sb_resources_prepare(const sb_plan *plan, sb_resource_plan *about)
{
    int rc = SB_OK;
    const sb_suite **suites = NULL;
    size_t room = 0;
    about->suite_count = 0;
    if (!sb_context_get()->resources)
        return SB_OK; /* nobody asks for them */
    /* Only those with a selected test: a suite that is not wanted must not cost a refusal. Its tests stand together, in every round. */
    bool *seen = sb_alloc(plan->suites + 1);
    for (size_t i = 0; i < plan->n; i++) {
        size_t at = (size_t)(plan->item[i].suite - plan->suite);
        if (!seen[at])
            suites = add_suites(suites, about, &room, plan->item[i].suite);
        seen[at] = true;
    }
    free(seen);
    about->suites = suites; /* until finish */
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

/* Each behind its name, so that a program that is not the same one is found out. */
int sb_resources_hand_over(sb_handed *to)
{
    int rc = SB_OK;
    for (sb_resource_node *r = sb_context_get()->resources; r && rc == SB_OK; r = r->next) {
        const sb_resource *it = r->resource;
        if (!it->hand_over || !it->take_over)
            return sb_fail_with(SB_EREFUSED,
                "the resource `%s` cannot be handed to a spawned worker: it has no %s; use --start=fork", it->name,
                it->hand_over ? "take_over" : "hand_over");
        sb_hand_text(to, it->name);
        rc = it->hand_over(to);
    }
    return rc;
}

int sb_resources_take_over(sb_handed *from)
{
    int rc = SB_OK;
    for (sb_resource_node *r = sb_context_get()->resources; r && rc == SB_OK; r = r->next) {
        const char *name = NULL;
        rc = sb_take_text(from, &name);
        if (rc == SB_OK && (!name || strcmp(name, r->resource->name) != 0))
            return sb_fail_with(
                SB_ERR, "main handed over the resource `%s` where this process has `%s`", name ? name : "", r->resource->name);
        if (rc == SB_OK)
            rc = r->resource->take_over(from);
    }
    return rc;
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
    uint64_t stream = stream_of(seed, test);
    for (; r; r = r->next) {
        if (r->resource->begin(&test->suite->suite, test->name, stream)) {
            sb_fail_later(sb_case_file(test->test), test->test->line, "%s", sb_error());
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

/* The last in rank first: what they hold stands on what those before them hold. */
static bool keep_from(const sb_resource_node *r, const sb_planned *test, size_t begun)
{
    if (!r || !begun)
        return false;
    bool kept = keep_from(r->next, test, begun - 1);
    int rc = r->resource->keep ? r->resource->keep(&test->suite->suite) : 0;
    if (rc < 0)
        sb_fail_later(sb_running_file(), sb_running_line(), "%s", sb_error());
    return kept || rc > 0;
}

bool sb_resources_keep(const sb_planned *test, size_t begun) { return keep_from(sb_context_get()->resources, test, begun); }

void sb_resources_drop(const sb_planned *test)
{
    for (sb_resource_node *r = sb_context_get()->resources; r; r = r->next)
        if (r->resource->drop && r->resource->drop(&test->suite->suite))
            sb_fail_later(sb_running_file(), sb_running_line(), "%s", sb_error());
}

void sb_resources_lost(const sb_planned *test, unsigned seat, sb_text *rows)
{
    for (sb_resource_node *r = sb_context_get()->resources; r; r = r->next)
        if (r->resource->lost)
            r->resource->lost(&test->suite->suite, seat, rows);
}
