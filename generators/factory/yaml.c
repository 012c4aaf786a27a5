/* yaml.c -- read factories from seedbed.yaml and the files that it names, and put them among those that are declared in C. */
#include "yaml.h"
#include "maker.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What lives for the run. */
struct sb_yaml_factories {
    sb_store store;
    size_t n;
};

/* The files, open until all is checked: messages show their lines. */
typedef struct files {
    sb_yaml **at;
    size_t n, room;
} files;

static struct sb_yaml_factories *state(void)
{
    sb_makers *makers = sb_makers_get();

    if (!makers->yaml)
        makers->yaml = sb_alloc(sizeof *makers->yaml);
    return makers->yaml;
}

size_t sb_yaml_factories(void) { return state()->n; }

static bool is_ours(const sb_factory_node *node) { return sb_store_has(&state()->store, node, sizeof *node); }

void sb_yaml_factories_free(void)
{
    sb_makers *makers = sb_makers_get();

    if (!makers->yaml)
        return;
    for (sb_factory_node **at = &sb_context_get()->factories; *at;)
        if (is_ours(*at))
            *at = (*at)->next;
        else
            at = &(*at)->next;
    sb_store_release(&makers->yaml->store);
    free(makers->yaml);
    makers->yaml = NULL;
}

/* The map of a file, or that of seedbed.yaml. */
static int read_map(sb_yaml_reading *r, const sb_node *map)
{
    int code = SB_OK;

    if (map->kind != SB_NODE_MAP && (map->kind == SB_NODE_LIST || map->text))
        return sb_node_fail(map, SB_EREFUSED, "this is %s; expected a map of names to factories", sb_node_looks(map));
    for (size_t i = 0; i < map->n && code == SB_OK; i++) {
        sb_factory_node *node = sb_store_alloc(r->store, sizeof *node);
        code = sb_yaml_factory(r, map->key[i], map->item[i], &node->factory);
        node->file = sb_store_text(r->store, map->in->path);
        node->line = map->key[i]->line;
        if (code == SB_OK) {
            sb_add_factory(node);
            state()->n++;
        }
    }
    return code;
}

static int read_file(sb_yaml_reading *r, const char *path, files *open)
{
    sb_yaml *yaml = NULL;

    if (sb_yaml_read(path, &yaml))
        return SB_EREFUSED;
    open->at = sb_grow(open->at, open->n, &open->room, sizeof *open->at);
    open->at[open->n++] = yaml;
    return read_map(r, yaml->root);
}

static int is_yaml(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');

    return dot && entry->d_name[0] != '.' && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

static int read_folder(sb_yaml_reading *r, const char *path, files *open)
{
    struct dirent **entry = NULL;
    int n = scandir(path, &entry, is_yaml, alphasort), code = SB_OK;

    for (int i = 0; i < n; i++) {
        char *file = sb_format("%s/%s", path, entry[i]->d_name);
        if (code == SB_OK)
            code = read_file(r, file, open);
        free(file);
        free(entry[i]);
    }
    free(entry);
    return n < 0 ? sb_fail_with(SB_EREFUSED, "the folder %s cannot be read: %s", path, strerror(errno)) : code;
}

/* Files, and folders of them; at: where seedbed.yaml says so. */
static int read_path(sb_yaml_reading *r, const sb_node *at, const char *path, files *open)
{
    struct stat found;

    if (stat(path, &found) != 0)
        return sb_node_fail(at, SB_EREFUSED, "there is no file and no folder %s; expected one with factories", path);
    return S_ISDIR(found.st_mode) ? read_folder(r, path, open) : read_file(r, path, open);
}

int sb_yaml_factories_read(const sb_settings *settings, bool all_known)
{
    const sb_factories_settings *from = settings ? &settings->factories : NULL;
    sb_yaml_reading r = { .store = &state()->store };
    files open = { .n = 0 };
    int code = SB_OK;

    if (from && from->at && from->at->kind == SB_NODE_MAP)
        code = read_map(&r, from->at);
    for (size_t i = 0; from && i < from->paths.n && code == SB_OK; i++)
        code = read_path(&r, from->at->item[i], from->paths.at[i], &open);
    if (code == SB_OK && all_known)
        code = sb_yaml_check(&r);
    sb_store_release(&r.passing);
    for (size_t i = 0; i < open.n; i++)
        sb_yaml_free(open.at[i]);
    free(open.at);
    if (code)
        sb_yaml_factories_free();
    return code;
}
