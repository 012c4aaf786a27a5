/* select.c -- which cases a run wants, by name. */
#include "select.h"
#include <fnmatch.h>
#include <string.h>

static bool fits(const char *pattern, const char *name)
{
    size_t n = strlen(pattern);
    if (strncmp(pattern, name, n) == 0 && (name[n] == '\0' || name[n] == '/'))
        return true;
    return strpbrk(pattern, "*?[") && fnmatch(pattern, name, 0) == 0;
}

bool sb_select_wants(const sb_selection *selection, const char *name)
{
    bool any = false, wanted = false;
    for (size_t i = 0; i < selection->pattern_count; i++) {
        const char *pattern = selection->pattern[i];
        if (*pattern == '!') {
            if (fits(pattern + 1, name))
                return false;
        } else {
            any = true;
            wanted = wanted || fits(pattern, name);
        }
    }
    return wanted || !any;
}

int sb_select_check(const sb_selection *selection, const char *const *names)
{
    for (size_t i = 0; i < selection->pattern_count; i++) {
        const char *pattern = selection->pattern[i] + (*selection->pattern[i] == '!');
        const char *const *name = names;
        while (*name && !fits(pattern, *name))
            name++;
        if (*name)
            continue;
        const char *near = sb_nearest(pattern, names);
        return sb_fail_with(SB_ENOTFOUND, "no test is named `%s`%s%s%s; --list prints the names", pattern,
            near ? ", did you mean `" : "", near ? near : "", near ? "`?" : "");
    }
    return SB_OK;
}
