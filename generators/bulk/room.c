/* room.c -- how many rows can differ in columns that must: counted before any row goes in. */
#include "room.h"
#include "../factory/insert.h"
#include "../factory/unknown.h"
#include <string.h>

static const uint64_t ENDLESS = UINT64_MAX;

/* What rows can have in the columns that are unique. */
typedef struct room {
    const sb_unique *unique;
    uint64_t values;              /* so many together, beside the same row of `shared` */
    const sb_bulk_parent *shared; /* a row that several have; NULL: none */
    uint64_t sharers;             /* so many at most; without one all rows */
    bool turns;                   /* they are no neighbours */
    bool picks;                   /* some are picked by weight */
    bool overlaps;  /* some have their turns by another list of columns: not all values come before any comes again */
    bool given;     /* all are the same in all rows */
    uint64_t spent; /* values that lower numbers have */
} room;

static uint64_t times(uint64_t a, uint64_t b) { return a == ENDLESS || b == ENDLESS || a > ENDLESS / b ? ENDLESS : a * b; }

/* How many values a column has that is made, or left to a default; ENDLESS also where nobody knows. */
static uint64_t made(const sb_bulk_node *node, size_t at)
{
    const sb_ingredient *slot = &node->recipe->slot[at];
    uint64_t n = 0;

    /* What others refer to is made, whatever its default. */
    if (slot->from == SB_FROM_DATABASE && slot->column && slot->column->constant_default && !node->referred[at])
        return 1;
    if (slot->values)
        return slot->values;
    if (!slot->rule || slot->loose || slot->rule->maybe)
        return ENDLESS;
    if (slot->from == SB_FROM_TEXT)
        return 1;
    while (slot->from == SB_FROM_CYCLE && slot->rule->cycle[n])
        n++;
    return n ? n : ENDLESS;
}

/* How many rows have the same row, at most. */
static uint64_t sharers_of(const sb_bulk_node *node, const sb_bulk_parent *parent)
{
    uint64_t first = parent->share - parent->before; /* of the first block */

    if (parent->way != SB_BULK_BLOCK)
        return (node->n - 1) / parent->node->n + 1;
    if (node->n <= first)
        return node->n;
    return node->n - first < parent->share && node->n - first < first ? first
        : node->n - first < parent->share                             ? node->n - first
                                                                      : parent->share;
}

static bool is_given(const sb_bulk_node *node, const sb_unique *unique)
{
    for (size_t i = 0; i < unique->n; i++) {
        size_t at = sb_recipe_slot(node->recipe, unique->column[i]);
        if (at != SB_NO_SLOT && node->blank[at].filling == SB_DONE)
            return true;
    }
    return false;
}

/* Its rows, and those of the nodes behind it that are made in the same way: a row may need two of one table. */
static uint64_t rows_of(const sb_bulk_node *node, const sb_unique *unique)
{
    uint64_t n = node->n;

    for (const sb_bulk_node *other = node->next; other && !is_given(node, unique); other = other->next)
        if (other->recipe == node->recipe && !is_given(other, unique))
            n += other->n;
    return n;
}

static void add_parent(const sb_bulk_node *node, const sb_bulk_parent *parent, room *of)
{
    if (parent == of->shared)
        return;
    /* Rows of one block never meet the same one twice; and who has both must have both again to meet. */
    if (parent->way == SB_BULK_OWN || of->shared)
        of->values = ENDLESS;
    of->shared = parent;
    of->turns = parent->way == SB_BULK_ROUND;
    of->sharers = sharers_of(node, parent);
}

static void add_column(const sb_bulk_node *node, size_t at, room *of)
{
    const sb_ingredient *slot = &node->recipe->slot[at];
    const sb_bulk_parent *parent = slot->parent == SB_NO_PARENT ? NULL : &node->parent[slot->parent];

    if (node->blank[at].filling == SB_DONE) {
        if (node->blank[at].value.kind == SB_NONE) /* NULL meets nothing */
            of->values = ENDLESS;
        return;
    }
    of->given = false;
    if (slot->rule && slot->rule->maybe)
        of->values = ENDLESS;
    if (parent && parent->node)
        add_parent(node, parent, of);
    else if (parent || (of->unique->n > 1 && slot->column->unique))
        of->values = ENDLESS;
    else
        of->values = times(of->values, made(node, at));
    of->picks |= slot->from == SB_FROM_PICK;
    if (slot->values && !slot->below && of->unique->n == 1)
        of->spent = node->first < slot->values ? node->first : slot->values;
}

