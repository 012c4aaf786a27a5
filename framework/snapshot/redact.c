/* redact.c -- what differs in each run, replaced before a snapshot is compared or written. */
#include "snapshots.h"
#include <seedbed/snapshot.h>
#include <stdlib.h>

static int refuse(const char *pattern, sb_found found)
{
    sb_text words = SB_TEXT_EMPTY;
    sb_pattern_add_error(&words, found.error);
    int code = found.state == SB_FOUND_MISTAKE
        ? sb_fail_with(SB_ERR, "the pattern \"%s\" has a mistake at byte %zu: %s", pattern, found.at, words.at)
        : sb_fail_with(
              SB_ERR, "the pattern \"%s\" has given up: %s; one with fewer ways to match may get through", pattern, words.at);
    sb_text_release(&words);
    return code;
}

static int apply_one(sb_pattern *pattern, const char *with, sb_text *text)
{
    sb_text fresh = SB_TEXT_EMPTY;
    sb_found found = sb_pattern_replace(pattern, (sb_bytes){ text->at, text->size }, with, &fresh);
    sb_text_release(text);
    *text = fresh;
    return found.state == SB_FOUND_NOT || found.state == SB_FOUND ? SB_OK : refuse(pattern->text, found);
}

/* The first that was given comes first. */
static int apply_from(sb__redaction *last, sb_text *text)
{
    int code = last ? apply_from(last->next, text) : SB_OK;
    return last && code == SB_OK ? apply_one(&last->pattern, last->with, text) : code;
}

static int apply_cell(const sb_cell *cell, sb_text *text)
{
    sb_pattern pattern = { .text = NULL };
    if (!cell->name || !cell->value.v.s)
        return sb_fail_with(SB_ERR, "redacting was given NULL: it wants a pattern and a text");
    sb_pattern_compile(&pattern, cell->name);
    int code = apply_one(&pattern, cell->value.v.s, text);
    sb_pattern_release(&pattern);
    return code;
}

/* Finding writes into the patterns, which threads share. */
static int apply(struct sb_snapshots *s, const sb_cells *more, sb_text *text)
{
    pthread_mutex_lock(&s->lock);
    int code = apply_from(s->redaction, text);
    pthread_mutex_unlock(&s->lock);
    for (size_t i = 0; more && i < more->n && code == SB_OK; i++)
        code = apply_cell(&more->cell[i], text);
    return code;
}

const sb_cells *sb_redacting(const sb_cells *cells)
{
    struct sb_snapshots *s = sb__snapshots();
    if (s)
        s->redact = apply;
    return cells;
}

/* The test is over, or the suite down. */
static void forget(void *redaction)
{
    struct sb_snapshots *s = sb__snapshots();
    sb__redaction *it = redaction;
    pthread_mutex_lock(&s->lock);
    for (sb__redaction **link = &s->redaction; *link; link = &(*link)->next)
        if (*link == it) {
            *link = it->next;
            break;
        }
    pthread_mutex_unlock(&s->lock);
    sb_pattern_release(&it->pattern);
    free(it->with);
    free(it);
}

static sb__redaction *make(const char *pattern, const char *with)
{
    sb__redaction *it = sb_alloc(sizeof *it);
    sb_pattern_compile(&it->pattern, pattern);
    it->with = sb_strdup(with);
    return it;
}

void sb_redact(const char *file, int line, const char *pattern, const char *with)
{
    struct sb_snapshots *s = sb__snapshots();
    if (!s || !*sb_running_file())
        sb_failed_at(file, line, true, "redact was called outside a running test; it works in a test, its SETUP and SUITE_SETUP");
    if (!pattern || !with)
        sb_failed_at(file, line, true, "redact was given NULL: it wants a pattern and a text");
    sb__redaction *it = make(pattern, with);
    sb_when_over(forget, it);
    if (!it->pattern.code) {
        refuse(pattern, (sb_found){ .state = SB_FOUND_MISTAKE, .at = it->pattern.error_at, .error = it->pattern.error });
        sb_failed_at(file, line, true, "redact: %s", sb_error());
    }
    pthread_mutex_lock(&s->lock);
    s->redact = apply;
    it->next = s->redaction;
    s->redaction = it;
    pthread_mutex_unlock(&s->lock);
}
