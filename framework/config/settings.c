/* settings.c -- seedbed.yaml checked against tables of its keys, and stored by them. */
#include "settings.h"
#include "../../assert/context.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The schema is data: a key, what its value must be, and where in its struct it goes. */
enum type { TEXT, CHOICE, TRUTH, NAMES, PATH, PATHS, DATABASES, URL, LOCATION, LOCATIONS, VERSIONS, FACTORIES, GROUP, NAMED };
typedef struct key {
    const char *name;
    enum type type;
    size_t offset;
    bool required;
    const char *const *choice; /* CHOICE: its words; the number stored is the place in the list */
    const struct key *inner;   /* GROUP and NAMED: the keys of the map inside */
} key;

static const char *const placements[] = { "prefix", "database", "schema", NULL };
static const char *const resets[] = { "auto", "rollback", "image", "undo", "reload", "watermark", "tracked", "truncate",
    "rebuild", NULL };
static const key sandbox_keys[] = {
    { "url", URL, 0, true, NULL, NULL },
    { "prefix", TEXT, offsetof(sb_sandbox_settings, prefix), false, NULL, NULL },
    { "test_prefix", TEXT, offsetof(sb_sandbox_settings, test_prefix), false, NULL, NULL },
    { "placement", CHOICE, offsetof(sb_sandbox_settings, placement), false, placements, NULL },
    { "schema", PATHS, offsetof(sb_sandbox_settings, schema), true, NULL, NULL },
    { "components", VERSIONS, 0, false, NULL, NULL },
    { "admin", LOCATION, offsetof(sb_sandbox_settings, admin), false, NULL, NULL },
    { "also", LOCATIONS, offsetof(sb_sandbox_settings, also), false, NULL, NULL },
    { "reset", CHOICE, offsetof(sb_sandbox_settings, reset), false, resets, NULL },
    { "strict", TRUTH, offsetof(sb_sandbox_settings, strict), false, NULL, NULL },
    { "hosts", NAMES, offsetof(sb_sandbox_settings, hosts), false, NULL, NULL },
    { "except", NAMES, offsetof(sb_sandbox_settings, except), false, NULL, NULL },
    { NULL, TEXT, 0, false, NULL, NULL },
};
static const key files_keys[] = {
    { "root", PATH, offsetof(sb_files_settings, root), false, NULL, NULL },
    { "test_root", PATH, offsetof(sb_files_settings, test_root), true, NULL, NULL },
    { NULL, TEXT, 0, false, NULL, NULL },
};
static const key top_keys[] = {
    { "environment", TEXT, offsetof(sb_settings, environment), false, NULL, NULL },
    { "debug", TEXT, offsetof(sb_settings, debug), false, NULL, NULL },
    { "sandboxes", NAMED, 0, false, NULL, sandbox_keys },
    { "fixtures", PATHS, offsetof(sb_settings, fixtures), false, NULL, NULL },
    { "factories", FACTORIES, offsetof(sb_settings, factories), false, NULL, NULL },
    { "reads", DATABASES, offsetof(sb_settings, reads), false, NULL, NULL },
    { "files", GROUP, offsetof(sb_settings, files), false, NULL, files_keys },
    { NULL, TEXT, 0, false, NULL, NULL },
};

static int read_map(sb_settings *s, const sb_node *map, const char *what, const key *keys, void *into);

static void add_name(sb_names *list, const char *name)
{
    list->at = sb_grow(list->at, list->n, &list->room, sizeof *list->at);
    list->at[list->n++] = name;
}

static const char *own(sb_settings *s, char *string)
{
    add_name(&s->owned, string);
    return string;
}

static const char *absolute(sb_settings *s, const char *path)
{
    return path[0] == '/' ? path : own(s, sb_format("%s/%s", s->folder, path));
}

/* Digits only, and no more of them than a version has room for. */
static bool read_whole(const char *text, int64_t *out)
{
    if (!*text || text[strspn(text, "0123456789")])
        return false;
    errno = 0;
    *out = strtoll(text, NULL, 10);
    return errno == 0;
}

static int wrong_type(const sb_node *value, const char *name, const char *expected)
{
    return sb_node_fail(value, SB_EREFUSED, "`%s` is %s; expected %s", name, sb_node_looks(value), expected);
}

static int read_text(const sb_node *value, const char *name, const char *expected, const char **out)
{
    if (strcmp(sb_node_looks(value), "text") != 0 && strcmp(sb_node_looks(value), "nothing") != 0)
        return wrong_type(value, name, expected);
    *out = value->text;
    return SB_OK;
}

