/* os.h -- all that the runner asks of an operating system.
 *
 * What it is: os_posix.c and os_posix_children.c hold what every Unix has, os_linux.c the rest; the other files of framework/process
 * keep to POSIX. Another Unix is another file in place of os_linux.c, which must give
 *
 *     files in memory       sb_os_memory_file, sb_os_keep_size, sb_os_empty; shm_open and ftruncate do, where nothing is given back
 *     this program          sb_os_program_path, sb_os_arguments; without fork or /proc: argv[0] by PATH
 *     a bond to main        sb_os_die_with, sb_os_fork_heir; a thread that waits for the parent's end does
 *     waiting               sb_os_watch_open, _wait, _close: for children, three signals and time; kqueue or a pipe does
 *     a quick look          sb_os_unwritten; true is allowed
 *     what a test closed    sb__os_open_of; -1 is allowed: then failures of such tests are counted, and their text is lost
 *     leaks                 sb_os_descriptors, sb_os_children, sb_os_descriptor_name; empty is allowed: then --leaks finds none
 *     holders of a lock     sb_os_openers; empty is allowed: then `seedbed sandbox unlock --force` ends none
 *     instruments           sb_os_traced, sb_os_write_coverage, sb_os_leave_frames, sb_os_tell_leaks; false and nothing are allowed
 *
 * and memory_linux.c (framework/sandbox/sqlite), os_crash.c, os_modules.c and os_code.c another one each. A system without fork has
 * --start=spawn.
 *
 * Errors: descriptors and sizes as the system has them, -1 for failure with errno.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_OS_H
#define SEEDBED_FRAMEWORK_PROCESS_OS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

/* Monotonic; no system call where the clock is mapped into the process. */
uint64_t sb_os_now_ns(void);
/* Since 1970 in UTC. */
int64_t sb_os_unix_ms(void);
/* Whether a debugger, or another tracer, holds this process. */
bool sb_os_traced(void);
/* The name of this machine, in a buffer of the caller; "" where it has none. */
const char *sb_os_host(char *buffer, size_t size);
/* The file of this program, also when another one has its name by now, as a path that the caller frees. */
char *sb_os_program_path(void);
unsigned sb_os_cores(void);
/* From where to where the code lies of the library, or program, that has the address. False: nobody knows. */
bool sb_os_code_around(uintptr_t address, uintptr_t *from_out, uintptr_t *to_out);
/* The file of a loaded library that was linked with one whose name begins so; NULL: there is none, or none was loaded since the last call
 * with the same `loaded`, which begins as 0. Borrowed, as long as the library is loaded. */
const char *sb_os_library_with(const char *needed, unsigned long long *loaded);
/* Columns of the terminal behind fd, or 0. */
int sb_os_columns(int fd);
/* "SIGSEGV"; "signal 77" for one without a name, in a buffer of the caller. */
const char *sb_os_signal_name(int signal, char *buffer, size_t size);

/* What it means to the reader of a report: "it used memory that is not there, or not its own"; NULL where there is nothing to say. */
const char *sb_os_signal_meaning(int signal);

/* Zeroed memory that children share. Never NULL: no memory ends the process. file_out: by which a child that does not inherit the
 * memory may join; -1 where the system has no files in memory. */
void *sb_os_share(size_t bytes, int *file_out);
/* NULL with errno. */
void *sb_os_join(int file, size_t bytes);
/* file may be -1. */
/* Of this memory every byte will be written soon: its whole pages are made at once, which costs half of what it costs when each of them
 * is missed at its first byte. A hint: nothing is lost where the system cannot. */
void sb_os_make_ready(void *at, size_t bytes);
void sb_os_unshare(void *at, size_t bytes, int file);
/* Zeros that this process alone has: what it forks finds nothing at the address, and no page is copied because of that. No pointer in it
 * keeps memory from looking lost. For sb_os_unshare, with no file. */
void *sb_os_own(size_t bytes);
/* Of one system's file. A hint: nothing is lost where the system cannot. */
void sb__os_keep_from_children(void *at, size_t bytes);
/* A file without a name, in memory, not inherited by programs that a test starts unless it is made stdout. Its descriptor is a high
 * number where the limits allow, out of the way of tests that close or reuse low ones. */
int sb_os_memory_file(void);
/* Never let it become shorter; give the pages between two positions back, so that they read as zero. */
int sb_os_keep_size(int fd);
int sb_os_empty(int fd, uint64_t from, uint64_t to);
/* From now on this room is the buffer of a stream that is buffered, or not used yet, in the mode that it has. */
void sb_os_lend_buffer(FILE *stream, char *room, size_t size);
/* From now on the stream keeps nothing back; the mode that it had, for sb_os_buffer, which has it buffered so again. */
int sb_os_unbuffer(FILE *stream);
void sb_os_buffer(FILE *stream, char *room, size_t size, int mode);
/* Whether the stream may hold what was not written yet; cheaper to ask than fflush. */
bool sb_os_unwritten(FILE *stream);
uint64_t sb_os_file_size(int fd);
/* All of it, however often the system takes a part only. -1 with errno. */
int sb_os_write_all(int fd, const void *from, size_t size);
/* Whether what is written goes behind the end; and from now on where its position is, unless it may be kept. */
bool sb_os_append(int fd, bool keep);
/* Its first `bytes`, mapped for reading; pages nobody wrote read as zero and cost nothing. NULL for failure. */
const char *sb_os_view(int fd, size_t bytes);
/* Zeros in place of the file, in a handler of signals. */
int sb_os_view_nothing(const char *view, size_t bytes);

