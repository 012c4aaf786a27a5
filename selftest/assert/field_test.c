/* field_test.c -- a field by its name, and what is said of one that is not there. */
#include "../../assert/field.h"
#include <seedbed.h>
#include <stdlib.h>

SUITE(field);

typedef struct address {
    char city[8];
    int zips[2];
} address;
typedef struct user {
    int id;
    address home, others[2];
    int *scores;
    size_t n_scores;
    const struct user *boss;
    unsigned char mac[3];
} user;
SB_STRUCT(address, city, zips);
SB_STRUCT(user, id, typed(home, address), typed(others, address), counted(scores, n_scores), behind(boss, user), mac);

static int scores[] = { 1, 2, 3 };
static const user boss = { .id = 7 };
static const user ada = { 1, { "Oslo", { 2, 3 } }, { { "a", { 4, 5 } }, { "b", { 6, 7 } } }, scores, 3, &boss, { 8, 9, 250 } };

static struct sb_item root(void) { return sb_item_of(&(sb_value){ .kind = SB_OBJECT, .v.view = object(user, &ada) }); }

TEST_EACH(field, path_leads_to_a_value, (const char *path; int value), { "id", 1 }, { "home.zips[1]", 3 },
    { "others[1].zips[0]", 6 }, { "scores[2]", 3 }, { "boss.id", 7 }, { "mac[2]", 250 }, { " home . zips [ 0x1 ] ", 3 })
{
    const struct sb_item from = root();
    struct sb_found_field found = sb_field_find(&from, each->path);

    should(found.fault, equal_to(SB_FIELD_FOUND));
    should(sb_item_value(&found.item).v.i, equal_to(each->value));
}

TEST(field, path_begins_with_an_index_where_an_array_is_asked)
{
    sb_value value = { .kind = SB_ARRAY, .v.view = objects(address, ada.others, 2) };
    const struct sb_item list = sb_item_of(&value);
    struct sb_found_field found = sb_field_find(&list, "[1].city");

    should(found.fault, equal_to(SB_FIELD_FOUND));
    should(sb_item_value(&found.item).v.s, equal_to("b"));
}

TEST_EACH(field, path_that_leads_nowhere_says_why, (const char *path; enum sb_field_fault fault; const char *text),
    { "homme", SB_FIELD_NONE, "user has no field `homme`: did you mean `home`?\n" },
    { "home.nothing", SB_FIELD_NONE, "address has no field `nothing` among those that SB_STRUCT(address, ...) names\n" },
    { "hom", SB_FIELD_NONE, "user has no field `hom`: did you mean `home`?\n" },
    { "id.x", SB_FIELD_FLAT, "`id` is a number, and has no fields that are known\n" },
    { "id[0]", SB_FIELD_FLAT, "`id` is a number, and has no elements\n" },
    { "home.city[0]", SB_FIELD_FLAT, "`home.city` is a string, and has no elements\n" },
    { "others.city", SB_FIELD_FLAT, "`others` is an array, and has no fields that are known\n" },
    { "scores[3]", SB_FIELD_BEYOND, "`scores` has 3 elements: there is no [3]\n" },
    { "mac[18446744073709551616]", SB_FIELD_BEYOND, "`mac` has 3 elements: there is no [18446744073709551616]\n" },
    { "boss.boss.id", SB_FIELD_NULL, "`boss.boss` is NULL, and has no fields to look at\n" },
    { "home..city", SB_FIELD_SPELT, "`home..city` is no path to a field, as name, home.city or scores[2] are\n" },
    { "scores[x]", SB_FIELD_SPELT, "`scores[x]` is no path to a field, as name, home.city or scores[2] are\n" },
    { "scores[-1]", SB_FIELD_SPELT, "`scores[-1]` is no path to a field, as name, home.city or scores[2] are\n" },
    { "scores[]", SB_FIELD_SPELT, "`scores[]` is no path to a field, as name, home.city or scores[2] are\n" },
    { "id 1", SB_FIELD_SPELT, "`id 1` is no path to a field, as name, home.city or scores[2] are\n" },
    { "", SB_FIELD_SPELT, "`` is no path to a field, as name, home.city or scores[2] are\n" })
{
    const struct sb_item from = root();
    struct sb_found_field found = sb_field_find(&from, each->path);
    struct sb_text text = SB_TEXT_EMPTY;
    char *said;

    should(found.fault, equal_to(each->fault));
    sb_field_explain(&found, each->path, &text);
    said = sb_text_take(&text);
    add_cleanup(free, said);
    should(said, equal_to(each->text));
}

TEST(field, null_has_no_fields)
{
    const user *none = NULL;
    const struct sb_item from = sb_item_of(&(sb_value){ .kind = SB_OBJECT, .v.view = object(user, none) });
    struct sb_found_field found = sb_field_find(&from, "home.city");
    struct sb_text text = SB_TEXT_EMPTY;
    char *said;

    should(found.fault, equal_to(SB_FIELD_NULL));
    sb_field_explain(&found, "home.city", &text);
    said = sb_text_take(&text);
    add_cleanup(free, said);
    should(said, equal_to("it is NULL, and has no fields to look at\n"));
}
