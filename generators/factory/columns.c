/* columns.c -- the values of a row, column by column. */
#include "columns.h"
#include "parents.h"
#include "unknown.h"
#include <string.h>

/* What one row is filled from. */
typedef struct filling {
    const sb_making *making;
    const sb_maker *maker;
    const sb_cells *words; /* NULL: none */
    const void *record;    /* of the factory, for this n; NULL: none */
    uint64_t n;
} filling;

static const void *record_of(const sb_making *making, const sb_maker *maker, uint64_t n)
{
    const sb_declared *factory = maker->factory;
    void *record;

    if (!factory || !factory->record)
        return NULL;
    record = sb_store_alloc(&making->makers->store, factory->record_size);
    factory->record(making->db->stream, n, &making->makers->store, record);
    return record;
}

/* Whether a with() means this column: by name, or, given a row, by what the row is. */
static bool means(const filling *at, const sb_table_info *info, const sb_cell *word, const sb_column *column)
{
    if (word->word != SB_WORD_WITH)
        return false;
    if (strcmp(word->name, column->name) == 0)
        return true;
    if (word->value.kind != SB_ROW || !sb_parent_fits(at->making, column, word->name))
        return false;
    for (size_t i = 0; i < info->n; i++)
        if (strcmp(info->column[i].name, word->name) == 0)
            return false;
    return true;
}

static bool fill_given(const filling *at, const sb_table_info *info, const sb_column *column, sb_value *out)
{
    const sb_cell *found = NULL;

    for (size_t i = 0; at->words && i < at->words->n; i++) {
        if (!means(at, info, &at->words->cell[i], column))
            continue;
        if (found)
            sb_make_fail(at->making, "%s: the column `%s` is given twice, by with(%s, ...) and with(%s, ...); leave one out",
                at->making->word, column->name, found->name, at->words->cell[i].name);
        found = &at->words->cell[i];
    }
    if (!found)
        return false;
    if (found->value.kind == SB_ROW)
        *out = sb_parent_key(at->making, column, found->value.v.p);
    else
        *out = found->value;
    if (out->kind == SB_PTR && out->v.p)
        sb_make_fail(at->making, "%s: with(%s, ...) was given a pointer; give a number, a string, bytes(p, n), a row or NULL",
            at->making->word, found->name);
    return true;
}

static const sb_declared_trait *trait_named(const sb_maker *maker, const char *name)
{
    for (const sb_declared_trait *one = maker->factory ? maker->factory->trait : NULL; one && one->name; one++)
        if (strcmp(one->name, name) == 0)
            return one;
    return NULL;
}

/* The last as() that sets the column wins, so that as(student), as(admin) reads as it is written. */
static bool fill_trait(const filling *at, const sb_column *column, sb_value *out)
{
    bool found = false;

    for (size_t i = 0; at->words && i < at->words->n; i++) {
        const sb_cell *word = &at->words->cell[i];
        const sb_declared_trait *trait = word->word == SB_WORD_AS ? trait_named(at->maker, word->name) : NULL;
        for (int c = 0; trait && c < SB_TRAIT_CELLS && trait->cell[c].columns; c++) {
            if (!sb_listed(trait->cell[c].columns, column->name))
                continue;
            *out = trait->cell[c].text ? sb__box_s(trait->cell[c].text) : sb__box_i(trait->cell[c].number);
            found = true;
        }
    }
    return found;
}

static sb_value value_of_field(const filling *at, const sb_field *field, const sb_column *column)
{
    sb_store *store = &at->making->makers->store;
    const char *record = at->record;
    sb_draw draw = sb_draw_at(at->making->db->stream, at->maker->stream, sb_draw_name(column->name), at->n);
    sb_value value = { .kind = SB_NONE };
    const char *mark;

    switch (field->how) {
    case SB_HOW_TEXT: return sb__box_s(record + field->at);
    case SB_HOW_INT: return sb__box_i(*(const int *)(const void *)(record + field->at));
    case SB_HOW_BYTES: return sb__box_b(*(const sb_bytes *)(const void *)(record + field->at));
    case SB_HOW_PICK: return sb__box_s(sb_draw_pick(&draw, field->pick));
    case SB_HOW_FAKE: field->fake(at->making->db->stream, at->n, store, &value); return value;
    case SB_HOW_SEQUENCE:
        mark = strchr(field->text, '#');
        return sb__box_s(sb_store_format(
            store, "%.*s%llu%s", (int)(mark - field->text), field->text, (unsigned long long)at->n + 1, mark + 1));
    default: return sb__box_s(field->text);
    }
}

/* A field does not fit a column that holds something else: `role INTEGER` is no place for "student". */
static bool fits(const sb_value *value, const sb_column *column)
{
    enum sb_holds holds = sb_column_holds(column->type);

    if (value->kind == SB_STR)
        return holds == SB_HOLDS_TEXT || holds == SB_HOLDS_BYTES;
    if (value->kind == SB_BYTES)
        return holds == SB_HOLDS_BYTES;
    return holds != SB_HOLDS_BYTES && holds != SB_HOLDS_DATE && holds != SB_HOLDS_MOMENT;
}

