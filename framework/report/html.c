/* html.c -- one page for a browser that needs nothing but itself. Its head counts what comes later, so it is written at the end. */
#include "html.h"
#include "reporters.h"

#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

const char *const sb__html_slug[SB__STATES] = { [SB_UNSEEN] = "unseen",
    [SB_PASSED] = "passed",
    [SB_FAILED] = "failed",
    [SB_SKIPPED] = "skipped",
    [SB_CRASHED] = "crashed",
    [SB_EXITED] = "exited",
    [SB_TIMED_OUT] = "timed-out",
    [SB_FLAKY] = "flaky",
    [SB_TODO] = "todo",
    [SB_XFAILED] = "xfailed",
    [SB_XPASSED] = "xpassed" };

/* The policy in the page's head lets run only what carries this word. Nothing that a test says becomes markup; if it ever did, it would
 * still not know the word. */
static void make_nonce(struct sb__html *h)
{
    struct timespec now = { .tv_sec = 0 };
    timespec_get(&now, TIME_UTC);
    uint64_t mixed = (uint64_t)now.tv_nsec << 32 ^ (uint64_t)now.tv_sec ^ (uint64_t)(uintptr_t)h;
    mixed = (mixed ^ mixed >> 31) * 0x9e3779b97f4a7c15u;
    snprintf(h->nonce, sizeof h->nonce, "%016" PRIx64, h->options.pinned ? 0 : mixed ^ mixed >> 29);
}

static void *html_open(FILE *out, const sb_report_options *options)
{
    struct sb__html *h = sb_alloc(sizeof *h);
    h->out = out;
    h->options = *options;
    make_nonce(h);
    sb__words_number(&h->words, ""); /* number 0: no tags */
    return h;
}

static void html_begin(void *env, const sb_run_info *info) { sb__html_begin(env, info); }

/* A test has an article where there is more to say than its row does. Of those that never ran there can be very many. */
static void html_result(void *env, const sb_result *r)
{
    struct sb__html *h = env;
    bool more = r->failure_count || r->output_size || (r->reason && r->state != SB_UNSEEN);
    sb__html_row(h, r);
    sb__html_slow_note(h, r);
    if (sb__state_look[r->state].fails && (r->state != SB_UNSEEN || more))
        sb__html_case(h, &h->bad, r);
    else if (more || (r->state != SB_PASSED && r->state != SB_UNSEEN))
        sb__html_case(h, &h->told, r);
    h->count++;
}

void sb__html_lines(sb_text *to, const char *const *line)
{
    for (; *line; line++)
        sb_text_add(to, "%s", *line);
}

/* With JavaScript a noscript element is text, from which the script takes the articles that are looked at: thousands of them cost
 * nothing until then. Without, it is the page. */
static void put_articles(const struct sb__html *h, sb_text *to)
{
    sb_text_add(to, "<noscript id=\"articles\">\n");
    if (h->bad.size) {
        sb_text_add(to, "<section class=\"articles\"><h2>Did not pass</h2>\n");
        sb_text_put(to, h->bad.at, h->bad.size);
        sb_text_add(to, "</section>\n");
    }
    if (h->told.size) {
        sb_text_add(to, "<section class=\"articles\"><h2>Have something to say</h2>\n");
        sb_text_put(to, h->told.at, h->told.size);
        sb_text_add(to, "</section>\n");
    }
    sb_text_add(to, "</noscript>\n");
}

static void html_end(void *env, const sb_tally *tally)
{
    struct sb__html *h = env;
    sb_text to = SB_TEXT_EMPTY;
    sb__html_head(h, &to, tally);
    sb__html_lines(&to, sb__html_timeline);
    sb__html_slow(h, &to);
    sb__html_lines(&to, sb__html_tests);
    put_articles(h, &to);
    sb_text_add(&to, "</main>\n<footer>Seedbed " SB_VERSION "</footer>\n");
    sb__html_data(h, &to);
    sb_text_add(&to, "<script nonce=\"%s\">\n", h->nonce);
    sb__html_lines(&to, sb__html_script);
    sb_text_add(&to, "</script>\n</body>\n</html>\n");
    fwrite(to.at, 1, to.size, h->out);
    fflush(h->out);
    sb_text_release(&to);
}

static void html_close(void *env)
{
    struct sb__html *h = env;
    for (size_t i = 0; i < h->slow_count; i++)
        free(h->slow[i].name);
    sb__words_release(&h->words);
    sb_text *const text[] = { &h->program, &h->again, &h->facts, &h->rows, &h->bad, &h->told };
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        sb_text_release(text[i]);
    free(h);
}

const sb_reporter sb__reporter_html = {
    .name = "html",
    .text = "one page for a browser, needs no network: filters, timeline, failures",
    .open = html_open,
    .begin = html_begin,
    .result = html_result,
    .end = html_end,
    .close = html_close,
};
