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

static sb_guarded *find_name(const sb_watch *watch, const char *path)
{
    for (size_t i = 0; i < watch->n; i++)
        if (strcmp(watch->guarded[i].path, path) == 0)
            return &watch->guarded[i];
    return NULL;
}

/* By name, or as the same file under another: a hard link. */
static const sb_guarded *find(const sb_watch *watch, const char *path)
{
    struct stat asked;
    const sb_guarded *found = find_name(watch, path);
    bool is_there = found == NULL && watch->n > 0 && stat(path, &asked) == 0;

    for (size_t i = 0; is_there && i < watch->n && found == NULL; i++)
        if (is_same_file(watch->guarded[i].path, &asked))
            found = &watch->guarded[i];
    return found;
}

static sb_guarded *add(sb_watch *watch, const char *path, const char *is)
{
    watch->guarded = sb_grow(watch->guarded, watch->n, &watch->room, sizeof *watch->guarded);
    watch->guarded[watch->n] = (sb_guarded){ sb_strdup(path), sb_strdup(is), SB_TEXT_EMPTY };
    return &watch->guarded[watch->n++];
}

void sb__watch_guard(sb_watch *watch, const char *path, const char *sandbox)
{
    sb_guarded *guarded = find_name(watch, path);

    if (guarded == NULL)
        guarded = add(watch, path, path);
    sb_text_add(&guarded->sandboxes, "%s\"%s\"", guarded->sandboxes.size > 0 ? " or " : "", sandbox);
}

void sb__watch_also(sb_watch *watch, const char *path, const char *location)
{
    if (find_name(watch, location) == NULL)
        add(watch, location, path);
}

const char *sb__watch_is(const sb_watch *watch, const char *path)
{
    const sb_guarded *guarded = find(watch, path);
    return guarded != NULL && strcmp(guarded->is, guarded->path) != 0 ? guarded->is : NULL;
}

/* ---- what is beside them ---- */

static void release_paths(char **path)
{
    for (size_t i = 0; path != NULL && path[i] != NULL; i++)
        free(path[i]);
    free(path);
}

static char **resolve_all(const char *const *path)
{
    char **all;
    size_t n = 0, k = 0;

    while (path[n] != NULL)
        n++;
    all = sb_alloc((n + 1) * sizeof *all);
    for (size_t i = 0; i < n; i++) {
        char *resolved = sb__path_resolve(path[i]);
        if (resolved != NULL)
            all[k++] = resolved;
    }
    return all;
}

void sb__watch_beside(sb_watch *watch, const sb_beside *beside)
{
    release_paths(watch->folder);
    release_paths(watch->readable);
    watch->folder = resolve_all(beside->folder);
    watch->readable = resolve_all(beside->readable);
    watch->began_ns = beside->began_ns;
    sb_made_use(&watch->made, beside->made_fd);
    watch->may_read = beside->may_read;
    watch->may_write = beside->may_write;
    watch->refuses = true;
}

void sb__watch_strict(sb_watch *watch, bool strict) { watch->is_strict = strict; }

void sb__watch_admit(sb_watch *watch, const char *path)
{
    free(watch->admitted);
    watch->admitted = path != NULL ? sb_strdup(path) : NULL;
}

void sb__watch_asked(sb_watch *watch, const char *as, const char *path)
{
    sb_asked *asked = &watch->asked[watch->asks++ % SB_ASKED];

    free(asked->as);
    free(asked->path);
    *asked = (sb_asked){ sb_strdup(as), sb_strdup(path) };
}

/* "var/other.db" (/home/ada/var/other.db) */
static void show(const sb_watch *watch, const char *path, sb_text *to)
{
    const char *as = NULL;

    for (unsigned i = 0; i < SB_ASKED && as == NULL; i++) { /* the newest first */
        const sb_asked *asked = &watch->asked[(watch->asks - 1 - i) % SB_ASKED];
        if (asked->path != NULL && strcmp(asked->path, path) == 0)
            as = asked->as;
    }
    sb_text_add(to, "\"%s\"", as != NULL ? as : path);
    if (as != NULL && strcmp(as, path) != 0)
        sb_text_add(to, " (%s)", path);
}

/* One of them, or in one of them. */
static bool is_among(char *const *all, const char *path)
{
    for (; all != NULL && *all != NULL; all++) {
        size_t n = strlen(*all);
        if (strncmp(path, *all, n) == 0 && (path[n] == '\0' || path[n] == '/'))
            return true;
    }
    return false;
}

/* Not there yet, or since the run began; what is no file, SQLite itself refuses. Of what this run did not make by SQLite the file system
 * is asked: where that does not say when it was made, it was there before. */
static bool is_new(const sb_watch *watch, const char *path)
{
    struct stat found;
    return stat(path, &found) != 0 || !S_ISREG(found.st_mode) || sb_made_has(&watch->made, path) ||
        sb__file_born_ns(path) >= watch->began_ns;
}

bool sb__watch_is_making(const sb_watch *watch, const char *path, bool to_write)
{
    return to_write && watch->made.in_use && access(path, F_OK) != 0;
}

void sb__watch_made(sb_watch *watch, const char *path)
{
    char *resolved = sb__path_resolve(path);

    if (resolved != NULL && !is_among(watch->folder, resolved))
        sb_made_note(&watch->made, resolved);
    free(resolved);
}

/* Who may write it, by its mode: root, who may everything, by what it says of root. A group counts as if it were ours. */
static bool may_be_written(const struct stat *file)
{
    return (file->st_mode & (S_IWGRP | S_IWOTH)) != 0 || (file->st_uid == geteuid() && (file->st_mode & S_IWUSR) != 0);
}

