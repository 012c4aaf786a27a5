/* parents.c -- rows that a row refers to: given ones stand for their key, and required ones are made by their own factory. */
#include "parents.h"
#include "unknown.h"
#include <string.h>
#include <strings.h>

sb_value sb_parent_key(
    const sb_making *making, const char *column, const char *table, const char *parent_column, const sb_row *given)
{
    if (!given)
        return (sb_value){ .kind = SB_NONE };
    if (table && strcasecmp(table, given->table) != 0)
        sb_make_fail(
            making, "%s: the column `%s` refers to %s, and was given a row of %s", making->word, column, table, given->table);
    if (!parent_column)
        return given->key ? sb_row_value(given, given->key) : sb__box_i(given->id);
    return sb_row_value(given, parent_column);
}

static void put(sb_row *row, size_t slot, sb_value value, enum sb_origin origin, const sb_cell *word)
{
    sb_filled *filled = &row->filled[slot];

    /* The key of a row that is built is not known, because the database would have numbered it. */
    filled->filling = value.kind == SB_NONE && row->making->build && origin == SB_ORIGIN_PARENT ? SB_LEFT : SB_DONE;
    filled->value = sb_row_keep(&row->making->makers->store, value);
    filled->origin = origin;
    filled->word = word;
}

void sb_parent_give(sb_row *row, size_t at, const sb_cell *word)
{
    const sb_parent *parent = &row->recipe->parent[at];
    sb_row *given = (sb_row *)word->value.v.p;

    for (size_t i = 0; i < parent->n; i++) {
        sb_filled *filled = &row->filled[parent->slot[i]];
        const char *column = parent->parent_column ? parent->parent_column[i] : NULL;
        if (filled->word && parent->n == 1)
            sb_make_fail(row->making, "%s: the column `%s` is given twice, by with(%s, ...) and with(%s, ...); leave one out",
                row->making->word, filled->name, filled->word->name, word->name);
        if (!filled->word)
            put(row, parent->slot[i], sb_parent_key(row->making, filled->name, parent->table, column, given), SB_ORIGIN_GIVEN,
                word);
    }
    row->parent[at] = given;
}

/* with(course.title, ...) for the parent that `course` means. */
typedef struct meant {
    const sb_row *row;
    size_t parent;
} meant;

static bool is_meant(void *env, const char *name, size_t size)
{
    const meant *it = env;

    return sb_recipe_parent(it->row->making, it->row->recipe, name, size) == it->parent;
}

const sb_cells *sb_words_below(
    const sb_making *making, const sb_cells *words, bool (*means)(void *env, const char *name, size_t size), void *env)
{
    sb_cell *cell = NULL;
    sb_cells *below = NULL;
    size_t n = 0;

    for (size_t i = 0; words && i < words->n; i++) {
        const char *name = words->cell[i].name, *dot = strchr(name, '.');
        if ((words->cell[i].word != SB_WORD_WITH && words->cell[i].word != SB_WORD_EACH) || !dot ||
            !means(env, name, (size_t)(dot - name)))
            continue;
        if (!cell)
            cell = sb_store_alloc(&making->makers->store, words->n * sizeof *cell);
        cell[n] = words->cell[i];
        cell[n++].name = dot + 1;
    }
    if (n) {
        below = sb_store_alloc(&making->makers->store, sizeof *below);
        *below = (sb_cells){ n, cell };
    }
    return below;
}

const sb_cells *sb_words_with_key(
    const sb_making *making, const sb_cells *words, const sb_parent *parent, const sb_filled *filled)
{
    sb_store *store = &making->makers->store;
    sb_cells *all = sb_store_alloc(store, sizeof *all);
    sb_cell *cell = sb_store_alloc(store, (parent->n + (words ? words->n : 0)) * sizeof *cell);

    if (parent->n == 1)
        return words;
    *all = (sb_cells){ 0, cell };
    for (size_t i = 0; words && i < words->n; i++)
        cell[all->n++] = words->cell[i];
    for (size_t i = 0; i < parent->n; i++)
        if (filled[parent->slot[i]].filling == SB_DONE && filled[parent->slot[i]].value.kind != SB_NONE)
            cell[all->n++] = (sb_cell){ parent->parent_column[i], SB_WORD_WITH, filled[parent->slot[i]].value };
    return all;
}

/* What the row to be made must have: the deep words, and the columns that this row has filled already. */
static const sb_cells *words_for(sb_row *row, size_t at)
{
    return sb_words_with_key(row->making, sb_words_below(row->making, row->words, is_meant, &(meant){ row, at }),
        &row->recipe->parent[at], row->filled);
}

