/* settings.h -- seedbed.yaml as one struct.
 *
 *     environment: development            # or test, ci
 *     debug: developer
 *     sandboxes:
 *       catalog:
 *         url: sqlite:var/catalog.db      # required
 *         prefix: app_                    # of the live tables; may be empty
 *         test_prefix: t_                 # of the test tables
 *         placement: prefix               # or database, for applications whose table names are fixed
 *         schema: [ db/schema.sql ]       # required
 *         components: { catalog: 3, mail: 1 }
 *     fixtures: [ fixtures ]
 *     files: { root: var/files, test_root: var/test-files }
 *
 * Calling sequence: sb_settings_find (or a path of your own), sb_settings_read, sb_settings_free.
 *
 * Relative paths in the file are relative to its folder; here all of them are absolute. What the keys say is not judged here: that
 * is the guard's business (framework/sandbox/guard.h).
 *
 * Errors: SB_EREFUSED for all of them: no such file, not YAML, an unknown key (the nearest is named), a wrong type, a required key
 * that is missing. The message has file:line:column, the line, and what was expected.
 */
#ifndef SEEDBED_FRAMEWORK_CONFIG_SETTINGS_H
#define SEEDBED_FRAMEWORK_CONFIG_SETTINGS_H

#include "yaml.h"

enum sb_placement { SB_PLACE_PREFIX = 0, SB_PLACE_DATABASE };

/* A list of names or paths. */
typedef struct sb_names {
    const char **at;
    size_t n, room;
} sb_names;

typedef struct sb_component {
    const char *name;
    int64_t version;
} sb_component;

typedef struct sb_sandbox_settings {
    const char *name;
    const char *scheme;   /* of the url: "sqlite" */
    const char *location; /* the rest of the url, made absolute */
    const char *prefix;   /* "" where not given; so is the next */
    const char *test_prefix;
    enum sb_placement placement;
    sb_names schema;
    sb_component *component;
    size_t components, component_room;
    const sb_node *at; /* the map it was read from */
} sb_sandbox_settings;

typedef struct sb_files_settings {
    const char *root; /* NULL where not given; so is the next */
    const char *test_root;
} sb_files_settings;

typedef struct sb_settings {
    const char *path;   /* of the seedbed.yaml */
    const char *folder; /* it is in */
    const char *environment, *debug;
    sb_sandbox_settings *sandbox;
    size_t sandboxes, sandbox_room;
    sb_names fixtures;
    sb_files_settings files;
    sb_yaml *yaml;
    sb_names owned; /* the strings that are not in the tree */
} sb_settings;

/* The seedbed.yaml of the working folder or the nearest folder above it; NULL where there is none. The caller frees it. */
char *sb_settings_find(void);
int sb_settings_read(const char *path, sb_settings **out);
void sb_settings_free(sb_settings *settings);
/* One sandbox by name; NULL with a message (SB_EREFUSED) that names the nearest. */
const sb_sandbox_settings *sb_settings_sandbox(const sb_settings *settings, const char *name);

#endif
