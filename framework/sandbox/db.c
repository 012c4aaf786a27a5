/* db.c -- the words of seedbed/db.h, and the sandbox of the running test as generators see it. */
#include "../process/running.h"
#include "matchers.h"
#include "paranoid.h"
#include "place.h"
#include "rows.h"
#include "strict.h"
#include "tables.h"
#include <stdlib.h>
#include <string.h>

void sb_sandbox_fail_here(const char *word)
{
    char *why = sb_sandbox_alloc(strlen(sb_error()) + 1);
    strcpy(why, sb_error());
    sb_fail_now(sb_running_file(), sb_running_line(), "%s: %s", word, why);
}

const sb_db *sb_sandbox_need(const char *word)
{
    const sb_db *db = sb_sandbox_db();
    if (!db)
        sb_sandbox_fail_here(word);
    return db;
}

const sb_db *sb_sandbox_db(void)
{
    struct sb_sandbox *s = sb_sandbox_state();
    if (!s->current)
        sb_fail_with(SB_ERR, "this test is in no sandbox; give its suite one: SUITE(name, .sandbox = \"...\")");
    else if (s->busy)
        sb_fail_with(SB_ERR, "%s", s->busy);
    return s->current && !s->busy ? &s->db : NULL;
}

const char *sb_sandbox_busy(const char *why)
{
    struct sb_sandbox *s = sb_sandbox_state();
    const char *before = s->busy;

    s->busy = why;
    return before;
}

void sb_sandbox_ask(bool asks)
{
    struct sb_sandbox *s = sb_sandbox_state();
    pthread_mutex_lock(&s->watching);
    s->asking = asks;
    pthread_mutex_unlock(&s->watching);
}

void *sb_sandbox_alloc(size_t size)
{
    struct sb_sandbox *s = sb_sandbox_state();
    sb_kept *kept = sb_alloc(sizeof *kept + size);
    kept->next = s->kept;
    s->kept = kept;
    return kept + 1;
}

static char *keep(const char *string)
{
    size_t size = strlen(string) + 1;
    return memcpy(sb_sandbox_alloc(size), string, size);
}

/* The nearest of the tables, all of them spelt without the prefix, as people write them. */
static const char *unknown_table(const sb_db *db, const char *name)
{
    sb_names tables = { .n = 0 };
    sb_tables_list(db->backend, db->handle, db->prefix, &tables);
    const char **short_names = sb_alloc((tables.n + 1) * sizeof *short_names), *nearest;
    for (size_t i = 0; i < tables.n; i++)
        short_names[i] = tables.at[i] + strlen(db->prefix);
    nearest = sb_nearest(name, short_names);
    sb_fail_with(SB_ENOTFOUND, "the sandbox `%s` has no table `%s`%s%s%s", sb_sandbox_state()->current->name, name,
        nearest ? "; did you mean `" : "", nearest ? nearest : "", nearest ? "`?" : "");
    free(short_names);
    sb_tables_release(&tables);
    return NULL;
}

int sb_sandbox_find_table(const char *name, const char **out)
{
    const sb_db *db = sb_sandbox_db();
    const sb_table_info *info;
    *out = NULL;
    if (!db)
        return SB_ERR;
    char *full = sb_format("%s%s", db->prefix, name);
    int code = db->backend->describe(db->handle, full, &info);
    free(full);
    if (code == SB_ENOTFOUND)
        unknown_table(db, name);
    else if (code == SB_OK)
        *out = keep(info->name);
    return code;
}

const char *sb_sandbox_table_name(const char *name)
{
    const char *found;
    sb_sandbox_find_table(name, &found);
    return found;
}

int sb_sandbox_keep(void)
{
    const sb_db *db = sb_sandbox_db();
    if (!db)
        return SB_ERR;
    int code = sb_strict_keep(sb_sandbox_state()->current, db);
    if (code == SB_OK)
        code = db->backend->clone_keep(sb_sandbox_state()->current->clone);
    return code == SB_OK && sb_sandbox_state()->paranoid ? sb_paranoid_take(sb_sandbox_state()->current, db) : code;
}

int sb_sandbox_drop_kept(void)
{
    const sb_db *db = sb_sandbox_db();
    if (!db)
        return SB_ERR;
    sb_strict_drop_kept(sb_sandbox_state()->current);
    int code = db->backend->clone_drop_kept(sb_sandbox_state()->current->clone);
    return code == SB_OK && sb_sandbox_state()->paranoid ? sb_paranoid_take(sb_sandbox_state()->current, db) : code;
}

const sb_settings *sb_sandbox_configuration(void) { return sb_sandbox_state()->settings; }

void sb_sandbox_rows_have_ids(int64_t (*id)(const sb_row *row)) { sb_sandbox_state()->row_id = id; }

void sb_sandbox_rows_have_keys(sb_row_key_fn *key) { sb_sandbox_state()->row_key = key; }

/* ---- seedbed/db.h ---- */

