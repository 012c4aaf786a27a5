/* html_data.c -- the tests as data, for the script of the HTML report: a row of JSON each, in which strings that recur are numbers. */
#include "html.h"

#include <inttypes.h>
#include <string.h>

/* [suite, "test", file, line, state, worker, began, duration, checks, tags, attempts, reason]; what comes last is left out where it is no
 * tags, 1 attempt, no reason. The reason is that of a test that never ran; others have an article. page/data.js reads it. */
void sb__html_row(struct sb__html *h, const sb_result *r)
{
    sb_text *to = &h->rows;
    size_t tags = sb__words_number(&h->words, r->tags ? r->tags : "");
    size_t suite = sb__words_number(&h->words, r->suite), file = sb__words_number(&h->words, r->file);
    uint64_t began_ns = h->options.pinned ? 0 : r->began_ns, duration_ns = h->options.pinned ? 0 : r->duration_ns;
    sb_text_add(to, "%s[%zu,", to->size ? ",\n" : "", suite);
    sb__html_json(to, r->test, strlen(r->test));
    sb_text_add(to, ",%zu,%d,%d,%d,%" PRIu64 ",%" PRIu64 ",%" PRIu64, file, r->line, (int)r->state, r->worker, began_ns,
        duration_ns, r->checks);
    if (r->state == SB_UNSEEN && r->reason)
        sb_text_add(to, ",%zu,%u,%zu]", tags, r->attempts, sb__words_number(&h->words, r->reason));
    else if (r->attempts > 1)
        sb_text_add(to, ",%zu,%u]", tags, r->attempts);
    else if (tags)
        sb_text_add(to, ",%zu]", tags);
    else
        sb_text_add(to, "]");
}

static void put_states(sb_text *to)
{
    for (size_t i = 0; i < SB__STATES; i++)
        sb_text_add(to, "%s[\"%s\",\"%s\",\"%s\",%d]", i ? "," : "", sb__html_slug[i], sb__state_look[i].word,
            sb__state_look[i].mark, sb__state_look[i].fails);
}

/* Numbers that a double cannot hold, the seed, are strings. */
void sb__html_data(const struct sb__html *h, sb_text *to)
{
    sb_text_add(to, "<script type=\"application/json\" id=\"data\">\n{\"again\":");
    sb__html_json(to, h->again.at, h->again.size);
    sb_text_add(to, ",\n\"states\":[");
    put_states(to);
    sb_text_add(to, "],\n\"words\":[");
    for (size_t i = 0; i < h->words.count; i++) {
        sb_text_add(to, "%s", i ? "," : "");
        sb__html_json(to, h->words.word[i], strlen(h->words.word[i]));
    }
    sb_text_add(to, "],\n\"tests\":[\n");
    sb_text_put(to, h->rows.at ? h->rows.at : "", h->rows.size);
    sb_text_add(to, "\n]}\n</script>\n");
}
