/* kinds_person.c -- kinds that tell of a row's person: made once for the row, however many columns tell of it. */
#include "kinds.h"
#include <string.h>

/* How many bytes the longest part takes: the whole address. */
enum { LONGEST = 256 };

static const void *prepare(const sb_rule *rule, sb_store *store)
{
    sb_person_wish *wish = sb_store_alloc(store, sizeof *wish);

    return sb_wish_read(rule->locale, rule->sex, wish) == SB_OK ? wish : NULL;
}

static bool same_wish(const sb_person_wish *a, const sb_person_wish *b)
{
    return a->locale == b->locale && a->country == b->country && a->has_sex == b->has_sex && a->sex == b->sex;
}

static sb_whose whose_of(const sb_kind_call *call)
{
    return call->whose ? *call->whose(call->row) : (sb_whose){ .stream = call->stream, .n = call->n };
}

static sb_person_wish wish_of(const sb_whose *whose, const sb_person_wish *rule, enum sb_person_part part)
{
    sb_person_wish wish = sb_part_is_of_place(part) ? whose->home : whose->wish;

    if (rule)
        sb_wish_over(rule, &wish, &wish);
    return wish;
}

static uint64_t number_of(const sb_kind_call *call, const sb_whose *whose) { return (call->unique ? call->n : whose->n) + 1; }

/* A user name and an e-mail that have to be unique end in the row's own number. */
static const char *told(const sb_kind_call *call, const sb_whose *whose, enum sb_person_part part)
{
    bool numbered = part == SB_PART_USERNAME || part == SB_PART_EMAIL;

    return whose->told && !(numbered && call->unique) ? whose->told[part] : NULL;
}

void sb_kind_person_put(const sb_kind_call *call, enum sb_person_part part, sb_put *to)
{
    sb_whose whose = whose_of(call);
    sb_person_wish wish = wish_of(&whose, NULL, part);
    const char *text = told(call, &whose, part);
    sb_person person;

    if (text) {
        sb_put_text(to, text);
        return;
    }
    sb_person_at(call->seed, whose.stream, whose.n, &wish, &person);
    person.number = number_of(call, &whose);
    sb_person_put(&person, part, to);
}

static const sb_person *person_of(const sb_kind_call *call, const sb_whose *whose, enum sb_person_part part)
{
    sb_common *common = call->common;
    sb_person_wish wish = wish_of(whose, call->ready, part);

    if (!common->has_person || common->n != whose->n || common->stream != whose->stream || common->seed != call->seed ||
        !same_wish(&common->wish, &wish)) {
        sb_person_at(call->seed, whose->stream, whose->n, &wish, &common->person);
        common->has_person = true;
        common->seed = call->seed;
        common->stream = whose->stream;
        common->n = whose->n;
        common->wish = wish;
    }
    common->person.number = number_of(call, whose);
    return &common->person;
}

const sb_person_wish *sb_kind_person_wish(const sb_kind *kind, const void *ready)
{
    return kind && kind->prepare == prepare ? ready : NULL;
}

static void make_part(const sb_kind_call *call, enum sb_person_part part, char mark, sb_value *out)
{
    char text[LONGEST];
    sb_put to = sb_put_into(text, sizeof text);
    sb_whose whose = whose_of(call);
    const char *said = told(call, &whose, part);

    if (said) {
        sb_kind_text(call, said, strlen(said), false, mark, out);
        return;
    }
    sb_person_put(person_of(call, &whose, part), part, &to);
    sb_kind_text(call, text, (size_t)(to.at - text), false, mark, out);
}

/* What ends in the number of the row loses letters of the name where there is little room; `least`: characters but for name and number. */
static void make_numbered(const sb_kind_call *call, enum sb_person_part part, size_t least, sb_value *out)
{
    char text[LONGEST];
    sb_whose whose = whose_of(call);
    const char *said = told(call, &whose, part);
    const sb_person *person = person_of(call, &whose, part);
    size_t room = call->most && call->most < sizeof text ? call->most + 1 : sizeof text;
    sb_put to = sb_put_into(text, room);

    if (said) {
        sb_kind_text(call, said, strlen(said), false, '.', out);
        return;
    }
    least += (size_t)sb_put_digits(person->number);
    if (room <= least) {
        sb_kind_cannot(
            out, "%zu characters are too few: in row %llu it takes %zu", call->most, (unsigned long long)call->n + 1, least);
        return;
    }
    sb_person_put(person, part, &to);
    sb_kind_text(call, text, (size_t)(to.at - text), true, '.', out);
}

