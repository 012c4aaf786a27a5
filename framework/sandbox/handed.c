/* handed.c -- the sandboxes of a run, from main to a spawned worker. */
#include "handed.h"
#include "beside.h"
#include "matchers.h"
#include "place.h"
#include <stdlib.h>

/* ---- in main ---- */

static void hand_names(const sb_names *names, sb_handed *to)
{
    sb_hand_number(to, (int64_t)names->n);
    for (size_t i = 0; i < names->n; i++)
        sb_hand_text(to, names->at[i]);
}

static void hand_settings(const sb_settings *settings, sb_handed *to)
{
    sb_hand_text(to, settings ? settings->path : NULL);
    if (!settings)
        return;
    sb_hand_text(to, settings->folder);
    hand_names(&settings->fixtures, to);
    hand_names(&settings->reads, to);
}

static int hand_places(const struct sb_sandbox *s, sb_handed *to)
{
    int code = SB_OK;
    sb_hand_number(to, (int64_t)s->places);
    for (size_t i = 0; i < s->places && code == SB_OK; i++) {
        const sb_place *place = &s->place[i];
        sb_hand_text(to, place->name);
        sb_hand_text(to, place->backend->scheme);
        sb_hand_text(to, place->path);
        sb_hand_text(to, place->prefix);
        sb_hand_number(to, place->strict);
        sb_hand_number(to, place->has_strict);
        code = place->backend->clone_hand_over(place->clone, to);
    }
    return code;
}

int sb_sandbox_hand_over(sb_handed *to)
{
    const struct sb_sandbox *s = sb_sandbox_state();
    hand_settings(s->settings, to);
    sb_hand_text(to, s->files.root);
    sb_hand_text(to, s->files.run);
    sb_hand_number(to, s->paranoid);
    sb_hand_number(to, s->keeps);
    sb_hand_text(to, s->aside);
    sb_hand_number(to, s->verbose);
    if (s->verbose)
        sb_hand_descriptor(to, s->said);
    sb_beside_hand_over(s, to);
    return hand_places(s, to);
}

/* ---- in the worker ---- */

/* A copy of the next text, NULL where it is none; owned by the worker. */
int sb_handed_copy(sb_handed *from, char **out)
{
    const char *text = NULL;
    int code = sb_take_text(from, &text);
    *out = text ? sb_strdup(text) : NULL;
    return code;
}

int sb_handed_truth(sb_handed *from, bool *out)
{
    int64_t number = 0;
    int code = sb_take_number(from, &number);
    *out = number != 0;
    return code;
}

int sb_handed_backend(sb_handed *from, const sb_backend **out)
{
    const char *scheme = NULL;
    int code = sb_take_text(from, &scheme);
    *out = scheme ? sb_backend_named(scheme) : NULL;
    return code || *out ? code
                        : sb_fail_with(SB_ERR, "main has a sandbox on `%s`, and this process knows no such database", scheme);
}

static int take_names(sb_handed *from, sb_names *names)
{
    int64_t n = 0;
    int code = sb_take_number(from, &n);
    for (int64_t i = 0; i < n && code == SB_OK; i++) {
        names->at = sb_grow(names->at, names->n, &names->room, sizeof *names->at);
        code = sb_take_text(from, &names->at[names->n++]);
    }
    return code;
}

static int take_settings(struct sb_sandbox *s, sb_handed *from)
{
    const char *path = NULL;
    int code = sb_take_text(from, &path);
    if (code || !path)
        return code;
    s->settings = sb_alloc(sizeof *s->settings);
    s->settings->path = path;
    code = sb_take_text(from, &s->settings->folder);
    if (code == SB_OK)
        code = take_names(from, &s->settings->fixtures);
    return code ? code : take_names(from, &s->settings->reads);
}

static int take_place(sb_place *place, sb_handed *from)
{
    *place = (sb_place){ .lock = { NULL, -1 } };
    int code = sb_handed_copy(from, &place->name);
    if (code == SB_OK)
        code = sb_handed_backend(from, &place->backend);
    if (code == SB_OK)
        code = sb_handed_copy(from, &place->path);
    if (code == SB_OK)
        code = sb_take_text(from, &place->prefix);
    if (code == SB_OK)
        code = sb_handed_truth(from, &place->strict);
    if (code == SB_OK)
        code = sb_handed_truth(from, &place->has_strict);
    return code ? code : place->backend->clone_take_over(from, &place->clone);
}

int sb_sandbox_take_over(sb_handed *from)
{
    struct sb_sandbox *s = sb_sandbox_state();
    int64_t places = 0, verbose = 0;
    int code = take_settings(s, from);
    if (code == SB_OK)
        code = sb_handed_copy(from, &s->files.root);
    if (code == SB_OK)
        code = sb_handed_copy(from, &s->files.run);
    if (code == SB_OK)
        code = sb_handed_truth(from, &s->paranoid);
    if (code == SB_OK)
        code = sb_handed_truth(from, &s->keeps);
    if (code == SB_OK)
        code = sb_handed_copy(from, &s->aside);
    s->aside_fd = -1;
    if (code == SB_OK)
        code = sb_take_number(from, &verbose);
    if (code == SB_OK && verbose)
        code = sb_take_descriptor(from, &s->said);
    s->verbose = code == SB_OK && verbose;
    if (code == SB_OK)
        code = sb_beside_take_over(s, from);
    if (code == SB_OK)
        code = sb_take_number(from, &places);
    for (int64_t i = 0; i < places && code == SB_OK; i++) {
        s->place = sb_grow(s->place, s->places, &s->room, sizeof *s->place);
        code = take_place(&s->place[s->places++], from);
    }
    sb_context_get()->table_rows = sb_table_rows;
    return code;
}
