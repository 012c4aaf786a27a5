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

/* What its rule says that it is, or else what such a column of a user is. A name alone may be that of anything. */
static const char *fake_of(const sb_ingredient *slot)
{
    if (slot->rule && slot->rule->fake)
        return slot->rule->fake;
    for (const sb_rule *rule = sb_factory_user.columns; !slot->parameter && strcmp(slot->name, "name") != 0 && rule->column;
         rule++)
        if (sb_listed(rule->column, slot->name))
            return rule->fake;
    return "";
}

static void add_tellers(sb_recipe *recipe)
{
    static const char *const kinds[SB_PERSON_PARTS] = {
        [SB_PART_USERNAME] = "person.username",
        [SB_PART_EMAIL] = "person.email",
        [SB_PART_FIRST_NAME] = "person.first_name unusual.first_name",
        [SB_PART_LAST_NAME] = "person.last_name unusual.last_name",
        [SB_PART_FULL_NAME] = "person.full_name unusual.full_name",
        [SB_PART_TITLE] = "person.title",
        [SB_PART_SEX] = "person.sex",
        [SB_PART_LOCALE] = "person.locale",
        [SB_PART_COUNTRY] = "person.country address.country",
        [SB_PART_COUNTRY_NAME] = "person.country_name address.country_name",
        [SB_PART_REGION] = "person.region address.region",
        [SB_PART_CITY] = "person.city address.city",
        [SB_PART_POSTCODE] = "person.postcode address.postcode",
        [SB_PART_STREET] = "person.street address.street",
        [SB_PART_ADDRESS] = "person.address address.line",
        [SB_PART_PHONE] = "person.phone",
        [SB_PART_TIME_ZONE] = "person.time_zone",
        [SB_PART_BIRTHDAY] = "person.birthday",
        [SB_PART_ROLE] = "person.role",
    };

    for (size_t part = 0; part < SB_PERSON_PARTS; part++) {
        recipe->tells[part] = SB_NO_SLOT;
        for (size_t i = recipe->n; i-- > 0;)
            if (sb_listed(kinds[part], fake_of(&recipe->slot[i])))
                recipe->tells[part] = i;
    }
}

/* The parents that no two rows have in common: a person, and whatever else it has of its own. */
static size_t own_parents(const sb_recipe *recipe, size_t *out)
{
    size_t n = 0;

    for (size_t p = 0; p < recipe->parents; p++) {
        const sb_parent *parent = &recipe->parent[p];
        const sb_column *column = recipe->slot[parent->slot[0]].column;
        bool own = parent->n == 1 && column && (column->unique || (column->primary_key && !column->unique_together));
        if (own && !(parent->table && strcasecmp(parent->table, recipe->info->name) == 0))
            out[n++] = p;
    }
    return n;
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
    size_t *of = sb_store_alloc(&making->makers->store, (recipe->parents + 1) * sizeof *of);

    recipe->person_if_personal = !recipe->layers.person_of;
    recipe->person_of = of;
    if (!recipe->layers.person_of)
        recipe->persons = own_parents(recipe, of);
    else if ((of[0] = named_parent(making, recipe)) != SB_NO_PARENT)
        recipe->persons = 1;
    for (size_t i = 0; i < recipe->n; i++) {
        const sb_ingredient *slot = &recipe->slot[i];
        const sb_person_wish *wish = slot->from == SB_FROM_KIND ? sb_kind_person_wish(slot->kind, slot->ready) : NULL;
        recipe->personal |= is_personal(slot);
        if (wish)
            sb_wish_over(&recipe->wish, wish, &recipe->wish);
    }
    add_tellers(recipe);
}

/* ---- of a row ---- */

/* A column that is being made now is made for one that asks back: there is no row yet. */
static sb_row *row_of(sb_row *row, size_t at)
{
    const sb_parent *parent = &row->recipe->parent[at];

    for (size_t i = 0; i < parent->n; i++) {
        if (row->filled[parent->slot[i]].filling == SB_BUSY)
            return NULL;
        sb_row_ask(row, parent->slot[i]);
    }
    return row->parent[at];
}

/* A text that was given to the column, or that is the same in all rows; NULL: none. */
static const char *said(const sb_row *row, enum sb_person_part part)
{
    size_t slot = row->recipe->tells[part];
    const sb_filled *filled = slot == SB_NO_SLOT ? NULL : &row->filled[slot];

    if (filled && filled->filling == SB_DONE && filled->origin == SB_ORIGIN_GIVEN)
        return filled->value.kind == SB_STR ? filled->value.v.s : NULL;
    return filled && row->recipe->slot[slot].from == SB_FROM_TEXT ? row->recipe->slot[slot].rule->text : NULL;
}

