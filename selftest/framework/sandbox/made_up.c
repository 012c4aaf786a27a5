/* made_up.c -- a small configuration for the tests of the sandbox's parts. */
#include "made_up.h"
#include "../../../framework/sandbox/place.h"
#include "postgres/server.h"
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *made_up_file(const char *name, const char *text)
{
    char *path = sb_format("%s/%s", sb_temp_dir(), name);
    add_cleanup(free, path);
    FILE *file = fopen(path, "wb");
    if (!file)
        fail_test("%s cannot be written", path);
    fputs(text, file);
    fclose(file);
    return path;
}

void made_up_read(struct made_up *made_up, const char *schema)
{
    char *path = sb_format("%s/seedbed.yaml", sb_temp_dir());
    add_cleanup(free, path);
    made_up_file("schema.sql", schema);
    if (sb_settings_read(path, &made_up->settings))
        fail_test("%s", sb_error());
    made_up->of = &made_up->settings->sandbox[0];
    made_up->backend = sb_backend_of(made_up->of);
    if (!made_up->backend || sb_schema_load(made_up->settings, made_up->of, &made_up->schema))
        fail_test("%s", sb_error());
}

static void write_yaml(const char *url, const char *lines)
{
    char *yaml = sb_format(
        "environment: test\ndebug: developer\nsandboxes:\n  shop:\n    url: \"%s\"\n    schema: [ schema.sql ]\n%s", url, lines);
    add_cleanup(free, yaml);
    made_up_file("seedbed.yaml", yaml);
}

void made_up_open(struct made_up *made_up, const char *lines, const char *schema)
{
    write_yaml("sqlite:shop.db", lines);
    made_up_read(made_up, schema);
    if (made_up->backend->scratch(NULL, &made_up->db))
        fail_test("%s", sb_error());
}

const char *made_up_url(const char *scheme)
{
    char *url = strcmp(scheme, "postgres") == 0 ? sb_format("postgres:%s", server_database()) : sb_strdup("sqlite:shop.db");
    add_cleanup(free, url);
    return url;
}

void made_up_open_on(struct made_up *made_up, const char *scheme, const char *lines, const char *schema)
{
    write_yaml(made_up_url(scheme), lines);
    made_up_read(made_up, schema);
    made_up_reopen(made_up);
}

void made_up_reopen(struct made_up *made_up)
{
    if (made_up->db)
        made_up->backend->close(made_up->db);
    made_up->db = NULL;
    if (made_up->backend->open(made_up->of->location, SB_CREATE, &made_up->db))
        fail_test("%s", sb_error());
    if (strcmp(made_up->backend->scheme, "sqlite") == 0)
        made_up_exec(made_up, "PRAGMA synchronous = OFF");
}

static void count(void *env, const char *table)
{
    (void)table;
    ++*(int64_t *)env;
}

int64_t made_up_tables(struct made_up *made_up, const char *prefix)
{
    int64_t n = 0;
    if (made_up->backend->tables(made_up->db, prefix, count, &n))
        fail_test("%s", sb_error());
    return n;
}

void made_up_exec(struct made_up *made_up, const char *sql)
{
    if (made_up->backend->exec(made_up->db, sql))
        fail_test("%s", sb_error());
}

void made_up_close(struct made_up *made_up)
{
    if (made_up->db)
        made_up->backend->close(made_up->db);
    sb_schema_release(&made_up->schema);
    sb_settings_free(made_up->settings);
}

static int take(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name;
    if (n)
        *(int64_t *)env = cell[0].v.i;
    return 0;
}

int64_t made_up_int(struct made_up *made_up, const char *sql)
{
    int64_t value = -1;
    if (made_up->backend->query(made_up->db, sql, NULL, 0, take, &value))
        fail_test("%s", sb_error());
    return value;
}
