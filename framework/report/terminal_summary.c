/* terminal_summary.c -- the end of the report: which failed, how many, and how to run them again. */
#include "../../assert/utf8.h"
#include "again.h"
#include "duration.h"
#include "indent.h"
#include "terminal.h"

#include <inttypes.h>
#include <string.h>

/* A command line with more names than this is no help; one name shows how it is done. */
enum { NAMES_IN_COMMAND = 4 };

/* The places stand below each other where names are of a length to allow it. */
enum { NAME_COLUMNS = 56 };

static int name_columns(const struct sb__terminal *t)
{
    int most = 0;
    for (const struct sb__failed *f = t->failed; f < t->failed + t->failed_count; f++) {
        int columns = sb_utf8_width(f->shown, strlen(f->shown));
        if (columns > most && columns <= NAME_COLUMNS)
            most = columns;
    }
    return most;
}

static void put_failed(struct sb__terminal *t)
{
    int columns = name_columns(t);
    sb_text_add(&t->text, "%s", t->failed_count ? "\n" : "");
    for (const struct sb__failed *f = t->failed; f < t->failed + t->failed_count; f++) {
        int blanks = columns - sb_utf8_width(f->shown, strlen(f->shown));
        sb__paint(t, sb__state_look[f->state].colour, "%-7s", sb__state_look[f->state].mark);
        sb_text_add(&t->text, " ");
        sb_text_add(&t->text, "%s", f->shown);
        sb_text_add(&t->text, "%*s", blanks > 0 ? blanks + 2 : 2, "");
        sb__paint(t, SB__DIM, "%s:%d", f->file, f->line);
        sb_text_add(&t->text, "\n");
    }
}

static void put_again(struct sb__terminal *t)
{
    size_t names = t->failed_count <= NAMES_IN_COMMAND ? t->failed_count : 1;
    if (!names)
        return;
    sb_text_add(&t->text, "%s ", names == t->failed_count ? "Run again:" : "Run one of them again:");
    sb_text_put(&t->text, t->again.at, t->again.size);
    sb_text_add(&t->text, "%s", t->shuffled && names > 1 ? " --shuffle" : "");
    for (size_t i = 0; i < names; i++) {
        sb_text_put(&t->text, " ", 1);
        sb__shell_quoted(&t->text, t->failed[i].name, strlen(t->failed[i].name));
    }
    sb_text_add(&t->text, "\n");
}

static size_t did_not_pass(const sb_tally *tally, size_t unseen)
{
    size_t n = unseen;
    for (int state = SB_UNSEEN + 1; state < SB__STATES; state++)
        n += sb__state_look[state].fails ? sb__tally_count(tally, (enum sb_state)state) : 0;
    return n;
}

/* "1 failed, 2 crashed, 3 not run; 20 passed": what went wrong first. */
static void put_counts(struct sb__terminal *t, const sb_tally *tally, size_t unseen)
{
    static const enum sb_state order[] = { SB_FAILED, SB_CRASHED, SB_EXITED, SB_TIMED_OUT, SB_XPASSED, SB_UNSEEN, SB_PASSED,
        SB_FLAKY, SB_XFAILED, SB_TODO, SB_SKIPPED };
    const char *between = "";
    bool bad = false;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        size_t n = order[i] == SB_UNSEEN ? unseen : sb__tally_count(tally, order[i]);
        if (!n)
            continue;
        bool turn = bad && !sb__state_look[order[i]].fails;
        sb_text_add(&t->text, "%s%zu %s", turn ? "; " : between, n, sb__state_look[order[i]].word);
        bad = sb__state_look[order[i]].fails;
        between = ", ";
    }
    sb_text_add(&t->text, "\n");
}

