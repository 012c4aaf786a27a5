/* terminal_live.c -- the progress bar: one line at the bottom, drawn over in place, and gone when anything else is printed. */
#include "../../assert/utf8.h"
#include "duration.h"
#include "indent.h"
#include "terminal.h"

#include <inttypes.h>
#include <string.h>

enum { BAR = 24 };

void sb__terminal_erase(struct sb__terminal *t)
{
    if (t->drawn)
        fputs("\r\033[K", t->out);
    t->drawn = false;
}

static int columns_of(const sb_text *text) { return text->size ? sb_utf8_width(text->at, text->size) : 0; }

/* The test that runs longest. Of a long name the end goes, because the time behind it says whether to wonder. */
static void put_slowest(sb_text *to, const sb_progress *p, bool pinned, int room)
{
    sb_text name = SB_TEXT_EMPTY, time = SB_TEXT_EMPTY;
    sb__printable(&name, p->slowest, strlen(p->slowest));
    sb__duration(&time, p->slowest_ns, pinned);
    room -= columns_of(to) + columns_of(&time) + 3;
    if (columns_of(&name) <= room)
        sb_text_add(to, "  %s %s", name.at ? name.at : "", time.at);
    else if (room > 3)
        sb_text_add(to, "  %.*s... %s", (int)sb_utf8_fit(name.at, name.size, room - 3), name.at, time.at);
    sb_text_release(&name);
    sb_text_release(&time);
}

/* In whole seconds: an estimate that shows more is not to be believed. */
static void put_left(sb_text *to, uint64_t left_ns)
{
    uint64_t seconds = (left_ns + 999999999u) / 1000000000u;
    if (seconds >= 60)
        sb_text_add(to, ", %" PRIu64 " min %02" PRIu64 " s left", seconds / 60, seconds % 60);
    else if (seconds)
        sb_text_add(to, ", %" PRIu64 " s left", seconds);
}

/* What stands to the right of the bar, without colour. */
static void put_words(sb_text *to, const sb_progress *p, bool pinned, int room)
{
    sb_text_add(to, " %zu/%zu  ", p->done, p->planned);
    if (p->failed)
        sb_text_add(to, "%zu failed  ", p->failed);
    sb__duration(to, p->elapsed_ns, pinned);
    put_left(to, p->left_ns);
    if (p->slowest)
        put_slowest(to, p, pinned, room);
}

static void put_bar(struct sb__terminal *t, const sb_progress *p)
{
    size_t full = p->done >= p->planned ? BAR : BAR * p->done / p->planned;
    sb_text_add(&t->text, "[");
    sb__paint(t, p->failed ? SB__RED : SB__GREEN, "%.*s", (int)full, "########################");
    sb__paint(t, SB__DIM, "%.*s", (int)(BAR - full), "........................");
    sb_text_add(&t->text, "]");
}

/* The last column stays free: some terminals break the line when it is filled. A narrow one has the words alone. */
void sb__terminal_progress(void *env, const sb_progress *p)
{
    struct sb__terminal *t = env;
    if (!t->options.live || !p->planned)
        return;
    sb_text words = SB_TEXT_EMPTY;
    int room = t->options.width - 1;
    sb_text_add(&t->text, "\r");
    if (room >= 2 * BAR) {
        put_bar(t, p);
        room -= BAR + 2;
    }
    put_words(&words, p, t->options.pinned, room);
    sb_text_put(&t->text, words.at, sb_utf8_fit(words.at, words.size, room));
    sb_text_add(&t->text, "\033[K");
    fwrite(t->text.at, 1, t->text.size, t->out);
    fflush(t->out);
    t->text.size = 0;
    t->drawn = true;
    sb_text_release(&words);
}
