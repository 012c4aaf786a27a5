/* killer.c -- starts a program, and kills it or one of its children at a given moment.
 *
 *     killer never|main|child MICROSECONDS SEED PROGRAM [ARGUMENT...]
 *
 * Prints what came of it, "late", "main" or "child", how long the program ran in microseconds, and its exit code: 128 and the signal where one
 * ended it. The program's own output goes to the file KILLER_SAID.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 64 };

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static pid_t start(char **argv)
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    const char *said = getenv("KILLER_SAID");
    int to = open(said ? said : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0666), from = open("/dev/null", O_RDONLY);
    if (to < 0 || from < 0)
        _exit(126);
    dup2(from, 0);
    dup2(to, 1);
    dup2(to, 2);
    execv(argv[0], argv);
    _exit(127);
}

/* One of the children that there are just now; 0: none. */
static pid_t a_child(pid_t of, unsigned seed)
{
    int child[MOST], n = 0;
    FILE *list = popen("ps -A -o ppid= -o pid=", "r");
    for (int parent; list && n < MOST && fscanf(list, "%d %d", &parent, &child[n]) == 2;)
        n += parent == of;
    if (list)
        pclose(list);
    return n ? child[seed % (unsigned)n] : 0;
}

/* Whom it is about, at the moment; 0: there is nobody. */
static pid_t victim_of(pid_t pid, const char *whom, int64_t after_us, unsigned seed)
{
    struct timespec pause = { after_us / 1000000, after_us % 1000000 * 1000 };
    if (strcmp(whom, "never") == 0)
        return 0;
    nanosleep(&pause, NULL);
    return strcmp(whom, "main") == 0 ? pid : a_child(pid, seed);
}

int main(int argc, char **argv)
{
    if (argc < 5)
        return 64;
    int status = 0;
    int64_t begun = now_us();
    pid_t pid = start(&argv[4]),
          victim = victim_of(pid, argv[1], strtoll(argv[2], NULL, 10), (unsigned)strtoul(argv[3], NULL, 10));
    bool over = victim > 0 && waitpid(pid, &status, WNOHANG) == pid, killed = victim > 0 && !over && kill(victim, SIGKILL) == 0;
    if (!over)
        waitpid(pid, &status, 0);
    if (victim == pid) /* it may have ended by itself, and waited only to be asked how */
        killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    printf("%s %lld %d\n",
        !killed             ? "late"
            : victim == pid ? "main"
                            : "child",
        (long long)(now_us() - begun), WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
    return 0;
}
