/* html_head.c -- the HTML report from its first byte to the counts: the verdict, what the run was, what went wrong beside its tests. */
#include "../record/tally.h"
#include "duration.h"
#include "html.h"

#include <inttypes.h>
#include <string.h>

/* Bad ones first, as the counts are shown. */
static const enum sb_state order[] = { SB_FAILED, SB_CRASHED, SB_EXITED, SB_TIMED_OUT, SB_XPASSED, SB_UNSEEN, SB_FLAKY, SB_PASSED,
    SB_SKIPPED, SB_TODO, SB_XFAILED };

/* Two ways to find out how many never ran, and the larger number is believed: what was not reported is not counted as unseen. */
static size_t count_of(const sb_tally *tally, enum sb_state state)
{
    size_t missing = tally->planned > tally->reported ? tally->planned - tally->reported : 0;
    size_t counted = sb__tally_count(tally, state);
    return state == SB_UNSEEN && missing > counted ? missing : counted;
}

static size_t bad_of(const sb_tally *tally)
{
    size_t n = 0;
    for (int state = SB_UNSEEN; state < SB__STATES; state++)
        n += sb__state_look[state].fails ? count_of(tally, (enum sb_state)state) : 0;
    return n;
}

static const char *plural(size_t n) { return n == 1 ? "" : "s"; }

static void put_verdict(sb_text *to, const sb_tally *tally)
{
    size_t bad = bad_of(tally), planned = tally->planned;
    if (!planned)
        sb_text_add(to, "No test ran");
    else if (tally->interrupted)
        sb_text_add(to, "Interrupted: %zu of %zu test%s ran", planned - count_of(tally, SB_UNSEEN), planned, plural(planned));
    else if (bad)
        sb_text_add(to, "%zu of %zu test%s did not pass", bad, planned, plural(planned));
    else if (tally->trouble)
        sb_text_add(to, "No test failed, and yet the run did");
    else if (tally->passed == planned)
        sb_text_add(to, planned == 1 ? "The test passed" : "All %zu tests passed", planned);
    else
        sb_text_add(to, tally->passed ? "No test failed" : "No test failed, and none passed");
}

/* The icon in the browser's tab tells green from red. */
static void put_icon(sb_text *to, bool passed)
{
    sb_text_add(to,
        "<link rel=\"icon\" href=\"data:image/svg+xml,%%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%%3E"
        "%%3Ccircle cx='8' cy='8' r='7' fill='%%23%s'/%%3E%%3C/svg%%3E\">\n",
        passed ? "1f8a44" : "d1242f");
}

static void put_meta(const struct sb__html *h, sb_text *to, const sb_tally *tally)
{
    const char *slash = strrchr(h->program.at, '/'), *name = slash ? slash + 1 : h->program.at;
    sb_text_add(to,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
        "content=\"default-src 'none'; style-src 'nonce-%s'; script-src 'nonce-%s'; img-src data:; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"Seedbed " SB_VERSION
        "\">\n<title>",
        h->nonce, h->nonce);
    put_verdict(to, tally);
    sb_text_add(to, ": ");
    sb__html_text(to, name, strlen(name));
    sb_text_add(to, "</title>\n");
    put_icon(to, sb_tally_passed(tally));
    sb_text_add(to, "<style nonce=\"%s\">\n", h->nonce);
    sb__html_lines(to, sb__html_style);
    sb_text_add(to, "</style>\n</head>\n");
}

static void put_facts(const struct sb__html *h, sb_text *to, const sb_tally *tally)
{
    sb_text_add(to, "<dl class=\"facts\">\n<div><dt>Duration</dt><dd>");
    sb__duration(to, tally->duration_ns, h->options.pinned);
    sb_text_add(to, "</dd></div>\n<div><dt>Checks</dt><dd>%" PRIu64 "</dd></div>\n", tally->checks);
    if (tally->suite_setups)
        sb_text_add(to, "<div><dt>Suite set-ups</dt><dd>%zu</dd></div>\n", tally->suite_setups);
    sb_text_put(to, h->facts.at ? h->facts.at : "", h->facts.size);
    sb_text_add(to, "</dl>\n");
}

static void put_trouble(sb_text *to, const sb_tally *tally)
{
    size_t unseen = count_of(tally, SB_UNSEEN);
    if (unseen)
        sb_text_add(to, "<p class=\"alarm\">%zu planned test%s did not run.</p>\n", unseen, plural(unseen));
    if (!tally->trouble)
        return;
    sb_text_add(to, "<section class=\"alarm\" id=\"trouble\"><h2>What failed the run beside its tests</h2>\n<pre>\n");
    sb__html_text(to, tally->trouble, strlen(tally->trouble));
    sb_text_add(to, "</pre></section>\n");
}

static void put_notes(sb_text *to, const sb_tally *tally)
{
    if (!tally->notes)
        return;
    sb_text_add(to, "<pre id=\"notes\">\n");
    sb__html_text(to, tally->notes, strlen(tally->notes));
    sb_text_add(to, "</pre>\n");
}

static void put_count(sb_text *to, const char *slug, size_t n, const char *word)
{
    sb_text_add(
        to, "<li><a class=\"%s\" href=\"#state=%s\" data-state=\"%s\"><b>%zu</b> %s</a></li>\n", slug, slug, slug, n, word);
}

/* "not passed" stands for several kinds; one kind alone stands for itself. */
static void put_counts(sb_text *to, const sb_tally *tally)
{
    size_t bad = bad_of(tally);
    bool several = true;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        several = several && !(sb__state_look[order[i]].fails && count_of(tally, order[i]) == bad);
    sb_text_add(to, "<nav aria-label=\"Tests by how they ended\"><ul class=\"counts\">\n");
    put_count(to, "all", tally->planned, tally->planned == 1 ? "test" : "tests");
    if (bad && several)
        put_count(to, "bad", bad, "did not pass");
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (count_of(tally, order[i]))
            put_count(to, sb__html_slug[order[i]], count_of(tally, order[i]), sb__state_look[order[i]].word);
    sb_text_add(to, "</ul></nav>\n");
}

void sb__html_head(const struct sb__html *h, sb_text *to, const sb_tally *tally)
{
    put_meta(h, to, tally);
    sb_text_add(to, "<body>\n<header class=\"%s\">\n<p class=\"program\">", sb_tally_passed(tally) ? "green" : "red");
    sb__html_text(to, h->program.at, h->program.size);
    sb_text_add(to, "</p>\n<h1>");
    put_verdict(to, tally);
    sb_text_add(to, "</h1>\n");
    put_facts(h, to, tally);
    sb_text_add(to, "<button type=\"button\" id=\"theme\" hidden>Theme</button>\n</header>\n<main>\n");
    put_trouble(to, tally);
    put_notes(to, tally);
    put_counts(to, tally);
}
