/* backends.c -- the databases that a sandbox can be on, found by the scheme of a url. */
#include "place.h"
#include "sqlite/sqlite.h"
#include <string.h>

static const sb_backend *const backends[] = { &sb_backend_sqlite };
enum { COUNT = sizeof backends / sizeof *backends };

const sb_backend *sb_backend_of(const sb_sandbox_settings *settings)
{
    sb_text known = SB_TEXT_EMPTY;
    const sb_node *url = sb_node_get(settings->at, "url");
    for (size_t i = 0; i < COUNT; i++) {
        if (strcmp(backends[i]->scheme, settings->scheme) == 0) {
            sb_text_release(&known);
            return backends[i];
        }
        sb_text_add(&known, "%s%s", i ? ", " : "", backends[i]->scheme);
    }
    sb_node_fail(url, SB_EREFUSED, "there is no database `%s`; expected one of: %s", settings->scheme, known.at);
    sb_text_release(&known);
    return NULL;
}

const sb_backend *sb_backend_default(void) { return backends[0]; }
