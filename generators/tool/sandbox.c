/* sandbox.c -- seedbed sandbox: install, look at, rebuild and drop the test tables. */
#include "../../framework/sandbox/tables.h"
#include "command.h"
#include "status.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What to do with one sandbox; an exit code. */
typedef int action_fn(sb_place *place, const sb_settings *settings);
typedef struct action {
    const char *name;
    action_fn *run;
} action;

typedef struct request {
    const action *action;
    const char *sandbox; /* NULL: all */
    const char *config;  /* NULL: look for it */
} request;

static int complain(int code)
{
    fflush(stdout);
    fprintf(stderr, "seedbed: %s\n", sb_error());
    return code == SB_EREFUSED ? SB_EXIT_REFUSED : SB_EXIT_FAILED;
}

static bool is_installed(const sb_place *place)
{
    if (place->settings->placement == SB_PLACE_PREFIX)
        return true;
    printf("sandbox %s: nothing is installed under `placement: database`; each run builds it in memory\n", place->name);
    return false;
}

static int make(sb_place *place, const sb_settings *settings, bool rebuild, const char *done)
{
    void *db = NULL;
    sb_names tables = { .n = 0 };
    int code = sb_place_guard(place, settings);
    if (code == SB_OK && !is_installed(place))
        return SB_EXIT_PASSED;
    if (code == SB_OK)
        code = sb_place_install(place, settings, rebuild, &db);
    if (code == SB_OK)
        code = sb_tables_list(place->backend, db, place->prefix, &tables);
    if (code == SB_OK)
        printf("sandbox %s: %s, %zu tables under `%s` in %s\n", place->name, done, tables.n, place->prefix, place->path);
    sb_tables_release(&tables);
    if (db)
        place->backend->close(db);
    return code ? complain(code) : SB_EXIT_PASSED;
}

static int install(sb_place *place, const sb_settings *settings) { return make(place, settings, false, "installed"); }

static int rebuild(sb_place *place, const sb_settings *settings) { return make(place, settings, true, "rebuilt"); }

static int drop(sb_place *place, const sb_settings *settings)
{
    int code = sb_place_guard(place, settings);
    if (code == SB_OK && !is_installed(place))
        return SB_EXIT_PASSED;
    if (code == SB_OK)
        code = sb_place_drop(place, settings);
    if (code)
        return complain(code);
    printf("sandbox %s: no test tables are left under `%s` in %s\n", place->name, place->prefix, place->path);
    return SB_EXIT_PASSED;
}

static const action actions[] = { { "install", install }, { "status", sb_status_print }, { "rebuild", rebuild }, { "drop", drop },
    { NULL, NULL } };

static int unknown_action(const char *name)
{
    const char *names[sizeof actions / sizeof *actions];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        names[i] = actions[i].name;
    return sb_command_unknown("the action", name, names);
}

static int misuse(const char *what)
{
    fprintf(stderr, "seedbed: %s; expected: seedbed sandbox %s\n", what, sb_command_sandbox.usage);
    return SB_EXIT_USAGE;
}

static int read_arguments(int argc, char **argv, request *out)
{
    static const char *const options[] = { "--config", NULL };
    *out = (request){ .action = NULL };
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "--config=", 9) == 0)
            out->config = argv[i] + 9;
        else if (strcmp(argv[i], "--config") == 0) {
            if (!argv[++i])
                return misuse("`--config` needs a file");
            out->config = argv[i];
        } else if (argv[i][0] == '-')
            return sb_command_unknown("the option", argv[i], options);
        else if (!out->action) {
            for (out->action = actions; out->action->name && strcmp(out->action->name, argv[i]) != 0;)
                out->action++;
            if (!out->action->name)
                return unknown_action(argv[i]);
        } else if (!out->sandbox)
            out->sandbox = argv[i];
        else
            return misuse("there are too many words");
    }
    return out->action ? SB_EXIT_PASSED : misuse("an action is missing");
}

static int run_one(const request *r, const sb_settings *settings, const sb_sandbox_settings *of)
{
    sb_place place;
    int code = sb_place_fill(&place, of->name, settings, of);
    code = code ? complain(code) : r->action->run(&place, settings);
    sb_place_release(&place);
    return code;
}

static int run_all(const request *r, const sb_settings *settings)
{
    int worst = SB_EXIT_PASSED;
    const sb_sandbox_settings *of = r->sandbox ? sb_settings_sandbox(settings, r->sandbox) : NULL;
    if (r->sandbox)
        return of ? run_one(r, settings, of) : complain(SB_EREFUSED);
    for (size_t i = 0; i < settings->sandboxes; i++) {
        int code = run_one(r, settings, &settings->sandbox[i]);
        worst = code > worst ? code : worst;
    }
    if (settings->sandboxes == 0)
        printf("%s describes no sandbox\n", settings->path);
    return worst;
}

static int run(int argc, char **argv)
{
    request r;
    sb_settings *settings = NULL;
    int code = read_arguments(argc, argv, &r);
    if (code)
        return code;
    char *path = r.config ? sb_strdup(r.config) : sb_settings_find();
    if (!path) {
        fprintf(
            stderr, "seedbed: there is no seedbed.yaml in this folder or above it; go to the project, or name it by --config\n");
        return SB_EXIT_REFUSED;
    }
    code = sb_settings_read(path, &settings);
    code = code ? complain(code) : run_all(&r, settings);
    sb_settings_free(settings);
    free(path);
    return code;
}

const sb_command sb_command_sandbox = {
    .name = "sandbox",
    .usage = "install|status|rebuild|drop [NAME] [--config FILE]",
    .text = "Makes, shows, makes anew or removes the test tables of the sandboxes in seedbed.yaml",
    .run = run,
};