static void make_username(const sb_kind_call *call, sb_value *out) { make_numbered(call, SB_PART_USERNAME, 0, out); }

static void make_email(const sb_kind_call *call, sb_value *out)
{
    make_numbered(call, SB_PART_EMAIL, sizeof "@example.com" - 1, out);
}

static void make_age(const sb_kind_call *call, sb_value *out)
{
    sb_whose whose = whose_of(call);

    *out = sb__box_i(person_of(call, &whose, SB_PART_BIRTHDAY)->age);
}

#define PART(function, part, mark) \
    static void function(const sb_kind_call *call, sb_value *out) { make_part(call, SB_PART_##part, mark, out); }
PART(make_first_name, FIRST_NAME, ' ')
PART(make_last_name, LAST_NAME, ' ')
PART(make_full_name, FULL_NAME, ' ')
PART(make_title, TITLE, ' ')
PART(make_sex, SEX, ' ')
PART(make_locale, LOCALE, ' ')
PART(make_country, COUNTRY, ' ')
PART(make_country_name, COUNTRY_NAME, ' ')
PART(make_region, REGION, ' ')
PART(make_city, CITY, ' ')
PART(make_postcode, POSTCODE, ' ')
PART(make_street, STREET, ' ')
PART(make_address, ADDRESS, ' ')
PART(make_phone, PHONE, 'x') /* an extension */
PART(make_time_zone, TIME_ZONE, ' ')
PART(make_birthday, BIRTHDAY, ' ')
PART(make_role, ROLE, ' ')
#undef PART

#define WISHES "locale sex"
#define ADDRESS(suffix, text, makes_unique, function) \
    { "address." suffix, text, WISHES, makes_unique, function, prepare }, \
    { \
        "person." suffix, text, WISHES, makes_unique, function, prepare \
    }

const sb_kind sb_kinds_person[] = {
    { "person.full_name", "the whole name, the family first in ja and zh_CN: 佐藤 健", WISHES, true, make_full_name, prepare },
    { "person.first_name", "a first name of the person's sex", WISHES, true, make_first_name, prepare },
    { "person.last_name", "the family's name", WISHES, true, make_last_name, prepare },
    { "person.title", "how the person is addressed: Ms, Herr, श्री", WISHES, false, make_title, prepare },
    { "person.username", "the name in Latin letters and the row's number, always unique: sato.ken12", WISHES, true, make_username,
        prepare },
    { "person.email", "the user name at a domain that is reserved for examples, always unique: sato.ken12@example.org", WISHES,
        true, make_email, prepare },
    { "person.sex", "female or male", WISHES, false, make_sex, prepare },
    { "person.birthday", "the day of birth that goes with the age: 1990-02-28", WISHES, false, make_birthday, prepare },
    { "person.age", "a number, 16 to 70, on 2026-01-01", WISHES, false, make_age, prepare },
    { "person.role", "student, teacher or admin", WISHES, false, make_role, prepare },
    { "person.phone", "a number that nobody has, in the country's shape: +44 20 7946 0123", WISHES, true, make_phone, prepare },
    { "person.locale", "language and country: en_GB", WISHES, false, make_locale, prepare },
    { "person.time_zone", "that of the city: Europe/London", WISHES, false, make_time_zone, prepare },
    ADDRESS("street", "street and house in the country's order: 12 High Street, Hauptstraße 12", true, make_street),
    ADDRESS("postcode", "in the country's shape, and of the city: SW1A 2AA", false, make_postcode),
    ADDRESS("city", "a city of the person's country, in its language", true, make_city),
    ADDRESS("region", "state, county or prefecture of the city; of US, CA, AU and BR its letters: NY", true, make_region),
    ADDRESS("country", "the country's two letters: GB", false, make_country),
    ADDRESS("country_name", "the country in its language: Deutschland", false, make_country_name),
    { "person.address", "the whole address in one line", WISHES, true, make_address, prepare },
    { "address.line", "the whole address in one line", WISHES, true, make_address, prepare },
    { .name = NULL },
};
