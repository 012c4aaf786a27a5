/* sandbox.c -- seedbed sandbox: install, look at, rebuild and drop the test tables, and what by_hand.c has. */
#include "../../framework/sandbox/tables.h"
#include "by_hand.h"
#include "command.h"
#include "status.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct action {
    const char *name;
    sb_tool_action_fn *run;
    const char *option; /* that it has besides; NULL: none */
} action;

typedef struct request {
    const action *action;
    const char *sandbox; /* NULL: all */
    const char *config;  /* NULL: look for it */
    const char *option;  /* as given; NULL: it was not */
} request;

int sb_tool_complain(int code)
{
    fflush(stdout);
    fprintf(stderr, "seedbed: %s\n", sb_error());
    return code == SB_EREFUSED ? SB_EXIT_REFUSED : SB_EXIT_FAILED;
}

static bool is_installed(const sb_place *place)
{
    if (place->settings->placement == SB_PLACE_PREFIX)
        return true;
    printf("sandbox %s: nothing is installed under this placement; each run makes its own\n", place->name);
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
    return code ? sb_tool_complain(code) : SB_EXIT_PASSED;
}

static int install(sb_place *place, const sb_settings *settings, bool option)
{
    (void)option;
    return make(place, settings, false, "installed");
}

static int rebuild(sb_place *place, const sb_settings *settings, bool option)
{
    (void)option;
    return make(place, settings, true, "rebuilt");
}

static int status(sb_place *place, const sb_settings *settings, bool option)
{
    (void)option;
    return sb_status_print(place, settings);
}

static int drop(sb_place *place, const sb_settings *settings, bool option)
{
    (void)option;
    int code = sb_place_guard(place, settings);
    if (code == SB_OK)
        code = sb_place_drop(place, settings);
    if (code)
        return sb_tool_complain(code);
    if (place->settings->placement == SB_PLACE_PREFIX)
        printf("sandbox %s: no test tables are left under `%s` in %s\n", place->name, place->prefix, place->path);
    else if (place->backend->clone_clear)
        printf("sandbox %s: nothing that dead runs left is in %s any more\n", place->name, place->path);
    else
        is_installed(place);
    return SB_EXIT_PASSED;
}

static const action actions[] = { { "install", install, NULL }, { "status", status, NULL }, { "rebuild", rebuild, NULL },
    { "drop", drop, NULL }, { "unlock", sb_tool_unlock, "--force" }, { "open", sb_tool_open, "--print" }, { NULL, NULL, NULL } };

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

static int read_action(const char *word, request *out)
{
    for (out->action = actions; out->action->name && strcmp(out->action->name, word) != 0;)
        out->action++;
    return out->action->name ? SB_EXIT_PASSED : unknown_action(word);
}

static int read_word(const char *word, request *out)
{
    if (!out->action)
        return read_action(word, out);
    if (out->sandbox)
        return misuse("there are too many words");
    out->sandbox = word;
    return SB_EXIT_PASSED;
}

static int check_option(const request *r)
{
    if (!r->action)
        return misuse("an action is missing");
    if (!r->option || (r->action->option && strcmp(r->option, r->action->option) == 0))
        return SB_EXIT_PASSED;
    char *what = sb_format("`%s` has no option `%s`", r->action->name, r->option);
    int code = misuse(what);
    free(what);
    return code;
}

static int read_arguments(int argc, char **argv, request *out)
{
    static const char *const options[] = { "--config", "--force", "--print", NULL };
    int code = SB_EXIT_PASSED;
    *out = (request){ .action = NULL };
    for (int i = 1; i < argc && code == SB_EXIT_PASSED; i++) {
        if (strncmp(argv[i], "--config=", 9) == 0)
            out->config = argv[i] + 9;
        else if (strcmp(argv[i], "--config") == 0) {
            if (!argv[++i])
                return misuse("`--config` needs a file");
            out->config = argv[i];
        } else if (strcmp(argv[i], "--force") == 0 || strcmp(argv[i], "--print") == 0)
            out->option = argv[i];
        else if (argv[i][0] == '-')
            return sb_command_unknown("the option", argv[i], options);
        else
            code = read_word(argv[i], out);
    }
    return code ? code : check_option(out);
}

static int run_one(const request *r, const sb_settings *settings, const sb_sandbox_settings *of)
{
    sb_place place;
    int code = sb_place_fill(&place, of->name, settings, of);
    code = code ? sb_tool_complain(code) : r->action->run(&place, settings, r->option != NULL);
    sb_place_release(&place);
    return code;
}

static int run_all(const request *r, const sb_settings *settings)
{
    int worst = SB_EXIT_PASSED;
    const sb_sandbox_settings *of = r->sandbox ? sb_settings_sandbox(settings, r->sandbox) : NULL;
    if (r->sandbox)
        return of ? run_one(r, settings, of) : sb_tool_complain(SB_EREFUSED);
    if (r->action->run == sb_tool_open && !r->option && settings->sandboxes > 1)
        return misuse("there are several sandboxes, and one can be opened at a time: name it");
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
    code = code ? sb_tool_complain(code) : run_all(&r, settings);
    sb_settings_free(settings);
    free(path);
    return code;
}

const sb_command sb_command_sandbox = {
    .name = "sandbox",
    .usage = "install|status|rebuild|drop|unlock|open [NAME] [--config FILE]",
    .text = "Makes, shows, makes anew, removes, unlocks (--force) or opens (--print) the sandboxes of seedbed.yaml",
    .run = run,
};
