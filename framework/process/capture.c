/* capture.c -- output caught without a system call per test. */
#include "capture.h"
#include "os.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROOM = 64 << 20, REWIND_AT = 32 << 20, LOOK = 64, LOOKS = 1000, KEPT = 1 << 20 };

int sb_capture_open(sb_capture *capture)
{
    capture->fd = sb_os_memory_file();
    capture->room = ROOM;
    capture->mark = 0;
    capture->looks = 0;
    capture->view = NULL;
    if (capture->fd < 0 || ftruncate(capture->fd, ROOM) || sb_os_keep_size(capture->fd))
        return -1;
    capture->view = sb_os_view(capture->fd, ROOM);
    return capture->view ? 0 : -1;
}

int sb_capture_join(sb_capture *capture, int fd)
{
    fflush(stdout);
    off_t at = lseek(fd, 0, SEEK_CUR);
    *capture = (sb_capture){ .fd = fd, .view = sb_os_view(fd, ROOM), .room = ROOM, .mark = at < 0 ? 0 : (uint64_t)at };
    return capture->view ? 0 : -1;
}

void sb_capture_close(sb_capture *capture)
{
    if (capture->view)
        sb_os_unshare((void *)(uintptr_t)capture->view, capture->room, -1);
    if (capture->fd >= 0)
        close(capture->fd);
    capture->fd = -1;
    capture->view = NULL;
}

int sb_capture_take(sb_capture *capture)
{
    /* By line, so that a crash loses no finished line and both streams keep their order. Unbuffered first: main has written to its
     * stdout, and glibc goes on filling the buffer of a used stream whatever the new mode. */
    setvbuf(stdout, NULL, _IONBF, 0);
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    return sb_os_capture(capture->fd);
}

/* From the beginning again, with all pages given back; the file keeps its size, which is sealed. */
static void rewind_file(sb_capture *capture, uint64_t size)
{
    if (sb_os_empty(capture->fd, size) == 0 && lseek(capture->fd, 0, SEEK_SET) == 0)
        capture->mark = 0;
}

static bool looks_silent(const sb_capture *capture)
{
    static const char nothing[LOOK];
    return capture->mark + LOOK <= capture->room && memcmp(capture->view + capture->mark, nothing, LOOK) == 0;
}

void sb_capture_next(sb_capture *capture, bool sure)
{
    fflush(stdout); /* costs nothing when nothing is pending */
    if (!sure && ++capture->looks < LOOKS && looks_silent(capture))
        return;
    capture->looks = 0;
    off_t at = lseek(capture->fd, 0, SEEK_CUR);
    capture->mark = at < 0 ? capture->mark : (uint64_t)at;
    if (capture->mark > REWIND_AT)
        rewind_file(capture, capture->mark);
}

static void read_range(const sb_capture *capture, off_t at, off_t end, sb_text *out)
{
    char piece[8192];
    while (at < end) {
        size_t want = (size_t)(end - at) < sizeof piece ? (size_t)(end - at) : sizeof piece;
        ssize_t got = pread(capture->fd, piece, want, at);
        if (got <= 0)
            return;
        sb_text_put(out, piece, (size_t)got);
        at += got;
    }
}

void sb_capture_read(const sb_capture *capture, uint64_t from, sb_text *out)
{
    off_t at = (off_t)from, end = lseek(capture->fd, 0, SEEK_CUR);
    if (end - at <= 2 * KEPT) {
        read_range(capture, at, end, out);
        return;
    }
    read_range(capture, at, at + KEPT, out);
    sb_text_add(out, "\n... %lld bytes of output are left out here ...\n", (long long)(end - at - 2 * KEPT));
    read_range(capture, end - KEPT, end, out);
}
