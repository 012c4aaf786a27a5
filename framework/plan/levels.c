/* levels.c -- a suite and those around it, one by one: their fixtures, and what runs once for them in each worker. */
#include "suites.h"
#include <stdlib.h>
#include <string.h>

static const sb_step **steps_of(const sb_declared *from, const char *suite, enum sb_when when, size_t *n_out)
{
    const sb_step *const *step = sb_declared_steps(from, suite, when, n_out);
    const sb_step **list = *n_out ? sb_alloc(*n_out * sizeof *list) : NULL;
    if (list)
        memcpy(list, step, *n_out * sizeof *list);
    return list;
}

void sb__levels_add(sb_planned_suite *out, const sb_declared *from, const sb_suite *resolved, struct sb__level_at fixture)
{
    sb_planned_level one = { .suite = *resolved, .self_at = fixture.at, .fixture_size = fixture.size };
    one.setup = steps_of(from, resolved->name, SB_WHEN_SUITE_SETUP, &one.setup_count);
    one.teardown = steps_of(from, resolved->name, SB_WHEN_SUITE_TEARDOWN, &one.teardown_count);
    out->once = out->once || one.setup_count || one.teardown_count;
    out->level = sb_realloc(out->level, (out->levels + 1) * sizeof *out->level);
    out->level[out->levels++] = one;
}

void sb__levels_release(sb_planned_suite *suite)
{
    for (size_t i = 0; i < suite->levels; i++) {
        free(suite->level[i].setup);
        free(suite->level[i].teardown);
    }
    free(suite->level);
    suite->level = NULL;
    suite->levels = 0;
}
