/* measure.c -- running commands and taking their time and memory. */
#include "measure.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

static void become(const char *const *argv, int output)
{
    struct rlimit no_core = { 0, 0 };
    int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, STDIN_FILENO);
    if (output >= 0) {
        dup2(output, STDOUT_FILENO);
        dup2(output, STDERR_FILENO);
    }
    setrlimit(RLIMIT_CORE, &no_core); /* writing those would be most of what a crash costs */
    /* execvp takes char *const * and changes none of them. */
    union {
        const char *const *in;
        char *const *out;
    } arguments = { .in = argv };
    execvp(argv[0], arguments.out);
    _exit(127);
}

static bool run_to(const char *const *argv, int output, bench_cost *cost)
{
    int64_t start = bench_now_ns();
    pid_t child = fork();
    if (child < 0)
        return false;
    if (child == 0)
        become(argv, output);
    int status;
    struct rusage used;
    if (wait4(child, &status, 0, &used) != child)
        return false;
    if (cost) {
        cost->wall_s = (double)(bench_now_ns() - start) / 1e9;
        cost->processor_s = seconds(used.ru_utime) + seconds(used.ru_stime);
        cost->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool bench_run(const char *const *argv, bool loud, bench_cost *cost)
{
    int nowhere = loud ? -1 : open("/dev/null", O_WRONLY | O_CLOEXEC);
    bool good = run_to(argv, nowhere, cost);
    if (nowhere >= 0)
        close(nowhere);
    return good;
}

bool bench_says(const char *const *argv, const char *text, bench_cost *cost)
{
    FILE *file = tmpfile();
    if (!file)
        return false;
    run_to(argv, fileno(file), cost);
    off_t size = lseek(fileno(file), 0, SEEK_END);
    char *said = size < 0 ? NULL : calloc(1, (size_t)size + 1);
    bool there = said && pread(fileno(file), said, (size_t)size, 0) == size && memmem(said, (size_t)size, text, strlen(text));
    free(said);
    fclose(file);
    return there;
}

static double peak_of(pid_t process)
{
    char path[64], line[256];
    double kib = 0;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)process);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "VmHWM: %lf", &kib) == 1)
            break;
    if (file)
        fclose(file);
    return kib;
}

/* What a stopped process is to hear when it goes on: its signal, unless the stop is one of the tracing itself. */
static int to_deliver(int status)
{
    int signal = WSTOPSIG(status);
    return status >> 16 || signal == SIGTRAP || signal == SIGSTOP ? 0 : signal;
}

bool bench_peak(const char *const *argv, double *kib_out)
{
    int status, nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    pid_t child = fork(), process;
    if (child == 0) {
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
            _exit(127);
        become(argv, nowhere);
    }
    close(nowhere);
    *kib_out = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFSTOPPED(status))
        return false;
    ptrace(PTRACE_SETOPTIONS, child, NULL,
        PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL);
    ptrace(PTRACE_CONT, child, NULL, NULL);
    while ((process = waitpid(-1, &status, __WALL)) > 0) {
        if (!WIFSTOPPED(status))
            continue;
        if (status >> 16 == PTRACE_EVENT_EXIT)
            *kib_out += peak_of(process);
        ptrace(PTRACE_CONT, process, NULL, to_deliver(status));
    }
    return *kib_out > 0;
}
