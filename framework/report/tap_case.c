/* tap_case.c -- one case in the Test Anything Protocol: its line, and the YAML block below it. */
#include "../../assert/utf8.h"
#include "changed.h"
#include "indent.h"
#include "state.h"
#include "tap.h"

#include <string.h>

/* A name or a reason: one line, in which # and \ are text and not the beginning of a directive. */
void sb__tap_words(sb_text *to, const char *s)
{
    for (const char *at = s, *end = s + strlen(s); at < end;) {
        const char *from = at;
        uint32_t code = sb_utf8_next(&at, end);
        if (code == '#' || code == '\\')
            sb_text_add(to, "\\%c", (char)code);
        else if (code == '\n' || code == '\t')
            sb_text_add(to, " ");
        else if (code < 0x20 || code == 0x7f || code == SB_UTF8_BAD)
            sb_text_add(to, SB_UTF8_REPLACEMENT);
        else
            sb_text_put(to, from, (size_t)(at - from));
    }
}

static void put_quoted(sb_text *to, const char *s, size_t n)
{
    sb_text_add(to, "\"");
    for (const char *at = s, *end = s + n; at < end;) {
        const char *from = at;
        uint32_t code = sb_utf8_next(&at, end);
        if (code == '"' || code == '\\')
            sb_text_add(to, "\\%c", (char)code);
        else if (code == '\n')
            sb_text_add(to, "\\n");
        else if (code < 0x20 || code == 0x7f)
            sb_text_add(to, "\\x%02x", (unsigned)code);
        else if (code == SB_UTF8_BAD)
            sb_text_add(to, SB_UTF8_REPLACEMENT);
        else
            sb_text_put(to, from, (size_t)(at - from));
    }
    sb_text_add(to, "\"\n");
}

/* A line without a mark on it ends a block for TAP::Parser where it is not indented, and for Meson where it is. */
static bool has_blank_line(const char *s, size_t n)
{
    const char *at = s, *line;
    size_t size;
    while (sb__line_next(&at, s + n, &line, &size)) {
        while (size && (line[size - 1] == ' ' || line[size - 1] == '\t'))
            size--;
        if (!size)
            return true;
    }
    return false;
}

/* Whether a text can stand as a block of plain lines: a block whose first line begins with a blank would need an indentation
 * indicator, which TAP::Parser does not know, and a control character may not stand in one at all. */
static bool fits_block(const char *s, size_t n)
{
    if (!n || s[0] == ' ' || !memchr(s, '\n', n) || has_blank_line(s, n))
        return false;
    for (const char *at = s, *end = s + n; at < end;) {
        uint32_t code = sb_utf8_next(&at, end);
        if ((code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7f && code < 0xa0) || code == SB_UTF8_BAD)
            return false;
    }
    return true;
}

/* `key: value`, the value as a quoted string on the line or as a block of lines below it. */
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

/* Text of several lines as it is; of one, in quotes. */
static void put_text(sb_text *to, const char *key, const char *text)
{
    if (text)
        put_string(to, "  ", key, text, strlen(text));
}

static void put_changed(sb_text *to, const sb_result *r)
{
    sb_text text = SB_TEXT_EMPTY;
    if (!sb__changed_any(r))
        return;
    sb__changed_text(&text, r);
    put_string(to, "  ", "rows", text.at, text.size - 1); /* without its last newline */
    sb_text_release(&text);
}

static void put_message(sb_text *to, const sb_result *r)
{
    bool reason = !r->failure_count || r->state != SB_FAILED;
    const char *message = reason ? sb__reason(r) : r->failure[0].text;
    put_string(to, "  ", "message", message, reason ? strlen(message) : strcspn(message, "\n"));
}

static void put_diagnostics(sb_text *to, const sb_result *r)
{
    const sb_failure *first = r->failure_count ? r->failure : NULL;
    const sb_state_look *look = &sb__state_look[r->state];
    sb_text_add(to, "  ---\n");
    put_message(to, r);
    sb_text_add(to, "  severity: %s\n  state: %s\n", look->fails ? "fail" : look->tap ? "todo" : "comment", look->word);
    if (r->attempts > 1)
        sb_text_add(to, "  attempts: %u\n", r->attempts);
    sb_text_add(to, "  at:\n");
    put_place(to, "    ", first ? first->file : r->file, first ? first->line : r->line);
    if (r->failure_count)
        sb_text_add(to, "  failures:\n");
    for (const sb_failure *f = r->failure; f < r->failure + r->failure_count; f++) {
        put_string(to, "    - ", "file", f->file, strlen(f->file));
        sb_text_add(to, "      line: %d\n", f->line);
        put_string(to, "      ", "text", f->text, strlen(f->text));
    }
    put_text(to, "trace", r->trace);
    put_changed(to, r);
    if (r->output_size)
        put_string(to, "  ", "output", r->output, r->output_size);
    sb_text_add(to, "  ...\n");
}

/* What is to do is not ok, whatever it did: the directive says that it does not count. */
void sb__tap_case(sb_text *to, const sb_result *r, size_t number, bool with_suite, bool pinned)
{
    const sb_state_look *look = &sb__state_look[r->state];
    bool todo = look->tap && !strcmp(look->tap, "TODO");
    sb_text_add(to, "%s %zu - ", look->fails || todo ? "not ok" : "ok", number);
    if (with_suite) {
        sb__tap_words(to, r->suite);
        sb_text_add(to, "/");
    }
    sb__tap_words(to, r->test);
    if (look->tap) {
        sb_text_add(to, " # %s ", look->tap);
        sb__tap_words(to, r->reason ? r->reason : "");
    } else {
        sb_text_add(to, " # time=%.3fms", pinned ? 0.0 : (double)r->duration_ns / 1e6);
    }
    sb_text_add(to, "\n");
    if (look->fails || r->failure_count)
        put_diagnostics(to, r);
}
