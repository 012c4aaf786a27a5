/* people_test.c -- ten thousand people of each locale: their parts agree, and no two are one. */
#include "people_shape.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(generated_people);

enum { N = 10000 };
#define LOCALES \
    { "ar", "EG SA MA TN" }, { "de", "DE AT CH" }, { "en", "US GB IE CA AU" }, { "es", "ES MX AR" }, { "fr", "FR BE CA" }, \
        { "hi", "IN" }, { "it", "IT" }, { "ja", "JP" }, { "nb", "NO" }, { "nl", "NL BE" }, { "pl", "PL" }, { "pt_BR", "BR" }, \
        { "sv", "SE" }, \
    { \
        "zh_CN", "CN" \
    }

static sb_user *people_of(const char *locale)
{
    sb_user *all = malloc(N * sizeof *all);

    add_cleanup(free, all);
    for (uint64_t n = 0; n < N; n++)
        should(sb_user_like(11, n, &(sb_user_wish){ .locale = locale }, &all[n]), equal_to(SB_OK));
    return all;
}

TEST_EACH(generated_people, agree_with_themselves, (const char *locale, *countries), LOCALES)
{
    sb_user *all = people_of(each->locale);

    for (uint64_t n = 0; n < N; n++) {
        const char *wrong = wrong_with(&all[n], n);
        given(all[n].email, all[n].full_name, all[n].country, all[n].postcode, all[n].phone, all[n].street);
        should(wrong, be_null);
        should(each->countries, contain(all[n].country));
    }
}

static int by_username(const void *a, const void *b)
{
    const sb_user *one = a, *two = b;
    return strcmp(one->username, two->username);
}

static int by_email(const void *a, const void *b)
{
    const sb_user *one = a, *two = b;
    return strcmp(one->email, two->email);
}

TEST_EACH(generated_people, have_names_and_mails_of_their_own, (const char *locale, *countries), LOCALES)
{
    sb_user *all = people_of(each->locale);

    qsort(all, N, sizeof *all, by_username);
    for (size_t n = 1; n < N; n++)
        should_not(all[n].username, equal_to(all[n - 1].username));
    qsort(all, N, sizeof *all, by_email);
    for (size_t n = 1; n < N; n++)
        should_not(all[n].email, equal_to(all[n - 1].email));
}

TEST_EACH(generated_people, of_a_locale_come_from_all_of_its_countries, (const char *locale, *countries), LOCALES)
{
    sb_user *all = people_of(each->locale);
    char seen[64] = "";

    for (size_t n = 0; n < N && strlen(seen) < strlen(each->countries) + 1; n++)
        if (!strstr(seen, all[n].country))
            strcat(strcat(seen, all[n].country), " ");
    should(seen, have_length(strlen(each->countries) + 1));
}

/* ---- user names ---- */

TEST_EACH(generated_people, have_user_names_made_of_their_names, (const char *locale), { "de" }, { "en" }, { "es" }, { "fr" },
    { "it" }, { "nb" }, { "nl" }, { "pl" }, { "pt_BR" }, { "sv" })
{
    sb_user *all = people_of(each->locale);

    for (size_t n = 0; n < N; n++) {
        char wanted[64];
        size_t size;
        plain_name(all[n].first_name, strcmp(each->locale, "de") == 0, wanted, sizeof wanted);
        strcat(wanted, ".");
        size = strlen(wanted);
        plain_name(all[n].last_name, strcmp(each->locale, "de") == 0, wanted + size, sizeof wanted - size);
        should(all[n].username, start_with(wanted));
        should(strlen(all[n].username) - strlen(wanted), be_at_most(5));
    }
}

