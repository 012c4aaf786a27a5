/* context.c -- the one run context, the record per thread, and the way a failure goes to the listener. */
#include "context.h"
#include "captures.h"
#include "notes.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* A block that sb_hold gave; the caller's memory follows. */
struct held {
    struct held *next;
    max_align_t memory[];
};

struct of_thread {
    struct sb_text error, failure;
    struct held *held;
    sb_scopes scopes;
    struct sb_interned *interned;
    struct sb_captures *captures;
    bool leaving;
};

/* The only mutable statics of the project: the context, and the key to the records of threads, with the way that needs no call. */
sb_context sb__context = { .taking = PTHREAD_MUTEX_INITIALIZER };
static struct {
    pthread_once_t once;
    pthread_key_t key;
} the = { .once = PTHREAD_ONCE_INIT };
static _Thread_local struct of_thread *of_this_thread;

sb_context *sb_context_get(void) { return &sb__context; }

uint64_t sb_context_checks(void) { return __atomic_load_n(&sb__context.checks, __ATOMIC_RELAXED); }

static void release_all(struct of_thread *mine)
{
    while (mine->held) {
        struct held *next = mine->held->next;
        free(mine->held);
        mine->held = next;
    }
}

static void thread_is_over(void *record)
{
    struct of_thread *mine = record;

    of_this_thread = NULL;
    sb_blocks_over(&mine->scopes.blocks, 0); /* a failure makes a record anew, which goes in its turn */
    sb_text_release(&mine->error);
    sb_text_release(&mine->failure);
    release_all(mine);
    sb_intern_release(mine->interned);
    sb_captures_release(mine->captures);
    free(mine);
}

static void make_key(void)
{
    int error = pthread_key_create(&the.key, thread_is_over);
    if (error) {
        fprintf(
            stderr, "seedbed: pthread_key_create gave error %d: this program uses up all keys before its first test\n", error);
        abort();
    }
}

static struct of_thread *of_thread(void)
{
    struct of_thread *mine;

    if (of_this_thread)
        return of_this_thread;
    pthread_once(&the.once, make_key);
    mine = sb_alloc(sizeof *mine);
    pthread_setspecific(the.key, mine); /* or it would stay when the thread is over */
    return of_this_thread = mine;
}

sb_scopes *sb_context_scopes(void) { return &of_thread()->scopes; }
struct sb_captures **sb_context_captures(void) { return &of_thread()->captures; }
struct sb_interned **sb_context_interned(void) { return &of_thread()->interned; }

/* The new text may be made of the old one (sb_fail_with(code, "%s: %s", what, sb_error())), so that it is made first. */
static void replace(struct sb_text *old, struct sb_text *fresh)
{
    sb_text_release(old);
    *old = *fresh;
    *fresh = (struct sb_text)SB_TEXT_EMPTY;
}

int sb_fail_with(int code, const char *format, ...)
{
    struct sb_text text = SB_TEXT_EMPTY;
    va_list args;

    va_start(args, format);
    sb_text_addv(&text, format, args);
    va_end(args);
    replace(&of_thread()->error, &text);
    return code;
}

const char *sb_error(void)
{
    const char *text = of_thread()->error.at;
    return text ? text : "";
}

void sb_failed_at(const char *file, int line, bool fatal, const char *format, ...)
{
    struct sb_text text = SB_TEXT_EMPTY;
    va_list args;

    va_start(args, format);
    sb_text_addv(&text, format, args);
    va_end(args);
    sb_failed_text(file, line, fatal, &text);
}

void sb_failed_text(const char *file, int line, bool fatal, sb_text *text)
{
    struct of_thread *mine = of_thread();
    const sb_listener *listener = sb__context.listener;
    sb_failure failure;

    sb_notes_tell(mine->scopes.note, text);
    replace(&mine->failure, text);
    mine->leaving = fatal;
    if (fatal && !(listener && listener->unwinds))
        release_all(mine);
    failure = (sb_failure){ .file = file, .line = line, .text = mine->failure.at ? mine->failure.at : "", .fatal = fatal };
    if (!listener) {
        fprintf(stderr, "%s:%d: %s\n", failure.file, failure.line, failure.text);
        abort();
    }
    listener->failed(listener->env, &failure);
    if (fatal) {
        fprintf(
            stderr, "%s:%d: %s\nseedbed: the listener returned from a fatal failure\n", failure.file, failure.line, failure.text);
        abort();
    }
}

/* Of a thread that has none yet nothing is known, and no memory is taken to note that. */
static struct of_thread *of_thread_if_any(void) { return of_this_thread; }

void sb_release_all_held(void)
{
    struct of_thread *mine = of_thread_if_any();
    if (mine)
        release_all(mine);
}

bool sb_leaving(void)
{
    const struct of_thread *mine = of_thread_if_any();
    return mine && mine->leaving;
}

void sb_going_on(void)
{
    struct of_thread *mine = of_thread_if_any();
    if (mine)
        mine->leaving = false;
}

void *sb_hold(size_t bytes)
{
    struct of_thread *mine = of_thread();
    struct held *one = sb_alloc(sizeof *one + bytes);

    one->next = mine->held;
    mine->held = one;
    return one->memory;
}

void sb_release_held(void *at)
{
    for (struct held **link = &of_thread()->held; *link; link = &(*link)->next) {
        struct held *one = *link;
        if (one->memory == at) {
            *link = one->next;
            free(one);
            return;
        }
    }
}