static room room_of(const sb_bulk_node *node, const sb_unique *unique)
{
    room of = { .unique = unique, .values = 1, .sharers = rows_of(node, unique), .given = true };

    for (size_t i = 0; i < unique->n; i++) {
        size_t at = sb_recipe_slot(node->recipe, unique->column[i]);
        if (at == SB_NO_SLOT)
            of.values = ENDLESS;
        else
            add_column(node, at, &of);
    }
    return of;
}

/* Whether a column is unique with others in another way, too: it cannot go by two numbers. */
static bool is_elsewhere(const sb_bulk_node *node, const sb_unique *unique, const char *column)
{
    const sb_table_info *info = node->recipe->info;

    for (size_t i = 0; i < info->uniques; i++)
        for (size_t k = 0; k < info->unique[i].n && info->unique[i].n > 1 && &info->unique[i] != unique; k++)
            if (strcmp(info->unique[i].column[k], column) == 0)
                return true;
    return false;
}

/* Each column of few values has each of them as often in a row as those before it have values together; or else turns that are its own. */
static bool overlaps(const sb_bulk_node *node, const room *of)
{
    uint64_t below = 1;

    for (size_t pass = 0; pass < of->unique->n; pass++)
        for (size_t i = 0; i < of->unique->n; i++) {
            size_t at = sb_recipe_slot(node->recipe, of->unique->column[i]);
            const sb_ingredient *slot = &node->recipe->slot[at];
            if (node->blank[at].filling == SB_DONE)
                continue;
            if ((of->picks || of->turns) && slot->values && is_elsewhere(node, of->unique, slot->name))
                return true;
            if ((slot->from == SB_FROM_CYCLE ? 1 : slot->below) == below && made(node, at) != ENDLESS)
                below = times(below, made(node, at));
        }
    return of->unique->n > 1 && !of->picks && !of->turns && below != of->values;
}

/* ---- to refuse ---- */

static const char *named(const sb_bulk_node *node, const sb_making *making, const sb_unique *unique)
{
    sb_text text = SB_TEXT_EMPTY;

    for (size_t i = 0; i < unique->n; i++)
        sb_text_add(&text, "%s`%s`", i == 0 ? "" : i + 1 < unique->n ? ", " : " and ", unique->column[i]);
    sb_text_add(&text, " of `%s` %s", node->maker->name, unique->n > 1 ? "are UNIQUE together" : "is UNIQUE");
    return sb_store_take(&making->makers->store, &text);
}

/* The way from what was asked for to a node, as with() and each() have it. NULL: there is none. */
static const char *way_to(const sb_bulk_node *node, const sb_making *making)
{
    const sb_bulk_node *from = node->made_for;
    const char *column, *before;

    if (!from)
        return NULL;
    column = from->recipe->slot[from->recipe->parent[node->made_by].slot[0]].name;
    before = from->made_for ? way_to(from, making) : NULL;
    return before                          ? sb_store_format(&making->makers->store, "%s.%s", before, column)
        : from->made_for || from->child_of ? NULL
                                           : column;
}

/* What can be done where only so many fit. */
static const char *advice(const sb_bulk_node *node, const sb_making *making, const room *of, uint64_t fit)
{
    sb_store *store = &making->makers->store;
    const char *most = of->overlaps ? "make fewer" : sb_store_format(store, "make %llu at most", (unsigned long long)fit);
    const char *way = way_to(node, making);

    if (!way)
        return most;
    if (!fit)
        return sb_store_format(store, "give one that is there by with(%s, ...)", way);
    return sb_store_format(store, "%s, shared by each(%s, ...), or give one that is there by with(%s, ...)", most, way, way);
}

static void refuse(const sb_bulk_node *node, const sb_making *making, const room *of)
{
    const char *what = named(node, making, of->unique), *several = of->unique->n > 1 ? "them" : "it";
    unsigned long long values = of->values, left = of->values - of->spent, rows = of->sharers;

    if (of->given)
        sb_make_fail(
            making, "%s: %s, and with() gives all %llu rows the same; leave it out, or make one row", making->word, what, rows);
    if (of->shared)
        sb_make_fail(making,
            "%s: %s, so that of %llu rows that are to have the same row of `%s` only %llu can; lower the each(), .share or .count that says so",
            making->word, what, rows, of->shared->node->maker->name, values);
    if (of->spent)
        sb_make_fail(making,
            "%s: %s, and of the %llu values that can be made for %s %llu are left behind row %llu, too few for %llu rows; %s",
            making->word, what, values, several, left, (unsigned long long)node->first, rows, advice(node, making, of, left));
    sb_make_fail(making, "%s: %s, and the different values that can be made for %s are %llu, too few for %llu rows; %s",
        making->word, what, several, values, rows, advice(node, making, of, values));
}

/* ---- to make room ---- */

