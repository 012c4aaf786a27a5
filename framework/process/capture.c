/* capture.c -- output caught without a system call per test. */
#include "capture.h"
#include "../../assert/context.h"
#include "crash.h"
#include "os.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROOM = 64 << 20, REWIND_AT = 32 << 20, LOOK = 64, LOOKS = 1000, KEPT = 1 << 20, STEP = 4 << 20 };

int sb_capture_open(sb_capture *capture)
{
    int fd = sb_os_memory_file();
    sb_os_file_note(&capture->file, fd, getpid());
    capture->trimmed = 0;
    capture->anew = false;
    capture->cut = false;
    capture->room = ROOM;
    capture->mark = 0;
    capture->looks = 0;
    capture->view = NULL;
    if (fd < 0 || ftruncate(capture->file.fd, ROOM) || (!sb_crash_sees_faults() && sb_os_keep_size(capture->file.fd)))
        return -1;
    capture->view = sb_os_view(capture->file.fd, ROOM);
    return capture->view ? 0 : -1;
}

int sb_capture_join(sb_capture *capture, int fd)
{
    fflush(stdout);
    off_t at = lseek(fd, 0, SEEK_CUR);
    *capture = (sb_capture){ .view = sb_os_view(fd, ROOM), .room = ROOM, .mark = at < 0 ? 0 : (uint64_t)at };
    sb_os_file_note(&capture->file, fd, getppid());
    return capture->view ? 0 : -1;
}

void sb_capture_close(sb_capture *capture)
{
    if (capture->view)
        sb_os_unshare((void *)(uintptr_t)capture->view, capture->room, -1);
    if (capture->file.fd >= 0)
        close(capture->file.fd);
    capture->file.fd = -1;
    capture->view = NULL;
}

int sb_capture_take(sb_capture *capture)
{
    sb_context_get()->capture = capture;
    return sb_os_capture(capture->file.fd);
}

bool sb_capture_fault(const void *address)
{
    sb_capture *capture = sb_context_get()->capture;
    const char *at = address;
    if (!capture || !capture->view || at < capture->view || at >= capture->view + capture->room)
        return false;
    capture->cut = true;
    return (sb_os_file_is(&capture->file, capture->file.fd) && ftruncate(capture->file.fd, (off_t)capture->room) == 0) ||
        sb_os_view_nothing(capture->view, capture->room) == 0;
}

bool sb_capture_mend(sb_capture *capture)
{
    enum sb_os_mended mended = sb_os_file_mend(&capture->file);
    bool out = sb_os_file_is(&capture->file, STDOUT_FILENO), err = sb_os_file_is(&capture->file, STDERR_FILENO);
    capture->anew = capture->anew || mended != SB_OS_WELL;
    if (mended == SB_OS_GONE)
        capture->file.fd = -1; /* its number may be another file's */
    /* A stream that was closed above the descriptor stays so: only a fresh process has it again. */
    capture->anew = capture->anew || !out || !err;
    if (mended == SB_OS_GONE || (mended == SB_OS_WELL && out && err))
        return mended == SB_OS_GONE;
    sb_os_capture(capture->file.fd);
    return !out || !err;
}

/* From the beginning again, with all pages given back; the file keeps its size, which is sealed. A test may have put a file of its own
 * under our number: that one keeps what it has. */
static void rewind_file(sb_capture *capture, uint64_t size)
{
    if (sb_os_file_is(&capture->file, capture->file.fd) && sb_os_empty(capture->file.fd, 0, size) == 0 &&
        lseek(capture->file.fd, 0, SEEK_SET) == 0)
        capture->mark = capture->trimmed = 0;
}

/* A test cut the file short, or appended to it by another way than ours: from the beginning again, and as long as it was. */
static void straighten(sb_capture *capture)
{
    int fd = capture->file.fd;
    uint64_t size = sb_os_file_size(fd);
    if ((size == capture->room && !capture->cut) || !sb_os_file_is(&capture->file, fd))
        return;
    capture->cut = false;
    sb_os_append(fd, false);
    if (size != capture->room && ftruncate(fd, (off_t)capture->room))
        sb_os_empty(fd, capture->room, size); /* it is sealed */
    rewind_file(capture, capture->room);
}

