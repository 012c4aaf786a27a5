/* os_linux.c -- what Linux has of its own: files in memory, signals as a descriptor, children that die with their parent. */
#include "../../assert/text.h"
#include "os.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Only there when the program was built with the instrument; see sb_os_write_coverage, sb_os_tell_leaks and sb_os_leave_frames. */
__attribute__((weak)) void sb_write_coverage_(void);
__attribute__((weak)) void __gcov_dump(void);
__attribute__((weak)) int __lsan_do_recoverable_leak_check(void);
__attribute__((weak)) void __asan_handle_no_return(void);

void sb_os_make_ready(void *at, size_t bytes)
{
#ifdef MADV_POPULATE_WRITE
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), from = ((uintptr_t)at + page - 1) & ~(page - 1);
    uintptr_t to = ((uintptr_t)at + bytes) & ~(page - 1);
    int before = errno;
    if (to > from)
        (void)madvise((void *)from, to - from, MADV_POPULATE_WRITE);
    errno = before;
#else
    (void)at;
    (void)bytes;
#endif
}

void sb__os_keep_from_children(void *at, size_t bytes)
{
    int before = errno;
    (void)madvise(at, bytes, MADV_DONTFORK);
    errno = before;
}

static int move_high(int low)
{
    int high = low < 0 ? -1 : fcntl(low, F_DUPFD_CLOEXEC, SB_HIGH_DESCRIPTOR);
    if (high < 0)
        return low;
    close(low);
    return high;
}

int sb_os_memory_file(void) { return move_high(memfd_create("seedbed", MFD_CLOEXEC | MFD_ALLOW_SEALING)); }

/* No fopen: a test may have left no memory either. */
static uint64_t position_of(pid_t owner, int theirs)
{
    char path[64], text[256];
    snprintf(path, sizeof path, "/proc/%ld/fdinfo/%d", (long)owner, theirs);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        close(fd);
    text[got > 0 ? got : 0] = '\0';
    const char *at = strstr(text, "pos:");
    return at ? strtoull(at + 4, NULL, 10) : 0;
}

int sb__os_open_of(pid_t owner, int theirs, uint64_t *position_out)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%ld/fd/%d", (long)owner, theirs);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    *position_out = fd < 0 ? 0 : position_of(owner, theirs);
    return move_high(fd);
}

bool sb_os_unwritten(FILE *stream)
{
#ifdef __GLIBC__ /* without a call: in a worker that was just forked the page of the function is a fault */
    if (stream->_mode <= 0)
        return stream->_IO_write_ptr > stream->_IO_write_base;
#endif
    return __fpending(stream) != 0;
}

static int mode_of(FILE *stream)
{
    size_t now = __fbufsize(stream);
    bool by_line = now ? __flbf(stream) != 0 : isatty(fileno(stream)) != 0;
    return now == 1 ? _IONBF : by_line ? _IOLBF : _IOFBF;
}

void sb_os_lend_buffer(FILE *stream, char *room, size_t size) { sb_os_buffer(stream, room, size, mode_of(stream)); }

int sb_os_unbuffer(FILE *stream)
{
    int mode = mode_of(stream);
    if (mode != _IONBF)
        setvbuf(stream, NULL, _IONBF, 0);
    return mode;
}

void sb_os_buffer(FILE *stream, char *room, size_t size, int mode)
{
    if (mode != _IONBF)
        setvbuf(stream, room, mode, size);
}

int sb_os_keep_size(int fd) { return fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK); }

int sb_os_empty(int fd, uint64_t from, uint64_t to)
{
    return fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (off_t)from, (off_t)(to - from));
}

int sb_os_nothing(void) { return move_high(open("/dev/null", O_RDONLY | O_CLOEXEC)); }

/* Not by the function of libc: where a process was forked a moment ago, the page of code that it stands on is a fault of its own. */
void sb__os_unblock_all(void)
{
    uint64_t none = 0; /* as many signals as the kernel has */
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &none, NULL, sizeof none);
}

void sb_os_die_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* it died before the request was made */
        _exit(255);
}

/* Blocked signals wake a process only where it waits for them. The one of main's death is as good as any other: who is woken looks. */
static void sleep_until_gone(pid_t parent)
{
    sigset_t woken;
    sigemptyset(&woken);
    sigaddset(&woken, SIGUSR1);
    while (getppid() == parent)
        sigwaitinfo(&woken, NULL);
}