static int read_path(sb_settings *s, const sb_node *value, const char *name, const char **out)
{
    int code = read_text(value, name, "a path", out);
    if (code == SB_OK && (!*out || !**out))
        return wrong_type(value, name, "a path");
    if (code == SB_OK)
        *out = absolute(s, *out);
    return code;
}

static int read_paths(sb_settings *s, const sb_node *value, const char *name, sb_names *out)
{
    if (value->kind != SB_NODE_LIST)
        return wrong_type(value, name, "a list of paths, as in [ one, two ]");
    for (size_t i = 0; i < value->n; i++) {
        const char *path;
        int code = read_path(s, value->item[i], name, &path);
        if (code)
            return code;
        add_name(out, path);
    }
    return SB_OK;
}

/* Declared here, or in files of their own. What a declaration says is judged by who makes rows of it. */
static int read_factories(sb_settings *s, const sb_node *value, const char *name, sb_factories_settings *out)
{
    out->at = value;
    if (value->kind == SB_NODE_MAP)
        return SB_OK;
    if (value->kind == SB_NODE_SCALAR)
        return wrong_type(value, name, "a map of names to factories, or a list of files and folders, as in [ factories ]");
    return read_paths(s, value, name, &out->paths);
}

/* Files and folders; also as urls, which is how databases are written elsewhere. */
static int read_databases(sb_settings *s, const sb_node *value, const char *name, sb_names *out)
{
    static const char expected[] = "a list of SQLite databases and folders, as in [ share/words.db, testdata ]";
    if (value->kind != SB_NODE_LIST)
        return wrong_type(value, name, expected);
    for (size_t i = 0; i < value->n; i++) {
        const char *path;
        int code = read_path(s, value->item[i], name, &path);
        if (code)
            return code;
        const char *text = value->item[i]->text;
        if (strncmp(text, "postgres:", 9) == 0 || strncmp(text, "postgresql:", 11) == 0)
            return sb_node_fail(value->item[i], SB_EREFUSED, "`%s` is for files; expected %s", name, expected);
        add_name(out, strncmp(text, "sqlite:", 7) == 0 ? absolute(s, text + 7) : path);
    }
    return SB_OK;
}

static int read_choice(const sb_node *value, const char *name, const char *const *choice, void *out)
{
    unsigned i = 0; /* as large as an enum */
    sb_text words = SB_TEXT_EMPTY;
    for (; choice[i]; i++) {
        sb_text_add(&words, "%s`%s`", i ? " or " : "", choice[i]);
        if (value->kind == SB_NODE_SCALAR && value->text && strcmp(value->text, choice[i]) == 0)
            break;
    }
    memcpy(out, &i, sizeof i);
    int code = choice[i] ? SB_OK : sb_node_fail(value, SB_EREFUSED, "`%s` is not known here; expected %s", name, words.at);
    sb_text_release(&words);
    return code;
}

static int read_truth(const sb_node *value, const char *name, bool *out)
{
    if (value->kind != SB_NODE_SCALAR || !value->text || value->quoted ||
        (strcmp(value->text, "true") != 0 && strcmp(value->text, "false") != 0))
        return wrong_type(value, name, "true or false");
    *out = strcmp(value->text, "true") == 0;
    return SB_OK;
}

/* keyword=value: what a server is found by, also under the scheme of a backend of the program's own. */
static bool is_conninfo(const char *text)
{
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz_");
    return n && text[n + strspn(text + n, " ")] == '=';
}

/* What a server's own url is made of stays as it is; a path is made absolute. */
static int read_location(sb_settings *s, const sb_node *value, const char *name, const char **scheme, const char **location)
{
    static const char expected[] = "a scheme, a colon and what the database is found by, as in sqlite:var/app.db";
    const char *url, *colon;
    int code = read_text(value, name, expected, &url);
    if (code)
        return code;
    colon = url ? strchr(url, ':') : NULL;
    if (!colon || colon == url || !colon[1])
        return sb_node_fail(value, SB_EREFUSED, "`%s` cannot be understood; expected %s", name, expected);
    bool postgres = strncmp(url, "postgres:", 9) == 0 || strncmp(url, "postgresql:", 11) == 0;
    *scheme = postgres ? "postgres" : own(s, sb_format("%.*s", (int)(colon - url), url));
    bool server = postgres || (strncmp(url, "sqlite:", 7) != 0 && is_conninfo(colon + 1));
    *location = !server                                ? absolute(s, colon + 1)
        : postgres && strncmp(colon + 1, "//", 2) == 0 ? own(s, sb_format("postgresql%s", colon))
                                                       : colon + 1;
    return SB_OK;
}

