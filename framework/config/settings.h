/* settings.h -- seedbed.yaml as one struct.
 *
 *     environment: development            # or test, ci
 *     debug: developer
 *     sandboxes:
 *       catalog:
 *         url: sqlite:var/catalog.db      # required; or postgres:host=/run/postgresql dbname=catalog, or a postgresql:// URL
 *         also: [ "postgres:host=db dbname=catalog" ]   # other urls by which the application opens the same database
 *         admin: postgres:user=admin dbname=catalog     # a connection that may make roles and schemas
 *         prefix: app_                    # of the live tables; may be empty
 *         test_prefix: t_                 # of the test tables
 *         placement: prefix               # or schema, or database, for applications whose table names are fixed
 *         schema: [ db/schema.sql ]       # required
 *         components: { catalog: 3, mail: 1 }
 *         reset: auto                     # or rollback, image, undo, reload, watermark, tracked, truncate, rebuild
 *         strict: false                   # true: refuse what is only reported otherwise, and watch over rows that are no test's own
 *         hosts: [ db.ci.example.org ]    # machines other than this one that the sandbox may be on
 *         except: [ privileged ]          # refusals of the guard that do not hold here; told at each run
 *     fixtures: [ fixtures ]
 *     factories: [ factories ]            # files, and folders of them; or the factories themselves, by name
 *     reads: [ share/words.db, testdata ]                   # SQLite databases, and folders of them, that tests may read
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
#include <seedbed/ext/backend.h>

/* Beside the live tables, under the test prefix; or with names of their own: in a database of the sandbox, or in a schema of it. */
enum sb_placement { SB_PLACE_PREFIX = 0, SB_PLACE_DATABASE, SB_PLACE_SCHEMA };

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
    const char *location; /* the rest of the url; a path is absolute. Of postgresql://, all of it */
    const char *admin;    /* a location on the same database; NULL where not given */
    sb_names also;        /* locations */
    sb_names hosts, except;
    enum sb_reset reset;
    bool strict;
    const char *prefix; /* "" where not given; so is the next */
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

typedef struct sb_factories_settings {
    sb_names paths;    /* files, and folders of them */
    const sb_node *at; /* a map: the factories by name; a list: the paths in the same order; NULL where not given */
} sb_factories_settings;

typedef struct sb_settings {
    const char *path;   /* of the seedbed.yaml */
    const char *folder; /* it is in */
    const char *environment, *debug;
    sb_sandbox_settings *sandbox;
    size_t sandboxes, sandbox_room;
    sb_names fixtures, reads;
    sb_factories_settings factories;
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
