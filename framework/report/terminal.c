/* terminal.c -- the report for a person: what failed and why, as it happens; what passed only on request. */
#include "terminal.h"
#include "again.h"
#include "changed.h"
#include "duration.h"
#include "indent.h"
#include "mark.h"
#include "reporters.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* How much of what a failed test wrote is shown: its end, where the cause is nearest. */
enum { OUTPUT_SHOWN = 4096 };

void sb__paint(struct sb__terminal *t, const char *colour, const char *format, ...)
{
    va_list args;
    colour = t->options.colour ? colour : NULL;
    if (colour)
        sb_text_add(&t->text, "\033[%sm", colour);
    va_start(args, format);
    sb_text_addv(&t->text, format, args);
    va_end(args);
    if (colour)
        sb_text_add(&t->text, "\033[0m");
}

/* GitHub Actions takes a line for a command that begins, behind blanks, with ::, and one that has ##[ anywhere. What a test says must not
 * be one: it could close groups, hide words of the log and annotate files. */
static void tame(sb_text *text)
{
    sb_text tamed = SB_TEXT_EMPTY;
    bool begins = true;
    for (const char *at = text->at, *end = at + text->size; at < end; at++) {
        bool command = (begins && at + 1 < end && at[0] == ':' && at[1] == ':') || (end - at > 2 && !memcmp(at, "##[", 3));
        if (command)
            sb_text_add(&tamed, "\\x%02x", (unsigned char)*at);
        else
            sb_text_put(&tamed, at, 1);
        begins = *at == '\n' || (begins && (*at == ' ' || *at == '\t'));
    }
    sb_text_release(text);
    *text = tamed;
}

void sb__terminal_flush(struct sb__terminal *t)
{
    if (!t->text.size)
        return;
    if (t->github)
        tame(&t->text);
    sb__terminal_erase(t);
    fwrite(t->text.at, 1, t->text.size, t->out);
    fflush(t->out);
    t->text.size = 0;
}

static void *terminal_open(FILE *out, const sb_report_options *options)
{
    struct sb__terminal *t = sb_alloc(sizeof *t);
    t->out = out;
    t->options = *options;
    const char *actions = getenv("GITHUB_ACTIONS");
    t->github = actions && *actions;
    return t;
}

/* Behind the seed: what makes this run another than most. */
static char *what_more(const sb_run_info *info)
{
    sb_text more = SB_TEXT_EMPTY;
    sb_text_add(&more, "%s", info->shuffled ? ", shuffled" : "");
    if (info->rounds > 1)
        sb_text_add(&more, ", %u rounds", info->rounds);
    if (info->shards)
        sb_text_add(&more, ", shard %u/%u of %zu tests%s%s%s", info->shard, info->shards, info->selected,
            info->shard_source ? " (" : "", info->shard_source ? info->shard_source : "", info->shard_source ? ")" : "");
    return sb_text_take(&more);
}

static void terminal_begin(void *env, const sb_run_info *info)
{
    struct sb__terminal *t = env;
    t->again.size = 0;
    sb__again(&t->again, info, t->options.pinned);
    sb_text_add(&t->again, "%s", sb__again_whole(info));
    t->shuffled = info->shuffled;
    t->seed = t->options.pinned ? 1 : info->seed;
    t->shard = info->shards > 0;
    if (!info->planned)
        return;
    char *more = what_more(info);
    sb__paint(t, SB__DIM, "%zu test%s, %u worker%s, seed %" PRIu64 "%s", info->planned, info->planned == 1 ? "" : "s", info->jobs,
        info->jobs == 1 ? "" : "s", t->seed, more);
    sb_text_add(&t->text, "\n");
    free(more);
    t->after_block = true;
    sb__terminal_flush(t);
}

