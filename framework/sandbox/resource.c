/* resource.c -- the sandbox as the runner sees it: prepared in main, opened in workers, brought back around every test. */
#include "../process/running.h"
#include "aside.h"
#include "beside.h"
#include "handed.h"
#include "matchers.h"
#include "mock.h"
#include "on_reset.h"
#include "opened.h"
#include "paranoid.h"
#include "place.h"
#include "sqlite/memory.h"
#include "strict.h"
#include "told.h"
#include "watched.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct sb_sandbox *sb_sandbox_state(void)
{
    sb_context *context = sb_context_get();
    if (!context->sandbox) {
        context->sandbox = sb_alloc(sizeof *context->sandbox);
        pthread_mutex_init(&context->sandbox->watching, NULL);
    }
    return context->sandbox;
}

static sb_place *find_place(struct sb_sandbox *s, const char *name)
{
    for (size_t i = 0; i < s->places; i++)
        if (strcmp(s->place[i].name, name) == 0)
            return &s->place[i];
    return NULL;
}

static int read_settings(struct sb_sandbox *s, const sb_resource_plan *plan)
{
    char *path = plan->config ? sb_strdup(plan->config) : sb_settings_find();
    int code = path ? sb_settings_read(path, &s->settings) : SB_OK;
    free(path);
    return code;
}

/* Which suite is at fault: the settings cannot tell. */
static int add_place(struct sb_sandbox *s, const sb_suite *suite)
{
    const sb_sandbox_settings *of = NULL;
    if (find_place(s, suite->sandbox))
        return SB_OK;
    if (s->settings && !(of = sb_settings_sandbox(s->settings, suite->sandbox))) {
        char *why = sb_strdup(sb_error());
        sb_fail_with(
            SB_EREFUSED, "%s:%d: SUITE(%s, .sandbox = \"%s\"): %s", suite->file, suite->line, suite->name, suite->sandbox, why);
        free(why);
        return SB_EREFUSED;
    }
    s->place = sb_grow(s->place, s->places, &s->room, sizeof *s->place);
    return sb_place_init(&s->place[s->places++], suite->sandbox, s->settings, of);
}

static void ask_strict(sb_place *place, const sb_resource_plan *plan, const sb_suite *suite)
{
    place->strict = plan->strict || (place->settings && place->settings->strict);
    place->has_strict = place->has_strict || place->strict || suite->strict;
}

/* An empty database is not what most people expect who have a seedbed.yaml somewhere else. */
static void say_thrown_away(const struct sb_sandbox *s)
{
    char *folder = s->settings || !s->places ? NULL : getcwd(NULL, 0);
    for (size_t i = 0; i < s->places && !s->settings; i++)
        fprintf(stderr, "seedbed: no seedbed.yaml found from %s upwards; sandbox `%s` is an empty throw-away database\n",
            folder ? folder : ".", s->place[i].name);
    free(folder);
}

/* All are guarded before the first is touched. */
static int prepare(const sb_resource_plan *plan)
{
    struct sb_sandbox *s = sb_sandbox_state();
    int code = read_settings(s, plan);
    s->began_ns = sb__file_clock_ns();
    s->strict_all = plan->strict;
    s->paranoid = plan->paranoid;
    s->keeps = plan->keep;
    if (code == SB_OK)
        code = sb_opened_refuse(s->settings);
    for (size_t i = 0; i < plan->suite_count && code == SB_OK; i++)
        if (plan->suites[i]->sandbox)
            code = add_place(s, plan->suites[i]);
    if (code == SB_OK)
        code = sb_opened_refuse_others(s);
    for (size_t i = 0; i < plan->suite_count && code == SB_OK; i++)
        if (plan->suites[i]->sandbox)
            ask_strict(find_place(s, plan->suites[i]->sandbox), plan, plan->suites[i]);
    for (size_t i = 0; i < s->places && code == SB_OK; i++)
        code = sb_place_guard(&s->place[i], s->settings);
    for (size_t i = 0; i < s->places && code == SB_OK; i++) {
        code = sb_place_clone(&s->place[i], s->settings, plan);
        if (code == SB_OK && plan->verbose)
            fprintf(stderr, "seedbed: sandbox %s: %s, for %s\n", s->place[i].name,
                s->place[i].backend->clone_how(s->place[i].clone), s->place[i].path);
    }
    if (code == SB_OK && s->places && s->settings && s->settings->files.test_root)
        code = sb_files_open(&s->files, s->settings->files.test_root);
    if (code == SB_OK && s->places)
        code = sb_aside_prepare(s, plan->program);
    s->verbose = plan->verbose && s->places && (s->said = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)) >= 0;
    if (code == SB_OK) {
        sb_beside_find(s);
        sb_beside_note(s);
        say_thrown_away(s);
    }
    sb_context_get()->table_rows = sb_table_rows;
    return code;
}

static int open_clones(void)
{
    struct sb_sandbox *s = sb_sandbox_state();
    int code = SB_OK;
    for (size_t i = 0; i < s->places && code == SB_OK; i++)
        code = s->place[i].backend->clone_open(s->place[i].clone, sb_running_seat(), &s->place[i].db);
    return code ? code : sb_beside_guard(s);
}

