/* kinds.c -- the registry: kinds by name, and which members of a rule each of them takes. */
#include "kinds.h"
#include "../../assert/context.h"
#include <stdlib.h>
#include <string.h>

static const sb_kind *const lists[] = { sb_kinds_company, sb_kinds_course, sb_kinds_file, sb_kinds_hostile, sb_kinds_json,
    sb_kinds_lasting, sb_kinds_markup, sb_kinds_net, sb_kinds_number, sb_kinds_pattern, sb_kinds_person, sb_kinds_text,
    sb_kinds_time, sb_kinds_unusual };
enum { LISTS = sizeof lists / sizeof *lists };

const sb_kind *sb_kind_named(const char *name)
{
    for (size_t i = 0; i < LISTS; i++)
        for (const sb_kind *kind = lists[i]; kind->name; kind++)
            if (strcmp(kind->name, name) == 0)
                return kind;
    return NULL;
}

static int by_name(const void *a, const void *b)
{
    const sb_kind *const *one = a, *const *two = b;

    return strcmp((*one)->name, (*two)->name);
}

const sb_kind *const *sb_kinds_all(void)
{
    sb_context *context = sb_context_get();
    const sb_kind **all;
    size_t n = 0;

    if (context->kinds)
        return context->kinds;
    for (size_t i = 0; i < LISTS; i++)
        for (const sb_kind *kind = lists[i]; kind->name; kind++)
            n++;
    all = sb_alloc((n + 1) * sizeof *all);
    n = 0;
    for (size_t i = 0; i < LISTS; i++)
        for (const sb_kind *kind = lists[i]; kind->name; kind++)
            all[n++] = kind;
    qsort(all, n, sizeof *all, by_name);
    context->kinds = all;
    return all;
}

int sb_kind_unknown(const char *name)
{
    const sb_kind *const *all = sb_kinds_all();
    const char **names, *nearest;
    size_t n = 0;

    while (all[n])
        n++;
    names = sb_alloc((n + 1) * sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[i] = all[i]->name;
    nearest = sb_nearest(name, names);
    free(names);
    if (nearest)
        return sb_fail_with(SB_ENOTFOUND, "there is no kind of value `%s`; did you mean `%s`?", name, nearest);
    return sb_fail_with(SB_ENOTFOUND, "there is no kind of value `%s`; `seedbed values` lists all of them", name);
}

/* Whether a word stands in a list of words. */
static bool listed(const char *words, const char *word)
{
    size_t size = strlen(word);

    for (const char *at = words; at && (at = strstr(at, word)); at += size)
        if ((at == words || at[-1] == ' ') && (at[size] == ' ' || !at[size]))
            return true;
    return false;
}

int sb_kind_check(const sb_kind *kind, const sb_rule *rule)
{
    const struct member {
        const char *name;
        bool set;
    } members[] = { { "from", rule->from }, { "to", rule->to }, { "spread", rule->spread }, { "mean", rule->mean },
        { "deviation", rule->deviation }, { "form", rule->form }, { "locale", rule->locale }, { "sex", rule->sex },
        { "decimals", rule->decimals }, { "size", rule->size } };

    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (members[i].set && !listed(kind->takes, members[i].name))
            return sb_fail_with(SB_ERR, "`%s` does not take `%s`: it takes %s", kind->name, members[i].name,
                kind->takes ? kind->takes : "nothing");
    if (rule->unique && !kind->unique)
        return sb_fail_with(SB_ERR, "`%s` cannot be unique: there are too few of them", kind->name);
    return SB_OK;
}
