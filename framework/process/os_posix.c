/* os_posix.c -- what every Unix has: clock, names of signals, shared memory, files by more than their number, folders. */
#include "../../assert/text.h"
#include "os.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

uint64_t sb_os_now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

void sb_os_yield(void) { sched_yield(); }

int64_t sb_os_unix_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

const char *sb_os_host(char *buffer, size_t size)
{
    if (gethostname(buffer, size))
        buffer[0] = '\0';
    buffer[size - 1] = '\0';
    return buffer;
}

unsigned sb_os_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : (unsigned)n;
}

int sb_os_columns(int fd)
{
    struct winsize size;
    return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/* The signals a worker may die of, by name and by what they tell the author of a test. */
static const struct known {
    int number;
    const char *name, *meaning;
} known[] = {
    { SIGSEGV, "SIGSEGV", "it used memory that is not there, or not its own" },
    { SIGABRT, "SIGABRT", "it called abort, or an assert of its own failed" },
    { SIGBUS, "SIGBUS", "it used memory behind the end of a mapped file, or misaligned" },
    { SIGFPE, "SIGFPE", "an integer was divided by zero" },
    { SIGILL, "SIGILL", "it came upon an instruction that is none" },
    { SIGTRAP, "SIGTRAP", "a breakpoint or a sanitizer's trap was hit" },
    { SIGSYS, "SIGSYS", "a system call was not allowed" },
    { SIGPIPE, "SIGPIPE", "it wrote to a pipe or socket that nobody reads" },
    { SIGKILL, "SIGKILL", "somebody outside ended it; without memory the system does so" },
    { SIGTERM, "SIGTERM", "somebody outside asked it to end" },
    { SIGXCPU, "SIGXCPU", "its allowance of processor time was used up" },
    { SIGXFSZ, "SIGXFSZ", "a file grew beyond the size allowed" },
    { SIGINT, "SIGINT", NULL },
    { SIGQUIT, "SIGQUIT", NULL },
    { SIGHUP, "SIGHUP", NULL },
    { SIGALRM, "SIGALRM", "an alarm it set went off unhandled" },
    { SIGUSR1, "SIGUSR1", NULL },
    { SIGUSR2, "SIGUSR2", NULL },
};

static const struct known *find_signal(int signal)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].number == signal)
            return &known[i];
    return NULL;
}

const char *sb_os_signal_name(int signal, char *buffer, size_t size)
{
    const struct known *found = find_signal(signal);
    if (found)
        return found->name;
    snprintf(buffer, size, "signal %d", signal);
    return buffer;
}

const char *sb_os_signal_meaning(int signal)
{
    const struct known *found = find_signal(signal);
    return found ? found->meaning : NULL;
}

/* Without a file where there is none: forked children share the memory as well. */
void *sb_os_share(size_t bytes, int *file_out)
{
    int file = sb_os_memory_file();
    if (file >= 0 && (ftruncate(file, (off_t)bytes) || sb_os_keep_size(file))) { /* cut short, it would kill who looks */
        close(file);
        file = -1;
    }
    void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | (file < 0 ? MAP_ANONYMOUS : 0), file, 0);
    if (at == MAP_FAILED) {
        fprintf(stderr, "seedbed: no memory for %zu bytes shared with the workers: %s\n", bytes, strerror(errno));
        _exit(SB_EXIT_INTERNAL);
    }
    *file_out = file;
    return at;
}

void *sb_os_own(size_t bytes)
{
    void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) {
        fprintf(stderr, "seedbed: no memory for %zu bytes: %s\n", bytes, strerror(errno));
        _exit(SB_EXIT_INTERNAL);
    }
    sb__os_keep_from_children(at, bytes);
    return at;
}

void *sb_os_join(int file, size_t bytes)
{
    void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    return at == MAP_FAILED ? NULL : at;
}

void sb_os_unshare(void *at, size_t bytes, int file)
{
    munmap(at, bytes);
    if (file >= 0)
        close(file);
}

const char *sb_os_view(int fd, size_t bytes)
{
    void *at = mmap(NULL, bytes, PROT_READ, MAP_SHARED, fd, 0);
    return at == MAP_FAILED ? NULL : at;
}

int sb_os_view_nothing(const char *view, size_t bytes)
{
    int how = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;
    return mmap((void *)(uintptr_t)view, bytes, PROT_READ, how, -1, 0) == MAP_FAILED ? -1 : 0;
}

int sb_os_write_all(int fd, const void *from, size_t size)
{
    for (const char *at = from; size;) {
        ssize_t done = write(fd, at, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return -1;
        at += done;
        size -= (size_t)done;
    }
    return 0;
}

uint64_t sb_os_file_size(int fd)
{
    struct stat about;
    return fstat(fd, &about) == 0 && about.st_size > 0 ? (uint64_t)about.st_size : 0;
}

bool sb_os_append(int fd, bool keep)
{
    int flags = fcntl(fd, F_GETFL);
    bool appends = flags >= 0 && flags & O_APPEND;
    if (appends && !keep)
        fcntl(fd, F_SETFL, flags & ~O_APPEND);
    return appends;
}

void sb_os_file_note(sb_os_file *file, int fd, pid_t owner)
{
    struct stat about;
    *file = (sb_os_file){ .fd = fd, .owner = owner, .theirs = fd };
    if (fd >= 0 && fstat(fd, &about) == 0) {
        file->device = (uint64_t)about.st_dev;
        file->inode = (uint64_t)about.st_ino;
    }
}

bool sb_os_file_is(const sb_os_file *file, int fd)
{
    struct stat about;
    return fstat(fd, &about) == 0 && (uint64_t)about.st_dev == file->device && (uint64_t)about.st_ino == file->inode;
}

enum sb_os_mended sb_os_file_mend(sb_os_file *file)
{
    uint64_t position = 0;
    if (sb_os_file_is(file, file->fd))
        return SB_OS_WELL;
    int fd = sb__os_open_of(file->owner, file->theirs, &position);
    if (fd < 0)
        return SB_OS_GONE;
    if (!sb_os_file_is(file, fd)) { /* the owner is gone, and its number is another process's by now */
        close(fd);
        return SB_OS_GONE;
    }
    lseek(fd, (off_t)position, SEEK_SET);
    file->fd = fd; /* what stands under the old number is the test's, or nothing */
    return SB_OS_ANEW;
}

void sb_os_arguments_free(char **copy)
{
    for (size_t i = 0; copy && copy[i]; i++)
        free(copy[i]);
    free(copy);
}

void sb_os_keep_to_self(int fd) { fcntl(fd, F_SETFD, FD_CLOEXEC); }

int sb_os_when_forked(void (*fn)(void)) { return pthread_atfork(NULL, NULL, fn) ? -1 : 0; }

void sb_os_fill_standard(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) != fd)
            return; /* there is no /dev/null: then nothing is to be done */
}

int sb_os_capture(int fd) { return dup2(fd, STDOUT_FILENO) < 0 || dup2(fd, STDERR_FILENO) < 0 ? -1 : 0; }

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about, (void)kind, (void)where;
    return remove(path);
}

int sb_os_remove_tree(const char *path)
{
    if (nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0)
        return 0;
    return errno == ENOENT ? 0 : -1;
}
