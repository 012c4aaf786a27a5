/* printing.c -- takes what a block prints, in such a way that it is output of the test when the block does not come to its end.
 *
 * In a worker both streams lead to the capture file, of which reports show what stands behind its room as well. So a block's stream gets a
 * description of that file which appends: whatever becomes of the worker, it is in the report, and when the block is over the file is
 * cut to what it was. Where that way is taken by the other stream, this one alone is left to the capture itself, and is read from
 * there. Without a capture it is a file in memory of its own.
 */
#include "printing.h"
#include "../../assert/context.h"
#include "capture.h"
#include "os.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <seedbed/printing.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum way { BEHIND, BETWEEN, APART };

struct sb_taken {
    struct sb_taken *around;
    int stream; /* its descriptor, 1 or 2 */
    enum way way;
    int file;            /* to read it from */
    int saved;           /* where the stream led; -1: it was left alone */
    uint64_t from;       /* in the file */
    struct sb_text kept; /* BEHIND: what was before `from`, once it had to move */
    pthread_t thread;
    pid_t process; /* which took it, and not those that it forked since */
};

static void flush(int stream) { fflush(stream == STDOUT_FILENO ? stdout : stderr); }

/* ---- where it goes meanwhile ---- */
static enum way way_of(int stream, const sb_capture *capture)
{
    bool other = false;
    if (!capture || !sb_os_file_is(&capture->file, stream) || !sb_os_file_is(&capture->file, capture->file.fd))
        return APART;
    for (const struct sb_taken *at = sb_context_get()->taken; at; at = at->around) {
        if (at->stream == stream)
            return at->way;
        other = other || at->way == BEHIND;
    }
    return other ? BETWEEN : BEHIND;
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
    taken->way = APART;
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

static bool take(struct sb_taken *taken)
{
    const sb_capture *capture = sb_context_get()->capture;
    taken->way = way_of(taken->stream, capture);
    if (taken->way == BETWEEN) {
        taken->file = capture->file.fd;
        taken->from = position(taken->file);
        return true;
    }
    return (taken->way == BEHIND && lead_behind(taken, capture)) || lead_apart(taken);
}

static uint64_t end_of(const struct sb_taken *taken)
{
    return taken->way == BETWEEN ? position(taken->file) : sb_os_file_size(taken->file);
}

/* ---- back to where it went ---- */
static void lead_back(struct sb_taken *taken)
{
    sb_context_get()->taken = taken->around;
    if (taken->saved < 0)
        return;
    dup2(taken->saved, taken->stream);
    close(taken->saved);
    taken->saved = -1;
}

static size_t read_all(int fd, uint64_t from, char *to, size_t size)
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
        sb_text_put(&around->kept, text, read_all(taken->file, around->from, text, (size_t)(taken->from - around->from)));
        free(text);
        around->from = end;
    }
    sb_os_empty(taken->file, taken->from, end);
}

/* Nothing of it is output of the test any more. */
static void forget(struct sb_taken *taken, uint64_t end)
{
    if (taken->way == APART)
        close(taken->file);
    else if (taken->way == BEHIND)
        cut_back(taken, end);
    else {
        sb_os_empty(taken->file, taken->from, end);
        lseek(taken->file, (off_t)taken->from, SEEK_SET);
    }
    sb_text_release(&taken->kept);
}

/* Safe in a handler of signals. */
static void write_apart(const struct sb_taken *taken, int to)
{
    char piece[4096];
    ssize_t got;
    for (off_t at = 0; (got = pread(taken->file, piece, sizeof piece, at)) > 0; at += got)
        if (sb_os_write_all(to, piece, (size_t)got))
            return;
}

static void leave(struct sb_taken *taken)
{
    flush(taken->stream);
    lead_back(taken);
    if (taken->way == APART) {
        write_apart(taken, taken->stream);
        close(taken->file);
    } else
        sb_context_get()->capture->cut = true; /* also when this test passes: the next one begins without it */
    sb_text_release(&taken->kept);
    free(taken);
}

struct sb_taken *sb_printing_innermost(void) { return sb_context_get()->taken; }

void sb_printing_unwind(const struct sb_taken *to)
{
    while (sb_context_get()->taken && sb_context_get()->taken != to)
        leave(sb_context_get()->taken);
}

