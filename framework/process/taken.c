/* taken.c -- leads stdout or stderr to where what is written can be read, and back.
 *
 * In a worker both streams lead to the capture file, of which reports show what stands behind its room as well. So a stream that is taken
 * gets a description of that file which appends: whatever becomes of the worker, it is in the report, and when the block is over the file
 * is cut to what it was. Where that way is taken by the other stream, this one alone is left to the capture itself, and is read from
 * there. Without a capture it is a file in memory of its own.
 */
#include "taken.h"
#include "os.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void sb_taken_flush(int stream) { fflush(stream == STDOUT_FILENO ? stdout : stderr); }

/* ---- where it goes meanwhile ---- */
static enum sb_way way_of(int stream, const sb_capture *capture)
{
    bool other = false;
    if (!capture || !sb_os_file_is(&capture->file, stream) || !sb_os_file_is(&capture->file, capture->file.fd))
        return SB_APART;
    for (const struct sb_taken *at = sb_context_get()->taken; at; at = at->around) {
        if (at->stream == stream)
            return at->way;
        other = other || at->way == SB_BEHIND;
    }
    return other ? SB_BETWEEN : SB_BEHIND;
}

/* Out of the way of tests that use low numbers, where the limits allow. */
static int copy_of(int fd)
{
    int high = fcntl(fd, F_DUPFD_CLOEXEC, SB_HIGH_DESCRIPTOR);
    return high < 0 ? fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) : high;
}

static bool lead_to(struct sb_taken *taken, int fd)
{
    taken->saved = copy_of(taken->stream);
    if (taken->saved >= 0 && dup2(fd, taken->stream) >= 0)
        return true;
    if (taken->saved >= 0)
        close(taken->saved);
    return false;
}

static bool lead_behind(struct sb_taken *taken, const sb_capture *capture)
{
    uint64_t position;
    int fd = sb__os_open_of(getpid(), capture->file.fd, &position);
    bool good = fd >= 0 && fcntl(fd, F_SETFL, O_APPEND) == 0 && lead_to(taken, fd);
    if (fd >= 0)
        close(fd);
    taken->file = capture->file.fd;
    taken->from = sb_os_file_size(capture->file.fd);
    return good;
}

static bool lead_apart(struct sb_taken *taken)
{
    taken->way = SB_APART;
    taken->from = 0;
    taken->file = sb_os_memory_file();
    if (taken->file >= 0 && lead_to(taken, taken->file))
        return true;
    if (taken->file >= 0)
        close(taken->file);
    return false;
}

static uint64_t position(int fd)
{
    off_t at = lseek(fd, 0, SEEK_CUR);
    return at < 0 ? 0 : (uint64_t)at;
}

bool sb_taken_take(struct sb_taken *taken)
{
    const sb_capture *capture = sb_context_get()->capture;
    taken->way = way_of(taken->stream, capture);
    if (taken->way == SB_BETWEEN) {
        taken->file = capture->file.fd;
        taken->from = position(taken->file);
        return true;
    }
    return (taken->way == SB_BEHIND && lead_behind(taken, capture)) || lead_apart(taken);
}

uint64_t sb_taken_end(const struct sb_taken *taken)
{
    return taken->way == SB_BETWEEN ? position(taken->file) : sb_os_file_size(taken->file);
}

/* ---- back to where it went ---- */
void sb_taken_lead_back(struct sb_taken *taken)
{
    sb_context_get()->taken = taken->around;
    if (taken->saved < 0)
        return;
    dup2(taken->saved, taken->stream);
    close(taken->saved);
    taken->saved = -1;
}

size_t sb_taken_read(int fd, uint64_t from, char *to, size_t size)
{
    size_t n = 0;
    for (ssize_t got; n < size && (got = pread(fd, to + n, size - n, (off_t)(from + n))) > 0;)
        n += (size_t)got;
    return n;
}

/* What a block took of it goes. A file that is sealed keeps its length: the block around goes on behind the hole. */
static void cut_back(const struct sb_taken *taken, uint64_t end)
{
    struct sb_taken *around = taken->around;
    while (around && around->stream != taken->stream)
        around = around->around;
    if (ftruncate(taken->file, (off_t)taken->from) == 0)
        return;
    if (around) {
        char *text = sb_alloc((size_t)(taken->from - around->from) + 1);
        sb_text_put(&around->kept, text, sb_taken_read(taken->file, around->from, text, (size_t)(taken->from - around->from)));
        free(text);
        around->from = end;
    }
    sb_os_empty(taken->file, taken->from, end);
}

void sb_taken_forget(struct sb_taken *taken, uint64_t end)
{
    if (taken->way == SB_APART)
        close(taken->file);
    else if (taken->way == SB_BEHIND)
        cut_back(taken, end);
    else {
        sb_os_empty(taken->file, taken->from, end);
        lseek(taken->file, (off_t)taken->from, SEEK_SET);
    }
    sb_text_release(&taken->kept);
}

void sb_taken_write_apart(const struct sb_taken *taken, int to)
{
    char piece[4096];
    ssize_t got;
    for (off_t at = 0; (got = pread(taken->file, piece, sizeof piece, at)) > 0; at += got)
        if (sb_os_write_all(to, piece, (size_t)got))
            return;
}