static bool fill_field(const filling *at, const sb_column *column, sb_value *out)
{
    const sb_field *field = sb_factory_field(at->maker->factory, column->name);
    sb_store *store = &at->making->makers->store;
    bool unique;

    if (!field || field->how == SB_HOW_PARENT || (field->yields && column->has_default))
        return false;
    /* A meaning is not numbered for the sake of the columns beside it: where all of them meet, the next row is tried. */
    unique = field->yields ? column->unique || column->primary_key : sb_column_must_differ(column);
    *out = value_of_field(at, field, column);
    if (!fits(out, column) || (unique && !field->unique && out->kind != SB_STR))
        return false;
    if (unique && !field->unique)
        *out = sb__box_s(sb_store_format(store, "%s %llu", out->v.s, (unsigned long long)at->n + 1));
    if (out->kind == SB_STR)
        out->v.s = sb_fit_text(store, out->v.s, column, unique, at->n);
    return true;
}

/* False: the column is left to the database. */
static bool fill_made(const filling *at, const sb_column *column, sb_value *out)
{
    if (fill_field(at, column, out))
        return true;
    if (column->has_default || !(column->not_null || column->primary_key))
        return false;
    *out = sb_plausible(at->making, at->maker, column, at->n);
    return true;
}

static enum sb_origin fill_column(const filling *at, const sb_table_info *info, const sb_column *column, sb_value *out)
{
    const sb_field *field = sb_factory_field(at->maker->factory, column->name);

    if (fill_given(at, info, column, out) || fill_trait(at, column, out))
        return SB_ORIGIN_GIVEN;
    if (column->generated || column->rowid)
        return 0;
    if (sb_parent_make(at->making, column, field, out))
        return SB_ORIGIN_PARENT;
    if (column->parent_table && !column->not_null) /* may be NULL, and what it could refer to is not ours to guess */
        return 0;
    return fill_made(at, column, out) ? SB_ORIGIN_MADE : 0;
}

static bool sets(const sb_declared_trait *trait, const char *column)
{
    for (int i = 0; trait && i < SB_TRAIT_CELLS && trait->cell[i].columns; i++)
        if (sb_listed(trait->cell[i].columns, column))
            return true;
    return false;
}

/* Before anything is made: every word must mean something, and something that can be put in. */
static void check_words(const filling *at, const sb_table_info *info)
{
    for (size_t i = 0; at->words && i < at->words->n; i++) {
        const sb_cell *word = &at->words->cell[i];
        const sb_declared_trait *trait = word->word == SB_WORD_AS ? trait_named(at->maker, word->name) : NULL;
        bool known = false;

        if (word->word == SB_WORD_AS && !trait)
            sb_unknown_trait(at->making, at->maker, word->name);
        for (size_t c = 0; c < info->n && !known; c++) {
            known = means(at, info, word, &info->column[c]) || sets(trait, info->column[c].name);
            if (known && info->column[c].generated)
                sb_make_fail(at->making,
                    "%s: the column `%s` of %s is generated, and the database computes it; leave out %s(%s%s)", at->making->word,
                    info->column[c].name, at->maker->table, trait ? "as" : "with", word->name, trait ? "" : ", ...");
        }
        if (!known && trait)
            sb_make_fail(at->making, "%s: the trait `%s` sets one of the columns %s, and the table %s has none of them",
                at->making->word, word->name, trait->cell[0].columns, at->maker->table);
        if (!known)
            sb_unknown_column(at->making, at->maker, info, word->name);
    }
}

void sb_columns_fill(const sb_making *making, const sb_maker *maker, const sb_cells *words, uint64_t n, sb_row *row)
{
    const sb_table_info *info = sb_maker_columns(making, maker);
    sb_store *store = &making->makers->store;
    filling at = { making, maker, words, record_of(making, maker, n), n };

    check_words(&at, info);
    row->filled = sb_store_alloc(store, (info->n + 1) * sizeof *row->filled);
    for (size_t i = 0; i < info->n; i++) {
        const sb_column *column = &info->column[i];
        sb_value value = { .kind = SB_NONE };
        enum sb_origin origin = fill_column(&at, info, column, &value);
        if (origin)
            row->filled[row->n++] =
                (sb_filled){ column, sb_store_text(store, column->name), sb_row_keep(store, value), origin, false };
    }
}

void sb_columns_refill(const sb_making *making, const sb_maker *maker, uint64_t n, sb_row *row)
{
    filling at = { making, maker, NULL, record_of(making, maker, n), n };

    for (size_t i = 0; i < row->n; i++) {
        sb_value value = { .kind = SB_NONE };
        if (row->filled[i].origin == SB_ORIGIN_MADE && fill_made(&at, row->filled[i].column, &value))
            row->filled[i].value = sb_row_keep(&making->makers->store, value);
    }
}
