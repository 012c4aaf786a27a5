/* have_row.c -- have_row and have_no_row: a table has a row with these values, or none; the nearest rows are shown, or those it has. */
#include "../../assert/context.h"
#include "matchers.h"
#include "rows.h"
#include <stdlib.h>
#include <string.h>

/* A wanted row in the words of the database. */
typedef struct wanted {
    const sb_db *db;
    const sb_table_info *info;
    const char *table; /* as asked for */
    size_t n;
    const char **name; /* as the database spells them, quoted */
    const char **plain;
    const char **type; /* as declared */
    sb_value *value;
} wanted;

static void unknown_column(const sb_table_info *info, const char *name, const sb_table *table)
{
    const char **names = sb_alloc((info->n + 1) * sizeof *names), *nearest;
    for (size_t i = 0; i < info->n; i++)
        names[i] = info->column[i].name;
    nearest = sb_nearest(name, names);
    sb_fail_with(SB_ENOTFOUND, "the table `%s` has no column `%s`%s%s%s", table->name, name, nearest ? "; did you mean `" : "",
        nearest ? nearest : "", nearest ? "`?" : "");
    free(names);
}

static const sb_column *find_column(const sb_table_info *info, const char *name, const sb_table *table)
{
    for (size_t i = 0; i < info->n; i++)
        if (strcmp(info->column[i].name, name) == 0)
            return &info->column[i];
    unknown_column(info, name, table);
    return NULL;
}

static void release(wanted *w)
{
    for (size_t i = 0; i < w->n; i++)
        free((char *)w->name[i]);
    free(w->name);
    free(w->plain);
    free(w->type);
    free(w->value);
}

static int init(wanted *w, const sb_match *m)
{
    const sb_table *table = m->actual.v.p;
    const sb_cells *cells = m->x.v.p;
    *w = (wanted){ .db = sb_sandbox_db() };
    if (!w->db)
        return SB_ERR;
    if (!table || !cells)
        return sb_fail_with(SB_ERR, "the table is NULL");
    int code = w->db->backend->describe(w->db->handle, table->full, &w->info);
    w->table = table->name;
    w->name = sb_alloc((cells->n + 1) * sizeof *w->name);
    w->plain = sb_alloc((cells->n + 1) * sizeof *w->plain);
    w->type = sb_alloc((cells->n + 1) * sizeof *w->type);
    w->value = sb_alloc((cells->n + 1) * sizeof *w->value);
    for (size_t i = 0; i < cells->n && code == SB_OK; i++) {
        const sb_column *column = find_column(w->info, cells->cell[i].name, table);
        code = column ? sb_cell_plain(&cells->cell[i].value, &w->value[i]) : SB_ENOTFOUND;
        if (code)
            break;
        w->plain[i] = column->name;
        w->type[i] = column->type;
        w->name[i] = sb_sandbox_quote(column->name);
        w->n++;
    }
    return code;
}

static bool is_type(const char *type, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(type, *list) == 0)
            return true;
    return false;
}

/* A server with types takes 1.5 for no integer at all, and compares some types with nothing. */
static void condition(const wanted *w, size_t i, sb_text *to)
{
    static const char *const whole[] = { "integer", "bigint", "smallint", NULL };
    static const char *const mute[] = { "json", "xml", "point", "box", "path", "polygon", "line", "lseg", "circle", NULL };
    if (w->value[i].kind == SB_NONE)
        sb_text_add(to, "%s IS NULL", w->name[i]);
    else if (is_type(w->type[i], whole) && sb_kind_number(w->value[i].kind))
        sb_text_add(to, "%s = CAST(? AS numeric)", w->name[i]);
    else if (is_type(w->type[i], mute))
        sb_text_add(to, "CAST(%s AS text) = ?", w->name[i]);
    else
        sb_text_add(to, "%s = ?", w->name[i]);
}

/* "a" = ? AND "b" IS NULL; between is " AND " or " + ", before and after go around each. */
static void conditions(const wanted *w, const char *before, const char *after, const char *between, sb_text *to)
{
    for (size_t i = 0; i < w->n; i++) {
        sb_text_add(to, "%s%s", i ? between : "", before);
        condition(w, i, to);
        sb_text_add(to, "%s", after);
    }
}

static size_t arguments(const wanted *w, sb_value *to)
{
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++)
        if (w->value[i].kind != SB_NONE)
            to[n++] = w->value[i];
    return n;
}

static int run(const wanted *w, const char *sql, sb_row_fn *fn, void *env)
{
    sb_value *arg = sb_alloc((w->n + 1) * sizeof *arg);
    int code = w->db->backend->query(w->db->handle, sql, arg, arguments(w, arg), fn, env);
    free(arg);
    return code;
}

static int take_number(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name;
    if (n)
        *(int64_t *)env = cell[0].v.i;
    return SB_OK;
}

static int count(const wanted *w, int64_t *out)
{
    sb_text sql = SB_TEXT_EMPTY;
    char *table = sb_sandbox_quote(w->info->name);
    sb_text_add(&sql, "SELECT count(*) FROM %s WHERE ", table);
    conditions(w, "", "", " AND ", &sql);
    int code = run(w, sql.at, take_number, out);
    sb_text_release(&sql);
    free(table);
    return code;
}

static const sb_rows *result_of(const sb_match *m)
{
    const sb_table *table = m->actual.v.p;
    return table && m->x.v.p ? table->rows : NULL;
}