static const char *const mark_colour[] = {
    [SB__MARK_EXPECTED] = SB__GREEN, [SB__MARK_GOT] = SB__RED, [SB__MARK_POINTER] = SB__BOLD, [SB__MARK_FRAME] = SB__DIM
};
/* Of what differs: reversed, so that blanks show. */
static const char *const part_colour[] = { [SB__MARK_EXPECTED] = SB__GREEN ";7", [SB__MARK_GOT] = SB__RED ";7" };

static void put_part(struct sb__terminal *t, const char *colour, const char *indent, const char *s, size_t n)
{
    sb_text shown = SB_TEXT_EMPTY;
    if (!n)
        return;
    sb__printable(&shown, s, n);
    sb__paint(t, colour, "%s%s", indent, shown.at);
    sb_text_release(&shown);
}

static void put_text(struct sb__terminal *t, const char *text)
{
    size_t n;
    sb_marked *lines = sb__mark_lines(text, &n);
    for (const sb_marked *l = lines; l < lines + n; l++) {
        const char *colour = mark_colour[l->mark];
        if (t->options.colour && l->from < l->to) {
            put_part(t, colour, "    ", l->at, l->from);
            put_part(t, part_colour[l->mark], "", l->at + l->from, l->to - l->from);
            put_part(t, colour, "", l->at + l->to, l->size - l->to);
        } else
            put_part(t, colour, "    ", l->at, l->size);
        sb_text_add(&t->text, "\n");
    }
    free(lines);
}

static void put_place(struct sb__terminal *t, const char *file, int line)
{
    sb_text_add(&t->text, "  ");
    sb__paint(t, SB__DIM, "%s:%d", file, line);
    sb_text_add(&t->text, "\n");
}

/* A cut falls behind a newline, or else between two characters. */
static void put_output(struct sb__terminal *t, const char *output, size_t size)
{
    size_t from = size > OUTPUT_SHOWN ? size - OUTPUT_SHOWN : 0;
    const char *newline = from ? memchr(output + from, '\n', size - from) : NULL;
    if (newline && newline + 1 < output + size)
        from = (size_t)(newline + 1 - output);
    while (from && from < size && ((unsigned char)output[from] & 0xc0) == 0x80)
        from++;
    sb_text_add(&t->text, "  ");
    if (from)
        sb__paint(t, SB__DIM, "output, the last %zu of %zu bytes:", size - from, size);
    else
        sb__paint(t, SB__DIM, "output:");
    sb_text_add(&t->text, "\n");
    sb__indent(&t->text, "    | ", output + from, size - from);
}

static void put_trace(struct sb__terminal *t, const char *trace)
{
    sb_text_add(&t->text, "  ");
    sb__paint(t, SB__DIM, "calls, innermost first:");
    sb_text_add(&t->text, "\n");
    sb__indent(&t->text, "    ", trace, strlen(trace));
}

static void put_changed_part(void *env, enum sb__changed what, const char *text)
{
    static const char *const colour[] = { [SB__CHANGED_INSERTED] = SB__GREEN,
        [SB__CHANGED_DELETED] = SB__RED,
        [SB__CHANGED_BEFORE] = SB__RED ";7",
        [SB__CHANGED_AFTER] = SB__GREEN ";7",
        [SB__CHANGED_ASIDE] = SB__DIM };
    struct sb__terminal *t = env;
    if (t->text.size && t->text.at[t->text.size - 1] == '\n')
        sb_text_add(&t->text, "    ");
    sb__paint(t, *text == '\n' ? NULL : colour[what], "%s", text);
}

static void put_changed(struct sb__terminal *t, const sb_result *r)
{
    sb_text_add(&t->text, "  ");
    sb__paint(t, SB__DIM, "rows that it changed:");
    sb_text_add(&t->text, "\n");
    sb__changed_parts(r, put_changed_part, t);
}