/* It lives elsewhere than the other tells. */
static void forget_place(sb_row *row)
{
    const char **told = sb_store_alloc(&row->making->makers->store, SB_PERSON_PARTS * sizeof *told);

    for (size_t part = 0; part < SB_PERSON_PARTS; part++)
        told[part] = sb_part_is_of_place((enum sb_person_part)part) ? NULL : row->whose.told[part];
    row->whose.told = told;
}

/* Whoever lives elsewhere is still the same. */
static void take_said(sb_row *row, bool of_other)
{
    const char *locale = said(row, SB_PART_LOCALE), *country = said(row, SB_PART_COUNTRY), *sex = said(row, SB_PART_SEX);
    sb_person_wish wish;

    if (!locale && !country && !sex)
        return;
    sb_wish_given(locale, country, sex, &wish);
    sb_wish_over(&wish, &row->whose.home, &row->whose.home);
    if (!of_other)
        row->whose.wish = row->whose.home;
    else if (row->whose.told && (locale || country))
        forget_place(row);
}

/* What others are told: what is said, and names that no person has who is drawn. */
static const char *tell(sb_row *row, enum sb_person_part part)
{
    size_t slot = row->recipe->tells[part];
    const sb_ingredient *is = slot == SB_NO_SLOT ? NULL : &row->recipe->slot[slot];
    const char *text = said(row, part);
    sb_value value;

    if (text || !is || is->from != SB_FROM_KIND || strncmp(is->kind->name, "unusual.", 8) != 0 ||
        row->filled[slot].filling == SB_BUSY)
        return text;
    value = sb_row_ask(row, slot);
    return value.kind == SB_STR ? value.v.s : NULL;
}

static void add_told(sb_row *row, sb_whose *whose)
{
    const char **told = NULL;

    for (size_t part = 0; part < SB_PERSON_PARTS; part++) {
        const char *text = tell(row, (enum sb_person_part)part);
        if (!text)
            continue;
        if (!told) {
            told = sb_store_alloc(&row->making->makers->store, SB_PERSON_PARTS * sizeof *told);
            if (whose->told)
                memcpy(told, whose->told, SB_PERSON_PARTS * sizeof *told);
            whose->told = told;
        }
        told[part] = text;
    }
}

/* What rows of its person tell of: the rules of its columns are stronger than what was given. */
static sb_whose whose_below(sb_row *row)
{
    sb_whose whose = *sb_row_whose(row);

    if (!row->recipe)
        return whose;
    sb_wish_over(&row->recipe->wish, &whose.wish, &whose.wish);
    sb_wish_over(&row->recipe->wish, &whose.home, &whose.home);
    add_told(row, &whose);
    return whose;
}

/* A row that was there before, or that only a key stands for, has no person that is known. */
static bool may_tell(const sb_row *row, sb_row *other)
{
    if (!other || !(other->recipe || other->whose_known))
        return false;
    sb_row_whose(other);
    return other->personal || !row->recipe->person_if_personal;
}

static bool same_person(sb_row *one, sb_row *other)
{
    const sb_whose *a = sb_row_whose(one), *b = sb_row_whose(other);

    return a->stream == b->stream && a->n == b->n;
}

/* One that collided may have done so by what it has of the other's person; and of two persons nobody knows which it is. */
static bool take_other(sb_row *row)
{
    sb_row *found = NULL;

    for (size_t i = 0; i < row->recipe->persons && !row->collided; i++) {
        sb_row *other = row_of(row, row->recipe->person_of[i]);
        if (!may_tell(row, other))
            continue;
        if (found && !same_person(found, other))
            return false;
        found = found ? found : other;
    }
    if (!found)
        return false;
    row->whose = whose_below(found);
    row->personal = found->personal;
    return true;
}

const sb_whose *sb_row_whose(sb_row *row)
{
    bool of_other;

    if (row->whose_known)
        return &row->whose;
    row->whose = (sb_whose){ .stream = row->recipe->maker->series->stream, .n = row->at };
    row->personal = false;
    of_other = take_other(row);
    row->personal |= row->recipe->personal;
    take_said(row, of_other);
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
