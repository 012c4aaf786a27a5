/* files.c -- folders for the application's files under test: one per run and worker, emptied, and removed with what dead runs left. */
#include "files.h"
#include "../../assert/context.h"
#include "../process/os.h"
#include "sqlite/path.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char marker_name[] = ".seedbed";
static const char lock_name[] = ".lock";
static const char made_by_us[] = "This folder was made by Seedbed for files of tests. It is removed with all that is in it.\n";
static const char lent_to_us[] = "Seedbed uses this folder for files of tests. All that is in it but the folder is removed.\n";

static int fail(const char *what, const char *path)
{
    return sb_fail_with(SB_ERR, "the folder for files of tests: %s cannot be %s: %s", path, what, strerror(errno));
}

/* What version control keeps in a folder that is to be empty. */
static bool is_nothing(const char *name)
{
    static const char *const nothing[] = { ".", "..", ".gitkeep", ".gitignore", NULL };
    for (size_t i = 0; nothing[i]; i++)
        if (strcmp(nothing[i], name) == 0)
            return true;
    return false;
}

enum text { OURS, EMPTY, FOREIGN };

/* What a marker says: ours is known by every word of it, because what is beside it will be removed. */
static enum text read_marker(int fd)
{
    char text[sizeof made_by_us + sizeof lent_to_us];
    ssize_t got = pread(fd, text, sizeof text - 1, 0);
    text[got > 0 ? got : 0] = 0;
    if (got == 0)
        return EMPTY;
    return strcmp(text, made_by_us) == 0 || strcmp(text, lent_to_us) == 0 ? OURS : FOREIGN;
}

/* Where there is none, it is as if it were empty. */
static enum text look_at_marker(const char *root)
{
    char *path = sb_format("%s/%s", root, marker_name);
    int fd = sb_lock_open(path, O_RDONLY);
    enum text text = fd >= 0 ? read_marker(fd) : errno == ENOENT && fd == -1 ? EMPTY : FOREIGN;
    if (fd >= 0)
        close(fd);
    free(path);
    return text;
}

/* The first name in a folder that has no marker of ours. */
static char *find_foreign(const char *root)
{
    char *found = NULL;
    struct dirent *entry;
    enum text marker = look_at_marker(root);
    DIR *folder = opendir(root);
    if (!folder)
        return errno == ENOENT ? NULL : sb_format("it cannot be read (%s)", strerror(errno));
    /* A run that was killed as it began may have left the marker with nothing in it. */
    while (marker != OURS && !found && (entry = readdir(folder)))
        if (!is_nothing(entry->d_name) && !(marker == EMPTY && strcmp(entry->d_name, marker_name) == 0))
            found = sb_strdup(entry->d_name);
    closedir(folder);
    return found;
}

char *sb_files_foreign(const char *root)
{
    char *real = sb__path_resolve(root);
    char *found = real ? find_foreign(real) : sb_format("it cannot be looked for (%s)", strerror(errno));
    free(real);
    return found;
}

/* The sticky bit, which a folder has from the moment on that it is there: a run that was killed between making it and signing the marker,
 * or between removing the marker and the folder, left an empty one that is still known as ours. */
enum { MADE_BY_US = S_ISVTX };

static bool was_made_by_us(const char *root)
{
    struct stat about;
    return lstat(root, &about) == 0 && (about.st_mode & MADE_BY_US) && about.st_uid == geteuid();
}

/* Make a folder and those above it. made: whether the last one is ours. */
static int make_folders(const char *path, bool *made)
{
    char *part = sb_strdup(path);
    int code = SB_OK;
    *made = false;
    for (char *slash = part;; *slash = '/') {
        slash = strchr(slash + 1, '/');
        if (slash)
            *slash = 0;
        *made = mkdir(part, slash ? 0777 : 0777 | MADE_BY_US) == 0;
        if (!*made && errno != EEXIST)
            code = fail("made", part);
        if (!slash || code)
            break;
    }
    *made = *made || was_made_by_us(path);
    free(part);
    return code;
}

/* The marker is open and locked: say in it whose the folder is, where that is not said yet. */
static int sign(int fd, const char *path, bool made)
{
    const char *text = made ? made_by_us : lent_to_us;
    enum text now = read_marker(fd);
    if (now == FOREIGN)
        return sb_fail_with(SB_EREFUSED,
            "%s is not the file by which Seedbed knows a folder as its own, and tests empty that folder.\nChoose another for "
            "`files: test_root:`, or remove the file.",
            path);
    if (now == EMPTY && write(fd, text, strlen(text)) != (ssize_t)strlen(text)) {
        fail("written", path);
        unlink(path);
        return SB_ERR;
    }
    return SB_OK;
}

/* One attempt to hold the marker: its descriptor, or SB_ENOTFOUND where it went away meanwhile, or an error. */
static int attempt(const char *root, const char *path)
{
    bool made;
    int code = make_folders(root, &made), fd;
    if (code)
        return code;
    fd = sb_lock_open(path, O_RDWR | O_CREAT);
    if (fd < 0)
        return fd == SB_EREFUSED ? fd : errno == ENOENT ? SB_ENOTFOUND : fail("made", path);
    if (sb_lock_hold(fd, true))
        code = fail("locked", path);
    else
        code = sb_lock_still_named(path, fd) ? sign(fd, path, made) : SB_ENOTFOUND;
    if (code)
        close(fd);
    return code ? code : fd;
}

