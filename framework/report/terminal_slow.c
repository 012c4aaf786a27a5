/* terminal_slow.c -- the slowest tests, kept while results come and listed at the end (--durations). */
#include "duration.h"
#include "indent.h"
#include "terminal.h"

#include <stdlib.h>
#include <string.h>

/* A list in order, into which the new one is let where it belongs. When durations are pinned all are equal, and the first ones stay. */
void sb__terminal_keep_slow(struct sb__terminal *t, const sb_result *r)
{
    uint64_t duration_ns = t->options.pinned ? 0 : r->duration_ns;
    size_t most = t->options.durations, at = t->slow_count;
    if (!most || r->state == SB_UNSEEN || (at == most && t->slow[at - 1].duration_ns >= duration_ns))
        return;
    t->slow = sb_grow(t->slow, t->slow_count, &t->slow_room, sizeof *t->slow);
    for (; at > 0 && t->slow[at - 1].duration_ns < duration_ns; at--)
        t->slow[at] = t->slow[at - 1];
    sb_text shown = SB_TEXT_EMPTY;
    sb__printable(&shown, r->suite, strlen(r->suite));
    sb_text_add(&shown, "/");
    sb__printable(&shown, r->test, strlen(r->test));
    t->slow[at] = (struct sb__slow){ sb_text_take(&shown), duration_ns };
    if (++t->slow_count > most)
        free(t->slow[--t->slow_count].shown);
}

void sb__terminal_put_slow(struct sb__terminal *t)
{
    if (!t->slow_count)
        return;
    char *head = t->slow_count == 1 ? sb_strdup("The slowest test:") : sb_format("The %zu slowest tests:", t->slow_count);
    sb_text_add(&t->text, "\n");
    sb__paint(t, SB__BOLD, "%s", head);
    sb_text_add(&t->text, "\n");
    for (const struct sb__slow *s = t->slow; s < t->slow + t->slow_count; s++) {
        sb_text duration = SB_TEXT_EMPTY;
        sb__duration(&duration, s->duration_ns, t->options.pinned);
        sb_text_add(&t->text, "%12s  %s\n", duration.at, s->shown);
        sb_text_release(&duration);
    }
    free(head);
}

void sb__terminal_drop_slow(struct sb__terminal *t)
{
    for (size_t i = 0; i < t->slow_count; i++)
        free(t->slow[i].shown);
    free(t->slow);
}