static int read_names(const sb_node *value, const char *name, sb_names *out)
{
    if (value->kind != SB_NODE_LIST)
        return wrong_type(value, name, "a list of names, as in [ one, two ]");
    for (size_t i = 0; i < value->n; i++) {
        const char *text;
        int code = read_text(value->item[i], name, "a name", &text);
        if (code)
            return code;
        if (!text || !*text)
            return wrong_type(value->item[i], name, "a name");
        add_name(out, text);
    }
    return SB_OK;
}

static int read_locations(sb_settings *s, const sb_node *value, const char *name, sb_names *out)
{
    const char *scheme, *location;
    if (value->kind != SB_NODE_LIST)
        return wrong_type(value, name, "a list of urls, as in [ \"postgres:host=db dbname=app\" ]");
    for (size_t i = 0; i < value->n; i++) {
        int code = read_location(s, value->item[i], name, &scheme, &location);
        if (code)
            return code;
        add_name(out, location);
    }
    return SB_OK;
}

static int read_url(sb_settings *s, const sb_node *value, sb_sandbox_settings *out)
{
    return read_location(s, value, "url", &out->scheme, &out->location);
}

static int read_versions(const sb_node *value, const char *name, sb_sandbox_settings *out)
{
    static const char expected[] = "a map of names to whole numbers, as in { catalog: 3 }";
    if (value->kind != SB_NODE_MAP)
        return wrong_type(value, name, expected);
    for (size_t i = 0; i < value->n; i++) {
        int64_t version;
        const char *text = value->item[i]->text;
        if (!text || value->item[i]->quoted || !read_whole(text, &version))
            return wrong_type(
                value->item[i], value->key[i]->text, "a whole number that is not too large: the version of this component");
        out->component = sb_grow(out->component, out->components, &out->component_room, sizeof *out->component);
        out->component[out->components++] = (sb_component){ value->key[i]->text, version };
    }
    return SB_OK;
}

static int read_sandboxes(sb_settings *s, const sb_node *value, const char *name, const key *keys)
{
    if (value->kind != SB_NODE_MAP)
        return wrong_type(value, name, "a map of names to sandboxes");
    for (size_t i = 0; i < value->n; i++) {
        s->sandbox = sb_grow(s->sandbox, s->sandboxes, &s->sandbox_room, sizeof *s->sandbox);
        sb_sandbox_settings *sandbox = &s->sandbox[s->sandboxes++];
        *sandbox = (sb_sandbox_settings){ .name = value->key[i]->text, .at = value->item[i] };
        int code = read_map(s, value->item[i], sandbox->name, keys, sandbox);
        if (code)
            return code;
        sandbox->prefix = sandbox->prefix ? sandbox->prefix : "";
        sandbox->test_prefix = sandbox->test_prefix ? sandbox->test_prefix : "";
    }
    return SB_OK;
}

static int read_value(sb_settings *s, const sb_node *value, const key *k, void *into)
{
    void *place = (char *)into + k->offset;
    switch (k->type) {
    case TEXT: return read_text(value, k->name, "text", place);
    case CHOICE: return read_choice(value, k->name, k->choice, place);
    case TRUTH: return read_truth(value, k->name, place);
    case NAMES: return read_names(value, k->name, place);
    case PATH: return read_path(s, value, k->name, place);
    case PATHS: return read_paths(s, value, k->name, place);
    case DATABASES: return read_databases(s, value, k->name, place);
    case URL: return read_url(s, value, into);
    case LOCATION: return read_location(s, value, k->name, &(const char *){ NULL }, place);
    case LOCATIONS: return read_locations(s, value, k->name, place);
    case VERSIONS: return read_versions(value, k->name, into);
    case FACTORIES: return read_factories(s, value, k->name, place);
    case GROUP: return read_map(s, value, k->name, k->inner, place);
    case NAMED: return read_sandboxes(s, value, k->name, k->inner);
    }
    return SB_OK;
}

static const key *find_key(const key *keys, const char *name)
{
    for (; keys->name; keys++)
        if (strcmp(keys->name, name) == 0)
            return keys;
    return NULL;
}

