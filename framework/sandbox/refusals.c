/* refusals.c -- what the guard refuses by the configuration and the environment alone. */
#include "guard.h"
#include "place.h"
#include "sqlite/path.h"
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Where installed tables' names end: PostgreSQL cuts names there, and two long ones would become one. */
enum { NAME_LIMIT = 63 };

static bool is_placed_by_prefix(const sb_facts *f) { return f->of->placement == SB_PLACE_PREFIX; }

static void environment(const sb_facts *f, sb_text *why)
{
    static const char *const good[] = { "development", "test", "ci", NULL };
    const char *environment = f->settings->environment;
    for (size_t i = 0; environment && good[i]; i++)
        if (strcmp(environment, good[i]) == 0)
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

static void debug(const sb_facts *f, sb_text *why)
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
static void production_variable(const sb_facts *f, sb_text *why)
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

static void no_test_prefix(const sb_facts *f, sb_text *why)
{
    if (is_placed_by_prefix(f) && !*f->of->test_prefix)
        sb_text_add(why,
            "the test prefix is empty, so test tables would be live tables.\nWrite one into %s, as in `test_prefix: t_`.",
            f->settings->path);
}

static void odd_test_prefix(const sb_facts *f, sb_text *why)
{
    const char *p = f->of->test_prefix;
    size_t good = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    if (is_placed_by_prefix(f) && *p && (p[good] || strchr("0123456789", *p) || strncasecmp(p, "sqlite_", 7) == 0))
        sb_text_add(why,
            "the test prefix `%s` cannot begin a table's name.\nUse letters, digits and _, with no digit in front, as in `t_`.",
            p);
}

/* Databases fold the case of names, so `T_` and `t_` are one prefix. */
static void prefix_clash(const sb_facts *f, sb_text *why)
{
    const char *test = f->of->test_prefix, *live = f->of->prefix, *how;
    if (!is_placed_by_prefix(f) || !*test || !*live)
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
static void shared_prefix(const sb_facts *f, sb_text *why)
{
    const char *mine = f->of->test_prefix;
    const sb_backend *backend = sb_backend_named(f->of->scheme);
    char *here = backend ? sb_place_locate(backend, f->of->location) : NULL;
    for (size_t i = 0; i < f->settings->sandboxes && is_placed_by_prefix(f) && here && *mine; i++) {
        const sb_sandbox_settings *other = &f->settings->sandbox[i];
        if (other == f->of || other->placement != SB_PLACE_PREFIX || strcmp(other->scheme, f->of->scheme) != 0 ||
            !*other->test_prefix || !(is_prefix(mine, other->test_prefix) || is_prefix(other->test_prefix, mine)))
            continue;
        char *there = sb_place_locate(backend, other->location);
        if (there && strcmp(here, there) == 0 && !why->size)
            sb_text_add(why,
                "the sandbox `%s` is in the same database, %s, and the test prefixes `%s` and `%s` are one, or one begins with the "
                "other.\nGive each sandbox a test prefix of its own in %s.",
                other->name, here, mine, other->test_prefix, f->settings->path);
        free(there);
    }
    free(here);
}

static void long_name(const sb_facts *f, sb_text *why)
{
    size_t size, prefix = strlen(f->of->test_prefix);
    const char *longest = sb_schema_longest(f->schema, &size);
    if (is_placed_by_prefix(f) && prefix + size > NAME_LIMIT)
        sb_text_add(why,
            "the table `%s%.*s` would have a name of %zu bytes; databases cut names at %d.\nChoose a shorter test prefix.",
            f->of->test_prefix, (int)size, longest, prefix + size, NAME_LIMIT);
}

static bool is_inside(const char *inner, const char *outer)
{
    size_t n = strlen(outer);
    return strncmp(inner, outer, n) == 0 && (inner[n] == 0 || inner[n] == '/' || outer[n - 1] == '/');
}

static void file_roots(const sb_facts *f, sb_text *why)
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

const sb_refusal sb_refusals_by_configuration[] = {
    { "environment", environment },
    { "debug", debug },
    { "production_variable", production_variable },
    { "no_test_prefix", no_test_prefix },
    { "odd_test_prefix", odd_test_prefix },
    { "prefix_clash", prefix_clash },
    { "shared_prefix", shared_prefix },
    { "long_name", long_name },
    { "file_roots", file_roots },
    { NULL, NULL },
};