const char *sandbox_url(void)
{
    sb_sandbox_need("sandbox_url");
    const sb_place *place = sb_sandbox_state()->current;
    return place->backend->clone_url(place->clone);
}

const char *sandbox_schema(void)
{
    sb_sandbox_need("sandbox_schema");
    const sb_place *place = sb_sandbox_state()->current;
    const char *schema = place->backend->clone_schema ? place->backend->clone_schema(place->clone) : NULL;
    return schema ? schema : "";
}

void *sandbox_handle(void)
{
    sb_sandbox_need("sandbox_handle");
    const sb_place *place = sb_sandbox_state()->current;
    void *handle = place->backend->clone_handle(place->clone);
    if (!handle)
        sb_sandbox_fail_here("sandbox_handle");
    return handle;
}

const char *sandbox_prefix(void) { return sb_sandbox_need("sandbox_prefix")->prefix; }

const char *sandbox_files(void)
{
    struct sb_sandbox *s = sb_sandbox_state();
    sb_sandbox_need("sandbox_files");
    if (!s->files.root) {
        sb_fail_with(
            SB_ERR, "no folder for files of tests is configured; write `files: { root: ..., test_root: ... }` into seedbed.yaml");
        sb_sandbox_fail_here("sandbox_files");
    }
    const char *folder = sb_files_folder(&s->files);
    if (!folder)
        sb_sandbox_fail_here("sandbox_files");
    return folder;
}

int sb_sandbox_files(const char **out)
{
    struct sb_sandbox *s = sb_sandbox_state();
    *out = s->files.root ? sb_files_folder(&s->files) : NULL;
    return s->files.root && !*out ? SB_ERR : SB_OK;
}

static const sb_table *need_table(const char *word, const char *name)
{
    sb_sandbox_need(word);
    const char *full = sb_sandbox_table_name(name);
    if (!full)
        sb_sandbox_fail_here(word);
    sb_table *table = sb_sandbox_alloc(sizeof *table);
    *table = (sb_table){ .name = keep(name), .full = full };
    return table;
}

const sb_table *sandbox_table(const char *name) { return need_table("sandbox_table", name); }

/* The first cell of the first row, its text kept for the test. */
typedef struct first {
    sb_value value;
    bool taken;
} first;

static int take_first(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    first *f = env;
    (void)name;
    if (f->taken || n == 0)
        return SB_OK;
    f->taken = true;
    f->value = cell[0];
    if (f->value.kind == SB_STR)
        f->value.v.s = keep(f->value.v.s);
    if (f->value.kind == SB_BYTES) {
        char *copy = sb_sandbox_alloc(f->value.v.b.size + 1);
        memcpy(copy, f->value.v.b.data, f->value.v.b.size);
        f->value = (sb_value){ .kind = SB_STR, .v.s = copy };
    }
    return SB_OK;
}

static int query_first(const char *word, const char *sql, first *out)
{
    const sb_db *db = sb_sandbox_need(word);
    *out = (first){ .taken = false };
    char *expanded = sb_sandbox_expand(sql, db->prefix);
    sb_sandbox_ask(true);
    int code = expanded ? db->backend->query(db->handle, expanded, NULL, 0, take_first, out) : SB_ERR;
    sb_sandbox_ask(false);
    if (code == SB_OK)
        sb_strict_read(word, expanded, true);
    free(expanded);
    return code;
}

int64_t sb_table_rows(const sb_table *table)
{
    first found;
    const sb_db *db = sb_sandbox_db();
    if (!db)
        return SB_ERR;
    if (table->rows)
        return (int64_t)table->rows->n;
    char *quoted = sb_sandbox_quote(table->full), *sql = sb_format("SELECT count(*) FROM %s", quoted);
    found = (first){ .taken = false };
    int code = db->backend->query(db->handle, sql, NULL, 0, take_first, &found);
    free(sql);
    free(quoted);
    return code ? code : found.value.v.i;
}

int64_t row_count(const char *table)
{
    int64_t rows = sb_table_rows(need_table("row_count", table));
    if (rows < 0)
        sb_sandbox_fail_here("row_count");
    return rows;
}

int db_exec(const char *sql)
{
    const sb_db *db = sb_sandbox_need("db_exec");
    char *expanded = sb_sandbox_expand(sql, db->prefix);
    sb_sandbox_ask(true);
    int code = expanded ? db->backend->exec(db->handle, expanded) : SB_ERR;
    sb_sandbox_ask(false);
    free(expanded);
    return code ? SB_ERR : SB_OK;
}

int64_t db_int(const char *sql)
{
    first found;
    if (query_first("db_int", sql, &found))
        sb_sandbox_fail_here("db_int");
    return sb_cell_int(&found.value);
}

const char *db_text(const char *sql)
{
    first found;
    if (query_first("db_text", sql, &found))
        sb_sandbox_fail_here("db_text");
    return sb_cell_text(&found.value);
}
