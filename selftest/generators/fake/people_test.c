/* people_test.c -- the tables of people: how much they hold, and that nothing of it is cut. */
#include "../../../generators/fake/people.h"
#include "../people_shape.h"
#include <seedbed.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

SUITE(people);

TEST(people, have_names_and_places_enough_in_each_language)
{
    for (const sb_locale *one = sb_locales; *one->tag; one++) {
        given(one->tag);
        should(one->first[SB_FEMALE].n, be_at_least(64));
        should(one->first[SB_MALE].n, be_at_least(64));
        should(one->last[SB_FEMALE].n, be_at_least(96));
        should(one->last[SB_MALE].n, equal_to(one->last[SB_FEMALE].n));
        should(one->street.n, be_at_least(24));
        should(one->place.n, be_at_least(16));
    }
}

static void should_differ(sb_slice of)
{
    for (unsigned i = 0; i < of.n; i++)
        for (unsigned j = 0; j < i; j++) {
            const sb_people_word *a = &sb__people_words[of.at + i], *b = &sb__people_words[of.at + j];
            because("%.*s", a->size, a->text);
            should(a->size == b->size && memcmp(a->text, b->text, a->size) == 0, be_false);
        }
}

TEST(people, have_no_name_twice_in_a_language)
{
    for (const sb_locale *one = sb_locales; *one->tag; one++) {
        should_differ(one->first[SB_FEMALE]);
        should_differ(one->first[SB_MALE]);
        should_differ(one->last[SB_FEMALE]);
        should_differ(one->last[SB_MALE]);
        should_differ(one->street);
    }
}

/* The longest that a slice's words are, in bytes. */
static size_t longest(sb_slice of, bool plain)
{
    size_t most = 0;

    for (unsigned i = 0; i < of.n; i++) {
        const sb_people_word *word = &sb__people_words[of.at + i];
        size_t size = plain ? word->plain_size : word->size;
        most = size > most ? size : most;
    }
    return most;
}

TEST(people, fit_their_fields_with_the_longest_words)
{
    static sb_user user;

    for (const sb_locale *one = sb_locales; *one->tag; one++)
        for (int sex = 0; sex < SB_SEXES; sex++) {
            size_t first = longest(one->first[sex], false), last = longest(one->last[sex], false);
            size_t name = longest(one->first[sex], true) + 1 + longest(one->last[sex], true) + strlen("18446744073709551615");
            given(one->tag);
            should(first, be_below(sizeof user.first_name));
            should(last, be_below(sizeof user.last_name));
            should(first + 1 + last, be_below(sizeof user.full_name));
            should(name, be_below(sizeof user.username));
            should(name + strlen("@example.com"), be_below(sizeof user.email));
            should(longest(one->street, false) + longest(one->form, false) + strlen("9-9-180"), be_below(sizeof user.street));
        }
}

/* The words of all tables: names have a Latin form, which is a-z. */
TEST(people, are_utf8_and_plain_in_latin)
{
    for (const sb_locale *one = sb_locales; *one->tag; one++)
        for (int sex = 0; sex < SB_SEXES; sex++)
            for (unsigned i = 0; i < one->first[sex].n + one->last[sex].n; i++) {
                unsigned first = one->first[sex].n;
                const sb_people_word *word =
                    &sb__people_words[i < first ? one->first[sex].at + i : one->last[sex].at + i - first];
                char text[SB_WORD_SIZE + 1] = "", plain[SB_PLAIN_SIZE + 1] = "";
                memcpy(text, word->text, word->size);
                memcpy(plain, word->plain, word->plain_size);
                given(text, plain);
                should(is_utf8(text), be_true);
                should(plain, match("^[a-z]+$"));
            }
}

TEST(people, live_in_time_zones_that_there_are)
{
    char path[128];

    if (access("/usr/share/zoneinfo/Europe/Oslo", R_OK) != 0)
        skip_test("this machine has no time zones");
    for (const sb_locale *one = sb_locales; *one->tag; one++)
        for (unsigned i = 0; i < one->place.n; i++) {
            const sb_people_word *zone = &sb__people_words[sb__people_places[one->place.at + i].zone];
            snprintf(path, sizeof path, "/usr/share/zoneinfo/%.*s", zone->size, zone->text);
            should(path, exist);
        }
}

TEST(people, of_each_language_are_in_the_mixture)
{
    for (const sb_locale *one = sb_locales; *one->tag; one++) {
        given(one->tag);
        should(memchr(sb__people_mixture, (int)(one - sb_locales), SB_MIXTURE), not_(be_null));
    }
}

static const char *put(const sb_person *person, enum sb_person_part part, size_t room)
{
    static char text[256];
    sb_put to = sb_put_into(text, room + 1);

    sb_person_put(person, part, &to);
    return text;
}

TEST(people, in_little_room_keep_number_and_domain)
{
    sb_person person;

    sb_person_at(1, 1, 41, NULL, &person);
    for (size_t room = 15; room < 60; room++) {
        should(put(&person, SB_PART_EMAIL, room), match("^([a-z]+\\.?[a-z]*|)42@example\\.(com|org|net)$"));
        should(put(&person, SB_PART_USERNAME, room), match("^[a-z]+\\.?[a-z]*42$"));
        should(put(&person, SB_PART_FULL_NAME, room), have_length_at_most(room));
    }
}

/* Each sex, and each day of the year but the first of January, is there. */
TEST(people, are_of_both_sexes_and_born_on_all_days)
{
    bool born[400] = { false };
    size_t women = 0, days = 0;

    for (uint64_t n = 0; n < 20000; n++) {
        sb_person person;
        sb_person_at(3, 1, n, NULL, &person);
        women += person.sex == SB_FEMALE;
        days += !born[person.born];
        born[person.born] = true;
    }
    should(women, be_between(9700, 10300));
    should(days, equal_to(364));
}