/* MARK suite/test (12 ms) */
static void put_header(struct sb__terminal *t, const sb_result *r)
{
    const sb_state_look *look = &sb__state_look[r->state];
    sb__paint(t, look->colour, "%s", look->mark);
    sb_text_add(&t->text, " ");
    sb__printable(&t->text, r->suite, strlen(r->suite));
    sb_text_add(&t->text, "/");
    sb__printable(&t->text, r->test, strlen(r->test));
    if (look->aside) {
        sb_text_add(&t->text, ": ");
        sb__printable(&t->text, sb__reason(r), strlen(sb__reason(r)));
    } else if (r->state != SB_UNSEEN) {
        sb_text duration = SB_TEXT_EMPTY;
        sb__duration(&duration, r->duration_ns, t->options.pinned);
        sb_text_add(&t->text, " ");
        sb__paint(t, SB__DIM, "(%s)", duration.at);
        sb_text_release(&duration);
    }
    sb_text_add(&t->text, "\n");
}

static void keep_failed(struct sb__terminal *t, const sb_result *r)
{
    const sb_failure *first = r->failure_count ? r->failure : NULL;
    sb_text shown = SB_TEXT_EMPTY;
    char *name = sb_format("%s/%s", r->suite, r->test);
    sb__printable(&shown, name, strlen(name));
    t->failed = sb_grow(t->failed, t->failed_count, &t->failed_room, sizeof *t->failed);
    t->failed[t->failed_count++] = (struct sb__failed){ .name = sb__again_pattern(name),
        .shown = sb_text_take(&shown),
        .file = sb_strdup(first ? first->file : r->file),
        .line = first ? first->line : r->line,
        .state = r->state };
    free(name);
}

static void put_block(struct sb__terminal *t, const sb_result *r)
{
    sb_text_add(&t->text, "\n");
    put_header(t, r);
    for (const sb_failure *f = r->failure; f < r->failure + r->failure_count; f++) {
        put_place(t, f->file, f->line);
        put_text(t, f->text);
    }
    if (r->state != SB_FAILED || !r->failure_count) {
        sb_text reason = SB_TEXT_EMPTY;
        sb__put_reason(&reason, r);
        put_place(t, r->file, r->line);
        put_text(t, reason.at);
        sb_text_release(&reason);
    }
    if (r->trace)
        put_trace(t, r->trace);
    if (sb__changed_any(r))
        put_changed(t, r);
    if (r->output_size)
        put_output(t, r->output, r->output_size);
    t->after_block = true;
}

/* A passed test is not named, and one that never ran is counted at the end, because --fail-fast can leave thousands. What failed before a
 * test passed is shown as other failures are: it will be back. */
static void terminal_result(void *env, const sb_result *r)
{
    struct sb__terminal *t = env;
    bool quiet = !t->options.verbose && (r->state == SB_PASSED || r->state == SB_UNSEEN);
    bool fails = sb__state_look[r->state].fails && r->state != SB_UNSEEN;
    sb__terminal_keep_slow(t, r);
    if (fails)
        keep_failed(t, r);
    if (fails || r->state == SB_FLAKY) {
        put_block(t, r);
    } else if (!quiet) {
        sb_text_add(&t->text, "%s", t->after_block ? "\n" : "");
        put_header(t, r);
        t->after_block = false;
    }
    sb__terminal_flush(t);
}

/* As terminal_result has it. */
static bool terminal_passes_over(const void *env)
{
    const struct sb__terminal *t = env;
    return !t->options.verbose && !t->options.durations;
}

static void terminal_close(void *env)
{
    struct sb__terminal *t = env;
    for (size_t i = 0; i < t->failed_count; i++) {
        free(t->failed[i].name);
        free(t->failed[i].shown);
        free(t->failed[i].file);
    }
    free(t->failed);
    sb__terminal_drop_slow(t);
    sb_text_release(&t->again);
    sb_text_release(&t->text);
    free(t);
}

const sb_reporter sb__reporter_terminal = {
    .name = "terminal",
    .text = "for a person: failures as they happen, and a summary (default)",
    .console = true,
    .open = terminal_open,
    .begin = terminal_begin,
    .result = terminal_result,
    .passes_over = terminal_passes_over,
    .progress = sb__terminal_progress,
    .end = sb__terminal_end,
    .close = terminal_close,
};
