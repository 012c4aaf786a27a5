/* version.c -- compare what the marker says with what it would say today. */
#include "version.h"
#include "../../assert/context.h"
#include <stdlib.h>
#include <string.h>

/* Names of marks that come from the configuration; the others (state, when, by whom, tables) have no version. */
static bool is_versioned(const char *name)
{
    return strcmp(name, "layout") == 0 || strncmp(name, "schema ", 7) == 0 || strncmp(name, "component ", 10) == 0;
}

static void describe(sb_text *to, const char *name, const char *before, const char *now)
{
    sb_text_add(to, "%s", to->size ? "\n" : "");
    if (strncmp(name, "schema ", 7) == 0)
        sb_text_add(to, "schema file %s %s", name + 7, !before ? "is new" : !now ? "is no longer listed" : "has changed");
    else if (strcmp(name, "layout") == 0)
        sb_text_add(to, "layout of Seedbed's own table: %s -> %s", before ? before : "none", now ? now : "none");
    else
        sb_text_add(to, "%s: %s -> %s", name, before ? before : "none", now ? now : "none");
}

char *sb_version_differences(const sb_marker *installed, const sb_schema *schema)
{
    sb_text out = SB_TEXT_EMPTY;
    sb_marker wanted;
    sb_marker_wanted(schema, &wanted);
    for (size_t i = 0; i < wanted.n; i++) {
        const char *before = sb_marker_get(installed, wanted.mark[i].name);
        if (!before || strcmp(before, wanted.mark[i].value) != 0)
            describe(&out, wanted.mark[i].name, before, wanted.mark[i].value);
    }
    for (size_t i = 0; i < installed->n; i++)
        if (is_versioned(installed->mark[i].name) && !sb_marker_get(&wanted, installed->mark[i].name))
            describe(&out, installed->mark[i].name, installed->mark[i].value, NULL);
    sb_marker_release(&wanted);
    return out.at;
}

int sb_version_check(const sb_marker *installed, const sb_schema *schema)
{
    char *differences = sb_version_differences(installed, schema), *line;
    if (!differences)
        return SB_OK;
    sb_text out = SB_TEXT_EMPTY;
    sb_text_add(
        &out, "the tests of sandbox `%s` are disabled: its tables were installed from something else.\n", schema->of->name);
    for (line = differences; line; line = strchr(line, '\n'), line = line ? line + 1 : NULL)
        sb_text_add(&out, "  %.*s\n", (int)strcspn(line, "\n"), line);
    sb_text_add(&out, "To enable them, build its tables anew:\n  seedbed sandbox rebuild");
    sb_fail_with(SB_EREFUSED, "%s", out.at);
    sb_text_release(&out);
    free(differences);
    return SB_EREFUSED;
}
