/* refuse.c -- what a bulk cannot do, and what to do instead. */
#include "refuse.h"
#include "../factory/unknown.h"
#include <string.h>

enum { PATH = 64 };

static bool is_each(const sb_bulk_node *node, const sb_making *making, size_t word, size_t *parent)
{
    const sb_cell *cell = &node->words->cell[word];

    if (cell->word != SB_WORD_EACH || strchr(cell->name, '.'))
        return false;
    *parent = sb_recipe_parent(making, node->recipe, cell->name, strlen(cell->name));
    if (*parent == SB_NO_PARENT)
        sb_unknown_deep(making, node->recipe, "each", cell->name);
    return true;
}

void sb_bulk_check_each(const sb_bulk_node *node, const sb_making *making)
{
    size_t parent, other;

    for (size_t i = 0; node->words && i < node->words->n; i++) {
        if (!is_each(node, making, i, &parent))
            continue;
        if (node->blank[node->recipe->parent[parent].slot[0]].filling == SB_DONE)
            sb_make_fail(making, "%s: each(%s, ...) stands beside a with() that gives it to all rows; leave one out",
                making->word, node->words->cell[i].name);
        for (size_t k = 0; k < i; k++)
            if (is_each(node, making, k, &other) && other == parent)
                sb_make_fail(making, "%s: each(%s, ...) and each(%s, ...) mean the same; leave one out", making->word,
                    node->words->cell[k].name, node->words->cell[i].name);
    }
}

static void make_path(const sb_bulk_asking *up, sb_path path[PATH + 1])
{
    size_t n = 0;

    for (; up && n < PATH; up = up->up, n++)
        path[n] = (sb_path){ up->maker, NULL, up->up ? &path[n + 1] : NULL };
    if (n)
        path[n - 1].up = NULL;
}

bool sb_bulk_is_among(const sb_bulk_asking *up, const sb_maker *maker)
{
    while (up && up->maker->series != maker->series)
        up = up->up;
    return up != NULL;
}

void sb_bulk_check_cycle(const sb_making *making, const sb_bulk_asking *up, const sb_maker *again, const char *column)
{
    sb_path path[PATH + 1];
    sb_making at = *making;

    if (!sb_bulk_is_among(up, again))
        return;
    make_path(up, path);
    at.path = path;
    sb_parents_cycle(&at, again, column);
}

static void print_path(sb_text *to, const sb_bulk_asking *up)
{
    if (!up)
        return;
    print_path(to, up->up);
    sb_text_add(to, "%s -> ", up->maker->name);
}

void sb_bulk_check_children(const sb_making *making, const sb_bulk_asking *up, const sb_maker *again)
{
    sb_text text = SB_TEXT_EMPTY;

    if (!sb_bulk_is_among(up, again))
        return;
    print_path(&text, up);
    sb_text_add(&text, "%s", again->name);
    sb_make_fail(making, "%s: the children go round in a circle: %s", making->word, sb_store_take(&making->makers->store, &text));
}

/* Each block goes once through the others, so there must be enough of them. */
void sb_bulk_check_rounds(const sb_bulk_node *node, const sb_making *making)
{
    uint64_t block = 1;

    for (size_t p = 0; p < node->recipe->parents; p++)
        if (node->parent[p].way == SB_BULK_BLOCK)
            block = node->parent[p].share;
    for (size_t p = 0; p < node->recipe->parents; p++)
        if (node->parent[p].way == SB_BULK_ROUND && node->n && node->parent[p].node->n < block)
            sb_make_fail(making,
                "%s: %llu rows of `%s` are to have %llu different rows of `%s`, and there are to be %llu of these", making->word,
                (unsigned long long)block, node->maker->name, (unsigned long long)block, node->parent[p].node->maker->name,
                (unsigned long long)node->parent[p].node->n);
}

void sb_bulk_check_declared(const sb_making *making, const sb_maker *maker, const sb_recipe *recipe)
{
    if (recipe->layers.by)
        sb_make_fail(making,
            "%s: `%s` has a natural key (%s), by which rows that are there are looked for one by one; in a bulk give its row by with(), or use "
            "make_list()",
            making->word, maker->name, recipe->layers.by);
    for (size_t i = 0; i < recipe->layers.n; i++) {
        const sb_layer *layer = &recipe->layers.layer[i];
        if (layer->after_make)
            sb_make_fail(making,
                "%s: %s has a hook after_make, which is for rows that are made one by one; use make_list(), or a factory without",
                making->word, layer->of);
        for (const sb_children *one = layer->children; one && one->factory; one++)
            if (one->count_of)
                sb_make_fail(making,
                    "%s: how many children `%s` a row of %s has stands in `%s`; in a bulk all rows have as many, by .count",
                    making->word, one->factory, layer->of, one->count_of);
    }
}

void sb_bulk_check_numbers(const sb_making *making, const sb_maker *maker, uint64_t n)
{
    if (n > INT64_MAX || maker->series->next_n > INT64_MAX - n)
        sb_make_fail(making, "%s: %llu rows of `%s` are more than there are numbers left above %llu", making->word,
            (unsigned long long)n, maker->name, (unsigned long long)maker->series->next_n);
}

void sb_bulk_check_itself(const sb_bulk_node *node, const sb_making *making, size_t at)
{
    const sb_parent *parent = &node->recipe->parent[at];

    if (parent->rule || node->row->deep[at])
        sb_make_fail(making,
            "%s: `%s` of `%s` is to refer to another row of its own table, which a bulk cannot follow; give it by with(), or use make_list()",
            making->word, node->recipe->slot[parent->slot[0]].name, node->maker->name);
}

void sb_bulk_refuse_turns(const sb_bulk_node *node, const sb_making *making)
{
    const sb_bulk_node *up = node->made_for ? node->made_for : node->child_of;

    sb_make_fail(making,
        "%s: a value of `%s` is made from the row of `%s` that it is made for (\"..\"), and because more than one each(), .share or .count "
        "says how many rows share one, these share it in turns; give the value by with(), or leave one of them out",
        making->word, node->maker->name, up->maker->name);
}

void sb_bulk_check_columns(const sb_bulk_node *node, const sb_making *making)
{
    size_t next = 0;

    for (size_t i = 0; i < node->recipe->columns; i++) {
        bool chosen = next < node->columns && node->slot[next] == i;
        next += chosen;
        if (chosen || node->row->filled[i].filling != SB_DONE)
            continue;
        sb_make_fail(making,
            "%s: row %llu of `%s` fills `%s`, which the first row leaves to the database; in a bulk all rows fill the same columns: use "
            "make_list(), or give it to all",
            making->word, (unsigned long long)node->row->at + 1, node->maker->name, node->row->filled[i].name);
    }
}

void sb_bulk_check_known(const sb_row *row, const sb_making *making, size_t slot)
{
    const sb_ingredient *is = &row->recipe->slot[slot];

    if (row->filled[slot].filling != SB_DONE && is->column && is->column->generated)
        sb_make_fail(making,
            "%s: other rows refer to `%s` of %s, and what the database will put there nobody knows before the rows are in; give "
            "their parents by with()",
            making->word, is->name, row->table);
}
