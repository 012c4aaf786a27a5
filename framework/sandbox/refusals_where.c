/* refusals_where.c -- what the guard refuses by the machine's environment, and by the folders for files. */
#include "refusals.h"
#include "sqlite/path.h"
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool sb__refuse_is_good(const char *environment)
{
    return strcmp(environment, "development") == 0 || strcmp(environment, "test") == 0 || strcmp(environment, "ci") == 0;
}

void sb__refuse_environment(const sb_facts *f, sb_text *why)
{
    const char *environment = f->settings->environment;
    if (environment && sb__refuse_is_good(environment))
        return;
    if (!environment || !*environment)
        sb_text_add(why,
            "%s does not say which environment this is.\nTests run in development, test or ci only: where this is one of them, ",
            f->settings->path);
    else
        sb_text_add(why,
            "`environment` is `%s` in %s.\nTests run in development, test or ci only: on a machine where it is one of them, ",
            environment, f->settings->path);
    sb_text_add(why, "write so there, as in `environment: development`.");
}

void sb__refuse_debug(const sb_facts *f, sb_text *why)
{
    const char *level = f->settings->debug;
    if (!level || strcmp(level, "developer") != 0)
        sb_text_add(why,
            "`debug` is %s%s%s in %s.\nA sandbox is for developers' machines: write `debug: developer` there if this is one.",
            level ? "`" : "", level ? level : "not set", level ? "`" : "", f->settings->path);
}

/* "prod" and all that begins so, "staging", and "live" by itself or before a region, as in "live-eu"; "liveness" is a word. */
static bool means_production(const char *value)
{
    static const char *const begins[] = { "prod", "prd", "staging", NULL };
    for (size_t i = 0; begins[i]; i++)
        if (strncasecmp(value, begins[i], strlen(begins[i])) == 0)
            return true;
    return strncasecmp(value, "live", 4) == 0 && !isalpha((unsigned char)value[4]);
}

/* The names under which programs of many kinds are told what they run in. */
void sb__refuse_production_variable(const sb_facts *f, sb_text *why)
{
    static const char *const variables[] = { "SEEDBED_ENV", "APP_ENV", "APPLICATION_ENV", "APP_ENVIRONMENT", "ENVIRONMENT", "ENV",
        "NODE_ENV", "RAILS_ENV", "RACK_ENV", "DJANGO_ENV", "FLASK_ENV", "MIX_ENV", "GO_ENV", "DEPLOY_ENV", "DOTNET_ENVIRONMENT",
        NULL };
    (void)f;
    for (size_t i = 0; variables[i]; i++) {
        const char *value = getenv(variables[i]);
        if (value && means_production(value)) {
            sb_text_add(why,
                "the environment variable %s says `%s`.\nTests do not run in production; where this is none, unset the variable.",
                variables[i], value);
            return;
        }
    }
}

static bool is_inside(const char *inner, const char *outer)
{
    size_t n = strlen(outer);
    return strncmp(inner, outer, n) == 0 && (inner[n] == 0 || inner[n] == '/' || outer[n - 1] == '/');
}

void sb__refuse_file_roots(const sb_facts *f, sb_text *why)
{
    const sb_files_settings *files = &f->settings->files;
    if (!files->root || !files->test_root)
        return;
    char *live = sb__path_resolve(files->root), *test = sb__path_resolve(files->test_root);
    const char *how = !live || !test ? NULL
        : strcmp(live, test) == 0    ? "is"
        : is_inside(test, live)      ? "is inside"
        : is_inside(live, test)      ? "contains"
                                     : NULL;
    if (!live || !test)
        sb_text_add(why,
            "the folder %s cannot be looked for: %s.\nUntil it can, nobody knows whether tests would empty live files: correct "
            "`files:` in %s.",
            live ? files->test_root : files->root, strerror(errno), f->settings->path);
    else if (how)
        sb_text_add(why,
            "the folder for files of tests, %s, %s the folder of live files, %s.\nIt is emptied by tests: choose one beside it for "
            "`files: test_root:` in %s.",
            test, how, live, f->settings->path);
    free(test);
    free(live);
}
