/* tap.c -- the Test Anything Protocol: a line per case, and a YAML block below each that failed.
 *
 * It follows version 14 (escaped descriptions, YAML diagnostics) and announces version 13, of which it uses nothing that 14
 * changed: every reader of 14 reads 13, while the prove of today's distributions fails a run that announces 14.
 */
#include "indent.h"
#include "reporters.h"
#include "state.h"
#include "utf8.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct tap {
    FILE *out;
    sb_report_options options;
    sb_text text;
};

static void flush(struct tap *t)
{
    if (t->text.size)
        fwrite(t->text.at, 1, t->text.size, t->out);
    fflush(t->out);
    t->text.size = 0;
}

static void *tap_open(FILE *out, const sb_report_options *options)
{
    struct tap *t = sb_alloc(sizeof *t);
    t->out = out;
    t->options = *options;
    return t;
}

static void tap_begin(void *env, const sb_run_info *info)
{
    struct tap *t = env;
    sb_text_add(&t->text, "TAP version 13\n1..%zu\n%s", info->planned, info->planned ? "" : "# no test was selected\n");
    sb_text_add(&t->text, "# seed %" PRIu64 "\n", t->options.pinned ? UINT64_C(1) : info->seed);
    flush(t);
}

/* A name or a reason: one line, in which # and \ are text and not the beginning of a directive. */
static void put_words(sb_text *to, const char *s)
{
    for (const char *at = s, *end = s + strlen(s); at < end;) {
        const char *from = at;
        uint32_t code = sb__utf8_next(&at, end);
        if (code == '#' || code == '\\')
            sb_text_add(to, "\\%c", (char)code);
        else if (code == '\n' || code == '\t')
            sb_text_add(to, " ");
        else if (code < 0x20 || code == 0x7f || code == SB__UTF8_BAD)
            sb_text_add(to, SB__UTF8_REPLACEMENT);
        else
            sb_text_put(to, from, (size_t)(at - from));
    }
}

static void put_quoted(sb_text *to, const char *s, size_t n)
{
    sb_text_add(to, "\"");
    for (const char *at = s, *end = s + n; at < end;) {
        const char *from = at;
        uint32_t code = sb__utf8_next(&at, end);
        if (code == '"' || code == '\\')
            sb_text_add(to, "\\%c", (char)code);
        else if (code == '\n')
            sb_text_add(to, "\\n");
        else if (code < 0x20 || code == 0x7f)
            sb_text_add(to, "\\x%02x", (unsigned)code);
        else if (code == SB__UTF8_BAD)
            sb_text_add(to, SB__UTF8_REPLACEMENT);
        else
            sb_text_put(to, from, (size_t)(at - from));
    }
    sb_text_add(to, "\"\n");
}

/* Whether a text can stand as a block of plain lines: a block whose first line begins with a blank or is empty would need an
 * indentation indicator, which TAP::Parser does not know, and a control character may not stand in one at all. */
static bool fits_block(const char *s, size_t n)
{
    if (!n || s[0] == ' ' || s[0] == '\n' || !memchr(s, '\n', n))
        return false;
    for (const char *at = s, *end = s + n; at < end;) {
        uint32_t code = sb__utf8_next(&at, end);
        if ((code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7f && code < 0xa0) || code == SB__UTF8_BAD)
            return false;
    }
    return true;
}

/* `key: value`, the value as a quoted string on the line or as a block of lines below it. Blank lines of a block are indented as
 * well, because TAP::Parser ends a block at the first line with less. */
static void put_string(sb_text *to, const char *indent, const char *key, const char *s, size_t n)
{
    const char *at = s, *end = s + n, *line;
    size_t size;
    sb_text_add(to, "%s%s: ", indent, key);
    if (!fits_block(s, n)) {
        put_quoted(to, s, n);
        return;
    }
    sb_text_add(to, "|\n");
    while (sb__line_next(&at, end, &line, &size))
        sb_text_add(to, "%*s%.*s\n", (int)strlen(indent) + 2, "", (int)size, line);
}

static void put_place(sb_text *to, const char *indent, const char *file, int line)
{
    put_string(to, indent, "file", file, strlen(file));
    sb_text_add(to, "%sline: %d\n", indent, line);
}

static void put_diagnostics(struct tap *t, const sb_result *r)
{
    sb_text *to = &t->text;
    const sb_failure *first = r->failure_count ? r->failure : NULL;
    bool reason = !first || r->state != SB_FAILED;
    const char *message = reason ? sb__reason(r) : first->text;
    sb_text_add(to, "  ---\n");
    put_string(to, "  ", "message", message, reason ? strlen(message) : strcspn(message, "\n"));
    sb_text_add(to, "  severity: fail\n  state: %s\n  at:\n", sb__state_look[r->state].word);
    put_place(to, "    ", first ? first->file : r->file, first ? first->line : r->line);
    if (r->failure_count)
        sb_text_add(to, "  failures:\n");
    for (const sb_failure *f = r->failure; f < r->failure + r->failure_count; f++) {
        put_string(to, "    - ", "file", f->file, strlen(f->file));
        sb_text_add(to, "      line: %d\n", f->line);
        put_string(to, "      ", "text", f->text, strlen(f->text));
    }
    if (r->output_size)
        put_string(to, "  ", "output", r->output, r->output_size);
    sb_text_add(to, "  ...\n");
}

static void tap_result(void *env, const sb_result *r)
{
    struct tap *t = env;
    sb_text *to = &t->text;
    bool fails = sb__state_look[r->state].fails;
    sb_text_add(to, "%s %zu - ", fails ? "not ok" : "ok", r->index + 1);
    put_words(to, r->suite);
    sb_text_add(to, "/");
    put_words(to, r->test);
    if (r->state == SB_SKIPPED) {
        sb_text_add(to, " # SKIP ");
        put_words(to, r->reason ? r->reason : "");
    } else {
        sb_text_add(to, " # time=%.3fms", t->options.pinned ? 0.0 : (double)r->duration_ns / 1e6);
    }
    sb_text_add(to, "\n");
    if (fails)
        put_diagnostics(t, r);
    flush(t);
}

static void tap_end(void *env, const sb_tally *tally)
{
    struct tap *t = env;
    if (tally->interrupted)
        sb_text_add(&t->text, "# interrupted: %zu of %zu tests did not run\n", tally->unseen, tally->planned);
    sb_text_add(&t->text, "# time=%.3fms\n", t->options.pinned ? 0.0 : (double)tally->duration_ns / 1e6);
    flush(t);
}

static void tap_close(void *env)
{
    struct tap *t = env;
    sb_text_release(&t->text);
    free(t);
}

const sb_reporter sb__reporter_tap = {
    .name = "tap",
    .text = "Test Anything Protocol, for prove and the like",
    .open = tap_open,
    .begin = tap_begin,
    .result = tap_result,
    .end = tap_end,
    .close = tap_close,
};
