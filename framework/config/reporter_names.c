/* reporter_names.c -- the reporters that --report knows: the built-in ones, and those that the program added. */
#include "reporter_names.h"
#include "../../assert/context.h"

#include <string.h>

const sb_reporter *sb__reporter_at(size_t i)
{
    for (const sb_reporter *const *built_in = sb_reporters; *built_in; built_in++)
        if (i-- == 0)
            return *built_in;
    for (const sb_reporter_node *node = sb_context_get()->reporters; node; node = node->next)
        if (i-- == 0)
            return node->reporter;
    return NULL;
}

const sb_reporter *sb__reporter_find(const char *name, size_t n)
{
    const sb_reporter *reporter;
    for (size_t i = 0; (reporter = sb__reporter_at(i)); i++)
        if (strlen(reporter->name) == n && strncmp(reporter->name, name, n) == 0)
            return reporter;
    return NULL;
}

static int check(const sb_reporter *reporter)
{
    if (!reporter || !reporter->name || !*reporter->name || strpbrk(reporter->name, "= \t\n"))
        return sb_fail_with(SB_ERR, "sb_add_reporter: a reporter has no name that --report could take; give it one word");
    if (!reporter->text || !reporter->open || !reporter->result || !reporter->end || !reporter->close)
        return sb_fail_with(SB_ERR,
            "sb_add_reporter: the reporter \"%s\" lacks something that it must have: text, open, result, end, close",
            reporter->name);
    if (sb__reporter_find(reporter->name, strlen(reporter->name)) != reporter)
        return sb_fail_with(
            SB_ERR, "sb_add_reporter: the name \"%s\" is taken by another reporter; choose another name", reporter->name);
    return SB_OK;
}

int sb__reporters_check(void)
{
    int code = SB_OK;
    for (const sb_reporter_node *node = sb_context_get()->reporters; node && code == SB_OK; node = node->next)
        code = check(node->reporter);
    return code;
}