static void close_all(void)
{
#ifdef SYS_close_range
    if (syscall(SYS_close_range, 0u, ~0u, 0u) == 0)
        return;
#endif
    long most = sysconf(_SC_OPEN_MAX);
    for (int fd = 0; fd < (most < 0 || most > 65536 ? 65536 : most); fd++)
        close(fd);
}

pid_t sb_os_fork_heir(void)
{
    sigset_t all, before;
    sigfillset(&all);
    pid_t parent = getpid();
    sigprocmask(SIG_SETMASK, &all, &before); /* as the child is to have it from its first moment on */
    pid_t child = fork();
    if (child != 0) {
        sigprocmask(SIG_SETMASK, &before, NULL);
        return child;
    }
    setsid();
    signal(SIGUSR1, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGUSR1);
    close_all();
    sleep_until_gone(parent);
    return 0;
}

/* /proc/self/cmdline: each argument with its NUL. */
char **sb_os_arguments(int argc, char **argv)
{
    sb_text whole = SB_TEXT_EMPTY;
    char piece[4096];
    ssize_t got;
    int file = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
    while (file >= 0 && (got = read(file, piece, sizeof piece)) > 0)
        sb_text_put(&whole, piece, (size_t)got);
    if (file >= 0)
        close(file);
    for (int i = 0; !whole.size && i < argc; i++)
        sb_text_put(&whole, argv[i], strlen(argv[i]) + 1);
    size_t n = 0, room = 0;
    char **list = NULL;
    for (size_t at = 0; at < whole.size; at += strlen(whole.at + at) + 1) {
        list = sb_grow(list, n + 1, &room, sizeof *list);
        list[n++] = sb_strdup(whole.at + at);
        list[n] = NULL;
    }
    sb_text_release(&whole);
    return list ? list : sb_alloc(sizeof *list);
}

/* Read when it is wanted, because a path beyond the file's own name may be gone by then; the link of the kernel leads there anyway. Not
 * at once by that link: under valgrind it leads to valgrind, and only reading it is answered as if there were none. */
char *sb_os_program_path(void)
{
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    path[n > 0 ? n : 0] = '\0';
    return sb_strdup(n > 0 && access(path, R_OK) == 0 ? path : "/proc/self/exe");
}

bool sb_os_traced(void)
{
    char status[1024];
    int fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? 0 : read(fd, status, sizeof status - 1);
    if (fd >= 0)
        close(fd);
    status[n > 0 ? n : 0] = '\0';
    const char *tracer = strstr(status, "\nTracerPid:\t");
    return tracer && tracer[strlen("\nTracerPid:\t")] != '0';
}

/* Who started us may want it ignored, as nohup does. */
static void add_unless_ignored(sigset_t *to, int number)
{
    struct sigaction now;
    if (sigaction(number, NULL, &now) == 0 && now.sa_handler != SIG_IGN)
        sigaddset(to, number);
}

int sb_os_watch_open(sb_os_watch *watch)
{
    sigset_t wanted, before;
    _Static_assert(sizeof before <= sizeof watch->saved, "the saved mask holds a sigset_t");
    watch->interrupted = false;
    signal(SIGCHLD, SIG_DFL); /* who started us may ignore it, and then no child can be waited for */
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGCHLD);
    add_unless_ignored(&wanted, SIGINT);
    add_unless_ignored(&wanted, SIGTERM);
    add_unless_ignored(&wanted, SIGHUP);
    sigprocmask(SIG_BLOCK, &wanted, &before);
    memcpy(watch->saved, &before, sizeof before);
    watch->fd = move_high(signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK));
    return watch->fd < 0 ? -1 : 0;
}

void sb_os_watch_wait(sb_os_watch *watch, uint64_t timeout_ns)
{
    struct pollfd on = { .fd = watch->fd, .events = POLLIN };
    struct timespec limit = { .tv_sec = (time_t)(timeout_ns / 1000000000u), .tv_nsec = (long)(timeout_ns % 1000000000u) };
    struct signalfd_siginfo notice[4]; /* each signal is pending once at most */
    if (ppoll(&on, 1, &limit, NULL) <= 0)
        return;
    ssize_t got = read(watch->fd, notice, sizeof notice);
    for (ssize_t i = 0; i < got / (ssize_t)sizeof *notice; i++)
        if (notice[i].ssi_signo != SIGCHLD)
            watch->interrupted = true;
}