/* Hold the marker, made where it is not there, so that no other run makes or removes folders meanwhile. Negative: with a message. */
static int hold_marker(const char *root)
{
    char *path = sb_format("%s/%s", root, marker_name);
    int fd;
    do /* as long as other runs remove the root under our hands */
        fd = attempt(root, path);
    while (fd == SB_ENOTFOUND);
    free(path);
    return fd;
}

/* The folder of a run: all in it, then its lock, by which it is known as one of ours, then itself. */
static int remove_run(const char *run)
{
    struct dirent *entry;
    int code = 0;
    DIR *folder = opendir(run);
    while (folder && code == 0 && (entry = readdir(folder))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 || strcmp(entry->d_name, lock_name) == 0)
            continue;
        char *path = sb_format("%s/%s", run, entry->d_name);
        code = sb_os_remove_tree(path);
        free(path);
    }
    if (folder)
        closedir(folder);
    return code ? code : sb_os_remove_tree(run);
}

/* run-<digits>, and a lock of ours in it. An empty one is of a run that was killed as it began: rmdir takes nothing with it. */
static bool is_run(const char *name, const char *run, const char *lock)
{
    struct stat about;
    if (strncmp(name, "run-", 4) != 0 || !name[4] || name[4 + strspn(name + 4, "0123456789")] || rmdir(run) == 0)
        return false;
    return lstat(run, &about) == 0 && S_ISDIR(about.st_mode) && lstat(lock, &about) == 0 && S_ISREG(about.st_mode);
}

/* Remove the folders of runs that hold no lock any more; *alive is how many do. */
static int remove_dead(const char *root, size_t *alive)
{
    struct dirent *entry;
    int code = SB_OK;
    DIR *folder = opendir(root);
    *alive = 0;
    while (folder && code == SB_OK && (entry = readdir(folder))) {
        char *run = sb_format("%s/%s", root, entry->d_name), *lock = sb_format("%s/%s", run, lock_name), *holder = NULL;
        if (is_run(entry->d_name, run, lock)) {
            holder = sb_lock_holder(lock);
            if (holder)
                ++*alive;
            else if (remove_run(run))
                code = fail("removed", run);
        }
        free(holder);
        free(lock);
        free(run);
    }
    if (folder)
        closedir(folder);
    return code;
}

/* The folder as it will be: without `..`, which may mean another folder once those before it have been made. */
static char *resolve_root(const char *root)
{
    char *real = sb__path_resolve(root), *found = real ? find_foreign(real) : NULL;
    if (!real)
        fail("looked for", root);
    if (found) {
        sb_fail_with(SB_EREFUSED,
            "the folder for files of tests, %s, has something in it that Seedbed did not put there: %s.\nTests empty this folder: "
            "choose another for `files: test_root:`, or empty it yourself.",
            real, found);
        free(real);
        real = NULL;
    }
    free(found);
    return real;
}

int sb_files_open(sb_files *files, const char *root)
{
    size_t alive;
    char *real = resolve_root(root);
    int marker = real ? hold_marker(real) : SB_EREFUSED, code;
    if (marker < 0) {
        free(real);
        return marker;
    }
    *files = (sb_files){ .root = real, .run = sb_format("%s/run-%ld", real, (long)getpid()) };
    code = remove_dead(real, &alive);
    if (code == SB_OK && mkdir(files->run, 0777))
        code = fail("made", files->run);
    if (code == SB_OK) {
        char *lock = sb_format("%s/%s", files->run, lock_name);
        code = sb_lock_take(&files->lock, lock, files->run, 0);
        free(lock);
    }
    close(marker);
    return code;
}

const char *sb_files_folder(sb_files *files)
{
    if (!files->folder) {
        files->folder = sb_format("%s/%ld", files->run, (long)getpid());
        if (mkdir(files->folder, 0777) && errno != EEXIST) {
            fail("made", files->folder);
            free(files->folder);
            files->folder = NULL;
        }
    }
    files->asked = files->folder != NULL;
    return files->folder;
}

int sb_files_empty(sb_files *files)
{
    if (!files->asked)
        return SB_OK;
    files->asked = false;
    if (sb_os_remove_tree(files->folder) || mkdir(files->folder, 0777))
        return fail("emptied", files->folder);
    return SB_OK;
}

/* The root goes too when nobody else uses it; itself only if we made it. */
static void remove_root(const char *root, int marker)
{
    char text[sizeof made_by_us] = "", *path = sb_format("%s/%s", root, marker_name);
    ssize_t got = pread(marker, text, sizeof text - 1, 0);
    unlink(path);
    if (got > 0 && strcmp(text, made_by_us) == 0)
        rmdir(root);
    free(path);
}

void sb_files_close(sb_files *files)
{
    size_t alive;
    if (!files->root)
        return;
    int marker = hold_marker(files->root);
    if (files->lock.path) /* else the folder is not ours */
        remove_run(files->run);
    sb_lock_leave(&files->lock);
    if (marker >= 0 && remove_dead(files->root, &alive) == SB_OK && alive == 0)
        remove_root(files->root, marker);
    if (marker >= 0)
        close(marker);
    free(files->folder);
    free(files->run);
    free(files->root);
    *files = (sb_files){ .root = NULL };
}

void sb_files_leave(sb_files *files)
{
    if (files->folder)
        sb_os_remove_tree(files->folder);
    free(files->folder);
    files->folder = NULL;
}
