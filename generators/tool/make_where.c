/* make_where.c -- where seedbed make puts its rows: the test tables of a sandbox, or a database by its url; behind the guard either way. */
#include "../../framework/sandbox/guard.h"
#include "../factory/yaml.h"
#include "by_hand.h"
#include "make_request.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* sqlite:path, postgres:keywords, postgresql://... as seedbed.yaml has them; a path is relative to the working folder here. */
static int read_url(const char *url, sb_make_where *out)
{
    const char *colon = strchr(url, ':');
    char here[PATH_MAX];
    bool postgres;

    if (!colon || colon == url || !colon[1])
        return sb_fail_with(SB_EREFUSED,
            "`%s` cannot be understood; expected a scheme, a colon and what the database is found by, as in sqlite:%s", url,
            access(url, F_OK) == 0 ? url : "var/app.db");
    postgres = strncmp(url, "postgres:", 9) == 0 || strncmp(url, "postgresql:", 11) == 0;
    out->scheme = postgres ? sb_strdup("postgres") : sb_format("%.*s", (int)(colon - url), url);
    if (postgres && strncmp(colon + 1, "//", 2) == 0)
        out->location = sb_format("postgresql%s", colon);
    else if (strcmp(out->scheme, "sqlite") == 0 && colon[1] != '/' && getcwd(here, sizeof here))
        out->location = sb_format("%s/%s", here, colon + 1);
    else
        out->location = sb_strdup(colon + 1);
    return SB_OK;
}

/* As a sandbox would be that has this database for itself: the refusals that hold for one hold here. */
static int open_url(const sb_make_request *request, sb_make_where *out)
{
    int code = read_url(request->database, out);

    if (code != SB_OK)
        return code;
    out->no_settings = (sb_settings){ .path = "--database", .folder = ".", .environment = "development", .debug = "developer" };
    out->by_hand = (sb_sandbox_settings){ .name = "--database",
        .scheme = out->scheme,
        .location = out->location,
        .prefix = "",
        .test_prefix = "",
        .placement = SB_PLACE_DATABASE };
    code = sb_place_fill(&out->place, out->by_hand.name, &out->no_settings, &out->by_hand);
    if (code == SB_OK)
        code = sb_guard_check(
            &out->no_settings, &out->place.schema, out->place.backend, sb_guard_tell, (void *)(uintptr_t)out->by_hand.name);
    if (code == SB_OK)
        code = out->place.backend->open(out->place.location, SB_CHANGE, &out->db.handle);
    out->db.prefix = "";
    return code;
}

static int choose(const sb_make_request *request, const sb_settings *settings, const sb_sandbox_settings **out)
{
    *out = request->sandbox   ? sb_settings_sandbox(settings, request->sandbox)
        : settings->sandboxes ? &settings->sandbox[0]
                              : NULL;
    if (!*out && !request->sandbox)
        return sb_fail_with(SB_EREFUSED, "%s describes no sandbox", settings->path);
    if (*out && !request->sandbox && settings->sandboxes > 1)
        return sb_fail_with(SB_EREFUSED, "there are several sandboxes in %s; name one by --sandbox", settings->path);
    return *out ? SB_OK : SB_EREFUSED;
}

/* Its factories hold for a database that it does not describe, too. */
static int read_settings(const sb_make_request *request, sb_make_where *out)
{
    char *path = request->config ? sb_strdup(request->config) : sb_settings_find();
    int code = path ? sb_settings_read(path, &out->settings) : SB_OK;

    free(path);
    return code ? code : sb_yaml_factories_read(out->settings, false);
}

static int open_sandbox(const sb_make_request *request, sb_make_where *out)
{
    const sb_sandbox_settings *of = NULL;
    int code;

    if (!out->settings)
        return sb_fail_with(SB_EREFUSED,
            "there is no seedbed.yaml in this folder or above it; go to the project, name it by --config, or a database by --database");
    code = choose(request, out->settings, &of);
    if (code == SB_OK)
        code = sb_place_fill(&out->place, of->name, out->settings, of);
    if (code == SB_OK && of->placement != SB_PLACE_PREFIX)
        return sb_fail_with(SB_EREFUSED,
            "nothing is installed under the placement of the sandbox `%s`, each run makes its own tables; name a database by --database",
            of->name);
    if (code == SB_OK)
        code = sb_place_guard(&out->place, out->settings);
    if (code == SB_OK)
        code = sb_place_install(&out->place, out->settings, false, &out->db.handle);
    out->db.prefix = out->place.prefix;
    return code;
}

int sb_make_open(const sb_make_request *request, sb_make_where *out)
{
    int code;

    *out = (sb_make_where){ .settings = NULL };
    code = read_settings(request, out);
    if (code == SB_OK)
        code = request->database ? open_url(request, out) : open_sandbox(request, out);
    if (code == SB_OK && out->place.backend->enforce)
        code = out->place.backend->enforce(out->db.handle);
    if (code != SB_OK)
        return sb_tool_complain(code);
    out->db.backend = out->place.backend;
    out->db.stream = request->seed;
    return SB_EXIT_PASSED;
}

void sb_make_close(sb_make_where *where)
{
    if (where->db.handle)
        where->place.backend->close(where->db.handle);
    if (where->place.name)
        sb_place_release(&where->place);
    sb_settings_free(where->settings);
    free(where->scheme);
    free(where->location);
}
