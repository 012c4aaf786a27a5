/* waiting.c -- should_within and should_stay: an assertion that is looked at again until it holds, or as long as it should. */
#include "waiting.h"
#include "context.h"
#include <string.h>
#include <time.h>

enum { PAUSE_FIRST_MS = 1, PAUSE_MOST_MS = 20, NS_PER_MS = 1000000 };

static uint64_t now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static uint64_t waited_ms(const sb_wait *wait) { return (now_ns() - wait->began_ns) / NS_PER_MS; }

/* Up to the end of the time at most. A signal makes the pause shorter, which does no harm. */
static void pause_before_next(sb_wait *wait)
{
    uint64_t end = wait->began_ns + (uint64_t)wait->ms * NS_PER_MS, now = now_ns();
    uint64_t pause = (uint64_t)wait->pause_ms * NS_PER_MS, left = end > now ? end - now : 0;
    struct timespec t = { .tv_nsec = (long)(pause < left ? pause : left) };

    if (t.tv_nsec)
        nanosleep(&t, NULL);
    wait->pause_ms = wait->pause_ms < PAUSE_MOST_MS / 2 ? wait->pause_ms * 2 : PAUSE_MOST_MS;
}

sb_wait sb_wait_for(bool stay, long ms, const char *text, int line)
{
    return (sb_wait){ .text = text, .line = line, .stay = stay, .ms = ms > 0 ? ms : 0, .pause_ms = PAUSE_FIRST_MS };
}

static void begin(sb_wait *wait)
{
    sb_scopes *scopes = sb_context_scopes();

    wait->around = scopes->wait;
    scopes->wait = wait;
    wait->began_ns = now_ns();
}

bool sb_wait_next(sb_wait *wait)
{
    if (!wait->looks)
        begin(wait);
    else if (wait->over || wait->last || wait->failed == wait->stay)
        return false;
    else {
        sb_context_uncount();
        pause_before_next(wait);
    }
    wait->looks++;
    wait->failed = false;
    wait->last = waited_ms(wait) >= (uint64_t)wait->ms;
    return true;
}

void sb_wait_end(sb_wait *wait)
{
    if (wait->looks)
        sb_context_scopes()->wait = wait->around;
}

/* The file, the operand and the matcher. */
static bool same_text(const char *a, const char *b)
{
    for (int i = 0; i < 3; i++) {
        if (strcmp(a, b) != 0)
            return false;
        a += strlen(a) + 1;
        b += strlen(b) + 1;
    }
    return true;
}

sb_wait *sb_wait_of(const sb_site *site)
{
    sb_wait *wait = sb_context_scopes()->wait;

    return wait && wait->line == site->line && same_text(wait->text, site->text) ? wait : NULL;
}

bool sb_wait_goes_on(sb_wait *wait)
{
    wait->failed = true;
    wait->over = wait->stay || wait->last;
    return !wait->over;
}

static void add_looks(const sb_wait *wait, uint64_t ms, sb_text *out)
{
    if (!wait->stay && wait->looks == 1)
        sb_text_add(out, "\n  looked once");
    else if (!wait->stay)
        sb_text_add(out, "\n  looked %lu times in %llu ms; this was there at the last look", wait->looks, (unsigned long long)ms);
    else if (wait->looks == 1)
        sb_text_add(out, "\n  it did not hold at the first look");
    else
        sb_text_add(out, "\n  it held for %llu ms (%lu look%s) and then no more", (unsigned long long)ms, wait->looks - 1,
            wait->looks == 2 ? "" : "s");
}

void sb_wait_tell(sb_wait *wait, sb_text *text)
{
    struct sb_text told = SB_TEXT_EMPTY;
    size_t sentence = strcspn(text->at, "\n");
    uint64_t ms = waited_ms(wait);

    wait->over = true;
    sb_text_put(&told, text->at, sentence);
    sb_text_add(&told, wait->stay ? ", and stay so for %ld ms" : " within %ld ms", wait->ms);
    sb_text_add(&told, "%s", text->at + sentence);
    add_looks(wait, ms, &told);
    sb_text_release(text);
    *text = told;
}
