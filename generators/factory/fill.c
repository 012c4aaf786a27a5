/* fill.c -- the values of a row: what the words of make() give, and the others when they are asked for. */
#include "parents.h"
#include "unknown.h"
#include <string.h>

static void take_value(sb_row *row, size_t at, const sb_cell *word)
{
    const sb_making *making = row->making;
    sb_filled *filled = &row->filled[at];
    sb_value value = word->value;

    if (filled->word)
        sb_make_fail(making, "%s: the column `%s` is given twice, by with(%s, ...) and with(%s, ...); leave one out",
            making->word, filled->name, filled->word->name, word->name);
    if (row->recipe->slot[at].column && row->recipe->slot[at].column->generated)
        sb_make_fail(making, "%s: the column `%s` of %s is generated, and the database computes it; leave out with(%s, ...)",
            making->word, filled->name, row->table, word->name);
    if (value.kind == SB_PTR && value.v.p)
        sb_make_fail(making, "%s: with(%s, ...) was given a pointer; give a number, a string, bytes(p, n), a row or NULL",
            making->word, word->name);
    if (value.kind == SB_ROW) /* of a column that refers to nothing */
        value = value.v.p ? sb__box_i(((const sb_row *)value.v.p)->id) : (sb_value){ .kind = SB_NONE };
    *filled = (sb_filled){ filled->name, sb_row_keep(&making->makers->store, value), SB_ORIGIN_GIVEN, SB_DONE, false,
        filled->parameter, word };
}

/* with(name, value): a column, a parameter, or, given a row, what the row is. */
static void take_word(sb_row *row, const sb_cell *word)
{
    const sb_making *making = row->making;
    size_t at = sb_recipe_slot(row->recipe, word->name), parent = SB_NO_PARENT;

    if (word->value.kind == SB_ROW && (at == SB_NO_SLOT || row->recipe->slot[at].parent != SB_NO_PARENT))
        parent = at == SB_NO_SLOT ? sb_recipe_parent(making, row->recipe, word->name, strlen(word->name))
                                  : row->recipe->slot[at].parent;
    if (parent != SB_NO_PARENT)
        sb_parent_give(row, parent, word);
    else if (at != SB_NO_SLOT)
        take_value(row, at, word);
    else
        sb_unknown_column(making, row->recipe, word->name);
}

/* with(course.title, ...) is for a row that is made with this one: all that begins so must have one to go to. A parent that may be missing
 * is made for it. */
static void take_deep(sb_row *row, const sb_cell *word)
{
    size_t size = strcspn(word->name, "."), parent = sb_recipe_parent(row->making, row->recipe, word->name, size);
    const sb_layers *layers = &row->recipe->layers;

    if (parent != SB_NO_PARENT) {
        row->deep[parent] = true;
        return;
    }
    for (size_t i = 0; i < layers->n; i++)
        for (const sb_children *one = layers->layer[i].children; one && one->factory; one++)
            if (strlen(one->factory) == size && strncmp(one->factory, word->name, size) == 0)
                return;
    sb_unknown_deep(row->making, row->recipe, word->word == SB_WORD_EACH ? "each" : "with", word->name);
}

static void take_words(sb_row *row, const sb_cells *words)
{
    for (size_t i = 0; words && i < words->n; i++) {
        const sb_cell *word = &words->cell[i];
        bool deep = strchr(word->name, '.') && sb_recipe_slot(row->recipe, word->name) == SB_NO_SLOT;
        if (word->word == SB_WORD_EACH || (word->word == SB_WORD_WITH && deep))
            take_deep(row, word);
        else if (word->word == SB_WORD_WITH)
            take_word(row, word);
    }
}

