/* printing.c -- blocks of which the output is judged: begun, ended, or left before their ends, when what they printed is output of the test. */
#include "printing.h"
#include "taken.h"
#include <errno.h>
#include <seedbed/printing.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void lock(void) { pthread_mutex_lock(&sb_context_get()->taking); }
static void unlock(void) { pthread_mutex_unlock(&sb_context_get()->taking); }

/* ---- left, with the lock ---- */
static void leave(struct sb_taken *taken)
{
    sb_taken_flush(taken->stream);
    sb_taken_lead_back(taken);
    if (taken->way == SB_APART) {
        sb_taken_write_apart(taken, taken->stream);
        close(taken->file);
    } else
        sb_context_get()->capture->cut = true; /* also when this test passes: the next one begins without it */
    sb_text_release(&taken->kept);
    free(taken);
}

static void leave_inside(const struct sb_taken *to)
{
    while (sb_context_get()->taken && sb_context_get()->taken != to)
        leave(sb_context_get()->taken);
}

/* The caller's own, which may be gone: a test that ends leaves those of its threads too. */
static struct sb_taken *own(const struct sb_taken *taken)
{
    struct sb_taken *at = sb_context_get()->taken;
    while (at && !(at == taken && pthread_equal(at->thread, pthread_self())))
        at = at->around;
    return at;
}

/* ---- left ---- */
/* Without the lock: it is asked for at the beginning of each test, and not followed. */
struct sb_taken *sb_printing_innermost(void) { return atomic_load(&sb_context_get()->taken); }

void sb_printing_unwind(const struct sb_taken *to)
{
    lock();
    leave_inside(to);
    unlock();
}

void sb_printing_unwind_thread(void)
{
    struct sb_taken *taken;
    lock();
    while ((taken = sb_context_get()->taken) && pthread_equal(taken->thread, pthread_self()))
        leave(taken);
    unlock();
}

static void leave_own(void *env)
{
    lock();
    const struct sb_taken *taken = own(env);
    if (taken)
        leave_inside(taken->around);
    unlock();
}

void sb_printing_save(void)
{
    for (struct sb_taken *taken = sb_context_get()->taken; taken; taken = taken->around) {
        if (taken->way != SB_APART || taken->process != getpid())
            continue;
        sb_taken_write_apart(taken, taken->saved);
        dup2(taken->saved, taken->stream);
        taken->way = SB_BETWEEN; /* it is written */
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
static bool of_another_thread(const struct sb_taken *taken) { return taken && !pthread_equal(taken->thread, pthread_self()); }

/* An errno; EBUSY: another thread is in a block. */
static int take(struct sb_taken *taken)
{
    sb_context *context = sb_context_get();
    taken->around = context->taken;
    if (of_another_thread(taken->around))
        return EBUSY;
    sb_taken_flush(taken->stream);
    if (!sb_taken_take(taken))
        return errno ? errno : EIO;
    context->taken = taken;
    if (taken->way == SB_APART)
        watch_exits();
    return 0;
}

sb_printing sb_printing_begin(const char *file, int line, int stream)
{
    struct sb_taken *taken = sb_alloc(sizeof *taken);
    *taken = (struct sb_taken){ .stream = stream, .saved = -1, .file = -1, .thread = pthread_self(), .process = getpid() };
    sb_going_on();
    lock();
    int error = take(taken);
    unlock();
    if (error) {
        free(taken);
        sb_failed_at(file, line, true,
            error == EBUSY
                ? "the block should print\n  another thread is in such a block, and what both print would be taken for one"
                : "what the block prints cannot be taken: %s",
            strerror(error));
    }
    return (sb_printing){ .file = file, .line = line, .taken = taken };
}

/* Somebody in the block opened the stream's file anew and cut it short, as `echo x > /dev/stderr` does: what there is now is it. */
static void look_for_cut(struct sb_taken *taken, uint64_t *from_out, uint64_t *end_out)
{
    *from_out = taken->from;
    *end_out = sb_taken_end(taken);
    if (taken->way == SB_BEHIND && *end_out < taken->from) {
        *from_out = 0;
        sb_context_get()->capture->cut = true;
    }
}

static void end_block(sb_printing *printing, struct sb_taken *taken)
{
    uint64_t from, end;
    sb_taken_flush(taken->stream);
    look_for_cut(taken, &from, &end);
    size_t kept = taken->kept.size, fresh = end > from ? (size_t)(end - from) : 0;
    sb_taken_lead_back(taken);
    printing->text = sb_hold(kept + fresh + 1);
    if (kept)
        memcpy(printing->text, taken->kept.at, kept);
    printing->size = kept + sb_taken_read(taken->file, from, printing->text + kept, fresh);
    sb_taken_forget(taken, end);
    free(taken);
}

bool sb_printing_next(sb_printing *printing)
{
    const sb_block block = { .at = printing,
        .file = printing->file,
        .line = printing->line,
        .what = "the block",
        .should = "print",
        .leave = leave_own,
        .env = printing->taken };
    if (printing->turn++)
        return false;
    sb_block_begin(&block);
    return true;
}

/* An operand may be asked for twice. */
static void end_once(sb_printing *printing)
{
    if (printing->text)
        return;
    sb_block_end(printing);
    lock();
    struct sb_taken *taken = own(printing->taken);
    if (taken) {
        leave_inside(taken);
        end_block(printing, taken);
    }
    unlock();
    if (!taken)
        sb_failed_at(printing->file, printing->line, true,
            "the block should print\n  its thread is in it still when the test has ended, so that what it prints belongs to nothing");
}

/* A thread that ends may have left it already. */
void sb_printing_dropped(sb_printing *printing)
{
    if (printing->text) {
        sb_release_held(printing->text);
        return;
    }
    sb_block_drop(printing);
    leave_own(printing->taken);
}

void sb_printing_left(sb_printing *printing)
{
    bool judged = printing->text;
    sb_printing_dropped(printing);
    if (judged || sb_leaving())
        return;
    sb_failed_at(printing->file, printing->line, true, SB_BLOCK_LEFT, "the block", "print");
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
