/* prepared.c -- sandboxes for the workers of a runner that is not ours: made in one call, told by their urls, dropped in one. */
#include "place.h"
#include <stdlib.h>
#include <string.h>

/* A suite for each sandbox that seedbed.yaml has: a plan is made of suites. */
static int prepare_all(const sb_settings *settings, unsigned n)
{
    sb_suite *suite = sb_alloc((settings->sandboxes + 1) * sizeof *suite);
    const sb_suite **suites = sb_alloc((settings->sandboxes + 1) * sizeof *suites);
    for (size_t i = 0; i < settings->sandboxes; i++) {
        suite[i].name = suite[i].sandbox = settings->sandbox[i].name;
        suite[i].file = settings->path;
        suites[i] = &suite[i];
    }
    const sb_resource_plan plan = { .program = "sandbox_workers_prepare",
        .config = settings->path,
        .suites = suites,
        .suite_count = settings->sandboxes,
        .workers = n };
    int code = sb_sandbox_resource.prepare(&plan);
    free((void *)suites);
    free(suite);
    return code;
}

/* Tables for each worker now, so that a worker finds them, whoever it is. */
static int fill_seats(struct sb_sandbox *s, unsigned n)
{
    for (size_t i = 0; i < s->places; i++)
        for (unsigned seat = 0; seat < n && s->place[i].backend->clone_seat; seat++)
            if (!s->place[i].backend->clone_seat(s->place[i].clone, seat))
                return SB_ERR;
    return SB_OK;
}

int sandbox_workers_prepare(unsigned n)
{
    sb_settings *settings = NULL;
    if (sb_context_get()->sandbox)
        return sb_fail_with(SB_EREFUSED,
            "sandbox_workers_prepare was called in a run that has sandboxes already: sb_main prepares its workers itself, "
            "and sandbox_workers_drop comes before another sandbox_workers_prepare");
    char *path = sb_settings_find();
    if (!path)
        return sb_fail_with(SB_EREFUSED, "sandbox_workers_prepare finds no seedbed.yaml from the working folder upwards");
    int code = sb_settings_read(path, &settings);
    if (code == SB_OK)
        code = prepare_all(settings, n ? n : 1);
    if (code == SB_OK)
        code = fill_seats(sb_sandbox_state(), n ? n : 1);
    if (code) {
        char *why = sb_strdup(sb_error());
        sandbox_workers_drop();
        sb_fail_with(code, "%s", why);
        free(why);
    }
    sb_settings_free(settings);
    free(path);
    return code;
}

const char *sandbox_worker_url(const char *sandbox, unsigned seat)
{
    struct sb_sandbox *s = sb_context_get()->sandbox;
    for (size_t i = 0; s && i < s->places; i++) {
        const sb_place *place = &s->place[i];
        if (strcmp(place->name, sandbox) != 0)
            continue;
        if (place->backend->clone_seat)
            return place->backend->clone_seat(place->clone, seat);
        sb_fail_with(SB_EREFUSED, "sandbox `%s` is on %s, where a worker's sandbox is in its own memory and has no url", sandbox,
            place->backend->name);
        return NULL;
    }
    sb_fail_with(SB_EREFUSED, "sandbox_workers_prepare has prepared no sandbox `%s`", sandbox);
    return NULL;
}

void sandbox_workers_drop(void)
{
    if (sb_context_get()->sandbox)
        sb_sandbox_resource.finish();
}
