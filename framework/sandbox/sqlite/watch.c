/* watch.c -- which real databases the running test may open: none that is a sandbox's, none that may be somebody's live one. */
#include "watch.h"
#include "memory.h"
#include "path.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_same_file(const char *path, const struct stat *asked)
{
    struct stat found;
    return stat(path, &found) == 0 && found.st_dev == asked->st_dev && found.st_ino == asked->st_ino;
}

/* By name, or as the same file under another: a hard link. */
static const sb_guarded *find(const sb_watch *watch, const char *path)
{
    struct stat asked;
    bool is_there = watch->n > 0 && stat(path, &asked) == 0;

    for (size_t i = 0; i < watch->n; i++)
        if (strcmp(watch->guarded[i].path, path) == 0 || (is_there && is_same_file(watch->guarded[i].path, &asked)))
            return &watch->guarded[i];
    return NULL;
}

void sb__watch_guard(sb_watch *watch, const char *path, const char *sandbox)
{
    sb_guarded *guarded = NULL;

    for (size_t i = 0; i < watch->n && guarded == NULL; i++)
        if (strcmp(watch->guarded[i].path, path) == 0)
            guarded = &watch->guarded[i];
    if (guarded == NULL) {
        watch->guarded = sb_grow(watch->guarded, watch->n, &watch->room, sizeof *watch->guarded);
        guarded = &watch->guarded[watch->n++];
        *guarded = (sb_guarded){ .path = sb_strdup(path), .sandboxes = SB_TEXT_EMPTY };
    }
    sb_text_add(&guarded->sandboxes, "%s\"%s\"", guarded->sandboxes.size > 0 ? " or " : "", sandbox);
}

static void find_temporary(sb_watch *watch)
{
    const char *named = getenv("TMPDIR");

    for (size_t i = 0; i < SB_TEMPORARY_FOLDERS; i++)
        free(watch->temporary[i]);
    watch->temporary[0] = sb__path_resolve("/tmp");
    watch->temporary[1] = named != NULL && named[0] != '\0' ? sb__path_resolve(named) : NULL;
}

void sb__watch_refuse_strangers(sb_watch *watch)
{
    watch->refuses_strangers = true;
    find_temporary(watch);
}

void sb__watch_strict(sb_watch *watch, bool strict)
{
    if (strict && watch->temporary[0] == NULL)
        find_temporary(watch);
    watch->is_strict = strict;
}

void sb__watch_admit(sb_watch *watch, const char *path)
{
    free(watch->admitted);
    watch->admitted = path != NULL ? sb_strdup(path) : NULL;
    watch->began_ns = sb__file_clock_ns();
    watch->is_strict = false;
}

static bool is_inside(const char *path, const char *folder)
{
    size_t n = folder != NULL ? strlen(folder) : 0;
    return n > 1 && strncmp(path, folder, n) == 0 && path[n] == '/';
}

static bool is_temporary(const sb_watch *watch, const char *path)
{
    for (size_t i = 0; i < SB_TEMPORARY_FOLDERS; i++)
        if (is_inside(path, watch->temporary[i]))
            return true;
    return false;
}

static bool is_stranger(const sb_watch *watch, const char *path)
{
    struct stat found;

    return stat(path, &found) == 0 && S_ISREG(found.st_mode) && access(path, W_OK) == 0 && !is_temporary(watch, path) &&
        sb__file_born_ns(path) < watch->began_ns;
}

/* Once each: a program that is refused may try again and again. */
static void note(sb_watch *watch, const char *why)
{
    if (watch->refused.size == 0 || strstr(watch->refused.at, why) == NULL)
        sb_text_add(&watch->refused, "%s%s", watch->refused.size > 0 ? "\n" : "", why);
}

char *sb__watch_judge(sb_watch *watch, const char *path, bool to_write)
{
    char *resolved = sb__path_resolve(path), *why = NULL;
    const char *real = resolved != NULL ? resolved : path;
    const sb_guarded *guarded = find(watch, real);

    if (guarded != NULL && (watch->admitted == NULL || strcmp(watch->admitted, guarded->path) != 0))
        why = sb_format("this test opened %s, which seedbed.yaml gives to a sandbox: give the suite .sandbox = %s", path,
            guarded->sandboxes.at);
    else if (watch->refuses_strangers && to_write && is_stranger(watch, real))
        why = sb_format("this test opened %s to write, which was there before the test and may be a live database: write a "
                        "seedbed.yaml with its url, or give the test a database of its own in sb_temp_dir()",
            path);
    else if (watch->is_strict && to_write && !is_temporary(watch, real))
        why = sb_format("this test opened %s to write, which is in no sandbox, and the one that it runs in is strict: give it a "
                        "sandbox in seedbed.yaml, or the test a database of its own in sb_temp_dir()",
            path);
    if (why != NULL)
        note(watch, why);
    free(resolved);
    return why;
}

const char *sb__watch_refused(sb_watch *watch)
{
    sb_text told = watch->told;

    if (watch->refused.size == 0)
        return NULL;
    watch->told = watch->refused;
    watch->refused = told;
    watch->refused.size = 0;
    return watch->told.at;
}

void sb__watch_release(sb_watch *watch)
{
    for (size_t i = 0; i < watch->n; i++) {
        free(watch->guarded[i].path);
        sb_text_release(&watch->guarded[i].sandboxes);
    }
    for (size_t i = 0; i < SB_TEMPORARY_FOLDERS; i++)
        free(watch->temporary[i]);
    free(watch->guarded);
    free(watch->admitted);
    sb_text_release(&watch->refused);
    sb_text_release(&watch->told);
    *watch = (sb_watch){ .n = 0 };
}
