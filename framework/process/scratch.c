/* scratch.c -- temporary folders of tests, and the removal of what dead processes left. */
#include "scratch.h"
#include "../../assert/context.h"
#include "os.h"
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *parent_folder(void)
{
    const char *bazel = getenv("TEST_TMPDIR"), *folder = bazel && *bazel ? bazel : getenv("TMPDIR");
    return folder && *folder ? folder : "/tmp";
}

void sb_scratch_open(void)
{
    /* The clock tells two runs of one process number apart. */
    sb_context_get()->scratch =
        sb_format("%s/seedbed-%ld-%llx", parent_folder(), (long)getpid(), (unsigned long long)sb_os_now_ns());
}

static bool make_folder(const char *path) { return mkdir(path, 0700) == 0 || errno == EEXIST; }

char *sb_scratch_make(unsigned seat)
{
    const char *run = sb_context_get()->scratch;
    if (!run)
        return NULL;
    char *worker = sb_format("%s/w%u", run, seat), *test = sb_format("%s/test-XXXXXX", worker);
    bool made = make_folder(run) && make_folder(worker) && mkdtemp(test);
    free(worker);
    if (made)
        return test;
    free(test);
    return NULL;
}

void sb_scratch_clear(unsigned seat)
{
    const char *run = sb_context_get()->scratch;
    if (!run || access(run, F_OK)) /* mostly no test has asked for a folder; looked at for each worker that dies */
        return;
    char *worker = sb_format("%s/w%u", sb_context_get()->scratch, seat);
    sb_os_remove_tree(worker);
    free(worker);
}

/* seedbed-PID-N of ours, whose process is no more. A number that somebody else has by now keeps its folder a little longer. */
static bool left_by_the_dead(const char *folder, const char *name)
{
    long pid;
    int end = 0;
    struct stat about;
    if (*name != 's' || sscanf(name, "seedbed-%ld-%*[0-9a-f]%n", &pid, &end) != 1 || !end || name[end] || pid <= 1)
        return false;
    if (kill((pid_t)pid, 0) == 0 || errno != ESRCH)
        return false;
    char *path = sb_format("%s/%s", folder, name);
    bool ours = lstat(path, &about) == 0 && S_ISDIR(about.st_mode) && about.st_uid == getuid();
    free(path);
    return ours;
}

void sb_scratch_clear_dead(void)
{
    const char *folder = parent_folder();
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
        if (!left_by_the_dead(folder, entry->d_name))
            continue;
        char *path = sb_format("%s/%s", folder, entry->d_name);
        sb_os_remove_tree(path);
        free(path);
    }
    if (dir)
        closedir(dir);
}

void sb_scratch_close(void)
{
    sb_context *context = sb_context_get();
    if (!context->scratch)
        return;
    if (access(context->scratch, F_OK) == 0) {
        sb_os_remove_tree(context->scratch);
        sb_scratch_clear_dead(); /* programs like this one leave some; a long run has been there before */
    }
    free(context->scratch);
    context->scratch = NULL;
}
