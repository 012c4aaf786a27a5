/* os_posix_children.c -- what every Unix has of children: fork, posix_spawn, wait, kill. */
#include "../../assert/text.h"
#include "os.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A group in the background that reads from the terminal is stopped; a test has nothing to read there anyway. */
static void read_nothing(int nothing)
{
    int null = nothing >= 0 ? nothing : open("/dev/null", O_RDONLY);
    if (null < 0)
        return;
    dup2(null, STDIN_FILENO);
    if (null != nothing && null != STDIN_FILENO)
        close(null);
}

pid_t sb_os_fork(int nothing)
{
    pid_t parent = getpid(), child = fork();
    if (child != 0)
        return child;     /* who asks it to end names the process beside its group, which it may not have made yet */
    sb__os_unblock_all(); /* main blocks what it watches; a test must not inherit that */
    setpgid(0, 0);
    sb_os_die_with(parent);
    read_nothing(nothing);
    return 0;
}

enum { LAST_PLAIN = 31 }; /* what is numbered further is nobody's to ignore by habit */

uint64_t sb_os_ignored(void)
{
    struct sigaction now;
    uint64_t found = 0;
    for (int number = 1; number <= LAST_PLAIN; number++)
        if (sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN)
            found |= (uint64_t)1 << number;
    return found;
}

void sb_os_unignore(uint64_t which)
{
    struct sigaction now;
    for (int number = 1; which && number <= LAST_PLAIN; number++)
        if (which >> number & 1 && sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN)
            signal(number, SIG_DFL);
}

uint64_t sb_os_outlive_full_files(void)
{
    struct sigaction now;
    if (sigaction(SIGXFSZ, NULL, &now) || now.sa_handler != SIG_DFL)
        return 0;
    signal(SIGXFSZ, SIG_IGN);
    return (uint64_t)1 << SIGXFSZ;
}

/* Set in the list that environ is, and in it alone: this process must not have the variable, not even for a moment. */
static char **environment_with(const sb_os_program *program)
{
    size_t n = 0;
    while (environ[n])
        n++;
    char **list = sb_alloc((n + 2) * sizeof *list);
    memcpy(list, environ, n * sizeof *list);
    list[n] = sb_format("%s=%s", program->name, program->value);
    return list;
}

static void free_environment(char **list)
{
    size_t n = 0;
    while (list[n])
        n++;
    free(list[n - 1]);
    free(list);
}

/* A descriptor that is duplicated onto its own number is inherited, whatever it was set to. */
static int plan_files(posix_spawn_file_actions_t *files, const sb_os_program *program)
{
    int code = posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (!code)
        code = posix_spawn_file_actions_adddup2(files, program->output, STDOUT_FILENO);
    if (!code)
        code = posix_spawn_file_actions_adddup2(files, program->output, STDERR_FILENO);
    for (size_t i = 0; i < program->fds && !code; i++)
        code = posix_spawn_file_actions_adddup2(files, program->fd[i], program->fd[i]);
    return code;
}

static int plan_start(posix_spawnattr_t *how)
{
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    int code = posix_spawnattr_setflags(how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    if (!code)
        code = posix_spawnattr_setpgroup(how, 0);
    if (!code)
        code = posix_spawnattr_setsigdefault(how, &all);
    return code ? code : posix_spawnattr_setsigmask(how, &none);
}

pid_t sb_os_spawn(const sb_os_program *program)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    pid_t child = -1;
    char **environment = environment_with(program), *path = sb_os_program_path();
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&how);
    int code = plan_files(&files, program);
    if (!code)
        code = plan_start(&how);
    if (!code)
        code = posix_spawn(&child, path, &files, &how, program->argv, environment);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    free_environment(environment);
    free(path);
    errno = code;
    return code ? -1 : child;
}

/* It is asked for first and taken afterwards. As long as the dead child has its number nobody else's group has it, and there is
 * somebody to send the signal to: a call that fails writes errno, on a page that this process shares with its children. */
sb_os_death sb_os_ended(pid_t child)
{
    int status;
    siginfo_t about = { .si_pid = 0 };
    sb_os_death death = { false, 0, 0 };
    int failed = waitid(P_PID, (id_t)child, &about, WEXITED | WNOHANG | WNOWAIT);
    if ((!failed && about.si_pid == 0) || (failed && errno == EINTR))
        return death;
    sb_os_end_left(child);
    pid_t got = failed ? -1 : waitpid(child, &status, WNOHANG);
    if (got == 0 || (got < 0 && errno == EINTR))
        return death;
    death.over = true;
    if (got < 0) /* somebody else reaped it: all that is left to say is that it is gone */
        death.exit_code = 255;
    else if (WIFSIGNALED(status))
        death.signal = WTERMSIG(status);
    else
        death.exit_code = WEXITSTATUS(status);
    return death;
}

/* A test may have moved its process to another group: then nobody, or only others, is in its own. */
void sb_os_ask_to_end(pid_t child)
{
    kill(-child, SIGTERM);
    if (getpgid(child) != child)
        kill(child, SIGTERM);
}

void sb_os_end(pid_t child)
{
    kill(-child, SIGKILL);
    kill(child, SIGKILL);
}

bool sb_os_end_left(pid_t child) { return kill(-child, SIGKILL) == 0; }

void sb_os_end_heir(pid_t heir)
{
    kill(heir, SIGKILL);
    while (waitpid(heir, NULL, 0) < 0 && errno == EINTR)
        continue;
}
