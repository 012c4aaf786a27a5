/* strict.c -- strict mode: what a test did to rows that are not its own fails it, with table, key and statement. */
#include "strict.h"
#include "../process/running.h"
#include "keys.h"
#include "rows.h"
#include "told.h"
#include <stdlib.h>
#include <string.h>

/* A statement without WHERE touches thousands. */
enum { ROWS_SHOWN = 5 };

static const char advice[] = "where the test is meant to touch them, name them by exist_in or be_deleted_from";

int sb_strict_begin(struct sb_sandbox *s, const sb_suite *suite)
{
    sb_place *place = s->current;
    bool strict = suite->strict || place->strict;
    s->strict = strict;
    if (strict && !place->backend->clone_changes)
        return sb_fail_with(SB_ERR, "strict mode cannot be had on %s, which does not tell of changed rows", place->backend->name);
    if (strict == place->watched || !place->backend->clone_strict)
        return SB_OK;
    int code = place->backend->clone_strict(place->clone, strict);
    place->watched = strict && code == SB_OK;
    free(place->unwatched);
    place->unwatched = code == SB_ENOTFOUND ? sb_strdup(sb_error()) : NULL;
    return code == SB_ENOTFOUND ? SB_OK : code;
}

void sb_strict_own(const char *table, const char *key)
{
    struct sb_sandbox *s = sb_sandbox_state();
    if (s->strict)
        sb_keys_add(&s->own, table, key);
}

static bool is_own(const struct sb_sandbox *s, const char *table, const char *key)
{
    return sb_keys_have(&s->own, table, key) || sb_keys_have(&s->current->given, table, key);
}

/* ---- what was written ---- */

typedef struct judging {
    struct sb_sandbox *s;
    sb_text shown;
    size_t n;
} judging;

static void put_violation(judging *j, const sb_row_change *row, const char *key)
{
    const char *unwatched = j->s->current->unwatched;
    if (++j->n > ROWS_SHOWN)
        return;
    sb_text_add(&j->shown, "\n  %s %s %s by ", sb_told_name(j->s->current, row->table), key,
        row->kind == SB_ROW_DELETED ? "deleted" : "changed");
    if (row->statement)
        sb_told_statement(&j->shown, row->statement);
    else
        sb_text_add(&j->shown, "a statement that is not known%s%s", unwatched ? ": " : "", unwatched ? unwatched : "");
}

static int judge_row(void *env, const sb_row_change *row)
{
    judging *j = env;
    if (row->kind == SB_ROW_INSERTED || !row->foreign)
        return SB_OK;
    char *key = sb_keys_spell(&j->s->db, row);
    if (!is_own(j->s, row->table, key))
        put_violation(j, row, key);
    free(key);
    return SB_OK;
}

void sb_strict_judge(struct sb_sandbox *s)
{
    judging j = { .s = s };
    sb_place *place = s->current;
    if (!s->strict)
        return;
    int code = place->backend->clone_changes(place->clone, judge_row, &j);
    if (code)
        sb_fail_later(
            sb_running_file(), sb_running_line(), "strict mode: what the test did to rows is not known: %s", sb_error());
    if (j.n > ROWS_SHOWN)
        sb_text_add(&j.shown, "\n  and %zu others", j.n - ROWS_SHOWN);
    if (j.n)
        sb_fail_later(sb_running_file(), sb_running_line(), "strict mode: the test wrote %zu row%s not its own:%s\n%s", j.n,
            j.n == 1 ? " that is" : "s that are", j.shown.at, advice);
    sb_text_release(&j.shown);
    sb_keys_release(&s->own);
    s->strict = false;
}

/* ---- rows that tests are given ---- */

typedef struct keeping {
    sb_place *place;
    const sb_db *db;
} keeping;

static int keep_row(void *env, const sb_row_change *row)
{
    const keeping *k = env;
    if (row->kind != SB_ROW_INSERTED)
        return SB_OK;
    char *key = sb_keys_spell(k->db, row);
    sb_keys_add(&k->place->given, row->table, key);
    free(key);
    return SB_OK;
}

/* What cannot be told now would be held against tests that touch what was put there for them. */
int sb_strict_keep(sb_place *place, const sb_db *db)
{
    keeping k = { place, db };
    return place->has_strict && place->backend->clone_changes ? place->backend->clone_changes(place->clone, keep_row, &k) : SB_OK;
}

void sb_strict_drop_kept(sb_place *place) { sb_keys_release(&place->given); }

/* ---- what was read ---- */

typedef struct reading {
    struct sb_sandbox *s;
    char *table; /* in the database */
    size_t keys;
    const sb_table_info *info; /* of the table */
    bool first;
    sb_keys inserted;
    sb_text shown;
    size_t n, rows;
} reading;

static int note_inserted(void *env, const sb_row_change *row)
{
    reading *r = env;
    if (row->kind != SB_ROW_INSERTED)
        return SB_OK;
    char *key = sb_keys_spell(&r->s->db, row);
    sb_keys_add(&r->inserted, row->table, key);
    free(key);
    return SB_OK;
}

static int read_row(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    reading *r = env;
    sb_text key = SB_TEXT_EMPTY;
    (void)name;
    if (r->first && r->rows++)
        return SB_OK;
    for (size_t i = n - r->keys, column = 0; i < n; i++, column++) {
        const char *text = sb_cell_text(&cell[i]);
        while (column < r->info->n && !r->info->column[column].primary_key)
            column++;
        sb_text_add(&key, "%s%s = %s", key.size ? ", " : "",
            column < r->info->n ? r->info->column[column].name : r->info->row_number, text ? text : "NULL");
    }
    if (!is_own(r->s, r->table, key.at) && !sb_keys_have(&r->inserted, r->table, key.at) && ++r->n <= ROWS_SHOWN)
        sb_text_add(&r->shown, "\n  %s %s", sb_told_name(r->s->current, r->table), key.at);
    sb_text_release(&key);
    return SB_OK;
}

static void tell_read(reading *r, const char *word, const char *sql)
{
    if (r->n > ROWS_SHOWN)
        sb_text_add(&r->shown, "\n  and %zu others", r->n - ROWS_SHOWN);
    sb_text_add(&r->shown, "\n  by ");
    sb_told_statement(&r->shown, sql);
    sb_fail_later(sb_running_file(), sb_running_line(), "strict mode: %s read %zu row%s not the test's own:%s\n%s", word, r->n,
        r->n == 1 ? " that is" : "s that are", r->shown.at, advice);
}

void sb_strict_unknown(const char *sql)
{
    sb_fail_later(
        sb_running_file(), sb_running_line(), "strict mode: whose rows were read is not known: %s\n  by %s", sb_error(), sql);
}

/* The query runs a second time, with the key behind what it asks for; a query that this does not fit is not judged. */
void sb_strict_read(const char *word, const char *sql, bool first)
{
    struct sb_sandbox *s = sb_sandbox_state();
    reading r = { .s = s, .first = first };
    if (!s->strict)
        return;
    char *keyed = sb_strict_query(&s->db, sql, &r.table, &r.keys);
    int code = keyed ? s->current->backend->clone_changes(s->current->clone, note_inserted, &r) : SB_OK;
    if (keyed && !code)
        code = s->db.backend->describe(s->db.handle, r.table, &r.info);
    if (code)
        sb_strict_unknown(sql);
    else if (keyed && s->db.backend->query(s->db.handle, keyed, NULL, 0, read_row, &r) == SB_OK && r.n)
        tell_read(&r, word, sql);
    sb_keys_release(&r.inserted);
    sb_text_release(&r.shown);
    free(r.table);
    free(keyed);
}
