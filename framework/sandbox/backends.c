/* backends.c -- the databases that a sandbox can be on, found by the scheme of a url. */
#include "place.h"
#include "postgres/postgres.h"
#include "sqlite/sqlite.h"
#include <string.h>

static const sb_backend *const backends[] = { &sb_backend_sqlite, &sb_backend_postgres };
enum { COUNT = sizeof backends / sizeof *backends };

void sb_add_backend(sb_backend_node *node)
{
    sb_context *context = sb_context_get();
    node->next = context->backends;
    context->backends = node;
}

const sb_backend *sb_backend_named(const char *scheme)
{
    for (const sb_backend_node *at = sb_context_get()->backends; at; at = at->next)
        if (strcmp(at->backend->scheme, scheme) == 0)
            return at->backend;
    for (size_t i = 0; i < COUNT; i++)
        if (strcmp(backends[i]->scheme, scheme) == 0)
            return backends[i];
    return NULL;
}

const sb_backend *sb_backend_of(const sb_sandbox_settings *settings)
{
    sb_text known = SB_TEXT_EMPTY;
    const sb_node *url = sb_node_get(settings->at, "url");
    const sb_backend *found = sb_backend_named(settings->scheme);
    if (found)
        return found;
    for (size_t i = 0; i < COUNT; i++)
        sb_text_add(&known, "%s%s", i ? ", " : "", backends[i]->scheme);
    sb_node_fail(url, SB_EREFUSED, "there is no database `%s`; expected one of: %s", settings->scheme, known.at);
    sb_text_release(&known);
    return NULL;
}

const sb_backend *sb_backend_default(void) { return backends[0]; }
