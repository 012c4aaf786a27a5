/* row.c -- reading a row: as the database has it now, found by its key or its number. */
#include "row.h"
#include "../../framework/process/running.h"
#include "unknown.h"
#include <seedbed/make.h>
#include <stdlib.h>
#include <string.h>

const sb_filled *sb_row_filled(const sb_row *row, const char *column)
{
    for (size_t i = 0; i < row->n; i++)
        if (row->filled[i].filling == SB_DONE && strcmp(row->filled[i].name, column) == 0)
            return &row->filled[i];
    return NULL;
}

sb_value sb_row_keep(sb_store *store, sb_value value)
{
    switch (value.kind) {
    case SB_STR: return value.v.s ? sb__box_s(sb_store_text(store, value.v.s)) : (sb_value){ .kind = SB_NONE };
    case SB_BYTES: value.v.b.data = sb_store_copy(store, value.v.b.data, value.v.b.size); return value;
    case SB_ROW:
    case SB_PTR: return value.v.p ? value : (sb_value){ .kind = SB_NONE };
    default: return value;
    }
}

/* One cell of a query, taken home. */
typedef struct taken {
    sb_store *store;
    sb_value value;
    size_t found; /* rows */
} taken;

static int take_first(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    taken *to = env;

    (void)name;
    if (!to->found && n > 0)
        to->value = sb_row_keep(to->store, cell[0]);
    to->found++;
    return 0;
}

static void add_quoted(sb_text *to, const char *before, const char *name, const char *after)
{
    char *quoted = sb_sandbox_quote(name);

    sb_text_add(to, "%s%s%s", before, quoted, after);
    free(quoted);
}

/* SELECT of one column of this row: by its key where that is known, else by its number, else by all that was put into it. */
static size_t select_column(const sb_row *row, const char *column, sb_text *sql, sb_value *arg)
{
    bool by_number = !row->keyed && row->row_number;
    const char *before = " WHERE ";
    size_t n = 0;

    add_quoted(sql, "SELECT ", column, "");
    add_quoted(sql, " FROM ", row->table, "");
    if (by_number) {
        add_quoted(sql, before, row->row_number, " = ?");
        arg[n++] = sb__box_i(row->number);
    }
    for (size_t i = 0; i < row->n && !by_number; i++) {
        const sb_filled *one = &row->filled[i];
        if ((row->keyed && !one->key) || one->filling != SB_DONE || one->parameter)
            continue;
        add_quoted(sql, before, one->name, one->value.kind == SB_NONE ? " IS NULL" : " = ?");
        before = " AND ";
        if (one->value.kind != SB_NONE)
            arg[n++] = one->value;
    }
    return n;
}

static sb_making reading(const sb_row *row)
{
    sb_making making = { .file = sb_running_file(), .line = sb_running_line(), .makers = sb_makers_get(), .db = sb_sandbox_db() };

    if (!row)
        sb_make_fail(&making, "get_text, get_int and id want a row that make() returned; this one is NULL");
    if (row->making)
        making.out = row->making->out;
    if (!making.db && row->state == SB_ROW_MADE)
        sb_make_fail(&making, "%s", sb_error());
    making.word = sb_store_format(&making.makers->store, "a row of %s", row->table);
    return making;
}

int sb_row_find(const sb_row *row, sb_row_key *out)
{
    if (!sb_store_has(&sb_makers_get()->store, row, sizeof *row))
        return sb_fail_with(SB_ERR, "that is no row which make() returned in this test");
    if (row->state != SB_ROW_MADE)
        return sb_fail_with(SB_ERR, "that row was built, and is in no table");
    *out = (sb_row_key){ .table = row->table };
    for (size_t i = 0; i < row->n && row->keyed; i++) {
        if (!row->filled[i].key || out->n == SB_KEY_COLUMNS)
            continue;
        out->column[out->n] = row->filled[i].name;
        out->value[out->n++] = row->filled[i].value;
    }
    if (!row->keyed && row->row_number) {
        out->column[0] = row->row_number;
        out->value[out->n++] = sb__box_i(row->number);
    }
    return out->n ? SB_OK : sb_fail_with(SB_ERR, "nothing finds the row again: its table has neither a key nor row numbers");
}

