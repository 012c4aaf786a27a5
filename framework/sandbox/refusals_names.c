/* refusals_names.c -- what the guard refuses of prefixes: test tables must be told from live ones by their names. */
#include "place.h"
#include "refusals.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Where installed tables' names end: PostgreSQL cuts names there, and two long ones would become one. */
enum { NAME_LIMIT = 63 };

void sb__refuse_no_test_prefix(const sb_facts *f, sb_text *why)
{
    if (sb_facts_by_prefix(f) && !*f->of->test_prefix)
        sb_text_add(why,
            "the test prefix is empty, so test tables would be live tables.\nWrite one into %s, as in `test_prefix: t_`.",
            f->settings->path);
}

void sb__refuse_odd_test_prefix(const sb_facts *f, sb_text *why)
{
    const char *p = f->of->test_prefix;
    size_t good = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    if (!sb_facts_by_prefix(f) || !*p)
        return;
    if (p[good] || strchr("0123456789", *p) || strncasecmp(p, "sqlite_", 7) == 0)
        sb_text_add(why,
            "the test prefix `%s` cannot begin a table's name.\nUse letters, digits and _, with no digit in front, as in `t_`.",
            p);
    else if (f->backend && f->backend->lower_case && strpbrk(p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        sb_text_add(why,
            "the test prefix `%s` has capitals, and %s makes small letters of them in names without quotes.\nWrite it in small letters.",
            p, f->backend->name);
}

/* Databases fold the case of names, so `T_` and `t_` are one prefix. */
void sb__refuse_prefix_clash(const sb_facts *f, sb_text *why)
{
    const char *test = f->of->test_prefix, *live = f->of->prefix, *how;
    if (!sb_facts_by_prefix(f) || !*test || !*live)
        return;
    if (strcasecmp(test, live) == 0)
        how = "is the live prefix";
    else if (strncasecmp(test, live, strlen(live)) == 0)
        how = "begins with the live prefix, so test tables would be taken for live ones:";
    else if (strncasecmp(live, test, strlen(test)) == 0)
        how = "is how the live prefix begins, so live tables would be taken for test tables:";
    else
        return;
    sb_text_add(why, "the test prefix `%s` %s `%s`.\nChoose another in %s; neither may begin with the other.", test, how, live,
        f->settings->path);
}

static bool is_prefix(const char *a, const char *b) { return strncasecmp(b, a, strlen(a)) == 0; }

/* Two sandboxes of one database would wait for each other's lock, or take each other's tables for their own. */
void sb__refuse_shared_prefix(const sb_facts *f, sb_text *why)
{
    const char *mine = f->of->test_prefix;
    const char *here = f->where;
    for (size_t i = 0; i < f->settings->sandboxes && sb_facts_by_prefix(f) && here && *mine; i++) {
        const sb_sandbox_settings *other = &f->settings->sandbox[i];
        if (other == f->of || other->placement != SB_PLACE_PREFIX || strcmp(other->scheme, f->of->scheme) != 0 ||
            !*other->test_prefix || !(is_prefix(mine, other->test_prefix) || is_prefix(other->test_prefix, mine)))
            continue;
        char *there = sb_place_locate(f->backend, other->location);
        if (there && strcmp(here, there) == 0 && !why->size)
            sb_text_add(why,
                "the sandbox `%s` is in the same database, %s, and the test prefixes `%s` and `%s` are one, or one begins with the "
                "other.\nGive each sandbox a test prefix of its own in %s.",
                other->name, here, mine, other->test_prefix, f->settings->path);
        free(there);
    }
}

void sb__refuse_long_name(const sb_facts *f, sb_text *why)
{
    size_t size, prefix = strlen(f->of->test_prefix);
    const char *longest = sb_schema_longest(f->schema, &size);
    if (sb_facts_by_prefix(f) && prefix + size > NAME_LIMIT)
        sb_text_add(why,
            "the table `%s%.*s` would have a name of %zu bytes; databases cut names at %d.\nChoose a shorter test prefix.",
            f->of->test_prefix, (int)size, longest, prefix + size, NAME_LIMIT);
}
