/* person.c -- whose person a row tells of: its own, or that of a row that it refers to, with what is given of either. */
#include "unknown.h"
#include <string.h>
#include <strings.h>

/* ---- of a recipe ---- */

static bool is_personal(const sb_ingredient *slot)
{
    return slot->from == SB_FROM_KIND ? sb_kind_person_wish(slot->kind, slot->ready) != NULL
                                      : slot->from == SB_FROM_SCHEMA && sb_named_person(slot->name);
}

/* By the kind of value that its rule says, or by its name. */
static bool says(const sb_ingredient *slot, const char *kinds, const char *names)
{
    const char *fake = slot->rule ? slot->rule->fake : NULL;

    return fake ? sb_listed(kinds, fake) : !slot->parameter && sb_listed(names, slot->name);
}

static void add_sayings(sb_recipe *recipe)
{
    static const struct {
        const char *kinds, *names;
    } of[SB_SAYINGS] = {
        [SB_SAYS_LOCALE] = { "person.locale", "locale" },
        [SB_SAYS_COUNTRY] = { "person.country address.country", "country country_code nationality" },
        [SB_SAYS_SEX] = { "person.sex", "sex gender" },
    };

    for (size_t what = 0; what < SB_SAYINGS; what++) {
        recipe->says[what] = SB_NO_SLOT;
        for (size_t i = recipe->n; i-- > 0;)
            if (says(&recipe->slot[i], of[what].kinds, of[what].names))
                recipe->says[what] = i;
    }
}

/* The only parent that no two rows have in common; SB_NO_PARENT: there is none, or several. */
static size_t only_own_parent(const sb_recipe *recipe)
{
    size_t found = SB_NO_PARENT;

    for (size_t p = 0; p < recipe->parents; p++) {
        const sb_parent *parent = &recipe->parent[p];
        const sb_column *column = recipe->slot[parent->slot[0]].column;
        bool own = parent->n == 1 && column && (column->unique || (column->primary_key && !column->unique_together));
        if (!own || (parent->table && strcasecmp(parent->table, recipe->info->name) == 0))
            continue;
        if (found != SB_NO_PARENT)
            return SB_NO_PARENT;
        found = p;
    }
    return found;
}

static size_t named_parent(const sb_making *making, const sb_recipe *recipe)
{
    const char *names = recipe->layers.person_of;
    size_t found = SB_NO_PARENT, size, n = 0;

    if (strcmp(names, "self") == 0)
        return SB_NO_PARENT;
    for (const char *at = sb_list_next(names, NULL, &size); at && found == SB_NO_PARENT; at = sb_list_next(names, at, &size), n++)
        found = sb_recipe_parent(making, recipe, at, size);
    if (n == 1 && found == SB_NO_PARENT && recipe->info)
        sb_unknown_person(making, recipe);
    return found;
}

void sb_recipe_add_person(const sb_making *making, sb_recipe *recipe)
{
    recipe->person_if_personal = !recipe->layers.person_of;
    recipe->person_of = recipe->layers.person_of ? named_parent(making, recipe) : only_own_parent(recipe);
    for (size_t i = 0; i < recipe->n; i++) {
        const sb_ingredient *slot = &recipe->slot[i];
        const sb_person_wish *wish = slot->from == SB_FROM_KIND ? sb_kind_person_wish(slot->kind, slot->ready) : NULL;
        recipe->personal |= is_personal(slot);
        if (wish)
            sb_wish_over(&recipe->wish, wish, &recipe->wish);
    }
    add_sayings(recipe);
}

/* ---- of a row ---- */

/* A column that is being made now is made for one that asks back: there is no row yet. */
static const sb_row *row_of(sb_row *row)
{
    size_t at = row->recipe->person_of;
    const sb_parent *parent = at == SB_NO_PARENT ? NULL : &row->recipe->parent[at];

    for (size_t i = 0; parent && i < parent->n; i++) {
        if (row->filled[parent->slot[i]].filling == SB_BUSY)
            return NULL;
        sb_row_ask(row, parent->slot[i]);
    }
    return parent ? row->parent[at] : NULL;
}

/* A text that was given to the column, or that is the same in all rows. */
static const char *said(const sb_row *row, enum sb_says what)
{
    size_t slot = row->recipe->says[what];
    const sb_filled *filled = slot == SB_NO_SLOT ? NULL : &row->filled[slot];

    if (filled && filled->filling == SB_DONE && filled->origin == SB_ORIGIN_GIVEN)
        return filled->value.kind == SB_STR ? filled->value.v.s : NULL;
    return filled && row->recipe->slot[slot].from == SB_FROM_TEXT ? row->recipe->slot[slot].rule->text : NULL;
}

static void take_said(sb_row *row)
{
    const char *locale = said(row, SB_SAYS_LOCALE), *country = said(row, SB_SAYS_COUNTRY), *sex = said(row, SB_SAYS_SEX);
    sb_person_wish wish;

    if (!locale && !country && !sex)
        return;
    sb_wish_given(locale, country, sex, &wish);
    sb_wish_over(&wish, &row->whose.wish, &row->whose.wish);
}

/* What rows of its person tell of: the rules of its columns are stronger than what was given. */
static sb_whose whose_below(sb_row *row)
{
    sb_whose whose = *sb_row_whose(row);

    if (row->recipe)
        sb_wish_over(&row->recipe->wish, &whose.wish, &whose.wish);
    return whose;
}

/* A row that was there before, or that only a key stands for, has no person that is known. One that collided may have done so by what it has of
 * the other's person. */
static void take_other(sb_row *row)
{
    sb_row *other = (sb_row *)row_of(row);
    sb_whose whose;

    if (!other || !(other->recipe || other->whose_known) || row->collided)
        return;
    whose = whose_below(other);
    if (row->recipe->person_if_personal && !other->personal)
        return;
    row->whose = whose;
    row->personal = other->personal;
}

const sb_whose *sb_row_whose(sb_row *row)
{
    if (row->whose_known)
        return &row->whose;
    row->whose = (sb_whose){ .stream = row->recipe->maker->series->stream, .n = row->at };
    row->personal = false;
    if (row->recipe->person_of != SB_NO_PARENT)
        take_other(row);
    row->personal |= row->recipe->personal;
    take_said(row);
    row->whose_known = true;
    return &row->whose;
}

void sb_row_keep_whose(sb_row *row)
{
    if (row->found)
        return;
    row->whose = whose_below(row);
    row->whose_known = true;
}