/* In other scripts: one name is always spelt the same in Latin letters. */
TEST_EACH(generated_people, spell_a_name_in_one_way, (const char *locale; bool family_first), { "ar", false }, { "hi", false },
    { "ja", true }, { "zh_CN", true })
{
    struct {
        char name[40], latin[24];
    } known[160] = { { "", "" } };
    sb_user *all = people_of(each->locale);

    for (size_t n = 0; n < N; n++) {
        size_t i = 0, size = strcspn(all[n].username, ".");
        const char *family = each->family_first ? all[n].username : all[n].username + size + 1;
        if (!each->family_first)
            size = strcspn(family, "0123456789");
        while (*known[i].name && strcmp(known[i].name, all[n].last_name) != 0)
            i++;
        if (!*known[i].name) {
            strcpy(known[i].name, all[n].last_name);
            memcpy(known[i].latin, family, size);
        }
        should(family, start_with(known[i].latin));
        should(strlen(known[i].latin), equal_to(size));
    }
    should(*known[95].name, not_(equal_to('\0')));
}

TEST_EACH(generated_people, are_as_many_as_64_bits_can_count, (uint64_t n; const char *number),
    { UINT64_MAX - 1, "18446744073709551615" }, { UINT64_MAX, "0" }, { UINT64_C(9999999999), "10000000000" })
{
    sb_user user;

    for (uint64_t seed = 0; seed < 2000; seed++) {
        sb_user_at(seed, each->n, &user);
        should(user.username, match("^[a-z]+\\.[a-z]+[0-9]+$"));
        should(user.username + strcspn(user.username, "0123456789"), equal_to(each->number));
        should(strlen(user.email), be_below(sizeof user.email - 1));
    }
}

/* ---- places ---- */

TEST_EACH(generated_people, of_a_city_share_its_region_and_zone, (const char *locale, *countries), LOCALES)
{
    sb_user *all = people_of(each->locale);

    for (size_t n = 1; n < N; n++) {
        size_t first = 0;
        while (strcmp(all[first].city, all[n].city) != 0 || strcmp(all[first].country, all[n].country) != 0)
            first++;
        should(all[n].region, equal_to(all[first].region));
        should(all[n].time_zone, equal_to(all[first].time_zone));
        should(all[n].country_name, equal_to(all[first].country_name));
        should(all[n].postcode[0], equal_to(all[first].postcode[0]));
    }
}

/* ---- wishes ---- */

TEST_EACH(generated_people, are_as_wished, (const char *locale, *sex, *got), { "de_AT", "female", "de_AT" },
    { "en-GB", "male", "en_GB" }, { "pt", NULL, "pt_BR" }, { "zh_cn", "female", "zh_CN" }, { "nb", "male", "nb_NO" })
{
    for (uint64_t n = 0; n < 500; n++) {
        sb_user user;
        should(sb_user_like(5, n, &(sb_user_wish){ each->locale, each->sex }, &user), equal_to(SB_OK));
        should(user.locale, equal_to(each->got));
        should(user.sex, equal_to(each->sex ? each->sex : user.sex));
    }
}

TEST_EACH(generated_people, are_not_made_of_what_is_not_known, (const char *locale, *sex, *said),
    { "de_DR", NULL, "people have no locale `de_DR`; did you mean `de_DE`? There are: ar, ar_EG" },
    { "klingon", NULL, "people have no locale `klingon`. There are: ar, " },
    { "", NULL, "people have no locale ``. There are: ar, " },
    { "nb", "femal", "people have no sex `femal`; did you mean `female`? There are: female, male" })
{
    sb_user user = { .username = "untouched" };

    should(sb_user_like(5, 0, &(sb_user_wish){ each->locale, each->sex }, &user), equal_to(SB_ERR));
    should(sb_error(), start_with(each->said));
    should(user.username, equal_to("untouched"));
}

/* A wish changes what was wished for, and what hangs on it. */
TEST(generated_people, keep_the_rest_when_a_wish_is_what_they_are)
{
    for (uint64_t n = 0; n < 200; n++) {
        sb_user any, wished;
        sb_user_at(5, n, &any);
        sb_user_like(5, n, &(sb_user_wish){ .locale = NULL, .sex = any.sex }, &wished);
        should(bytes(&wished, sizeof wished), equal_to(bytes(&any, sizeof any)));
        should(sb_user_like(5, n, NULL, &wished), equal_to(SB_OK));
        should(bytes(&wished, sizeof wished), equal_to(bytes(&any, sizeof any)));
    }
}