static int begin(const sb_suite *suite, const char *test_name, uint64_t stream)
{
    struct sb_sandbox *s = sb_sandbox_state();
    sb_place *place = suite->sandbox ? find_place(s, suite->sandbox) : NULL;
    sb_reset_told told;
    (void)test_name;
    s->current = NULL;
    sb_beside_admit(s, place, suite);
    if (!place)
        return SB_OK;
    place->backend->clone_use(place->clone);
    bool changed = s->on_resets && place->backend->clone_changed(place->clone);
    int code = place->backend->clone_reset(place->clone, &told);
    if (code)
        return code;
    if (changed) /* by what a test left running, or what was kept is gone */
        sb_on_reset_call(s);
    s->current = place;
    s->busy = NULL;
    s->db = (sb_db){ place->backend, place->db, place->prefix, place->suite_kept, place->dropped, stream };
    code = sb_strict_begin(s, suite);
    return code == SB_OK && s->paranoid && !place->paranoid ? sb_paranoid_take(place, &s->db) : code;
}

static void free_kept(struct sb_sandbox *s)
{
    while (s->kept) {
        sb_kept *next = s->kept->next;
        free(s->kept);
        s->kept = next;
    }
}

static void bring_back(struct sb_sandbox *s)
{
    sb_reset_told told = { .held = NULL };
    if (s->current->backend->clone_reset(s->current->clone, &told))
        sb_fail_later(sb_running_file(), sb_running_line(), "the sandbox could not be brought back: %s", sb_error());
    if (told.held)
        sb_fail_later(sb_running_file(), sb_running_line(),
            "the test left work open on the sandbox; it was ended and undone. End it in the test:\n%s", told.held);
    if (told.broken)
        sb_fail_later(sb_running_file(), sb_running_line(), "the test left what no commit would have passed: %s", told.broken);
    if (told.fell && s->verbose)
        dprintf(s->said, "seedbed: sandbox %s, %s: %s\n", s->current->name, sb_running_name(), told.fell);
    if (s->paranoid)
        sb_paranoid_check(s->current, &s->db);
    sb_on_reset_later(s);
    if (sb_files_empty(&s->files))
        sb_fail_later(sb_running_file(), sb_running_line(), "%s", sb_error());
    s->current = NULL;
    sb_keys_release(&s->made);
    free(s->made_tree);
    s->made_tree = NULL;
    free_kept(s);
}

static void end(const sb_suite *suite)
{
    struct sb_sandbox *s = sb_sandbox_state();
    (void)suite;
    sb_beside_tell(s);
    sb_watched_end(s, NULL);
    if (s->current)
        sb_strict_judge(s);
    if (s->current && !sb_running_is_good())
        sb_told_changes(s);
    if (s->current)
        bring_back(s);
    sb_mock_end(s);
}

/* Behind a SUITE_SETUP: what it wrote stays for the tests of its suite. */
static int keep(const sb_suite *suite)
{
    sb_place *place = sb_sandbox_state()->current;
    (void)suite;
    if (!place || !place->backend->clone_changed(place->clone))
        return 0;
    int code = sb_sandbox_keep();
    if (code)
        return code;
    place->suite_kept = true;
    return 1;
}

static int drop(const sb_suite *suite)
{
    sb_place *place = suite->sandbox ? find_place(sb_sandbox_state(), suite->sandbox) : NULL;
    if (!place || !place->suite_kept)
        return SB_OK;
    place->suite_kept = false;
    place->dropped++;
    sb_strict_drop_kept(place);
    sb_paranoid_free(place); /* taken when the next test begins */
    int code = place->backend->clone_drop_kept(place->clone);
    if (code == SB_OK)
        sb_on_reset_call(sb_sandbox_state());
    return code;
}

static void lost(const sb_suite *suite, unsigned seat, sb_text *rows)
{
    const sb_place *place = suite->sandbox ? find_place(sb_sandbox_state(), suite->sandbox) : NULL;
    if (place)
        sb_told_lost(place, seat, rows);
}

static void leave(void) { sb_files_leave(&sb_sandbox_state()->files); }

static void finish(void)
{
    struct sb_sandbox *s = sb_sandbox_state();
    sb_beside_leave(s);
    if (s->verbose)
        close(s->said);
    for (size_t i = 0; i < s->places; i++)
        sb_place_release(&s->place[i]);
    sb_files_close(&s->files);
    sb_aside_leave(s);
    free(s->aside);
    free((void *)s->on_reset);
    sb_keys_release(&s->own);
    free_kept(s);
    free(s->place);
    sb_settings_free(s->settings);
    free(s);
    sb_context_get()->sandbox = NULL;
    sb_context_get()->table_rows = NULL;
}

const sb_resource sb_sandbox_resource = {
    .name = "sandbox",
    .rank = 10,
    .prepare = prepare,
    .open = open_clones,
    .begin = begin,
    .end = end,
    .keep = keep,
    .drop = drop,
    .leave = leave,
    .lost = lost,
    .finish = finish,
    .hand_over = sb_sandbox_hand_over,
    .take_over = sb_sandbox_take_over,
};

__attribute__((constructor)) static void register_it(void)
{
    static sb_resource_node node = { .resource = &sb_sandbox_resource };
    sb_add_resource(&node);
}
