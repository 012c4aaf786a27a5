/* github.c -- GitHub Actions: workflow commands that annotate the lines where tests failed, and a page for the step.
 *
 * A command is a line `::error file=F,line=N,title=T::message`. GitHub shows ten errors and ten notices of a step as annotations; all of
 * them are written, because the log shows them all. What stands between the lines of another report on stdout is only read by GitHub.
 */
#include "github.h"
#include "changed.h"
#include "reporters.h"
#include "state.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_BY_GITHUB = 10 };

struct github {
    FILE *out;
    sb_report_options options;
    char *program;
    size_t errors, notices;
    sb_text text;
    sb__github_page page;
};

static void flush(struct github *g)
{
    if (g->text.size)
        fwrite(g->text.at, 1, g->text.size, g->out);
    fflush(g->out);
    g->text.size = 0;
}

static void *github_open(FILE *out, const sb_report_options *options)
{
    struct github *g = sb_alloc(sizeof *g);
    g->out = out;
    g->options = *options;
    return g;
}

static void github_begin(void *env, const sb_run_info *info)
{
    struct github *g = env;
    g->program = sb_strdup(info->program ? info->program : "");
}

/* A property ends at a comma or a colon, so that these want escaping there. */
static void put_escaped(sb_text *to, const char *s, bool property)
{
    for (; *s; s++)
        if (*s == '%' || *s == '\r' || *s == '\n' || (property && (*s == ':' || *s == ',')))
            sb_text_add(to, "%%%02X", (unsigned char)*s);
        else
            sb_text_put(to, s, 1);
}

/* As GitHub wants it: below the folder that was checked out, whatever folder the compiler ran in. The caller frees it. */
static char *path_of(const char *file)
{
    const char *root = getenv("GITHUB_WORKSPACE");
    char *whole = root && *root ? realpath(file, NULL) : NULL, *top = whole ? realpath(root, NULL) : NULL;
    size_t n = top ? strlen(top) : 0;
    bool below = top && strncmp(whole, top, n) == 0 && whole[n] == '/';
    char *path = sb_strdup(below ? whole + n + 1 : file);
    free(whole);
    free(top);
    return path;
}

static void put_command(sb_text *to, const char *command, const char *file, int line, const char *title, const char *message)
{
    sb_text_add(to, "::%s ", command);
    if (file) {
        sb_text_add(to, "file=");
        put_escaped(to, file, true);
        sb_text_add(to, ",line=%d,", line > 0 ? line : 1);
    }
    sb_text_add(to, "title=");
    put_escaped(to, title, true);
    sb_text_add(to, "::");
    put_escaped(to, message, false);
    sb_text_add(to, "\n");
}

/* Every failure, with its place where it is not the one that is annotated; what ended the test from outside; the calls. */
static char *message_of(const sb_result *r)
{
    sb_text message = SB_TEXT_EMPTY;
    for (const sb_failure *f = r->failure; f < r->failure + r->failure_count; f++)
        if (f == r->failure)
            sb_text_add(&message, "%s", f->text);
        else
            sb_text_add(&message, "\n\n%s:%d\n%s", f->file, f->line, f->text);
    if (r->state != SB_FAILED || !r->failure_count) {
        sb_text_add(&message, "%s", message.size ? "\n\n" : "");
        sb__put_reason(&message, r);
    }
    if (r->trace)
        sb_text_add(&message, "\n%s", r->trace);
    if (sb__changed_any(r)) {
        sb_text_add(&message, "\n\nrows that it changed:\n");
        sb__changed_text(&message, r);
    }
    return sb_text_take(&message);
}

/* Tests that never ran are counted at the end, because there may be thousands. */
static void github_result(void *env, const sb_result *r)
{
    struct github *g = env;
    bool fails = sb__state_look[r->state].fails;
    if (r->state == SB_UNSEEN || (!fails && r->state != SB_FLAKY))
        return;
    const sb_failure *first = r->failure_count ? r->failure : NULL;
    int line = first ? first->line : r->line;
    char *path = path_of(first ? first->file : r->file), *message = message_of(r);
    char *title = sb_format("%s %s/%s", sb__state_look[r->state].mark, r->suite, r->test);
    put_command(&g->text, fails ? "error" : "notice", path, line, title, message);
    sb__github_page_row(&g->page, r, path, line);
    g->errors += fails;
    g->notices += !fails;
    free(title);
    free(message);
    free(path);
    flush(g);
}

static void put_left_out(struct github *g)
{
    size_t over = (g->errors > SHOWN_BY_GITHUB ? g->errors - SHOWN_BY_GITHUB : 0) +
        (g->notices > SHOWN_BY_GITHUB ? g->notices - SHOWN_BY_GITHUB : 0);
    if (!over)
        return;
    char *message = sb_format(
        "GitHub shows %d annotations of a kind for a step, and leaves out %zu; the log has all of them", SHOWN_BY_GITHUB, over);
    put_command(&g->text, "warning", NULL, 0, "More annotations", message);
    free(message);
}

/* A reporter cannot fail a run, so that a page which cannot be written is told and no more. */
static void write_page(const struct github *g, const sb_tally *tally)
{
    const char *path = getenv("GITHUB_STEP_SUMMARY");
    FILE *file = path && *path ? fopen(path, "ae") : NULL;
    sb_text page = SB_TEXT_EMPTY;
    if (!path || !*path)
        return;
    sb__github_page_put(&page, &g->page, tally, g->program ? g->program : "", g->options.pinned);
    bool good = file && fwrite(page.at, 1, page.size, file) == page.size;
    good = file && fclose(file) == 0 && good;
    if (!good)
        fprintf(stderr, "seedbed: --report github: the summary %s cannot be written: %s\n", path, strerror(errno));
    sb_text_release(&page);
}

static void github_end(void *env, const sb_tally *tally)
{
    struct github *g = env;
    if (tally->unseen) {
        char *message = sb_format("%zu of %zu planned tests did not run%s", tally->unseen, tally->planned,
            tally->interrupted ? ": the run was interrupted" : "");
        put_command(&g->text, "error", NULL, 0, "Tests did not run", message);
        g->errors++;
        free(message);
    }
    if (tally->trouble) {
        put_command(&g->text, "error", NULL, 0, "The run failed beside its tests", tally->trouble);
        g->errors++;
    }
    put_left_out(g);
    flush(g);
    write_page(g, tally);
}

static void github_close(void *env)
{
    struct github *g = env;
    sb_text_release(&g->text);
    sb_text_release(&g->page.rows);
    free(g->program);
    free(g);
}

const sb_reporter sb__reporter_github = {
    .name = "github",
    .text = "GitHub Actions: annotations, and a page for the step",
    .beside = true,
    .open = github_open,
    .begin = github_begin,
    .result = github_result,
    .end = github_end,
    .close = github_close,
};
