/* capture.h -- stdout and stderr of a worker, caught in a file in memory and read only when a test failed.
 *
 * What it is: one file per seat, opened by main, inherited by the worker as its stdout and stderr. Asking how far it was written
 * would cost a system call per test; instead the file is mapped, and a look at the first bytes where the next output would begin
 * tells whether there was any. Output that begins with 64 NUL bytes deceives that look; the true position is asked for after every
 * failed test and now and then, so that it deceives not for long.
 *
 * A test, or a program that it starts, may open /dev/stdout or /dev/stderr itself. Opened with O_TRUNC the file is cut short, and a look
 * behind its end is a SIGBUS: the handler of crashes knows the view and makes the file long enough again. Appended (O_APPEND) is behind
 * all of the room. Both are read as what was written in the test, and the file is begun anew after it; of a passing test what was
 * appended may stay until then. Where the signal is somebody else's, a sanitizer's, the file is sealed against shrinking instead: there
 * O_TRUNC is refused (EPERM). A test that takes SIGBUS for itself and cuts the file short as well gets that fault.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_CAPTURE_H
#define SEEDBED_FRAMEWORK_PROCESS_CAPTURE_H

#include "../../assert/text.h"
#include "os.h"
#include <stdint.h>

typedef struct sb_capture {
    sb_os_file file;
    const char *view;
    size_t room;      /* bytes of view */
    uint64_t mark;    /* where the output of the next test begins */
    unsigned looks;   /* since the true position was asked for */
    uint64_t trimmed; /* in main: up to where the middle of a flood was given back */
    _Atomic bool cut; /* in a worker: the file was found cut short, or something was left behind its room */
    bool anew;        /* in a worker: tests closed its descriptor, stdout or stderr, and only a fresh process is whole again */
} sb_capture;

int sb_capture_open(sb_capture *capture);
void sb_capture_close(sb_capture *capture);
/* In a spawned worker: what main opened, by its descriptor; from where it was written to by now. */
int sb_capture_join(sb_capture *capture, int fd);
/* In the worker: send stdout and stderr here. */
int sb_capture_take(sb_capture *capture);
/* In the handler of a SIGBUS at this address: true where a look of ours was the cause, which may be repeated now. */
bool sb_capture_fault(const void *address);
/* In main, now and then: what a test writes is in memory, so give back the middle of what it wrote since `from`, which nobody will read,
 * while it writes. True: it writes a lot. */
bool sb_capture_trim(sb_capture *capture, uint64_t from);
/* In the worker: stdout and stderr lead here again, if a test closed or replaced them. True: one of them did not. */
bool sb_capture_mend(sb_capture *capture);
/* Between two tests: flush, and move the mark behind what the last one wrote. sure: ask for the true position. */
void sb_capture_next(sb_capture *capture, bool sure);
/* What was written since `from`; of more than two megabytes the first and the last one, and how much is left out between. */
void sb_capture_read(const sb_capture *capture, uint64_t from, sb_text *out);

#endif
