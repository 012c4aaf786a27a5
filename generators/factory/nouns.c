/* nouns.c -- what the name of a table says of its rows: those of `customers` are people, those of `suppliers` companies. */
#include "recipe.h"
#include <string.h>
#include <strings.h>

static const sb_rule company[] = {
    { "name company_name legal_name", .fake = "company.name" },
    { "vat vat_number vat_id", .fake = "company.vat" },
    { 0 },
};

static const sb_rule product[] = {
    { "name product_name title", .fake = "product.name" },
    { "sku product_code", .fake = "product.sku" },
    { 0 },
};

static const sb_rule department[] = { { "name department_name", .fake = "department" }, { 0 } };

static const struct {
    const char *nouns; /* one of a kind; the last word of the table's name, in one or many */
    const sb_rule *columns;
} tables[] = {
    { "person customer author member employee student teacher instructor contact patient doctor nurse guest passenger player "
      "subscriber borrower lecturer tutor pupil donor volunteer applicant candidate participant attendee",
        sb_user_columns + 1 },
    { "company supplier vendor manufacturer publisher organization organisation employer firm", company },
    { "product", product },
    { "department", department },
};

/* The last word of a name: `customers` of app_customers and of AppCustomers. */
static const char *last_word(const char *name)
{
    const char *last = strrchr(name, '_'), *at = last ? last + 1 : name;

    for (const char *c = at; *c; c++)
        if (c > at && *c >= 'A' && *c <= 'Z' && c[-1] >= 'a' && c[-1] <= 'z')
            at = c;
    return at;
}

static bool is_one(sb_store *store, const char *word, const char *noun)
{
    for (const char *const *name = sb_table_names(store, noun); *name; name++)
        if (strcasecmp(*name, word) == 0)
            return true;
    return false;
}

const sb_rule *sb_noun_rules(sb_store *store, const char *table)
{
    const char *word = last_word(table);
    size_t size;

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (const char *at = sb_list_next(tables[i].nouns, NULL, &size); at; at = sb_list_next(tables[i].nouns, at, &size))
            if (is_one(store, word, sb_store_format(store, "%.*s", (int)size, at)))
                return tables[i].columns;
    return NULL;
}

/* A guess that the column has no say in: what is not understood of its checks may be against it, and what must differ is to. */
static bool takes(const sb_ingredient *slot, const sb_kind *kind)
{
    return slot->column && !slot->rule && slot->from == SB_FROM_SCHEMA && !sb_column_refers(slot->column) && !slot->facts->odd &&
        (!slot->unique || slot->holds == SB_HOLDS_TEXT || kind->unique);
}

/* The first of its columns, whatever the case of its letters. */
static sb_ingredient *slot_of(sb_recipe *recipe, const sb_rule *rule)
{
    const sb_kind *kind = sb_kind_named(rule->fake);
    size_t size;

    for (const char *at = sb_list_next(rule->column, NULL, &size); at; at = sb_list_next(rule->column, at, &size))
        for (size_t i = 0; i < recipe->columns; i++) {
            sb_ingredient *slot = &recipe->slot[i];
            if (strlen(slot->name) == size && strncasecmp(slot->name, at, size) == 0 && takes(slot, kind))
                return slot;
        }
    return NULL;
}

void sb_recipe_add_nouns(const sb_making *making, sb_recipe *recipe)
{
    const sb_maker *maker = recipe->maker;
    const sb_rule *rule =
        maker->factory || !recipe->info ? NULL : sb_noun_rules(&making->makers->store, sb_table_bare(making->db, maker->table));

    for (; rule && rule->column; rule++) {
        sb_ingredient *slot = slot_of(recipe, rule);
        if (!slot)
            continue;
        slot->rule = rule;
        slot->of = "the name of the table";
        slot->loose = true;
        sb_recipe_settle(making, slot);
    }
}
