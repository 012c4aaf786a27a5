/* github_page.c -- the page that GitHub shows for a step, in Markdown with the text in it as HTML, which needs no escapes of its own. */
#include "duration.h"
#include "github.h"
#include "state.h"
#include "xml.h"

#include <string.h>

/* A page may have a megabyte; a person reads less. */
enum { ROWS = 50, MESSAGE = 200 };

/* In a cell of a table, where a bar or a line break would end it. */
static void put_cell(sb_text *to, const char *s, size_t n)
{
    sb_text escaped = SB_TEXT_EMPTY;
    sb__xml_text(&escaped, s, n);
    for (size_t i = 0; i < escaped.size; i++)
        if (escaped.at[i] == '|')
            sb_text_add(to, "&#124;");
        else if (escaped.at[i] == '\n')
            sb_text_add(to, " ");
        else if (strchr("\\`*_[]~", escaped.at[i]))
            sb_text_add(to, "&#%d;", escaped.at[i]);
        else
            sb_text_put(to, escaped.at + i, 1);
    sb_text_release(&escaped);
}

static size_t cut(const char *text)
{
    size_t n = strcspn(text, "\n");
    if (n > MESSAGE)
        for (n = MESSAGE; n && ((unsigned char)text[n] & 0xc0) == 0x80; n--) {
        }
    return n;
}

void sb__github_page_row(sb__github_page *page, const sb_result *r, const char *file, int line)
{
    const char *message = r->failure_count ? r->failure->text : sb__reason(r);
    sb_text *to = &page->rows;
    if (page->shown == ROWS) {
        page->left_out++;
        return;
    }
    page->shown++;
    sb_text_add(to, "| %s | ", sb__state_look[r->state].word);
    put_cell(to, r->suite, strlen(r->suite));
    sb_text_add(to, "/");
    put_cell(to, r->test, strlen(r->test));
    sb_text_add(to, " | ");
    put_cell(to, file, strlen(file));
    sb_text_add(to, ":%d | ", line);
    put_cell(to, message, cut(message));
    sb_text_add(to, " |\n");
}

/* "3 failed, 20 passed": every state there is. */
static void put_counts(sb_text *to, const sb_tally *tally)
{
    const char *between = "";
    for (int fails = 1; fails >= 0; fails--)
        for (int state = 0; state < SB__STATES; state++) {
            size_t n = sb__tally_count(tally, (enum sb_state)state);
            if (!n || sb__state_look[state].fails != (fails == 1))
                continue;
            sb_text_add(to, "%s%zu %s", between, n, sb__state_look[state].word);
            between = ", ";
        }
}

void sb__github_page_put(sb_text *to, const sb__github_page *page, const sb_tally *tally, const char *program, bool pinned)
{
    sb_text duration = SB_TEXT_EMPTY;
    sb__duration(&duration, tally->duration_ns, pinned);
    sb_text_add(to, "### ");
    put_cell(to, program, strlen(program));
    sb_text_add(to, ": ");
    put_counts(to, tally);
    sb_text_add(to, "%s\n\n%zu tests in %s%s\n\n", tally->planned ? "" : "no test ran", tally->planned, duration.at,
        tally->interrupted ? "; the run was interrupted" : "");
    if (tally->trouble) {
        sb_text_add(to, "The run failed beside its tests: ");
        put_cell(to, tally->trouble, strlen(tally->trouble));
        sb_text_add(to, "\n\n");
    }
    if (tally->notes) {
        put_cell(to, tally->notes, strlen(tally->notes));
        sb_text_add(to, "\n\n");
    }
    if (page->shown)
        sb_text_add(to, "| | test | where | what |\n|---|---|---|---|\n%s\n", page->rows.at);
    if (page->left_out)
        sb_text_add(to, "and %zu more, which the log has\n\n", page->left_out);
    sb_text_release(&duration);
}
