/* people_test.c -- people: their tables, and that their parts belong together. */
#include "../../../generators/fake/people.h"
#include "../../../generators/fake/put.h"
#include <seedbed.h>
#include <string.h>

SUITE(people);

static size_t bytes_in(size_t longest, const char *text)
{
    size_t size = strlen(text);

    return size > longest ? size : longest;
}

TEST(people, every_name_and_city_fits_its_field)
{
    size_t first = 0, last = 0, city = 0;

    for (const sb_locale *one = sb_locales; one->name; one++) {
        for (int i = 0; i < SB_FIRST_NAMES; i++)
            first = bytes_in(first, one->first[i]);
        for (int i = 0; i < SB_LAST_NAMES; i++)
            last = bytes_in(last, one->last[i]);
        for (int i = 0; i < SB_PLACES; i++)
            city = bytes_in(city, one->place[i].city);
    }
    should(first, be_below(sizeof((sb_user *)0)->first_name));
    should(last, be_below(sizeof((sb_user *)0)->last_name));
    should(city, be_below(sizeof((sb_user *)0)->city));
    should(first + last + 1, be_below(sizeof((sb_user *)0)->full_name));
}

TEST(people, no_name_stands_twice_in_a_language)
{
    for (const sb_locale *one = sb_locales; one->name; one++)
        for (int i = 0; i < SB_FIRST_NAMES; i++)
            for (int j = 0; j < i; j++) {
                should_not(one->first[i], equal_to(one->first[j]));
                should_not(one->last[i], equal_to(one->last[j]));
            }
}

TEST(people, the_weights_are_percentages)
{
    unsigned sum = 0;

    for (const sb_locale *one = sb_locales; one->name; one++)
        sum += one->weight;
    should(sum, equal_to(100));
}

static bool lives_where_the_name_is_from(const sb_user *user)
{
    for (const sb_locale *one = sb_locales; one->name; one++)
        for (int i = 0; i < SB_FIRST_NAMES; i++)
            for (int p = 0; strcmp(one->first[i], user->first_name) == 0 && p < SB_PLACES; p++)
                if (strcmp(one->place[p].city, user->city) == 0 && strcmp(one->place[p].country, user->country) == 0)
                    return true;
    return false;
}

TEST(people, the_parts_of_a_person_belong_together)
{
    for (uint64_t n = 0; n < 500; n++) {
        sb_user user;
        char wanted[128], *at;
        sb_put to = sb_put_into(wanted, sizeof wanted);

        sb_fake_person(3, n, &user);
        sb_put_text(&to, user.first_name);
        sb_put_byte(&to, ' ');
        sb_put_text(&to, user.last_name);
        should(user.full_name, equal_to(wanted));
        should(lives_where_the_name_is_from(&user), be_true);
        at = strchr(user.email, '@');
        should(user.email, start_with(user.username));
        should(at, any_of(equal_to("@example.com"), equal_to("@example.org"), equal_to("@example.net")));
    }
}

TEST(people, the_number_of_a_user_name_is_kept_whole_however_long)
{
    sb_user user;

    sb_fake_person(1, UINT64_MAX - 1, &user);
    should(user.username, end_with("18446744073709551615"));
    should(user.username, have_length(sizeof user.username - 1));
    should(user.email, match("^[a-z.]+[0-9]+@example\\.(com|org|net)$"));
}
