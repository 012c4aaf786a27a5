/* select.c -- which cases a run wants: by name, tag and last run. */
#include "select.h"
#include "good.h"
#include "tags.h"
#include <fnmatch.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

/* ---- names ---- */

/* The case of this full name, with or without a round behind it; SIZE_MAX: none. */
static size_t full_name(const sb_drafts *drafts, const char *name)
{
    size_t size = strlen(name), at = sb_name_find(&drafts->index, name, size), digits = size;
    while (digits && strchr("0123456789", name[digits - 1]))
        digits--;
    size_t mark = digits;
    while (mark && name[mark - 1] == '#')
        mark--;
    bool round = digits < size && mark < digits && mark && name[mark - 1] == ' ';
    return at == SIZE_MAX && round ? sb_name_find(&drafts->index, name, mark - 1) : at;
}

static int no_name(const sb_drafts *drafts, const char *what, const char *name)
{
    const char **names = sb_alloc((drafts->n + 1) * sizeof *names); /* NULL behind the last */
    for (size_t i = 0; i < drafts->n; i++)
        names[i] = drafts->at[i].name;
    const char *near = sb_nearest(name, names);
    free(names);
    return sb_fail_with(SB_ENOTFOUND, "no test is named `%s`%s%s%s%s; --list prints the names", name, what,
        near ? ", did you mean `" : "", near ? near : "", near ? "`?" : "");
}

static int take_pattern(const sb_drafts *drafts, const char *pattern, bool value, bool *wanted)
{
    bool any = false, glob = strpbrk(pattern, "*?[") != NULL;
    size_t n = strlen(pattern), at = full_name(drafts, pattern);
    if (at != SIZE_MAX) {
        wanted[at] = value;
        return SB_OK;
    }
    for (size_t i = 0; i < drafts->n; i++) {
        const char *name = drafts->at[i].name;
        if ((strncmp(pattern, name, n) == 0 && name[n] == '/') || (glob && fnmatch(pattern, name, 0) == 0)) {
            wanted[i] = value;
            any = true;
        }
    }
    return any ? SB_OK : no_name(drafts, "", pattern);
}

static int take_patterns(const sb_selection *selection, const sb_drafts *drafts, bool takes_away, bool *wanted)
{
    for (size_t i = 0; i < selection->pattern_count; i++) {
        const char *pattern = selection->pattern[i];
        int rc = (*pattern == '!') == takes_away ? take_pattern(drafts, pattern + takes_away, !takes_away, wanted) : SB_OK;
        if (rc)
            return rc;
    }
    return SB_OK;
}

static int take_match(const sb_drafts *drafts, const char *text, bool *wanted)
{
    regex_t regex;
    bool any = false;
    int bad = regcomp(&regex, text, REG_EXTENDED | REG_NOSUB);
    if (bad) {
        char why[128];
        regerror(bad, &regex, why, sizeof why);
        return sb_fail_with(SB_ERR, "--match `%s` is no extended regular expression: %s", text, why);
    }
    for (size_t i = 0; i < drafts->n; i++)
        if (regexec(&regex, drafts->at[i].name, 0, NULL, 0) == 0)
            any = wanted[i] = true;
    regfree(&regex);
    return any ? SB_OK : sb_fail_with(SB_ENOTFOUND, "no test has a name with --match `%s` in it; --list prints the names", text);
}

static bool any_adds(const sb_selection *selection)
{
    for (size_t i = 0; i < selection->pattern_count; i++)
        if (*selection->pattern[i] != '!')
            return true;
    return selection->match_count > 0;
}

static int take_names(const sb_selection *selection, const sb_drafts *drafts, bool *wanted)
{
    memset(wanted, !any_adds(selection), drafts->n * sizeof *wanted);
    int rc = take_patterns(selection, drafts, false, wanted);
    for (size_t i = 0; i < selection->match_count && rc == SB_OK; i++)
        rc = take_match(drafts, selection->match[i], wanted);
    return rc ? rc : take_patterns(selection, drafts, true, wanted);
}

/* ---- what must fit besides ---- */

static int leave_exact(const sb_drafts *drafts, const char *name, bool *wanted)
{
    size_t at = full_name(drafts, name);
    if (at == SIZE_MAX)
        return no_name(drafts, ", which --exact asks for", name);
    bool was = wanted[at];
    memset(wanted, 0, drafts->n * sizeof *wanted);
    wanted[at] = was;
    return SB_OK;
}

static int leave_tagged(const sb_drafts *drafts, const char *text, bool *wanted)
{
    sb_tags *tags;
    bool any = false, fits = false;
    int rc = sb_tags_read(text, drafts, &tags);
    if (rc)
        return rc;
    for (size_t i = 0; i < drafts->n; i++) {
        if (i == 0 || drafts->at[i].terms != drafts->at[i - 1].terms) /* neighbours mostly have the same */
            fits = sb_tags_fit(tags, drafts->at[i].terms->tags);
        any = any || fits;
        wanted[i] = wanted[i] && fits;
    }
    sb_tags_release(tags);
    return any ? SB_OK : sb_fail_with(SB_ENOTFOUND, "no test has tags that fit --tag `%s`; --list=json shows the tags", text);
}

static int leave_failed(const sb_selection *selection, const sb_drafts *drafts, bool *wanted)
{
    const sb_recall *recall = selection->recall;
    size_t failed = 0, left = 0;
    if (!recall)
        return sb_fail_with(SB_ENOTFOUND, "--failed: nothing is remembered of a last run, so no test is known to have failed");
    for (size_t i = 0; i < drafts->n; i++) {
        sb_recalled last;
        bool was = recall->find(recall->env, drafts->at[i].name, &last) && !sb_state_good(last.state);
        failed += was;
        wanted[i] = wanted[i] && was;
        left += wanted[i];
    }
    if (left)
        return SB_OK;
    return sb_fail_with(SB_ENOTFOUND,
        failed ? "--failed: of the selected tests none failed in the last run (%s)"
               : "--failed: no test failed in the last run (%s)",
        recall->where);
}

int sb_select(const sb_selection *selection, const sb_drafts *drafts, bool *wanted)
{
    int rc = take_names(selection, drafts, wanted);
    if (rc == SB_OK && selection->exact)
        rc = leave_exact(drafts, selection->exact, wanted);
    for (size_t i = 0; i < selection->tag_count && rc == SB_OK; i++)
        rc = leave_tagged(drafts, selection->tag[i], wanted);
    if (rc == SB_OK && selection->failed)
        rc = leave_failed(selection, drafts, wanted);
    if (rc == SB_OK && !memchr(wanted, true, drafts->n * sizeof *wanted))
        rc = sb_fail_with(SB_ENOTFOUND, "names and filters together leave no test to run; --list prints the names");
    return rc;
}