/* What is in memory and no question for the database: the key, a parameter, and a row that nothing finds again. */
static bool remembered(const sb_row *row, const char *column, sb_value *out)
{
    const sb_filled *filled = sb_row_filled(row, column);

    if (filled && filled->parameter) {
        *out = filled->value;
        return true;
    }
    if (!filled || !(row->keyed ? filled->key : !row->row_number))
        return false;
    *out = filled->value;
    return true;
}

static void check_column(const sb_making *making, const sb_row *row, const char *column)
{
    bool known = false;

    for (size_t i = 0; i < row->n; i++)
        known |= strcmp(row->filled[i].name, column) == 0;
    if (!known)
        sb_unknown_in_row(making, row, column);
}

/* A row that is being made is asked, and makes the value; one that was built has all there is of it. */
static bool ask(const sb_making *making, const sb_row *row, const char *column, sb_value *out)
{
    if (row->state == SB_ROW_FILLING)
        *out = sb_source_named((sb_row *)(uintptr_t)row, NULL, column, strlen(column));
    else if (row->state == SB_ROW_BUILT && sb_row_filled(row, column))
        *out = sb_row_filled(row, column)->value;
    else if (row->state == SB_ROW_BUILT)
        check_column(making, row, column);
    return row->state != SB_ROW_MADE;
}

sb_value sb_row_value(const sb_row *row, const char *column)
{
    sb_making making = reading(row);
    taken got = { .store = &making.makers->store };
    sb_text sql = SB_TEXT_EMPTY;
    size_t args;
    sb_value *arg;
    char *text;

    if (ask(&making, row, column, &got.value) || remembered(row, column, &got.value))
        return got.value;
    check_column(&making, row, column);
    arg = sb_store_alloc(got.store, (row->n + 1) * sizeof *arg);
    args = select_column(row, column, &sql, arg);
    text = sb_store_take(got.store, &sql);
    if (making.db->backend->query(making.db->handle, text, arg, args, take_first, &got))
        sb_make_fail(&making, "%s: the column `%s` cannot be read: %s", making.word, column, sb_error());
    if (got.found == 0)
        sb_make_fail(
            &making, "%s: the column `%s` cannot be read, because the row is not in the table any more", making.word, column);
    if (got.found > 1)
        sb_make_fail(&making,
            "%s: the column `%s` cannot be read, because %zu rows have the values that were put into this one; give its key by with()",
            making.word, column, got.found);
    return got.value;
}

int64_t sb_id(const sb_row *row)
{
    if (!row)
        reading(row);
    if (row->state != SB_ROW_MADE) {
        sb_making making = reading(row);
        sb_make_fail(&making, "%s is in no table yet, and has no id", making.word);
    }
    return row->id;
}

/* Numbers as SQL shows them. */
const char *sb_value_text(sb_store *store, const sb_value *value)
{
    switch (value->kind) {
    case SB_NONE: return NULL;
    case SB_STR: return value->v.s;
    case SB_BYTES: return sb_store_copy(store, value->v.b.data, value->v.b.size);
    case SB_ULONG:
    case SB_ULLONG: return sb_store_format(store, "%llu", (unsigned long long)value->v.u);
    case SB_FLOAT:
    case SB_DOUBLE:
    case SB_LDOUBLE: return sb_store_format(store, "%.15Lg", value->v.d);
    default: return sb_store_format(store, "%lld", (long long)value->v.i);
    }
}

const char *sb_get_text(const sb_row *row, const char *column)
{
    sb_value value = sb_row_value(row, column);

    return sb_value_text(&sb_makers_get()->store, &value);
}

int64_t sb_get_int(const sb_row *row, const char *column)
{
    sb_value value = sb_row_value(row, column);
    sb_making making = reading(row);
    const char *text = sb_value_text(&making.makers->store, &value);
    char *end = NULL;
    long long number = text ? strtoll(text, &end, 10) : 0;

    if (text && (end == text || *end))
        sb_make_fail(&making, "%s: the column `%s` is no whole number: \"%s\"; read it by get_text", making.word, column, text);
    return number;
}
