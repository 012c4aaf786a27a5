/* kinds_person_test.c -- the kinds of values that tell of a row's person. */
#include "../../support/kinds.h"
#include "../people_shape.h"
#include <string.h>

#undef make /* a member of a kind has that name */

SUITE(kinds_person);

/* A person by kinds, one column each. */
static sb_user by_kinds(uint64_t n, const char *locale, const char *sex)
{
    sb_user user;
#define COLUMN(member) strcpy(user.member, made_text("person." #member, n, .locale = locale, .sex = sex))
    COLUMN(username);
    COLUMN(email);
    COLUMN(first_name);
    COLUMN(last_name);
    COLUMN(full_name);
    COLUMN(sex);
    COLUMN(locale);
    COLUMN(country);
    COLUMN(country_name);
    COLUMN(region);
    COLUMN(city);
    COLUMN(street);
    COLUMN(postcode);
    COLUMN(phone);
    COLUMN(time_zone);
    COLUMN(birthday);
    COLUMN(role);
#undef COLUMN
    user.age = (int)made("person.age", n, .locale = locale, .sex = sex).v.i;
    return user;
}

TEST(kinds_person, tell_of_one_person_in_all_columns_of_a_row)
{
    for (uint64_t n = 0; n < 300; n++) {
        sb_user user = by_kinds(n, NULL, NULL);
        given(n, user.full_name, user.locale);
        should(wrong_with(&user, n), be_null);
    }
}

TEST(kinds_person, are_as_wished)
{
    for (uint64_t n = 0; n < 50; n++) {
        sb_user user = by_kinds(n, "pl", "female");
        should(user.locale, equal_to("pl_PL"));
        should(user.sex, equal_to("female"));
        should(user.last_name, not_(match("sk[iy]$")));
    }
}

TEST_EACH(kinds_person, of_addresses_are_those_of_the_person, (const char *address, *person),
    { "address.street", "person.street" }, { "address.city", "person.city" }, { "address.postcode", "person.postcode" },
    { "address.region", "person.region" }, { "address.country", "person.country" },
    { "address.country_name", "person.country_name" }, { "address.line", "person.address" })
{
    for (uint64_t n = 0; n < 50; n++)
        should(made_text(each->address, n), equal_to(made_text(each->person, n)));
}

TEST(kinds_person, put_the_whole_address_in_one_line)
{
    for (uint64_t n = 0; n < 100; n++) {
        const char *line = made_text("person.address", n);
        should(line, contain(made_text("person.street", n)));
        should(line, contain(made_text("person.city", n)));
        should(line, contain(made_text("person.postcode", n)));
    }
}

static const sb_rule plain = { .column = "c" };

/* The domain and the number stay, whatever the room. */
TEST_EACH(kinds_person, in_little_room_lose_letters_and_not_the_number, (const char *kind; size_t most; const char *shape),
    { "person.username", 8, "^[a-z.]{5}100$" }, { "person.username", 4, "^[a-z]100$" }, { "person.username", 3, "^100$" },
    { "person.email", 15, "^100@example" }, { "person.email", 18, "^[a-z.]{3}100@example\\.(com|net|org)$" })
{
    const char *text = as_text(made_by((made_as){ .seed = 1, .most = each->most }, each->kind, 99, &plain));

    should(text, match(each->shape));
    should(text, have_length(each->most));
}

TEST(kinds_person, say_where_there_is_no_room_at_all)
{
    should(as_text(made_by((made_as){ .seed = 1, .most = 2 }, "person.username", 99, &plain)),
        equal_to("SB_BAD: 2 characters are too few: in row 100 it takes 3"));
    should(as_text(made_by((made_as){ .seed = 1, .most = 12 }, "person.email", 0, &plain)),
        equal_to("SB_BAD: 12 characters are too few: in row 1 it takes 13"));
}

TEST_EACH(kinds_person, can_be_unique, (const char *kind), { "person.phone" }, { "person.full_name" }, { "person.city" },
    { "person.username" })
{
    should(distinct_of((made_as){ .seed = 1, .unique = true }, each->kind, 3000, &plain), equal_to(3000));
}

TEST(kinds_person, refuse_locales_that_there_are_not)
{
    should(refusal("person.email", .locale = "zh_TW"), start_with("people have no locale `zh_TW`; did you mean `zh_CN`?"));
    should(refusal("address.city", .sex = "f"), start_with("people have no sex `f`"));
}

TEST(kinds_person, of_another_stream_are_other_people)
{
    sb_person one, two;
    sb_person_wish any;

    should(sb_wish_read(NULL, NULL, &any), equal_to(SB_OK));
    sb_person_at(1, sb_draw_name("user"), 5, &any, &one);
    sb_person_at(1, sb_draw_name("guest"), 5, &any, &two);
    should(one.first == two.first && one.last == two.last && one.place == two.place, be_false);
}

/* Two columns of one row, as an engine makes them: the second with a wish of its own, or in another row. */
static const char *second_city(const sb_rule *first_rule, const sb_rule *second_rule, uint64_t second_n)
{
    static sb_store store;
    static sb_common common;
    const sb_kind *kind = sb_kind_named("person.city");
    sb_value value;
    sb_kind_call call = { .seed = 1, .stream = 7, .rule = first_rule, .store = &store, .common = &common };

    call.ready = kind->prepare(first_rule, &store);
    kind->make(&call, &value);
    call.rule = second_rule;
    call.ready = kind->prepare(second_rule, &store);
    call.n = second_n;
    kind->make(&call, &value);
    add_cleanup(sb_store_release, &store);
    return value.v.s;
}

TEST(kinds_person, of_one_row_with_two_wishes_are_two_people)
{
    const sb_rule nb = { .column = "c", .locale = "nb" }, de = { .column = "c", .locale = "de_AT" };

    should(second_city(&nb, &nb, 0), equal_to(made_text("person.city", 0, .locale = "nb")));
    should(second_city(&nb, &de, 0), equal_to(made_text("person.city", 0, .locale = "de_AT")));
    should(second_city(&nb, &nb, 1), equal_to(made_text("person.city", 1, .locale = "nb")));
}