static enum sb_verdict judge(const sb_match *m, enum sb_verdict found, enum sb_verdict none)
{
    const sb_rows *result = result_of(m);
    wanted w = { .n = 0 };
    int64_t rows = 0;
    int code = result ? sb_result_count_rows(result, m->x.v.p, &rows) : init(&w, m);
    if (code == SB_OK && !result)
        code = count(&w, &rows);
    release(&w);
    return code ? SB_NEVER : rows > 0 ? found : none;
}

static enum sb_verdict have_row(const sb_match *m) { return judge(m, SB_YES, SB_NO); }

static enum sb_verdict have_no_row(const sb_match *m) { return judge(m, SB_NO, SB_YES); }

/* ---- what was there ---- */

typedef struct listing {
    sb_text *out;
    size_t n;
} listing;

/* The last column is the score, for the order alone. */
static int add_row(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    listing *l = env;
    sb_text_add(l->out, "          ");
    for (size_t i = 0; i + 1 < n; i++) {
        sb_text_add(l->out, "%s%s ", i ? ", " : "", name[i]);
        sb_value_print(l->out, &cell[i]);
    }
    sb_text_add(l->out, "\n");
    l->n++;
    return SB_OK;
}

/* The key, where nobody asked for it, so that the row can be found again; then the wanted columns. */
static void select_columns(const wanted *w, sb_text *sql)
{
    for (size_t i = 0; i < w->info->n; i++) {
        bool asked = false;
        for (size_t k = 0; k < w->n; k++)
            asked |= w->plain[k] == w->info->column[i].name;
        if (w->info->column[i].primary_key && !asked) {
            char *quoted = sb_sandbox_quote(w->info->column[i].name);
            sb_text_add(sql, "%s, ", quoted);
            free(quoted);
        }
    }
    for (size_t i = 0; i < w->n; i++)
        sb_text_add(sql, "%s, ", w->name[i]);
}

/* Rows in the order of how many values they share with the wanted one. */
static int list_nearest(const wanted *w, bool matching, sb_text *out, size_t *shown)
{
    sb_text sql = SB_TEXT_EMPTY;
    listing l = { out, 0 };
    char *table = sb_sandbox_quote(w->info->name);
    sb_text_add(&sql, "SELECT ");
    select_columns(w, &sql);
    if (matching)
        sb_text_add(&sql, "0");
    else
        conditions(w, "CASE WHEN ", " THEN 1 ELSE 0 END", " + ", &sql);
    sb_text_add(&sql, " AS seedbed_score FROM %s", table);
    if (matching) {
        sb_text_add(&sql, " WHERE ");
        conditions(w, "", "", " AND ", &sql);
    }
    sb_text_add(&sql, " ORDER BY seedbed_score DESC LIMIT %d", SB_ROWS_SHOWN);
    int code = run(w, sql.at, add_row, &l);
    *shown = l.n;
    sb_text_release(&sql);
    free(table);
    return code;
}

static void print_wanted(const wanted *w, const char *which, sb_text *out)
{
    sb_text_add(out, "expected: %s with", which);
    for (size_t i = 0; i < w->n; i++) {
        sb_text_add(out, "%s %s ", i ? "," : "", w->plain[i]);
        sb_value_print(out, &w->value[i]);
    }
    sb_text_add(out, "\n     got: ");
}

/* Why the matcher's own question had no answer, where the same question has a good one now. */
static bool is_good_now(const wanted *w, bool absent, sb_text *out)
{
    char *why = sb_strdup(sb_error());
    int64_t rows = 0;
    bool good = count(w, &rows) == SB_OK && absent == (rows == 0);
    if (good)
        sb_text_add(out, "the database could not be asked: %s\n", why);
    free(why);
    return good;
}

static int explain_with(const wanted *w, const sb_match *m, bool absent, sb_text *out)
{
    int64_t rows = 0;
    size_t shown = 0;
    int code = SB_OK;
    if (is_good_now(w, absent, out))
        return SB_OK;
    if (absent)
        code = count(w, &rows);
    else if ((rows = sb_table_rows(m->actual.v.p)) < 0)
        code = (int)rows;
    if (code)
        return code;
    print_wanted(w, absent ? "no row" : "a row", out);
    if (rows == 0 && !absent) {
        sb_text_add(out, "the table is empty\n");
        return SB_OK;
    }
    sb_table_count(out, rows);
    sb_text_add(out, absent ? ":\n" : rows == 1 ? ", which is not it\n" : "; the nearest:\n");
    code = list_nearest(w, absent, out, &shown);
    if (code == SB_OK)
        sb_table_others(out, rows, shown);
    return code;
}

static bool explain(const sb_match *m, sb_text *out)
{
    wanted w = { .n = 0 };
    bool absent = m->negated == (m->type == &sb_m_have_row);
    const sb_rows *result = result_of(m);
    int code = result ? sb_result_explain_row(result, m->x.v.p, absent, out) : init(&w, m);
    if (code == SB_OK && !result)
        code = explain_with(&w, m, absent, out);
    release(&w);
    if (code)
        sb_text_add(out, "%s\n", sb_error());
    return true;
}

const sb_matcher_type sb_m_have_row = { .words = "have row", .fits = SB_FITS_TABLE, .judge = have_row, .explain = explain };
const sb_matcher_type sb_m_have_no_row = {
    .words = "have no row", .fits = SB_FITS_TABLE, .judge = have_no_row, .explain = explain
};
