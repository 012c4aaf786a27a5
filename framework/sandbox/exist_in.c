/* exist_in.c -- exist_in and be_deleted_from: the row with this key is in a table, or is not. */
#include "../../assert/context.h"
#include "matchers.h"
#include "place.h"
#include "rows.h"
#include "strict.h"
#include <seedbed/strict.h>
#include <stdlib.h>
#include <string.h>

typedef struct wanted {
    const sb_db *db;
    const sb_table_info *info;
    const char *table; /* as asked for */
    sb_row_key key;
} wanted;

/* What a whole number is the value of. */
static int number_key(wanted *w, const sb_value *number)
{
    size_t keys = 0;
    for (size_t i = 0; i < w->info->n; i++)
        if (w->info->column[i].primary_key && !keys++)
            w->key.column[0] = w->info->column[i].name;
    if (keys != 1)
        return sb_fail_with(SB_ERR, "the table `%s` has %s; a number finds no row in it", w->table,
            keys ? "a primary key of several columns" : "no primary key");
    w->key.value[0] = *number;
    w->key.n = 1;
    return SB_OK;
}

static int row_key(wanted *w, const sb_row *row)
{
    sb_row_key_fn *key = sb_sandbox_state()->row_key;
    if (!row)
        return sb_fail_with(SB_ERR, "the row is NULL");
    if (!key)
        return sb_fail_with(SB_ERR, "rows have keys only where factories are linked; write its number");
    int code = key(row, &w->key);
    if (code)
        return code;
    if (strcmp(w->key.table, w->info->name) != 0)
        return sb_fail_with(SB_ERR, "the row is one of `%s`, not of `%s`", w->key.table + strlen(w->db->prefix), w->table);
    return SB_OK;
}

static bool is_whole(const sb_value *value)
{
    return sb_kind_number(value->kind) && !(value->kind >= SB_FLOAT && value->kind <= SB_LDOUBLE);
}

static int init(wanted *w, const sb_match *m)
{
    *w = (wanted){ .db = sb_sandbox_db(), .table = m->x.v.s };
    if (!w->db)
        return SB_ERR;
    if (m->x.kind != SB_STR || !w->table)
        return sb_fail_with(SB_ERR, "the name of the table is NULL");
    const char *full = sb_sandbox_table_name(w->table);
    int code = full ? w->db->backend->describe(w->db->handle, full, &w->info) : SB_ENOTFOUND;
    if (code)
        return code;
    if (m->actual.kind == SB_ROW || m->actual.kind == SB_PTR)
        return row_key(w, m->actual.v.p);
    return is_whole(&m->actual) ? number_key(w, &m->actual) : sb_fail_with(SB_ERR, "it is about a row, or the number of one");
}

static int ask(const wanted *w, const char *what, sb_row_fn *fn, void *env)
{
    sb_text sql = SB_TEXT_EMPTY;
    char *table = sb_sandbox_quote(w->info->name);
    sb_text_add(&sql, "SELECT %s FROM %s WHERE ", what, table);
    for (size_t i = 0; i < w->key.n; i++) {
        char *column = sb_sandbox_quote(w->key.column[i]);
        sb_text_add(&sql, "%s%s = ?", i ? " AND " : "", column);
        free(column);
    }
    int code = w->db->backend->query(w->db->handle, sql.at, w->key.value, w->key.n, fn, env);
    sb_text_release(&sql);
    free(table);
    return code;
}

static int take_number(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name;
    if (n)
        *(int64_t *)env = cell[0].v.i;
    return SB_OK;
}

static void name_as_own(const wanted *w)
{
    char *key = sb_keys_join(w->info, &w->key);
    sb_strict_own(w->info->name, key);
    free(key);
}

static enum sb_verdict judge(const sb_match *m, bool there)
{
    wanted w;
    int64_t rows = 0;
    if (init(&w, m) || ask(&w, "count(*)", take_number, &rows))
        return SB_NEVER;
    if ((rows > 0) != there)
        return SB_NO;
    name_as_own(&w);
    return SB_YES;
}

static enum sb_verdict exist_in(const sb_match *m) { return judge(m, true); }

static enum sb_verdict be_deleted_from(const sb_match *m) { return judge(m, false); }

/* ---- what was there ---- */

static void print_key(sb_text *to, const wanted *w)
{
    for (size_t i = 0; i < w->key.n; i++) {
        sb_text_add(to, "%s%s ", i ? ", " : " with ", w->key.column[i]);
        sb_value_print(to, &w->key.value[i]);
    }
}

static int print_row(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sb_text_add(env, "%s%s ", i ? ", " : "", name[i]);
        sb_value_print(env, &cell[i]);
    }
    return SB_OK;
}

static bool explain(const sb_match *m, sb_text *out)
{
    wanted w;
    int64_t rows = 0;
    bool absent = m->negated == (m->type == &sb_m_exist_in);
    char *why = sb_strdup(sb_error());
    int code = init(&w, m);
    bool good_now = code == SB_OK && ask(&w, "count(*)", take_number, &rows) == SB_OK && (rows > 0) != absent;
    if (good_now)
        sb_text_add(out, "the database could not be asked: %s\n", why);
    free(why);
    if (good_now)
        return true;
    if (code == SB_OK) {
        sb_text_add(out, "expected: %s row of `%s`", absent ? "no" : "a", w.table);
        print_key(out, &w);
        sb_text_add(out, "\n     got: ");
        code = absent ? ask(&w, "*", print_row, out) : ask(&w, "count(*)", take_number, &rows);
    }
    if (code)
        sb_text_add(out, "%s\n", sb_error());
    else
        sb_text_add(out, absent ? "\n" : "no such row\n");
    return true;
}

const sb_matcher_type sb_m_exist_in = { .words = "exist in", .fits = SB_FITS_ROW_OF, .judge = exist_in, .explain = explain };
const sb_matcher_type sb_m_be_deleted_from = {
    .words = "be deleted from", .fits = SB_FITS_ROW_OF, .judge = be_deleted_from, .explain = explain
};
