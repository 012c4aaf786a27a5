/* ending.c -- runs a block in a process of its own, and judges how that process ended. */
#include "../../assert/context.h"
#include "crash.h"
#include "os.h"
#include "running.h"
#include <errno.h>
#include <seedbed/ending.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What is to become of the block, and what did. */
struct judgement {
    const char *file;
    int line, signal, code;
    bool ended, failed;
    int status;
};

static void put_expected(sb_text *to, const struct judgement *j)
{
    char name[32];
    if (j->signal)
        sb_text_add(to, "killed by %s", sb_os_signal_name(j->signal, name, sizeof name));
    else
        sb_text_add(to, "exit code %d", j->code);
}

static void put_got(sb_text *to, const struct judgement *j)
{
    char name[32];
    if (j->ended)
        sb_text_add(to, "the block came to its end");
    else if (WIFSIGNALED(j->status))
        sb_text_add(to, "killed by %s", sb_os_signal_name(WTERMSIG(j->status), name, sizeof name));
    else if (j->failed && WEXITSTATUS(j->status) == SB_EXIT_FAILED)
        sb_text_add(to, "an assertion in the block failed and ended it");
    else
        sb_text_add(to, "exit code %d", WEXITSTATUS(j->status));
}

static bool as_expected(const struct judgement *j)
{
    if (j->ended)
        return false;
    if (j->signal)
        return WIFSIGNALED(j->status) && WTERMSIG(j->status) == j->signal;
    return WIFEXITED(j->status) && WEXITSTATUS(j->status) == (j->code & 0xff) && !(j->failed && j->code == SB_EXIT_FAILED);
}

static void judge(const struct judgement *j)
{
    char name[32];
    sb_text text = SB_TEXT_EMPTY;
    sb_context_count();
    if (as_expected(j))
        return;
    if (j->signal)
        sb_text_add(&text, "the block should die with %s", sb_os_signal_name(j->signal, name, sizeof name));
    else
        sb_text_add(&text, "the block should exit with %d", j->code);
    sb_text_add(&text, "\n  expected: ");
    put_expected(&text, j);
    sb_text_add(&text, "\n       got: ");
    put_got(&text, j);
    sb_failed_text(j->file, j->line, true, &text);
}

static int wait_for(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

sb_ending sb_ending_begin(const char *file, int line, int signal, int code)
{
    int memory;
    uint32_t before = sb_running_failures();
    _Atomic bool *came_to_its_end = sb_os_share(sizeof *came_to_its_end, &memory);
    fflush(NULL); /* what is buffered here would be written by both */
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
        sb_os_die_with(parent);
        sb_crash_stand_back();
        return (sb_ending){ true, (void *)came_to_its_end };
    }
    struct judgement j = { file, line, signal, code, false, false, child < 0 ? 0 : wait_for(child) };
    int error = child < 0 || j.status == -1 ? errno : 0;
    j.ended = atomic_load(came_to_its_end);
    j.failed = sb_running_failures() != before;
    sb_os_unshare((void *)came_to_its_end, sizeof *came_to_its_end, memory);
    if (error)
        sb_failed_at(file, line, true, "the block could not be run in a process of its own: %s", strerror(error));
    else
        judge(&j);
    return (sb_ending){ false, NULL };
}

void sb_ending_left(sb_ending *ending)
{
    if (!ending->inside)
        return;
    atomic_store((_Atomic bool *)ending->shared, true);
    fflush(NULL);
    sb_os_write_coverage();
    _exit(0);
}
