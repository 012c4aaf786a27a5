/* html_slow.c -- the slowest tests of the HTML report, as a table with bars. */
#include "duration.h"
#include "html.h"

#include <stdlib.h>
#include <string.h>

/* Insertion into a short list in falling order; of equals the earlier one stays. */
void sb__html_slow_note(struct sb__html *h, const sb_result *r)
{
    size_t at = h->slow_count;
    if (h->options.pinned || !r->duration_ns)
        return;
    while (at && h->slow[at - 1].duration_ns < r->duration_ns)
        at--;
    if (at == SB__HTML_SLOWEST)
        return;
    memmove(&h->slow[at + 1], &h->slow[at], (h->slow_count - at) * sizeof *h->slow);
    h->slow[at] = (struct sb__slow){ sb_format("%s/%s", r->suite, r->test), h->count, r->duration_ns, r->state };
    h->slow_count++;
    if (h->slow_count > SB__HTML_SLOWEST)
        free(h->slow[--h->slow_count].name);
}

static void put_row(const struct sb__html *h, sb_text *to, const struct sb__slow *slow)
{
    sb_text_add(to, "<tr class=\"%s\"><td class=\"time\">", sb__html_slug[slow->state]);
    sb__duration(to, slow->duration_ns, false);
    sb_text_add(to, "</td><td class=\"bar\"><svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    sb_text_add(
        to, "<rect width=\"%.1f\" height=\"1\"/></svg></td>", (double)slow->duration_ns * 100 / (double)h->slow->duration_ns);
    sb_text_add(to, "<td class=\"name\"><a href=\"#test=%%23%zu\" data-test=\"%zu\">", slow->index, slow->index);
    sb__html_text(to, slow->name, strlen(slow->name));
    sb_text_add(to, "</a></td></tr>\n");
}

void sb__html_slow(const struct sb__html *h, sb_text *to)
{
    if (!h->slow_count)
        return;
    sb_text_add(to,
        "<details id=\"slowest\">\n<summary><h2>Slowest tests</h2></summary>\n"
        "<table>\n<thead><tr><th scope=\"col\">Duration</th><th scope=\"col\"><span class=\"hidden\">Bar</span></th>"
        "<th scope=\"col\">Test</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < h->slow_count; i++)
        put_row(h, to, &h->slow[i]);
    sb_text_add(to, "</tbody></table>\n</details>\n");
}