/* What came with the system and is read by its libraries: PROJ, NSS. */
static bool is_of_system(const char *path)
{
    struct stat file, folder;
    const char *slash = strrchr(path, '/');
    char *within = slash != NULL ? sb_format("%.*s/", (int)(slash - path), path) : NULL;
    bool is = within != NULL && stat(path, &file) == 0 && stat(within, &folder) == 0 && file.st_uid == 0 && S_ISREG(file.st_mode);

    is = is && (strncmp(path, "/usr/", 5) == 0 || (!may_be_written(&file) && !may_be_written(&folder)));
    free(within);
    return is;
}

/* A file that may not be written is opened to be read, also by who asks for more. */
static bool writes(const sb_opening *opening, const char *path)
{
    return opening->to_write && (access(path, F_OK) != 0 || access(path, W_OK) == 0);
}

/* A hard link is another file's name: what is in a folder of the run may still be somebody's live database. */
static bool has_one_name(const char *path)
{
    struct stat found;
    return stat(path, &found) != 0 || found.st_nlink == 1;
}

static bool is_let_through(const sb_watch *watch, sb_opening *opening, const char *path)
{
    if (!watch->refuses || opening->in_sandbox)
        return true;
    if (is_among(watch->folder, path) && (!writes(opening, path) || has_one_name(path) || is_new(watch, path)))
        return true;
    if (is_among(watch->readable, path)) {
        opening->read_only = true;
        return true;
    }
    if (!opening->to_write && is_of_system(path))
        return true;
    if (!writes(opening, path))
        return watch->may_read || (!watch->is_strict && is_new(watch, path));
    return !watch->is_strict && (watch->may_write || is_new(watch, path));
}

/* ---- what is said ---- */

/* Once each: a program that is refused may try again and again. */
static void note(sb_watch *watch, const char *why)
{
    if (watch->refused.size == 0 || strstr(watch->refused.at, why) == NULL)
        sb_text_add(&watch->refused, "%s%s", watch->refused.size > 0 ? "\n" : "", why);
}

static void say_guarded(const sb_watch *watch, const sb_guarded *guarded, sb_text *why)
{
    const sb_guarded *whose = find_name(watch, guarded->is);

    sb_text_add(why, ", which seedbed.yaml gives to a sandbox: give the suite .sandbox = %s",
        (whose != NULL ? whose : guarded)->sandboxes.at);
}

static void say_beside(const sb_watch *watch, const char *path, sb_text *why)
{
    const sb_guarded *only = watch->n == 1 ? &watch->guarded[0] : NULL;

    if (watch->may_read && !watch->is_strict)
        sb_text_add(why,
            " to write, which was there before the run and may be a live database: write a seedbed.yaml with its url, or give the "
            "test a database of its own in sb_temp_dir()");
    else if (is_new(watch, path))
        sb_text_add(why,
            ", the database of no sandbox, and the test is strict: give it a database of its own in sb_temp_dir(), or this one a "
            "sandbox in seedbed.yaml");
    else
        sb_text_add(why,
            ", the database of no sandbox, which was there before the run: where it is that of %s%s under another name, say so in "
            "seedbed.yaml by also: [ \"sqlite:...\" ]; where tests only read it, by reads: [ ... ]; else give the test a database of "
            "its own in sb_temp_dir()",
            only != NULL ? "sandbox " : "a sandbox", only != NULL ? only->sandboxes.at : "");
}

char *sb__watch_judge(sb_watch *watch, sb_opening *opening)
{
    char *resolved = sb__path_resolve(opening->path);
    const char *real = resolved != NULL ? resolved : opening->path;
    const sb_guarded *guarded = find(watch, real);
    bool admitted =
        opening->in_sandbox && guarded != NULL && watch->admitted != NULL && strcmp(watch->admitted, guarded->is) == 0;
    sb_text why = SB_TEXT_EMPTY;

    opening->read_only = false;
    if (!admitted && (guarded != NULL || !is_let_through(watch, opening, real))) {
        sb_text_add(&why, "this test opened ");
        show(watch, opening->path, &why);
        if (guarded != NULL)
            say_guarded(watch, guarded, &why);
        else
            say_beside(watch, real, &why);
        note(watch, why.at);
    }
    free(resolved);
    return why.at;
}

char *sb__watch_late(sb_watch *watch, const char *path, const char *vfs, bool is_database)
{
    sb_opening opening = { .path = path, .to_write = true };
    char *why;

    if (find(watch, path) == NULL && (!is_database || (is_let_through(watch, &opening, path) && !opening.read_only)))
        return NULL;
    why = sb_format(
        "this test registered a VFS of SQLite, \"%s\", and had \"%s\" open by it, past the sandbox: register it before the "
        "tests, in a constructor or in main, or in an earlier test or SUITE_SETUP; then what it opens is looked at",
        vfs, path);
    note(watch, why);
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
        free(watch->guarded[i].is);
        sb_text_release(&watch->guarded[i].sandboxes);
    }
    for (size_t i = 0; i < SB_ASKED; i++) {
        free(watch->asked[i].as);
        free(watch->asked[i].path);
    }
    release_paths(watch->folder);
    release_paths(watch->readable);
    free(watch->guarded);
    free(watch->admitted);
    sb_text_release(&watch->refused);
    sb_text_release(&watch->told);
    *watch = (sb_watch){ .n = 0 };
}
