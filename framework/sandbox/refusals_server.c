/* refusals_server.c -- what the guard refuses of the things that the configuration asks of the database. */
#include "place.h"
#include "refusals.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const sb_refusal *find(const sb_refusal *list, const char *name)
{
    for (; list->name; list++)
        if (strcmp(list->name, name) == 0)
            return list;
    return NULL;
}

static void add_names(sb_text *to, const sb_refusal *list)
{
    for (; list->name; list++)
        if (list->how & SB_GUARD_MAY_EXCEPT)
            sb_text_add(to, "%s`%s`", to->size ? ", " : "", list->name);
}

void sb__refuse_except(const sb_facts *f, sb_text *why)
{
    for (size_t i = 0; i < f->of->except.n && !why->size; i++) {
        const char *name = f->of->except.at[i];
        const sb_refusal *refusal = find(sb_refusals_by_configuration, name);
        if (!refusal)
            refusal = find(sb_refusals_by_look, name);
        if (refusal && refusal->how & SB_GUARD_MAY_EXCEPT)
            continue;
        sb_text may = SB_TEXT_EMPTY;
        add_names(&may, sb_refusals_by_configuration);
        add_names(&may, sb_refusals_by_look);
        sb_text_add(why, "`except` names `%s`, %s.\nTake it out of %s. It may name %s.", name,
            refusal ? "which holds everywhere" : "and the guard has no refusal of that name", f->settings->path, may.at);
        sb_text_release(&may);
    }
}

void sb__refuse_placement(const sb_facts *f, sb_text *why)
{
    if (f->of->placement == SB_PLACE_SCHEMA && f->backend && !f->backend->schemas)
        sb_text_add(why,
            "`placement: schema` is not to be had on %s, which has no schemas.\nWrite `placement: database` in %s: the tables then keep "
            "their names, too.",
            f->backend->name, f->settings->path);
}

void sb__refuse_reset(const sb_facts *f, sb_text *why)
{
    static const char *const name[] = { "auto", "rollback", "image", "undo", "reload", "watermark", "tracked", "truncate",
        "rebuild" };
    if (!f->backend || f->backend->resets & 1u << f->of->reset)
        return;
    sb_text_add(why, "`reset: %s` is not to be had on %s.\nLeave `reset` out of %s, or choose one of ", name[f->of->reset],
        f->backend->name, f->settings->path);
    const char *comma = "";
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (f->backend->resets & 1u << i) {
            sb_text_add(why, "%s%s", comma, name[i]);
            comma = ", ";
        }
    sb_text_add(why, ".");
}

/* Of a url as it was written: the settings keep no scheme of these two. */
static bool is_of_scheme(const sb_node *url, const char *scheme)
{
    const char *text = url && url->text ? url->text : "", *colon = strchr(text, ':');
    size_t n = colon ? (size_t)(colon - text) : 0;
    if (strcmp(scheme, "postgres") == 0 && n == strlen("postgresql") && strncmp(text, "postgresql", n) == 0)
        return true;
    return n == strlen(scheme) && strncmp(text, scheme, n) == 0;
}

static void other_scheme(const sb_facts *f, const char *key, sb_text *why)
{
    sb_text_add(why, "`%s` is not on %s, the database of `url`.\nWrite a url that begins with `%s:` in %s, or leave it out.", key,
        f->backend->name, f->of->scheme, f->settings->path);
}

/* Roles and schemas would be made in a database that nobody has looked at. */
static void other_database(const sb_facts *f, sb_text *why)
{
    char *there = sb_place_locate(f->backend, f->of->admin);
    if (strcmp(there, f->where) != 0)
        sb_text_add(why,
            "`admin` leads to %s, and `url` to %s.\nBoth are connections to one database: write host, port and dbname in the same way "
            "in %s.",
            there, f->where, f->settings->path);
    free(there);
}

void sb__refuse_elsewhere(const sb_facts *f, sb_text *why)
{
    const sb_node *admin = sb_node_get(f->of->at, "admin"), *also = sb_node_get(f->of->at, "also");
    if (!f->backend)
        return;
    if (admin && !is_of_scheme(admin, f->of->scheme))
        other_scheme(f, "admin", why);
    else if (f->of->admin)
        other_database(f, why);
    for (size_t i = 0; also && i < also->n && !why->size; i++)
        if (!is_of_scheme(also->item[i], f->of->scheme))
            other_scheme(f, "also", why);
}

void sb__refuse_url(const sb_facts *f, sb_text *why)
{
    char *there = f->backend && f->backend->locate ? f->backend->locate(f->of->location) : NULL;
    if (f->backend && f->backend->locate && !there)
        sb_text_add(why, "%s.\nCorrect `url:` in %s.", sb_error(), f->settings->path);
    free(there);
}

static bool is_listed(const sb_names *hosts, const char *host, size_t size)
{
    for (size_t i = 0; i < hosts->n; i++)
        if (strlen(hosts->at[i]) == size && strncasecmp(hosts->at[i], host, size) == 0)
            return true;
    return false;
}

/* Of several hosts the database is on the first that answers. */
void sb__refuse_remote_host(const sb_facts *f, sb_text *why)
{
    char *hosts = f->backend && f->backend->host ? f->backend->host(f->of->location) : NULL;
    for (const char *host = hosts; host && *host && !why->size; host += strspn(host, ",")) {
        size_t size = strcspn(host, ",");
        if (!is_listed(&f->of->hosts, host, size))
            sb_text_add(why,
                "the database is on another machine, %.*s.\nNobody wants to meet a live service there: if it is a database for tests, "
                "write `hosts: [ %.*s ]` for this sandbox in %s.",
                (int)size, host, (int)size, host, f->settings->path);
        host += size;
    }
    free(hosts);
}