/* A file in memory by more than its number: tests may close descriptors that are not theirs, or put other files under their numbers. */
typedef struct sb_os_file {
    int fd;      /* here */
    pid_t owner; /* who has it open under the number `theirs`, as long as its children live */
    int theirs;
    uint64_t device, inode;
} sb_os_file;
/* owner: of the number fd; its own process, or the parent that handed the descriptor down. */
void sb_os_file_note(sb_os_file *file, int fd, pid_t owner);
bool sb_os_file_is(const sb_os_file *file, int fd);
/* What the file's own descriptor is after a test may have closed it: as it was, opened anew through its owner (then with a position of
 * its own, where the owner's was), or gone. */
enum sb_os_mended { SB_OS_WELL = 0, SB_OS_ANEW, SB_OS_GONE };
enum sb_os_mended sb_os_file_mend(sb_os_file *file);
/* Of one system's file: open what another process has open under this number; position_out: where it stands there. -1 where that is
 * not possible. */
int sb__os_open_of(pid_t owner, int theirs, uint64_t *position_out);

/* Of one system's file: no signal is blocked in this process, which has one thread. */
void sb__os_unblock_all(void);
/* A child in a process group of its own, with stdin from /dev/null and no signal blocked, which dies when this process does. nothing:
 * of sb_os_nothing, or -1. */
pid_t sb_os_fork(int nothing);
/* /dev/null, open for reading, for many children; -1 where there is none. */
int sb_os_nothing(void);

/* A copy of this process in a session of its own, with nothing open and deaf to signals, which sleeps as long as this process lives.
 * Returns in it, with 0, when this process is gone. */
pid_t sb_os_fork_heir(void);
/* End it, and wait for that. */
void sb_os_end_heir(pid_t heir);

/* The signals that this process ignores, bit n for signal n; and back to their defaults where it still does. */
uint64_t sb_os_ignored(void);
void sb_os_unignore(uint64_t which);

/* From now on a file that may not grow further is an error of who writes it, and no end of this process. What was ignored for it, for
 * sb_os_unignore. */
uint64_t sb_os_outlive_full_files(void);

/* This program, started anew. */
typedef struct sb_os_program {
    char *const *argv;
    const char *name, *value; /* a variable in its environment beside those of this process */
    int output;               /* its stdout and stderr */
    const int *fd;            /* what it inherits beside them, under the same numbers */
    size_t fds;
} sb_os_program;
/* A child as sb_os_fork makes it, and with every signal's default. It shall call sb_os_die_with. Negative with errno. */
pid_t sb_os_spawn(const sb_os_program *program);
/* From now on this process dies when its parent does; at once where that is no longer its parent. */
void sb_os_die_with(pid_t parent);
/* As this process was given it, for programs whose own main changed it; `otherwise` where the system does not tell. */
char **sb_os_arguments(int argc, char **argv);
void sb_os_arguments_free(char **copy);
/* Not inherited by programs that this process starts. */
void sb_os_keep_to_self(int fd);

typedef struct sb_os_death {
    bool over;     /* false: the child still runs */
    int signal;    /* that killed it, or 0 */
    int exit_code; /* where no signal did */
} sb_os_death;
/* Whether a child has ended; does not wait. What is left of its group is ended then. */
sb_os_death sb_os_ended(pid_t child);
/* To a child that has not ended, and its whole group: ask to end, or end at once. */
void sb_os_ask_to_end(pid_t child);
void sb_os_end(pid_t child);
/* End what is left of the group of a child that has ended. False: nothing was. */
bool sb_os_end_left(pid_t child);

/* Notices of children that ended and of requests to stop (SIGINT, SIGTERM, SIGHUP; not those that are ignored), while it is open. */
typedef struct sb_os_watch {
    int fd;
    bool interrupted;
    unsigned char saved[128]; /* the signal mask from before */
} sb_os_watch;
int sb_os_watch_open(sb_os_watch *watch);
/* Wait for a notice, at most so long. */
void sb_os_watch_wait(sb_os_watch *watch, uint64_t timeout_ns);
void sb_os_watch_close(sb_os_watch *watch);
/* Let others have this processor, and go on at once where nobody wants it. */
void sb_os_yield(void);

/* From now on fn is called in every child that this process forks, before fork returns there. */
int sb_os_when_forked(void (*fn)(void));

/* Numbers of open descriptors below those that are ours (sb_os_memory_file), and of children, ended or not. Into a list that is used
 * again; the caller frees `at`. Empty where the system does not tell. */
typedef struct sb_os_numbers {
    long *at;
    size_t n, room;
} sb_os_numbers;
void sb_os_descriptors(sb_os_numbers *out);
void sb_os_children(sb_os_numbers *out);
/* Processes that have the file open, as far as we may look into them; without us. */
void sb_os_openers(const char *path, sb_os_numbers *out);
/* "/tmp/x", "a pipe", in a buffer of the caller. */
const char *sb_os_descriptor_name(int fd, char *buffer, size_t size);
/* Where stdin, stdout or stderr is closed, put something there that cannot be written, so that no file of ours gets its number. */
void sb_os_fill_standard(void);
/* Make fd the stdout and stderr of this process. */
int sb_os_capture(int fd);
/* What instruments want done before a process leaves by _exit: coverage written, where the program was built to count it. */
void sb_os_write_coverage(void);
/* What they want done before frames of a test are left without their ends: its variables no longer guard the stack. */
void sb_os_leave_frames(void);
/* The same for leaks: true when some were found, and told on stderr. */
bool sb_os_tell_leaks(void);

/* Sleep while *word, in memory that processes share, has this value: until sb_os_wake there, or so long. */
void sb_os_sleep_on(_Atomic uint32_t *word, uint32_t value, uint64_t timeout_ns);
void sb_os_wake(_Atomic uint32_t *word);

/* Remove a folder and all in it; links are removed, not followed. 0 also when it was not there. */
int sb_os_remove_tree(const char *path);

#endif