void sb_printing_unwind_thread(void)
{
    struct sb_taken *taken;
    while ((taken = sb_context_get()->taken) && pthread_equal(taken->thread, pthread_self()))
        leave(taken);
}

void sb_printing_save(void)
{
    for (struct sb_taken *taken = sb_context_get()->taken; taken; taken = taken->around) {
        if (taken->way != APART || taken->process != getpid())
            continue;
        write_apart(taken, taken->saved);
        dup2(taken->saved, taken->stream);
        taken->way = BETWEEN; /* it is written */
    }
}

/* The process that took it ends by exit, in the block. */
static void save_at_exit(void)
{
    if (!sb_context_get()->taken)
        return;
    fflush(stdout);
    sb_printing_save();
}

static void watch_exits(void)
{
    sb_context *context = sb_context_get();
    if (!context->exits_watched)
        context->exits_watched = atexit(save_at_exit) == 0;
}

/* ---- the calls that the words make ---- */
sb_printing sb_printing_begin(const char *file, int line, int stream)
{
    struct sb_taken *taken = sb_alloc(sizeof *taken);
    *taken = (struct sb_taken){ .around = sb_context_get()->taken,
        .stream = stream,
        .saved = -1,
        .file = -1,
        .thread = pthread_self(),
        .process = getpid() };
    sb_going_on();
    flush(stream);
    if (!take(taken)) {
        int error = errno;
        free(taken);
        sb_failed_at(file, line, true, "what the block prints cannot be taken: %s", strerror(error));
    }
    sb_context_get()->taken = taken;
    if (taken->way == APART)
        watch_exits();
    return (sb_printing){ .file = file, .line = line, .taken = taken };
}

/* Somebody in the block opened the stream's file anew and cut it short, as `echo x > /dev/stderr` does: what there is now is it. */
static void look_for_cut(struct sb_taken *taken, uint64_t *from_out, uint64_t *end_out)
{
    *from_out = taken->from;
    *end_out = end_of(taken);
    if (taken->way == BEHIND && *end_out < taken->from) {
        *from_out = 0;
        sb_context_get()->capture->cut = true;
    }
}

static void end_block(sb_printing *printing)
{
    struct sb_taken *taken = sb_context_get()->taken;
    uint64_t from, end;
    flush(taken->stream);
    look_for_cut(taken, &from, &end);
    size_t kept = taken->kept.size, fresh = end > from ? (size_t)(end - from) : 0;
    lead_back(taken);
    printing->text = sb_hold(kept + fresh + 1);
    if (kept)
        memcpy(printing->text, taken->kept.at, kept);
    printing->size = kept + read_all(taken->file, from, printing->text + kept, fresh);
    forget(taken, end);
    free(taken);
}

bool sb_printing_next(sb_printing *printing) { return !printing->turn++; }

/* An operand may be asked for twice. */
static void end_once(sb_printing *printing)
{
    if (!printing->text)
        end_block(printing);
}

/* A thread that ends may have left it already. */
void sb_printing_dropped(sb_printing *printing)
{
    const struct sb_taken *at = sb_context_get()->taken;
    if (printing->text)
        sb_release_held(printing->text);
    while (at && at != printing->taken)
        at = at->around;
    if (at && !printing->text)
        sb_printing_unwind(at->around);
}

void sb_printing_left(sb_printing *printing)
{
    bool judged = printing->text;
    sb_printing_dropped(printing);
    if (judged || sb_leaving())
        return;
    sb_failed_at(printing->file, printing->line, true,
        "the block should print\n  it was left by return or goto, so that what it printed could not be judged; leave it by break");
}

sb_view sb_printing_bytes(sb_printing *printing)
{
    end_once(printing);
    return sb_view_of(printing->text, printing->size, NULL);
}

const char *sb_printing_text(sb_printing *printing)
{
    end_once(printing);
    const char *nul = memchr(printing->text, '\0', printing->size);
    if (nul)
        sb_failed_at(printing->file, printing->line, true,
            "the block should print a string\n  it printed %zu bytes with a NUL among them, at byte %zu, which no string has; "
            "should_print_bytes takes bytes",
            printing->size, (size_t)(nul - printing->text));
    return printing->text;
}