static int unknown_key(const sb_node *at, const key *keys)
{
    const char *names[16] = { NULL };
    for (size_t i = 0; keys[i].name; i++)
        names[i] = keys[i].name;
    return sb_node_unknown(at, SB_EREFUSED, "here", names);
}

static int read_map(sb_settings *s, const sb_node *map, const char *what, const key *keys, void *into)
{
    if (map->kind != SB_NODE_MAP)
        return wrong_type(map, what, "a map of keys and values");
    for (size_t i = 0; i < map->n; i++) {
        const key *k = find_key(keys, map->key[i]->text);
        int code = k ? read_value(s, map->item[i], k, into) : unknown_key(map->key[i], keys);
        if (code)
            return code;
    }
    for (; keys->name; keys++)
        if (keys->required && !sb_node_get(map, keys->name))
            return sb_node_fail(map, SB_EREFUSED, "`%s` has no key `%s`; expected one", what, keys->name);
    return SB_OK;
}

char *sb_settings_find(void)
{
    char *folder = getcwd(NULL, 0);
    while (folder) {
        char *path = sb_format("%s/seedbed.yaml", strcmp(folder, "/") == 0 ? "" : folder);
        if (access(path, F_OK) == 0) {
            free(folder);
            return path;
        }
        free(path);
        char *slash = strrchr(folder, '/');
        if (!slash || !slash[1])
            break;
        slash[slash == folder] = 0; /* the last folder above all is "/" itself */
    }
    free(folder);
    return NULL;
}

/* The folder in which a file was found, absolute; where the file is a symbolic link, not that of what it leads to. */
static char *folder_of(const char *path)
{
    char *folder = sb_strdup(path), *slash = strrchr(folder, '/'), *whole;
    if (slash)
        slash[slash == folder] = 0;
    whole = realpath(slash ? folder : ".", NULL);
    free(folder);
    return whole ? whole : sb_strdup(".");
}

int sb_settings_read(const char *path, sb_settings **out)
{
    sb_settings *s = sb_alloc(sizeof *s);
    *out = NULL;
    int code = sb_yaml_read(path, &s->yaml);
    if (code == SB_ENOTFOUND)
        code = sb_fail_with(
            SB_EREFUSED, "%s:1:1: there is no such file; expected a seedbed.yaml. Create it, or name another by --config", path);
    if (code) {
        sb_settings_free(s);
        return SB_EREFUSED;
    }
    s->path = own(s, sb_strdup(path));
    s->folder = own(s, folder_of(path));
    if (s->yaml->root->kind != SB_NODE_SCALAR || s->yaml->root->text) /* an empty file sets nothing */
        code = read_map(s, s->yaml->root, "seedbed.yaml", top_keys, s);
    if (code)
        sb_settings_free(s);
    else
        *out = s;
    return code;
}

void sb_settings_free(sb_settings *settings)
{
    if (!settings)
        return;
    for (size_t i = 0; i < settings->sandboxes; i++) {
        free(settings->sandbox[i].component);
        free(settings->sandbox[i].schema.at);
        free(settings->sandbox[i].also.at);
        free(settings->sandbox[i].hosts.at);
        free(settings->sandbox[i].except.at);
    }
    for (size_t i = 0; i < settings->owned.n; i++)
        free((char *)settings->owned.at[i]);
    free(settings->owned.at);
    free(settings->sandbox);
    free(settings->fixtures.at);
    free(settings->factories.paths.at);
    free(settings->reads.at);
    sb_yaml_free(settings->yaml);
    free(settings);
}

const sb_sandbox_settings *sb_settings_sandbox(const sb_settings *settings, const char *name)
{
    const sb_sandbox_settings *found = NULL;
    const char **names = sb_alloc((settings->sandboxes + 1) * sizeof *names), *nearest;
    for (size_t i = 0; i < settings->sandboxes && !found; i++) {
        names[i] = settings->sandbox[i].name;
        if (strcmp(names[i], name) == 0)
            found = &settings->sandbox[i];
    }
    if (!found) {
        nearest = sb_nearest(name, names);
        sb_fail_with(SB_EREFUSED, "%s has no sandbox `%s`%s%s%s Expected it under `sandboxes:`", settings->path, name,
            nearest ? "; did you mean `" : ".", nearest ? nearest : "", nearest ? "`?" : "");
    }
    free(names);
    return found;
}