sb_maker *sb_parent_maker(const sb_making *making, const sb_recipe *recipe, size_t at)
{
    sb_parent *parent = &recipe->parent[at];
    const char *factory = parent->rule ? parent->rule->parent : NULL;
    sb_maker *maker = parent->maker;

    if (maker)
        return maker;
    maker = factory ? sb_maker_named(making, factory) : NULL;

    /* A rule speaks of a factory, a foreign key of a table: where they mean different ones, the database decides. */
    if (parent->table && making->db && (!maker || strcasecmp(maker->table, parent->table) != 0))
        maker = sb_maker_of_table(making, parent->table);
    if (!maker && parent->table && making->db)
        sb_make_fail(making, "%s: the column `%s` refers to the table %s, which there is not here; give with(%s, ...)",
            making->word, recipe->slot[parent->slot[0]].name, parent->table, recipe->slot[parent->slot[0]].name);
    return parent->maker = maker;
}

/* A row that must refer to one of its own table refers to itself: there is no other to begin with. */
static void refer_to_itself(sb_row *row, const sb_parent *parent)
{
    for (size_t i = 0; i < parent->n; i++) {
        size_t key = sb_recipe_slot(row->recipe, parent->parent_column[i]);
        sb_value value = sb_row_ask(row, key);
        const sb_ingredient *is = &row->recipe->slot[key];
        if (value.kind == SB_NONE && (is->column->rowid || is->column->has_default)) {
            value = is->column->rowid ? sb__box_i((long long)row->at + 1) : sb_source_schema(row, is);
            put(row, key, value, SB_ORIGIN_MADE, NULL);
        }
        put(row, parent->slot[i], value, SB_ORIGIN_MADE, NULL);
    }
}

static bool may_be_null(const sb_row *row, const sb_parent *parent)
{
    for (size_t i = 0; i < parent->n; i++) {
        const sb_column *column = row->recipe->slot[parent->slot[i]].column;
        if (column && sb_column_must_be(column))
            return false;
    }
    return true;
}

/* True: the parent is being made by this very make(), further out. A column that may be NULL ends the circle. */
static bool goes_round(sb_row *row, const sb_parent *parent, const sb_maker *maker)
{
    const char *column = row->filled[parent->slot[0]].name;
    /* A rule that refers to its own table means one row above, and none above that. */
    bool above = maker->series == row->recipe->maker->series && may_be_null(row, parent);

    for (const sb_path *up = row->making->path; up; up = up->up) {
        if (up->maker->series != maker->series || (above && up == row->making->path))
            continue;
        if (!may_be_null(row, parent))
            sb_parents_cycle(row->making, maker, column);
        return true;
    }
    return false;
}

/* So many rows that follow each other have one parent. */
static sb_row *shared(const sb_row *row, sb_parent *parent)
{
    unsigned share = parent->rule ? parent->rule->share : 0;
    bool built = row->making->build;

    return share > 1 && parent->last[built] && parent->last_of[built] == row->at / share ? parent->last[built] : NULL;
}

void sb_parent_make(sb_row *row, size_t at)
{
    sb_parent *parent = &row->recipe->parent[at];
    sb_maker *maker;
    sb_row *made;

    if (row->making->refer) {
        row->making->refer(row->making->refer_env, row, at);
        return;
    }
    maker = row->making->alone ? NULL : sb_parent_maker(row->making, row->recipe, at);
    made = shared(row, parent);
    if (!maker)
        return;
    if (!made && maker->series == row->recipe->maker->series && !may_be_null(row, parent) && parent->parent_column &&
        !parent->rule) {
        refer_to_itself(row, parent);
        return;
    }
    if (!made && goes_round(row, parent, maker))
        return;
    if (!made)
        made = sb_maker_make(row->making, maker, words_for(row, at),
            sb_recipe_as(row->making, row->recipe, parent->rule ? parent->rule->as : NULL),
            parent->rule ? parent->rule->with : NULL);
    row->parent[at] = made;
    if (parent->rule && parent->rule->share > 1) {
        parent->last[row->making->build] = made;
        parent->last_of[row->making->build] = row->at / parent->rule->share;
    }
    for (size_t i = 0; i < parent->n; i++)
        if (row->filled[parent->slot[i]].filling != SB_DONE)
            put(row, parent->slot[i],
                sb_parent_key(row->making, row->filled[parent->slot[i]].name, parent->table,
                    parent->parent_column ? parent->parent_column[i] : NULL, made),
                SB_ORIGIN_PARENT, NULL);
}