static void put_verdict(struct sb__terminal *t, const sb_tally *tally, size_t unseen)
{
    size_t bad = did_not_pass(tally, unseen), planned = tally->planned;
    bool all = tally->passed == planned;
    const char *s = planned == 1 ? "" : "s", *good = tally->trouble ? SB__YELLOW : "1;" SB__GREEN;
    if (!planned && t->shard)
        sb__paint(t, SB__YELLOW, "No test is in this shard; those that were selected are in others.");
    else if (!planned)
        sb__paint(t, "1;" SB__RED, "NO TEST RAN: none was selected, or the program has none.");
    else if (bad && planned == 1)
        sb__paint(t, "1;" SB__RED, "The test did not pass:");
    else if (bad)
        sb__paint(t, "1;" SB__RED, "%zu of %zu test%s did not pass:", bad, planned, s);
    else if (tally->skipped == planned)
        sb__paint(t, "1;" SB__YELLOW, "No test passed, every one was skipped:");
    else if (!all)
        sb__paint(t, good, "No test failed:");
    else
        sb__paint(t, good, planned == 1 ? "The test passed." : "All %zu tests passed.", planned);
    if (!planned || (!bad && all)) {
        sb_text_add(&t->text, "\n");
        return;
    }
    sb_text_add(&t->text, " ");
    put_counts(t, tally, unseen);
}

static void put_facts(struct sb__terminal *t, const sb_tally *tally)
{
    sb_text duration = SB_TEXT_EMPTY;
    sb__duration(&duration, tally->duration_ns, t->options.pinned);
    sb__paint(t, SB__DIM, "%" PRIu64 " check%s in %s, seed %" PRIu64, tally->checks, tally->checks == 1 ? "" : "s", duration.at,
        t->seed);
    if (tally->suite_setups && t->options.verbose)
        sb__paint(t, SB__DIM, ", %zu suite set-up%s", tally->suite_setups, tally->suite_setups == 1 ? "" : "s");
    sb_text_add(&t->text, "\n");
    sb_text_release(&duration);
}

/* A line of its own, in a colour. */
__attribute__((format(printf, 3, 4))) static void say(struct sb__terminal *t, const char *colour, const char *format, ...)
{
    sb_text line = SB_TEXT_EMPTY;
    va_list args;
    va_start(args, format);
    sb_text_addv(&line, format, args);
    va_end(args);
    sb__paint(t, colour, "%s", line.at);
    sb_text_add(&t->text, "\n");
    sb_text_release(&line);
}

/* Its first line: the runner has all of it on stderr. */
static void put_trouble(struct sb__terminal *t, const char *trouble)
{
    sb_text line = SB_TEXT_EMPTY;
    sb__printable(&line, trouble, strcspn(trouble, "\n"));
    say(t, "1;" SB__RED, "THE RUN FAILED BESIDE ITS TESTS: %s", line.at ? line.at : "");
    sb_text_release(&line);
}

/* What fails nothing. */
static void put_notes(struct sb__terminal *t, const char *notes)
{
    const char *at = notes, *end = notes + strlen(notes), *line;
    size_t size;
    while (sb__line_next(&at, end, &line, &size)) {
        sb__printable(&t->text, line, size);
        sb_text_add(&t->text, "\n");
    }
}

void sb__terminal_end(void *env, const sb_tally *tally)
{
    struct sb__terminal *t = env;
    /* Two ways to find out, and the larger number is believed: a case that was never reported is not counted as unseen. */
    size_t missing = tally->planned > tally->reported ? tally->planned - tally->reported : 0;
    size_t unseen = missing > tally->unseen ? missing : tally->unseen;
    sb__terminal_erase(t);
    put_failed(t);
    sb__terminal_put_slow(t);
    sb_text_add(&t->text, tally->planned ? "\n" : "");
    if (tally->interrupted)
        say(t, "1;" SB__YELLOW, "The run was interrupted.");
    if (unseen)
        say(t, "1;" SB__RED, "%zu PLANNED TEST%s DID NOT RUN.", unseen, unseen == 1 ? "" : "S");
    if (tally->trouble)
        put_trouble(t, tally->trouble);
    put_verdict(t, tally, unseen);
    if (tally->planned)
        put_facts(t, tally);
    if (tally->notes)
        put_notes(t, tally->notes);
    put_again(t);
    sb__terminal_flush(t);
}
