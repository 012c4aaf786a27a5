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
    enum sb_left left;
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
    static const char *const left[] = { [SB_LEFT_AT_ITS_END] = "the block came to its end",
        [SB_LEFT_BY_FAILURE] = "an assertion in the block failed and ended it",
        [SB_LEFT_BY_EXCEPTION] = "an exception left the block",
        [SB_LEFT_BY_JUMP] = "the block was left by a jump, and the test came to its end in the block's process" };
    char name[32];
    if (j->left)
        sb_text_add(to, "%s", left[j->left]);
    else if (WIFSIGNALED(j->status))
        sb_text_add(to, "killed by %s", sb_os_signal_name(WTERMSIG(j->status), name, sizeof name));
    else
        sb_text_add(to, "exit code %d", WEXITSTATUS(j->status));
}

static bool as_expected(const struct judgement *j)
{
    if (j->left) /* the code is then the runner's and not the block's */
        return false;
    if (j->signal)
        return WIFSIGNALED(j->status) && WTERMSIG(j->status) == j->signal;
    return WIFEXITED(j->status) && WEXITSTATUS(j->status) == j->code;
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
    if (code == SB__NO_CODE && signal <= 0) {
        sb_failed_at(
            file, line, true, "die_with(%d): that is no signal; for a block that ends by itself there is exit_with", signal);
        return (sb_ending){ false, NULL };
    }
    if (code != SB__NO_CODE && (code < 0 || code > 255)) {
        sb_failed_at(file, line, true,
            "exit_with(%d): a process leaves a code of 0 to 255 behind, the last byte of what it gives to exit: here %d", code,
            code & 0xff);
        return (sb_ending){ false, NULL };
    }
    _Atomic uint32_t *left = sb_os_share(sizeof *left, &memory);
    fflush(NULL); /* what is buffered here would be written by both */
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
        sb_os_die_with(parent);
        sb_crash_stand_back();
        sb_running_block(left);
        return (sb_ending){ true, (void *)left };
    }
    struct judgement j = { file, line, signal, code, SB_LEFT_NOT, child < 0 ? 0 : wait_for(child) };
    int error = child < 0 || j.status == -1 ? errno : 0;
    j.left = (enum sb_left)atomic_load(left);
    sb_os_unshare((void *)left, sizeof *left, memory);
    if (error)
        sb_failed_at(file, line, true, "the block could not be run in a process of its own: %s", strerror(error));
    else
        judge(&j);
    return (sb_ending){ false, NULL };
}

static void leave(const sb_ending *ending, enum sb_left how)
{
    if (!ending->inside)
        return;
    atomic_store((_Atomic uint32_t *)ending->shared, how);
    fflush(NULL);
    sb_os_write_coverage();
    _exit(0);
}

void sb_ending_left(sb_ending *ending) { leave(ending, SB_LEFT_AT_ITS_END); }

void sb_ending_thrown(sb_ending *ending) { leave(ending, SB_LEFT_BY_EXCEPTION); }
