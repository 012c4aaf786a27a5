/* make.c -- make(), make_list(), make_pair(), get_or_make(), build(), attributes(): one row after the other, with hooks and children. */
#include "insert.h"
#include "parents.h"
#include "unknown.h"
#include <string.h>

static void call_hook(sb_row *row, const sb_layer *layer, sb_hook_fn *hook, const char *name)
{
    if (hook && hook(row) != SB_OK)
        sb_make_fail(row->making, "%s: %s of %s failed: %s", row->making->word, name, layer->of, sb_error());
}

void sb_row_after_build(sb_row *row)
{
    for (size_t i = 0; i < row->recipe->layers.n; i++)
        call_hook(row, &row->recipe->layers.layer[i], row->recipe->layers.layer[i].after_build, "after_build");
}

static void after_make(sb_row *row)
{
    for (size_t i = 0; i < row->recipe->layers.n; i++)
        call_hook(row, &row->recipe->layers.layer[i], row->recipe->layers.layer[i].after_make, "after_make");
}

/* as() words of the make and of a rule, as one list. */
const char *sb_traits_of(const sb_making *making, const sb_cells *words, const char *as)
{
    for (size_t i = 0; words && i < words->n; i++)
        if (words->cell[i].word == SB_WORD_AS)
            as = sb_store_format(&making->makers->store, "%s%s%s", as ? as : "", as ? " " : "", words->cell[i].name);
    return as;
}

/* Natural keys: those that get_or_make() was given, else those of the factory. NULL: the row is a new one. */
static const char *natural_key(const sb_making *making, const sb_recipe *recipe, const sb_cells *words)
{
    const char *by = NULL;

    if (!making->get || making->build)
        return making->build ? NULL : recipe->layers.by;
    for (size_t i = 0; words && i < words->n; i++)
        if (words->cell[i].word == SB_WORD_WITH && !strchr(words->cell[i].name, '.') &&
            sb_recipe_slot(recipe, words->cell[i].name) < recipe->columns)
            by = sb_store_format(&making->makers->store, "%s%s%s", by ? by : "", by ? " " : "", words->cell[i].name);
    if (recipe->layers.by)
        return recipe->layers.by;
    if (!by)
        sb_make_fail(making, "%s: there is nothing to find a row by; give columns by with(), or the factory a natural key (.by)",
            making->word);
    return by;
}

static void forget_making(sb_row *row)
{
    sb_row_keep_whose(row);
    row->making = NULL;
    row->words = NULL;
    row->recipe = NULL;
    row->common = NULL;
}

static void put_in(sb_row *row, sb_maker *maker)
{
    if (row->making->build) {
        row->state = SB_ROW_BUILT;
        return;
    }
    sb_row_insert(row, maker, sb_row_after_build);
    if (row->making->out)
        row->making->out->row = row;
    sb_children_make(row);
    after_make(row);
}

sb_row *sb_maker_make(const sb_making *making, sb_maker *maker, const sb_cells *words, const char *as, const sb_rule *with)
{
    sb_path path = { maker, NULL, making->path };
    sb_making inside = *making;
    sb_common common = { 0 };
    const sb_recipe *recipe = sb_recipe_of(making, maker, sb_traits_of(making, words, as), with);
    const char *by = natural_key(making, recipe, words);
    sb_row *row;

    inside.path = &path;
    inside.get = false;
    inside.first = 0;
    row = path.row = sb_row_begin(&inside, recipe, words, maker->series->next_n++);
    row->common = &common;
    row->first = making->first;
    row->up = making->path ? making->path->row : NULL;
    if (!by || !sb_row_meet(row, by)) {
        sb_row_fill(row);
        sb_row_after_build(row);
        put_in(row, maker);
    }
    forget_making(row);
    row->next = making->makers->row;
    making->makers->row = row;
    return row;
}

static sb_making begin(const char *file, int line, const char *word, const char *factory)
{
    sb_making making = { .file = file, .line = line, .makers = sb_makers_get(), .db = sb_sandbox_db() };

    making.stream = making.db ? making.db->stream : making.makers->stream;
    making.word = sb_store_format(&making.makers->store, "%s%s)", word, factory);
    if (making.makers->bulk)
        sb_make_fail(&making,
            "%s: a value of a row in a bulk makes no rows, because the database is taking that one in; it may ask other columns",
            making.word);
    return making;
}

sb_making sb_make_begin(const char *file, int line, const char *word, const char *factory)
{
    sb_making making = begin(file, line, word, factory);

    if (!making.db)
        sb_make_fail(&making, "%s: %s", making.word, sb_error());
    return making;
}

/* each() is of a bulk; here it would say nothing. */
static void refuse_each(const sb_making *making, const sb_cells *words)
{
    for (size_t i = 0; words && i < words->n; i++)
        if (words->cell[i].word == SB_WORD_EACH)
            sb_make_fail(making, "%s: each(%s, ...) shares rows out in make_bulk(); in make() give the row by with()",
                making->word, words->cell[i].name);
}