sb_row *sb_row_begin(const sb_making *making, const sb_recipe *recipe, const sb_cells *words, uint64_t n)
{
    sb_store *store = &making->makers->store;
    sb_row *row = sb_store_alloc(store, sizeof *row);

    row->maker = recipe->maker->name;
    row->table = recipe->maker->table ? recipe->maker->table : recipe->maker->name;
    row->state = SB_ROW_FILLING;
    row->file = making->file;
    row->line = making->line;
    row->at = n;
    row->n = recipe->n;
    row->filled = sb_store_alloc(store, (recipe->n + 1) * sizeof *row->filled);
    row->parent = sb_store_alloc(store, (recipe->parents + 1) * sizeof(sb_row *));
    row->deep = sb_store_alloc(store, (recipe->parents + 1) * sizeof *row->deep);
    row->recipe = recipe;
    row->making = making;
    row->words = words;
    for (size_t i = 0; i < recipe->n; i++) {
        row->filled[i].name = recipe->slot[i].name;
        row->filled[i].parameter = recipe->slot[i].parameter;
    }
    take_words(row, words);
    return row;
}

/* So many of a hundred rows have it: a place of its own decides, so that the value is the same with and without. */
static bool leaves_out(const sb_row *row, const sb_ingredient *slot)
{
    static const uint64_t MAYBE = UINT64_C(0x6d61796265); /* "maybe" in ASCII */
    sb_draw draw;

    if (!slot->rule || !slot->rule->maybe)
        return false;
    draw = sb_draw_at(row->making->stream, row->recipe->maker->series->stream, slot->field ^ MAYBE, row->at);
    return sb_draw_below(&draw, 100) >= slot->rule->maybe;
}

/* Whether a row is made for it: its rule or the schema says so, or a word of the make() is about that row. */
static bool is_made(const sb_row *row, const sb_ingredient *slot)
{
    bool free = slot->from == SB_FROM_DATABASE || slot->from == SB_FROM_NULL;

    return slot->from == SB_FROM_PARENT || (free && slot->parent != SB_NO_PARENT && row->deep[slot->parent]);
}

sb_value sb_row_ask(sb_row *row, size_t at)
{
    const sb_ingredient *slot = &row->recipe->slot[at];
    sb_filled *filled = &row->filled[at];
    sb_asking asking = { at, row->asking };

    if (filled->filling == SB_DONE || filled->filling == SB_LEFT)
        return filled->value;
    if (filled->filling == SB_BUSY)
        sb_values_cycle(row, at);
    filled->filling = SB_BUSY;
    row->asking = &asking;
    if (leaves_out(row, slot))
        filled->value = (sb_value){ .kind = SB_NONE };
    else if (is_made(row, slot))
        sb_parent_make(row, slot->parent);
    else if (slot->from != SB_FROM_DATABASE)
        filled->value =
            row->bulk ? sb_source_value(row, slot) : sb_row_keep(&row->making->makers->store, sb_source_value(row, slot));
    row->asking = asking.up;
    if (filled->filling == SB_BUSY) {
        filled->filling = slot->from == SB_FROM_DATABASE ? SB_LEFT : SB_DONE;
        filled->origin = SB_ORIGIN_MADE;
    }
    return filled->value;
}

void sb_row_fill(sb_row *row)
{
    /* Foreign keys of several columns come first, and those of fewer take what they have put in. */
    for (size_t p = 0; p < row->recipe->parents; p++)
        if (row->recipe->parent[p].wanted || row->deep[p])
            for (size_t i = 0; i < row->recipe->parent[p].n; i++)
                sb_row_ask(row, row->recipe->parent[p].slot[i]);
    for (size_t i = 0; i < row->n; i++)
        sb_row_ask(row, i);
}

void sb_row_refill(sb_row *row, uint64_t n)
{
    row->at = n;
    *row->common = (sb_common){ 0 };
    row->whose_known = false;
    row->collided = true;
    for (size_t i = 0; i < row->n; i++)
        if (row->filled[i].origin == SB_ORIGIN_MADE)
            row->filled[i].filling = SB_EMPTY;
    sb_row_fill(row);
}