/* In steps, so that a flood costs a call for every few megabytes and not one for every look. */
bool sb_capture_trim(sb_capture *capture, uint64_t from)
{
    off_t at = lseek(capture->file.fd, 0, SEEK_CUR);
    uint64_t end = at < 0 ? 0 : (uint64_t)at;
    if (end < capture->trimmed) /* the worker began the file anew */
        capture->trimmed = 0;
    uint64_t first = from + KEPT > capture->trimmed ? from + KEPT : capture->trimmed;
    if (end < first + KEPT + STEP)
        return false;
    if (sb_os_empty(capture->file.fd, first, end - KEPT) == 0)
        capture->trimmed = end - KEPT;
    return true;
}

static bool looks_silent(const sb_capture *capture)
{
    const char *at = capture->view + capture->mark;
    uint64_t word[LOOK / sizeof(uint64_t)], any = 0;
    if (capture->mark + LOOK > capture->room)
        return false;
    memcpy(word, at, sizeof word);
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        any |= word[i];
    return !any;
}

static uint64_t position(const sb_capture *capture)
{
    off_t at = lseek(capture->file.fd, 0, SEEK_CUR);
    return at < 0 ? capture->mark : (uint64_t)at;
}

/* The view is of our file for sure, and the position perhaps of another one that a test put under its number. Most output ends in a
 * byte that is not NUL, which the view shows without a system call. */
static bool written_up_to(const sb_capture *capture, uint64_t at)
{
    return at > capture->mark && at <= capture->room && capture->view[at - 1] != '\0';
}

void sb_capture_next(sb_capture *capture, bool sure)
{
    if (sb_os_unwritten(stdout))
        fflush(stdout);
    if (!sure && ++capture->looks < LOOKS && looks_silent(capture) && !capture->cut)
        return;
    capture->looks = 0;
    uint64_t at = position(capture);
    if (at != capture->mark && !written_up_to(capture, at) && !sb_os_file_is(&capture->file, capture->file.fd)) {
        sb_capture_mend(capture);
        at = position(capture);
    }
    capture->mark = at;
    if (capture->mark > REWIND_AT)
        rewind_file(capture, capture->mark);
    straighten(capture);
}

static void read_range(const sb_capture *capture, off_t at, off_t end, sb_text *out)
{
    char piece[8192];
    while (at < end) {
        size_t want = (size_t)(end - at) < sizeof piece ? (size_t)(end - at) : sizeof piece;
        ssize_t got = pread(capture->file.fd, piece, want, at);
        if (got <= 0)
            return;
        sb_text_put(out, piece, (size_t)got);
        at += got;
    }
}

/* Without the NUL bytes that stand for what nobody wrote; a few megabytes at the most. */
static void read_written(const sb_capture *capture, off_t at, off_t end, sb_text *out)
{
    char piece[8192];
    ssize_t got;
    for (; at < end && out->size < 2 * KEPT; at += got) {
        size_t n = 0, want = (size_t)(end - at) < sizeof piece ? (size_t)(end - at) : sizeof piece;
        if ((got = pread(capture->file.fd, piece, want, at)) <= 0)
            return;
        for (ssize_t i = 0; i < got; i++)
            if (piece[i])
                piece[n++] = piece[i];
        sb_text_put(out, piece, n);
    }
}

/* Whether somebody opened it anew by /dev/stdout or /dev/stderr and cut it short, or appends at its end, far behind what is written
 * otherwise. Both show in its size. */
static bool read_odd(const sb_capture *capture, off_t from, off_t end, sb_text *out)
{
    off_t size = (off_t)sb_os_file_size(capture->file.fd), room = (off_t)capture->room;
    if (size < room)
        read_written(capture, 0, size, out);
    else if (size > room && (end <= room || sb_os_append(capture->file.fd, true)))
        read_written(capture, from, end < room ? end : room, out), read_written(capture, room, size, out);
    else
        return false;
    return true;
}

void sb_capture_read(const sb_capture *capture, uint64_t from, sb_text *out)
{
    off_t at = (off_t)from, end = lseek(capture->file.fd, 0, SEEK_CUR);
    if (read_odd(capture, at, end, out))
        return;
    if (end - at <= 2 * KEPT) {
        read_range(capture, at, end, out);
        return;
    }
    read_range(capture, at, at + KEPT, out);
    sb_text_add(out, "\n... %lld bytes of output are left out here ...\n", (long long)(end - at - 2 * KEPT));
    read_range(capture, end - KEPT, end, out);
}
