/* queries.c -- should_run_queries: the statements that a block runs are counted, and listed where their number is not as it should be. */
#include "../../assert/context.h"
#include "../../assert/notes.h"
#include "told.h"
#include "watched.h"
#include <seedbed/queries.h>
#include <stdlib.h>
#include <string.h>

enum { STATEMENTS_SHOWN = 20 };

static void note(sb_watched *watched, const char *sql)
{
    size_t i = 0;
    watched->count++;
    while (i < watched->n && strcmp(watched->ran[i].sql, sql) != 0)
        i++;
    if (i == watched->n) {
        watched->ran = sb_grow(watched->ran, watched->n, &watched->room, sizeof *watched->ran);
        watched->ran[watched->n++] = (sb_ran){ sb_strdup(sql), 0 };
    }
    watched->ran[i].times++;
}

/* Called by any thread. Of our own connection that counts what the test asked for. */
static void told(void *env, const char *sql, bool ours)
{
    struct sb_sandbox *s = env;
    pthread_mutex_lock(&s->watching);
    if (!ours || s->asking)
        for (sb_watched *at = s->watched; at; at = at->around)
            note(at, sql);
    pthread_mutex_unlock(&s->watching);
}

static void release(sb_watched *watched)
{
    for (size_t i = 0; i < watched->n; i++)
        free(watched->ran[i].sql);
    free(watched->ran);
    free(watched);
}

void sb_watched_end(struct sb_sandbox *s, const sb_watched *around)
{
    if (s->watched && !around && s->current)
        s->current->backend->watch(s->current->clone, NULL, NULL);
    while (s->watched && s->watched != around) {
        pthread_mutex_lock(&s->watching);
        sb_watched *ended = s->watched;
        s->watched = ended->around;
        pthread_mutex_unlock(&s->watching);
        release(ended);
    }
}

static const char *list(const sb_watched *watched)
{
    sb_text out = SB_TEXT_EMPTY;
    if (watched->n == 0)
        return "";
    sb_text_add(&out, "\n  the statements:");
    for (size_t i = 0; i < watched->n && i < STATEMENTS_SHOWN; i++) {
        sb_text_add(&out, "\n    %zu. ", i + 1);
        sb_told_statement(&out, watched->ran[i].sql);
        if (watched->ran[i].times > 1)
            sb_text_add(&out, " (%zu times)", watched->ran[i].times);
    }
    if (watched->n > STATEMENTS_SHOWN)
        sb_text_add(&out, "\n    and %zu others", watched->n - STATEMENTS_SHOWN);
    char *kept = sb_sandbox_alloc(out.size + 1);
    memcpy(kept, out.at, out.size);
    sb_text_release(&out);
    return kept;
}

/* ---- the calls that the words make ---- */

sb_queries sb_queries_begin(const char *file, int line)
{
    struct sb_sandbox *s = sb_sandbox_state();
    sb_sandbox_need("should_run_queries");
    sb_going_on();
    if (!s->current->backend->watch)
        sb_failed_at(file, line, true, "should_run_queries: statements on %s cannot be counted", s->current->backend->name);
    if (!s->watched && s->current->backend->watch(s->current->clone, told, s))
        sb_failed_at(file, line, true, "should_run_queries: %s", sb_error());
    sb_watched *watched = sb_alloc(sizeof *watched);
    pthread_mutex_lock(&s->watching);
    watched->around = s->watched;
    s->watched = watched;
    pthread_mutex_unlock(&s->watching);
    return (sb_queries){ .file = file, .line = line, .watched = watched };
}

bool sb_queries_next(sb_queries *queries) { return !queries->turn++; }

/* An operand may be asked for twice. */
int64_t sb_queries_count(sb_queries *queries)
{
    struct sb_sandbox *s = sb_sandbox_state();
    if (!queries->watched)
        return queries->count;
    sb_watched *around = queries->watched->around;
    pthread_mutex_lock(&s->watching);
    queries->count = queries->watched->count;
    const char *listed = list(queries->watched);
    pthread_mutex_unlock(&s->watching);
    sb_watched_end(s, around);
    queries->watched = NULL;
    sb_note_begin(&queries->note, listed, NULL, SB_NOTE_WHOLE);
    return queries->count;
}

void sb_queries_dropped(sb_queries *queries)
{
    if (queries->watched)
        sb_watched_end(sb_sandbox_state(), queries->watched->around);
    else
        sb_note_end(&queries->note);
}

void sb_queries_left(sb_queries *queries)
{
    bool judged = !queries->watched;
    sb_queries_dropped(queries);
    queries->watched = NULL;
    if (judged || sb_leaving())
        return;
    sb_failed_at(queries->file, queries->line, true,
        "the block should run queries\n  it was left by return or goto, so that what it ran could not be judged; leave it by break");
}