/* Rows that share another one and are no neighbours, and picks, which are drawn: these go round, too. */
static void go_round(const sb_bulk_node *node, const room *of, uint64_t *turns)
{
    uint64_t below = of->turns ? of->shared->node->n : 1;

    for (size_t i = 0; i < of->unique->n; i++) {
        size_t at = sb_recipe_slot(node->recipe, of->unique->column[i]);
        uint64_t values = node->recipe->slot[at].values;
        if (!values || turns[at] || node->blank[at].filling == SB_DONE)
            continue;
        turns[at] = below;
        below = times(below, values);
    }
}

/* Weights are given up for what is certain to be refused without: not for an index of some rows, and not where rows meet all the same. */
static bool helps(const room *of) { return of->picks ? !of->unique->some && of->sharers <= of->values : of->turns; }

/* A hook may set other values than those that are made. */
static bool has_hooks(const sb_layers *layers)
{
    for (size_t i = 0; i < layers->n; i++)
        if (layers->layer[i].after_build)
            return true;
    return false;
}

/* ---- rows that are there ---- */

/* So many questions to the database are as nothing beside the rows of a bulk. */
enum { ASKED_AT_MOST = 1000 };

/* Whether its value is made from the number of the row alone. */
static bool is_plain(const sb_bulk_node *node, size_t at)
{
    const sb_ingredient *slot = &node->recipe->slot[at];

    return node->blank[at].filling == SB_DONE ||
        ((slot->from == SB_FROM_SCHEMA || slot->from == SB_FROM_PICK) && slot->values && !node->row->unmet[at].n &&
            (slot->below || node->row->turns[at]));
}

static bool is_taken(const sb_bulk_node *node, const sb_unique *unique, uint64_t n)
{
    sb_row *row = node->asked; /* begun anew for each row of the bulk */

    row->at = n;
    for (size_t i = 0; i < unique->n; i++) {
        size_t at = sb_recipe_slot(node->recipe, unique->column[i]);
        if (node->blank[at].filling != SB_DONE) {
            row->filled[at].value = sb_source_value(row, &node->recipe->slot[at]);
            row->filled[at].origin = SB_ORIGIN_MADE;
            row->filled[at].filling = SB_DONE;
        }
    }
    return sb_row_meets(row, unique->n, unique->column);
}

/* Where all values can be looked at, those that rows have already are passed over. */
static void pass_over(const sb_bulk_node *node, const sb_making *making, const room *of, sb_unmet *unmet)
{
    uint64_t *number, n = 0;

    /* Of an index of some rows nobody knows which of those that are there are in it. */
    if (of->unique->some || making->numbered || !node->first || of->shared || of->given || of->values > ASKED_AT_MOST)
        return;
    for (size_t i = 0; i < of->unique->n; i++)
        if (!is_plain(node, sb_recipe_slot(node->recipe, of->unique->column[i])) ||
            is_elsewhere(node, of->unique, of->unique->column[i]))
            return;
    number = sb_store_alloc(&making->makers->store, (size_t)(of->values + 1) * sizeof *number);
    for (uint64_t i = 0; i < of->values; i++)
        if (!is_taken(node, of->unique, i))
            number[n++] = i;
    if (n < of->sharers && !has_hooks(&node->recipe->layers))
        sb_make_fail(making, "%s: %s, and of the %llu values that can be made for %s rows that are there have all but %llu; %s",
            making->word, named(node, making, of->unique), (unsigned long long)of->values, of->unique->n > 1 ? "them" : "it",
            (unsigned long long)n, advice(node, making, of, n));
    for (size_t i = 0; i < of->unique->n; i++)
        unmet[sb_recipe_slot(node->recipe, of->unique->column[i])] = (sb_unmet){ n, number };
}

void sb_bulk_make_room(const sb_bulk_node *node, const sb_making *making)
{
    const sb_table_info *info = node->recipe->info;
    uint64_t *turns = sb_store_alloc(&making->makers->store, (node->recipe->n + 1) * sizeof *turns);
    sb_unmet *unmet = sb_store_alloc(&making->makers->store, (node->recipe->n + 1) * sizeof *unmet);

    node->row->turns = node->asked->turns = turns;
    node->row->unmet = node->asked->unmet = unmet;
    for (size_t i = 0; info && node->n && i < info->uniques; i++) {
        room of = room_of(node, &info->unique[i]);
        if (of.values == ENDLESS)
            continue;
        of.overlaps = overlaps(node, &of);
        if (of.sharers > of.values - of.spent && !info->unique[i].some && !has_hooks(&node->recipe->layers))
            refuse(node, making, &of);
        if (of.sharers > 1 && of.unique->n > 1 && helps(&of))
            go_round(node, &of, turns);
        pass_over(node, making, &of, unmet);
    }
}
