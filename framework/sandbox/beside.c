/* beside.c -- databases that the running test may not open: told to the backends, and what was refused to the test. */
#include "beside.h"
#include "../process/running.h"
#include "handed.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- in main ---- */

static void add_guarded(struct sb_sandbox *s, const sb_backend *backend, const char *path, const char *also, const char *sandbox)
{
    char *resolved = path ? sb_place_locate(backend, path) : NULL;
    s->guarded = sb_grow(s->guarded, s->guarded_n, &s->guarded_room, sizeof *s->guarded);
    s->guarded[s->guarded_n++] = (sb_guarded_path){ backend, resolved, sandbox, also ? sb_place_locate(backend, also) : NULL };
}

/* Also where no suite asked for a sandbox: that is how a test comes to open a live database. A database that we do not know cannot
 * be guarded, and is no reason to refuse tests that do not ask for it. */
void sb_beside_find(struct sb_sandbox *s)
{
    for (size_t i = 0; s->settings && i < s->settings->sandboxes; i++) {
        const sb_sandbox_settings *of = &s->settings->sandbox[i];
        const sb_backend *backend = sb_backend_of(of);
        if (backend)
            add_guarded(s, backend, of->location, NULL, of->name);
        for (size_t k = 0; backend && backend->also && k < of->also.n; k++)
            add_guarded(s, backend, of->location, of->also.at[k], of->name);
    }
    if (!s->settings && s->places)
        add_guarded(s, sb_backend_default(), NULL, NULL, NULL);
}

/* Where some backend may refuse in the next run what it is asked for in this one. */
void sb_beside_note(struct sb_sandbox *s)
{
    bool in_use = false;
    for (size_t i = 0; i < s->places; i++)
        in_use = in_use || s->place[i].backend->beside;
    if (in_use)
        sb_made_use(&s->beside, sb_os_memory_file());
}

static void say_left(const char *path)
{
    fprintf(stderr,
        "seedbed: a test made the database %s and left it: from the next run on it was there before, and is refused to tests that open "
        "it. Make it in sb_temp_dir(), remove it when the test is over, or give it a sandbox in seedbed.yaml\n",
        path);
}

static void tell_left(struct sb_sandbox *s)
{
    sb_made_each_left(&s->beside, say_left);
    if (s->beside.in_use)
        close(s->beside.file.fd);
    s->beside.in_use = false;
}

void sb_beside_hand_over(const struct sb_sandbox *s, sb_handed *to)
{
    sb_hand_number(to, s->began_ns);
    sb_hand_number(to, s->strict_all);
    sb_hand_number(to, s->beside.in_use);
    if (s->beside.in_use)
        sb_hand_descriptor(to, s->beside.file.fd);
    sb_hand_number(to, (int64_t)s->guarded_n);
    for (size_t i = 0; i < s->guarded_n; i++) {
        sb_hand_text(to, s->guarded[i].backend->scheme);
        sb_hand_text(to, s->guarded[i].path);
        sb_hand_text(to, s->guarded[i].sandbox);
        sb_hand_text(to, s->guarded[i].also);
    }
}

/* ---- in a worker ---- */

static int take_one(struct sb_sandbox *s, sb_handed *from)
{
    sb_guarded_path one = { .path = NULL };
    int code = sb_handed_backend(from, &one.backend);
    if (code == SB_OK)
        code = sb_handed_copy(from, &one.path);
    if (code == SB_OK)
        code = sb_take_text(from, &one.sandbox);
    if (code == SB_OK)
        code = sb_handed_copy(from, &one.also);
    s->guarded = sb_grow(s->guarded, s->guarded_n, &s->guarded_room, sizeof *s->guarded);
    s->guarded[s->guarded_n++] = one;
    return code;
}

int sb_beside_take_over(struct sb_sandbox *s, sb_handed *from)
{
    int64_t n = 0;
    bool made = false;
    int code = sb_take_number(from, &s->began_ns), fd = -1;
    if (code == SB_OK)
        code = sb_handed_truth(from, &s->strict_all);
    if (code == SB_OK)
        code = sb_handed_truth(from, &made);
    if (code == SB_OK && made)
        code = sb_take_descriptor(from, &fd);
    if (code == SB_OK)
        sb_made_use(&s->beside, fd);
    if (code == SB_OK)
        code = sb_take_number(from, &n);
    for (int64_t i = 0; i < n && code == SB_OK; i++)
        code = take_one(s, from);
    return code;
}

/* Several paths may be guarded by one backend. One whose paths do not stand together is met twice, which does no harm. */
static const sb_backend *backend_at(const struct sb_sandbox *s, size_t i)
{
    const sb_backend *backend = s->guarded[i].backend;
    return i && backend == s->guarded[i - 1].backend ? NULL : backend;
}

static bool has_place_on(const struct sb_sandbox *s, const sb_backend *backend)
{
    for (size_t i = 0; i < s->places; i++)
        if (s->place[i].backend == backend)
            return true;
    return false;
}

/* Where nothing is in a sandbox, tests that are not strict are left alone; and where nothing is configured, nobody could say what may be
 * read. */
static int tell_beside(const struct sb_sandbox *s, const sb_backend *backend)
{
    const char *folder[] = { sb_context_get()->scratch, s->files.run, NULL };
    const char **readable = sb_alloc(((s->settings ? s->settings->reads.n : 0) + 1) * sizeof *readable);
    bool in_use = has_place_on(s, backend);
    for (size_t i = 0; s->settings && i < s->settings->reads.n; i++)
        readable[i] = s->settings->reads.at[i];
    int code = backend->beside(&(sb_beside){ folder[0] ? folder : folder + 1, readable, !in_use || !s->settings, !in_use,
        s->began_ns, s->beside.in_use && in_use ? s->beside.file.fd : -1 });
    free(readable);
    return code;
}

int sb_beside_guard(struct sb_sandbox *s)
{
    int code = SB_OK;
    for (size_t i = 0; i < s->guarded_n && code == SB_OK; i++) {
        const sb_guarded_path *at = &s->guarded[i];
        if (at->path)
            code = at->also ? at->backend->also(at->path, at->also) : at->backend->guard(at->path, at->sandbox);
    }
    for (size_t i = 0; i < s->guarded_n && code == SB_OK; i++) {
        const sb_backend *backend = backend_at(s, i);
        if (backend && backend->beside)
            code = tell_beside(s, backend);
    }
    return code;
}

/* Only where something changes: from suite to suite. */
void sb_beside_admit(struct sb_sandbox *s, const sb_place *place, const sb_suite *suite)
{
    bool strict = suite->strict || (place ? place->strict : s->strict_all);
    if (place == s->admitted && strict == s->sealed)
        return;
    s->admitted = place;
    s->sealed = strict;
    for (size_t i = 0; i < s->guarded_n; i++) {
        const sb_backend *backend = backend_at(s, i);
        if (!backend)
            continue;
        backend->admit(place && place->backend == backend ? place->path : NULL);
        if (backend->strict)
            backend->strict(strict);
    }
}

void sb_beside_tell(const struct sb_sandbox *s)
{
    for (size_t i = 0; i < s->guarded_n; i++) {
        const char *refused = s->guarded[i].backend->refused();
        if (refused)
            sb_fail_later(sb_running_file(), sb_running_line(), "%s", refused);
    }
}

void sb_beside_leave(struct sb_sandbox *s)
{
    tell_left(s);
    for (size_t i = 0; i < s->guarded_n; i++) {
        s->guarded[i].backend->unguard();
        free(s->guarded[i].path);
        free(s->guarded[i].also);
    }
    free(s->guarded);
}