sb_row *sb_make(const char *file, int line, const char *factory, const sb_cells *words)
{
    sb_making making = sb_make_begin(file, line, "make(", factory);

    refuse_each(&making, words);
    return sb_maker_make(&making, sb_maker_named(&making, factory), words, NULL, NULL);
}

sb_row *sb_get_or_make(const char *file, int line, const char *factory, const sb_cells *words)
{
    sb_making making = sb_make_begin(file, line, "get_or_make(", factory);

    refuse_each(&making, words);
    making.get = true;
    return sb_maker_make(&making, sb_maker_named(&making, factory), words, NULL, NULL);
}

/* Whether nothing happens between two rows but that they are put in: no function of the test's, no child, no parent that is made. */
static bool is_plain(const sb_row *row)
{
    const sb_recipe *recipe = row->recipe;

    for (size_t i = 0; i < recipe->layers.n; i++) {
        const sb_layer *layer = &recipe->layers.layer[i];
        if (layer->after_build || layer->after_make || layer->children)
            return false;
    }
    for (size_t i = 0; i < recipe->n; i++)
        if (recipe->slot[i].from == SB_FROM_LAZY || (recipe->slot[i].from == SB_FROM_PARENT && row->filled[i].filling != SB_DONE))
            return false;
    return !recipe->layers.by;
}

/* So many rows in one trip to the database. False: it has to be one after the other, from the same number on, and whatever is wrong with one of
 * them is told then. */
static bool make_together(const sb_making *making, sb_maker *maker, const sb_cells *words, size_t n, sb_row **row)
{
    const sb_recipe *recipe = sb_recipe_of(making, maker, sb_traits_of(making, words, NULL), NULL);
    uint64_t first = maker->series->next_n;
    bool good = true;

    for (size_t i = 0; i < n && good; i++) {
        sb_common common = { 0 };
        row[i] = sb_row_begin(making, recipe, words, first + i);
        good = i > 0 || is_plain(row[0]);
        row[i]->common = &common;
        if (good)
            sb_row_fill(row[i]);
        row[i]->common = NULL;
    }
    if (!good || !sb_rows_insert(row, n))
        return false;
    maker->series->next_n += n;
    for (size_t i = 0; i < n; i++) {
        forget_making(row[i]);
        row[i]->next = making->makers->row;
        making->makers->row = row[i];
    }
    return true;
}

/* A row of a list takes about a kilobyte, until the test is over. */
static void refuse_number(const sb_making *making, size_t n)
{
    enum { MOST = 100 * 1000 * 1000 };

    if (n > SIZE_MAX / 2)
        sb_make_fail(making, "%s: -%zu is no number of rows", making->word, 0 - n);
    if (n > MOST)
        sb_make_fail(making, "%s: %zu rows are too many for a list, which keeps each of them; make_bulk() makes any number",
            making->word, n);
}

sb_rows sb_make_list(const char *file, int line, size_t n, const char *factory, const sb_cells *words)
{
    sb_making making = sb_make_begin(file, line, "make_list(n, ", factory);
    sb_maker *maker = sb_maker_named(&making, factory);
    sb_rows rows = { .n = n };

    refuse_each(&making, words);
    refuse_number(&making, n);
    rows.row = sb_store_alloc(&making.makers->store, (n + 1) * sizeof *rows.row);
    for (size_t i = 0, some; i < n; i += some) {
        some = n - i < SB_INSERT_ROWS ? n - i : SB_INSERT_ROWS;
        if (some > 1 && making.db->backend->insert_rows && make_together(&making, maker, words, some, &rows.row[i]))
            continue;
        for (size_t k = i; k < i + some; k++)
            rows.row[k] = sb_maker_make(&making, maker, words, NULL, NULL);
    }
    return rows;
}

sb_row *sb_build(const char *file, int line, const char *factory, const sb_cells *words)
{
    sb_making making = begin(file, line, "build(", factory);

    refuse_each(&making, words);
    making.build = true;
    return sb_maker_make(&making, sb_maker_named(&making, factory), words, NULL, NULL);
}

void sb_reset_sequence(const char *file, int line, const char *factory, uint64_t number)
{
    sb_making making = begin(file, line, "reset_sequence(", factory);

    making.build = !making.db;
    sb_maker_restart(&making, sb_maker_named(&making, factory), number);
}

const sb_attributes *sb_attributes_of(const char *file, int line, const char *factory, const sb_cells *words)
{
    sb_making making = begin(file, line, "attributes(", factory);
    sb_store *store = &making.makers->store;
    sb_attributes *all = sb_store_alloc(store, sizeof *all);
    const char **name;
    sb_value *value;
    const sb_row *row;

    refuse_each(&making, words);
    making.build = making.alone = true;
    row = sb_maker_make(&making, sb_maker_named(&making, factory), words, NULL, NULL);
    all->name = name = sb_store_alloc(store, (row->n + 1) * sizeof *name);
    all->value = value = sb_store_alloc(store, (row->n + 1) * sizeof *value);
    for (size_t i = 0; i < row->n; i++) {
        if (row->filled[i].filling != SB_DONE || row->filled[i].parameter)
            continue;
        name[all->n] = row->filled[i].name;
        value[all->n++] = row->filled[i].value;
    }
    return all;
}
