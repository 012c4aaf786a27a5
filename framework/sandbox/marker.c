/* marker.c -- read and write the marker table. */
#include "marker.h"
#include "../../assert/context.h"
#include "sandbox.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

char *sb_marker_table(const char *test_prefix) { return sb_format("%sseedbed", test_prefix); }

static void add(sb_marker *marker, const char *name, const char *value)
{
    marker->mark = sb_grow(marker->mark, marker->n, &marker->room, sizeof *marker->mark);
    marker->mark[marker->n++] = (sb_mark){ sb_strdup(name), sb_strdup(value) };
}

static int take_row(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name;
    if (n == 2 && cell[0].kind == SB_STR && cell[1].kind == SB_STR)
        add(env, cell[0].v.s, cell[1].v.s);
    return SB_OK;
}

static bool is_ours(const sb_table_info *info)
{
    return info->n == 2 && strcmp(info->column[0].name, "seedbed_name") == 0 &&
        strcmp(info->column[1].name, "seedbed_value") == 0;
}

int sb_marker_read(const sb_backend *backend, void *db, const char *test_prefix, sb_marker *out)
{
    *out = (sb_marker){ .there = false };
    char *table = sb_marker_table(test_prefix), *quoted = sb_sandbox_quote(table), *sql = NULL;
    const sb_table_info *info;
    int code = backend->describe(db, table, &info);
    if (code == SB_OK && is_ours(info)) {
        out->there = true;
        sql = sb_format("SELECT seedbed_name, seedbed_value FROM %s ORDER BY seedbed_name", quoted);
        code = backend->query(db, sql, NULL, 0, take_row, out);
    }
    free(sql);
    free(quoted);
    free(table);
    return code == SB_ENOTFOUND ? SB_OK : code;
}

void sb_marker_release(sb_marker *marker)
{
    for (size_t i = 0; i < marker->n; i++) {
        free(marker->mark[i].name);
        free(marker->mark[i].value);
    }
    free(marker->mark);
    *marker = (sb_marker){ .there = false };
}

const char *sb_marker_get(const sb_marker *marker, const char *name)
{
    for (size_t i = 0; i < marker->n; i++)
        if (strcmp(marker->mark[i].name, name) == 0)
            return marker->mark[i].value;
    return NULL;
}

bool sb_marker_owns(const sb_marker *marker, const char *test_prefix, const sb_object *object)
{
    const char *state = sb_marker_get(marker, "state");
    char *own = sb_marker_table(test_prefix), *listed = sb_format("%s %s", object->kind, object->name);
    bool unfinished = !state || strcmp(state, "ready") != 0;
    bool ours = marker->there && (unfinished || strcasecmp(object->name, own) == 0 || sb_marker_get(marker, listed) != NULL);
    free(listed);
    free(own);
    return ours;
}

bool sb_marker_begins(const sb_backend *backend, const char *name, const char *test_prefix)
{
    size_t size = strlen(test_prefix);
    return (backend->lower_case ? strncmp(name, test_prefix, size) : strncasecmp(name, test_prefix, size)) == 0;
}

bool sb_marker_is_under(const sb_backend *backend, const char *test_prefix, const sb_object *object)
{
    bool belongs = strcmp(object->kind, "index") == 0 || strcmp(object->kind, "trigger") == 0;
    return !belongs && sb_marker_begins(backend, object->name, test_prefix);
}

int sb_marker_make(const sb_backend *backend, void *db, const char *test_prefix)
{
    char *table = sb_marker_table(test_prefix), *quoted = sb_sandbox_quote(table);
    char *sql = sb_format("CREATE TABLE %s (seedbed_name TEXT PRIMARY KEY, seedbed_value TEXT NOT NULL)", quoted);
    int code = backend->exec(db, sql);
    if (code == SB_OK)
        code = sb_marker_set(backend, db, test_prefix, "state", "installing");
    free(sql);
    free(quoted);
    free(table);
    return code;
}

int sb_marker_set(const sb_backend *backend, void *db, const char *test_prefix, const char *name, const char *value)
{
    const sb_value arg[2] = { { .kind = SB_STR, .v.s = name }, { .kind = SB_STR, .v.s = value } };
    char *table = sb_marker_table(test_prefix), *quoted = sb_sandbox_quote(table);
    char *clear = sb_format("DELETE FROM %s WHERE seedbed_name = ?", quoted);
    char *put = sb_format("INSERT INTO %s (seedbed_name, seedbed_value) VALUES (?, ?)", quoted);
    int code = backend->query(db, clear, arg, 1, NULL, NULL);
    if (code == SB_OK)
        code = backend->query(db, put, arg, 2, NULL, NULL);
    free(put);
    free(clear);
    free(quoted);
    free(table);
    return code;
}

void sb_marker_wanted(const sb_schema *schema, sb_marker *out)
{
    *out = (sb_marker){ .there = true };
    add(out, "layout", SB_MARKER_LAYOUT);
    for (size_t i = 0; i < schema->n; i++) {
        char *name = sb_format("schema %s", schema->file[i].name), *hash = sb_format("%016" PRIx64, schema->file[i].hash);
        add(out, name, hash);
        free(hash);
        free(name);
    }
    for (size_t i = 0; i < schema->of->components; i++) {
        char *name = sb_format("component %s", schema->of->component[i].name);
        char *version = sb_format("%" PRId64, schema->of->component[i].version);
        add(out, name, version);
        free(version);
        free(name);
    }
}