void sb_os_watch_close(sb_os_watch *watch)
{
    sigset_t before;
    memcpy(&before, watch->saved, sizeof before);
    if (watch->fd >= 0)
        close(watch->fd);
    watch->fd = -1;
    sigprocmask(SIG_SETMASK, &before, NULL);
}

void sb_os_write_coverage(void)
{
    if (sb_write_coverage_)
        sb_write_coverage_();
    else if (__gcov_dump)
        __gcov_dump();
}

void sb_os_leave_frames(void)
{
    if (__asan_handle_no_return)
        __asan_handle_no_return();
}

bool sb_os_tell_leaks(void) { return __lsan_do_recoverable_leak_check && __lsan_do_recoverable_leak_check() != 0; }

void sb_os_sleep_on(_Atomic uint32_t *word, uint32_t value, uint64_t timeout_ns)
{
    struct timespec limit = { .tv_sec = (time_t)(timeout_ns / 1000000000u), .tv_nsec = (long)(timeout_ns % 1000000000u) };
    syscall(SYS_futex, (void *)word, FUTEX_WAIT, value, &limit, NULL, 0);
}

void sb_os_wake(_Atomic uint32_t *word) { syscall(SYS_futex, (void *)word, FUTEX_WAKE, INT32_MAX, NULL, NULL, 0); }

static void add_number(sb_os_numbers *out, long number)
{
    out->at = sb_grow(out->at, out->n, &out->room, sizeof *out->at);
    out->at[out->n++] = number;
}

void sb_os_descriptors(sb_os_numbers *out)
{
    DIR *folder = opendir("/proc/self/fd");
    out->n = 0;
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        long number = entry->d_name[0] == '.' ? -1 : strtol(entry->d_name, NULL, 10);
        if (number >= 0 && number < SB_HIGH_DESCRIPTOR && number != dirfd(folder))
            add_number(out, number);
    }
    if (folder)
        closedir(folder);
}

/* Each thread has those that it forked itself. */
static void add_children(const char *thread, sb_os_numbers *out)
{
    char *path = sb_format("/proc/self/task/%s/children", thread);
    FILE *file = fopen(path, "re");
    for (long number; file && fscanf(file, "%ld", &number) == 1;)
        add_number(out, number);
    if (file)
        fclose(file);
    free(path);
}

void sb_os_children(sb_os_numbers *out)
{
    DIR *folder = opendir("/proc/self/task");
    out->n = 0;
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.')
            add_children(entry->d_name, out);
    if (folder)
        closedir(folder);
}

static bool has_open(const char *process, const struct stat *file)
{
    char *path = sb_format("/proc/%s/fd", process);
    DIR *folder = opendir(path);
    struct stat about;
    bool found = false;
    for (struct dirent *entry; !found && folder && (entry = readdir(folder)) != NULL;)
        found = entry->d_name[0] != '.' && fstatat(dirfd(folder), entry->d_name, &about, 0) == 0 &&
            about.st_dev == file->st_dev && about.st_ino == file->st_ino;
    if (folder)
        closedir(folder);
    free(path);
    return found;
}

void sb_os_openers(const char *path, sb_os_numbers *out)
{
    struct stat file;
    DIR *folder = stat(path, &file) == 0 ? opendir("/proc") : NULL;
    out->n = 0;
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        long number = strtol(entry->d_name, NULL, 10);
        if (number > 0 && number != getpid() && has_open(entry->d_name, &file))
            add_number(out, number);
    }
    if (folder)
        closedir(folder);
}

/* Pipes, sockets and the like have a number behind a colon, which tells nobody anything. */
const char *sb_os_descriptor_name(int fd, char *buffer, size_t size)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(path, buffer, size - 1);
    buffer[n > 0 ? n : 0] = '\0';
    if (strncmp(buffer, "pipe:", 5) == 0)
        return "a pipe";
    if (strncmp(buffer, "socket:", 7) == 0)
        return "a socket";
    return buffer;
}
