/* keep.c -- what snapshots leave in the test that runs: numbers, what is to be written when it is over, what main is told. */
#include "snapshots.h"
#include <stdlib.h>
#include <string.h>

void sb__snapshot_drop_kept(struct sb_snapshots *s)
{
    for (size_t i = 0; i < s->pendings; i++) {
        free(s->pending[i].path);
        sb_text_release(&s->pending[i].content);
    }
    s->pendings = 0;
}

/* The same case may be the first of each round, and run in this process. */
void sb__snapshot_begin(void)
{
    struct sb_snapshots *s = sb__snapshots();
    free(s->noted);
    s->noted = NULL;
    s->begun = false;
    s->round++;
}

/* With the lock held: where another test runs by now, or another attempt, what the last one left is dropped. */
static void turn(struct sb_snapshots *s, const sb_running_test *test)
{
    if (s->begun && s->index == test->index && s->attempt == test->attempt)
        return;
    sb__snapshot_drop_kept(s);
    s->begun = true;
    s->due = false;
    s->index = test->index;
    s->attempt = test->attempt;
    s->unnamed = 0;
    s->site = NULL;
}

/* An evaluation is known by its assertion and by how many were counted: parts of one composite, and what explains a failure, see the
 * same. */
unsigned sb__snapshot_number(struct sb_snapshots *s, const sb_running_test *test, const void *site)
{
    uint64_t check = sb_context_checks();
    pthread_mutex_lock(&s->lock);
    turn(s, test);
    if (s->site != site || s->check != check)
        s->unnamed++;
    s->site = site;
    s->check = check;
    unsigned number = s->unnamed;
    pthread_mutex_unlock(&s->lock);
    return number;
}

static const sb__pending *find(const struct sb_snapshots *s, const char *path)
{
    for (size_t i = 0; i < s->pendings; i++)
        if (strcmp(s->pending[i].path, path) == 0)
            return &s->pending[i];
    return NULL;
}

/* With the lock held. */
static enum sb__kept compare(struct sb_snapshots *s, const char *path, const sb_text *content, sb_text *other)
{
    const sb__pending *one = find(s, path);
    if (!one)
        return sb__claim(s, path, content, false) ? SB__KEPT_NOT : SB__KEPT_ELSEWHERE;
    if (one->content.size == content->size && memcmp(one->content.at, content->at, content->size) == 0)
        return SB__KEPT_SAME;
    if (other)
        sb_text_put(other, one->content.at, one->content.size);
    return SB__KEPT_OTHER;
}

enum sb__kept sb__snapshot_kept(
    struct sb_snapshots *s, const sb_running_test *test, const char *path, const sb_text *content, sb_text *other)
{
    pthread_mutex_lock(&s->lock);
    turn(s, test);
    enum sb__kept kept = compare(s, path, content, other);
    pthread_mutex_unlock(&s->lock);
    return kept;
}

bool sb__snapshot_hold(struct sb_snapshots *s, const sb_running_test *test, const char *path, const sb_text *content)
{
    pthread_mutex_lock(&s->lock);
    turn(s, test);
    bool held = sb__claim(s, path, content, true);
    pthread_mutex_unlock(&s->lock);
    return held;
}

/* Seldom twice in a row, but a loop may ask for the same one very often. */
void sb__snapshot_note(struct sb_snapshots *s, enum sb__fate fate, const char *path)
{
    char *note = sb_format("%c%s", (char)fate, path);
    pthread_mutex_lock(&s->lock);
    if (s->noted && strcmp(s->noted, note) == 0) {
        free(note);
    } else {
        s->note(note);
        free(s->noted);
        s->noted = note;
    }
    pthread_mutex_unlock(&s->lock);
}

static void write_one(struct sb_snapshots *s, const sb__pending *one)
{
    if (sb__snapshot_write(one->folder, one->path, &one->content))
        sb_failed_at(one->site->text, one->site->line, false, "%s", sb_error());
    else
        sb__snapshot_note(s, one->changes ? SB__FATE_CHANGED : SB__FATE_WRITTEN, one->path);
}

/* What waits first; what it points to stays. False: nothing waits any more. */
static bool take(struct sb_snapshots *s, sb__pending *out)
{
    bool found = false;
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < s->pendings && !found; i++)
        if (!s->pending[i].written) {
            s->pending[i].written = found = true;
            *out = s->pending[i];
        }
    s->due = found;
    pthread_mutex_unlock(&s->lock);
    return found;
}

/* The test is over: what it kept is right only if all else in it was. */
static void write_kept(void *state)
{
    sb__pending one;
    while (take(state, &one))
        if (sb_running_is_good())
            write_one(state, &one);
        else
            sb__snapshot_note(state, SB__FATE_HELD, one.path);
}

/* With the lock held; true where it was not there. Looked up again, because another thread may have come in between. */
static bool add(struct sb_snapshots *s, const sb_running_test *test, const sb__pending *one, enum sb__kept *kept)
{
    turn(s, test);
    *kept = compare(s, one->path, &one->content, NULL);
    if (*kept == SB__KEPT_NOT && !sb__claim(s, one->path, &one->content, true))
        *kept = SB__KEPT_ELSEWHERE;
    if (*kept != SB__KEPT_NOT)
        return false;
    s->pending = sb_grow(s->pending, s->pendings, &s->pending_room, sizeof *s->pending);
    s->pending[s->pendings] = *one;
    s->pending[s->pendings++].written = !test->own_thread;
    return true;
}

bool sb__snapshot_keep(struct sb_snapshots *s, const sb_running_test *test, const sb__pending *one)
{
    enum sb__kept kept;
    pthread_mutex_lock(&s->lock);
    bool added = add(s, test, one, &kept), first = added && test->own_thread && !s->due;
    s->due = s->due || first;
    pthread_mutex_unlock(&s->lock);
    if (first)
        s->at_last(write_kept, s);
    if (added && !test->own_thread)
        write_one(s, one);
    if (!added) {
        sb__pending dropped = *one;
        free(dropped.path);
        sb_text_release(&dropped.content);
    }
    return added || kept == SB__KEPT_SAME;
}
