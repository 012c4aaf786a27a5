/* html_case.c -- a test as an article of the HTML report: what it said, where, and how to run it again. */
#include "duration.h"
#include "html.h"
#include "indent.h"
#include "mark.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Of longer output its beginning and its end are shown; what is short stands open. */
enum { OUTPUT_HEAD = 16 << 10, OUTPUT_TAIL = 48 << 10, OPEN_BYTES = 2000, OPEN_LINES = 24 };

static void put_text(sb_text *to, const char *s) { sb__html_text(to, s, strlen(s)); }

static void put_place(sb_text *to, const char *file, int line, const char *more)
{
    sb_text_add(to, "<p class=\"place\">");
    put_text(to, file);
    sb_text_add(to, ":%d%s</p>\n", line, more);
}

/* The parser drops a newline right behind <pre>, so there is always one to drop. */
static void put_message(sb_text *to, const char *text)
{
    static const char *const mark_class[] = {
        [SB__MARK_EXPECTED] = "e", [SB__MARK_GOT] = "g", [SB__MARK_POINTER] = "p", [SB__MARK_FRAME] = "f"
    };
    size_t n;
    sb_marked *lines = sb__mark_lines(text, &n);
    sb_text_add(to, "<pre class=\"said\">\n");
    for (const sb_marked *l = lines; l < lines + n; l++) {
        const char *of = mark_class[l->mark];
        bool part = of && l->from < l->to;
        if (of)
            sb_text_add(to, "<span class=\"%s\">", of);
        if (part) {
            sb__html_text(to, l->at, l->from);
            sb_text_add(to, "<b>");
            sb__html_text(to, l->at + l->from, l->to - l->from);
            sb_text_add(to, "</b>");
        }
        sb__html_text(to, l->at + (part ? l->to : 0), l->size - (part ? l->to : 0));
        sb_text_add(to, "%s\n", of ? "</span>" : "");
    }
    sb_text_add(to, "</pre>\n");
    free(lines);
}

static size_t lines_in(const char *s, size_t n)
{
    size_t lines = 0;
    for (const char *at = s; at < s + n && (at = memchr(at, '\n', (size_t)(s + n - at))); at++)
        lines++;
    return lines;
}

/* A cut falls between two characters. */
static size_t after_character(const char *s, size_t at, size_t n)
{
    while (at < n && ((unsigned char)s[at] & 0xc0) == 0x80)
        at++;
    return at;
}

static void put_output(sb_text *to, const char *output, size_t n)
{
    bool cut = n > OUTPUT_HEAD + OUTPUT_TAIL;
    bool open = n <= OPEN_BYTES && lines_in(output, n) <= OPEN_LINES;
    sb_text_add(to, "<details class=\"output\"%s><summary>Output, %zu byte%s</summary>\n<pre>\n", open ? " open" : "", n,
        n == 1 ? "" : "s");
    if (cut) {
        size_t head = after_character(output, OUTPUT_HEAD, n), tail = after_character(output, n - OUTPUT_TAIL, n);
        sb__html_text(to, output, head);
        sb_text_add(to, "\n<b class=\"cut\">%zu bytes are left out here</b>\n", tail - head);
        sb__html_text(to, output + tail, n - tail);
    } else {
        sb__html_text(to, output, n);
    }
    sb_text_add(to, "</pre></details>\n");
}

static void put_tags(sb_text *to, const char *tags)
{
    while (tags && *tags) {
        size_t n = strcspn(tags, " ");
        sb_text_add(to, " <span class=\"tag\">");
        sb__html_text(to, tags, n);
        sb_text_add(to, "</span>");
        tags += n + (tags[n] == ' ');
    }
}

static void put_facts(const struct sb__html *h, sb_text *to, const sb_result *r)
{
    sb_text duration = SB_TEXT_EMPTY;
    sb_text_add(to, "<p class=\"about\">");
    if (r->state != SB_UNSEEN) {
        sb__duration(&duration, r->duration_ns, h->options.pinned);
        sb_text_add(to, "%s, %" PRIu64 " check%s, worker %d", duration.at, r->checks, r->checks == 1 ? "" : "s", r->worker);
        sb_text_release(&duration);
    }
    if (r->attempts > 1)
        sb_text_add(to, ", %u attempts", r->attempts);
    put_tags(to, r->tags);
    sb_text_add(to, "</p>\n");
}

/* The test's own place stands where no failure names one. */
static void put_why(sb_text *to, const sb_result *r)
{
    for (const sb_failure *f = r->failure; f < r->failure + r->failure_count; f++) {
        bool went_on = !f->fatal && (f + 1 < r->failure + r->failure_count || r->state != SB_FAILED);
        put_place(to, f->file, f->line, went_on ? " <span class=\"dim\">and the test went on</span>" : "");
        put_message(to, f->text);
    }
    if (r->state != SB_FAILED || !r->failure_count) {
        put_place(to, r->file, r->line, "");
        if (r->reason || sb__state_look[r->state].fails)
            put_message(to, sb__reason(r));
    }
}

void sb__html_case(const struct sb__html *h, sb_text *to, const sb_result *r)
{
    sb_text again = SB_TEXT_EMPTY;
    sb_text_add(to, "<article id=\"t%zu\" class=\"%s\">\n<h3><b class=\"mark\">%s</b> <span class=\"suite\">", h->count,
        sb__html_slug[r->state], sb__state_look[r->state].mark);
    put_text(to, r->suite);
    sb_text_add(to, "/</span>");
    put_text(to, r->test);
    sb_text_add(to, "</h3>\n");
    put_facts(h, to, r);
    put_why(to, r);
    if (r->trace && *r->trace) {
        sb_text_add(to, "<h4>Calls, innermost first</h4>\n<pre class=\"trace\">\n");
        put_text(to, r->trace);
        sb_text_add(to, "</pre>\n");
    }
    sb__html_changed(to, r);
    if (r->output_size)
        put_output(to, r->output, r->output_size);
    sb__html_again(h, &again, r);
    sb_text_add(to, "<p class=\"rerun\"><code class=\"again\">");
    sb__html_text(to, again.at, again.size);
    sb_text_add(to, "</code></p>\n</article>\n");
    sb_text_release(&again);
}
