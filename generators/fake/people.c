/* people.c -- one coherent person from one block of random words. */
#include "people.h"
#include "../../assert/context.h"
#include "../../assert/text.h"
#include "catalog.h"
#include <string.h>
#include <strings.h>

/* Stands for a name in the draws; frozen with SB_DATA_VERSION. ASCII, so that it reads in a debugger. */
static const uint64_t PERSON = UINT64_C(0x706572736f6e);

enum { DAYS_OF_BIRTH = 364, HOUSES = 180, BLOCKS = 9 };
enum { POSTCODES = 1000000, PHONES = 100000000, LEAST_AGE = 16, LEAST_AGE_OF_STAFF = 24, MOST_AGE = 70 };

/* The word is a fraction of 2^64: its place among `of` equal parts is taken, and what is left is the place within that part. All that is
 * taken of one word multiplies to 2^47 at most, so that no choice is likelier than another by more than 2^-17 of its share. */
static uint64_t take(uint64_t *word, uint64_t of) { return sb_multiply(*word, of, word); }

static const sb_people_word *take_word(uint64_t *word, sb_slice of) { return &sb__people_words[of.at + take(word, of.n)]; }

static const char *take_role(uint64_t *word)
{
    uint64_t total = 0, at;
    const sb_weighted *role = sb_roles;

    for (; role->text; role++)
        total += role->weight;
    at = take(word, total);
    for (role = sb_roles; at >= role->weight; role++)
        at -= role->weight;
    return role->text;
}

static void choose_who(uint64_t word, const sb_person_wish *wish, sb_person *out)
{
    const sb_locale *any = &sb_locales[sb__people_mixture[take(&word, SB_MIXTURE)]];
    enum sb_sex sex = take(&word, SB_SEXES) ? SB_MALE : SB_FEMALE;

    out->locale = wish && wish->locale ? wish->locale : any;
    out->sex = (uint8_t)(wish && wish->has_sex ? wish->sex : sex);
    out->domain = (uint8_t)take(&word, SB_DOMAINS);
    out->role = take_role(&word);
    out->born = (uint16_t)take(&word, DAYS_OF_BIRTH);
}

static void choose_words(uint64_t word, const sb_person_wish *wish, sb_person *out)
{
    const sb_locale *locale = out->locale;
    sb_slice places = wish && wish->country ? wish->country->place : locale->place;

    out->first = take_word(&word, locale->first[out->sex]);
    out->last = take_word(&word, locale->last[out->sex]);
    out->place = &sb__people_places[places.at + take(&word, places.n)];
    out->country = &sb__people_countries[out->place->country];
    out->street = take_word(&word, locale->street);
    out->form = take_word(&word, locale->form);
    out->house = (uint16_t)(take(&word, HOUSES) + 1);
    out->block[0] = (uint8_t)(take(&word, BLOCKS) + 1);
    out->block[1] = (uint8_t)(take(&word, BLOCKS) + 1);
}

void sb_person_at(uint64_t seed, uint64_t stream, uint64_t n, const sb_person_wish *wish, sb_person *out)
{
    sb_draw draw = sb_draw_at(seed, stream, PERSON, n);
    uint64_t numbers;
    bool student;

    out->number = n + 1; /* of 2^64 rows the last has 0, which no other has */
    choose_who(sb_draw_word(&draw), wish, out);
    choose_words(sb_draw_word(&draw), wish, out);
    student = out->role == sb_roles[0].text;
    out->age = (uint8_t)sb_draw_bell(&draw, student ? LEAST_AGE : LEAST_AGE_OF_STAFF, MOST_AGE);
    numbers = sb_draw_word(&draw);
    out->post = (uint32_t)take(&numbers, POSTCODES);
    out->phone = (uint32_t)take(&numbers, PHONES);
}

/* nb-NO is nb_NO, and pt is the only pt that there is. */
static bool same_tag(const char *tag, const char *wanted, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char one = wanted[i] == '-' ? '_' : wanted[i];
        if (strncasecmp(&tag[i], &one, 1) != 0)
            return false;
    }
    return tag[size] == '\0' || tag[size] == '_';
}

static bool find_locale(const char *wanted, sb_person_wish *out)
{
    size_t size = strlen(wanted);

    for (const sb_locale *one = sb_locales; *one->tag; one++) {
        if (size >= 2 && same_tag(one->tag, wanted, size)) {
            out->locale = one;
            return true;
        }
        for (unsigned i = 0; i < one->country.n; i++) {
            const sb_people_country *country = &sb__people_countries[one->country.at + i];
            if (strlen(country->tag) == size && same_tag(country->tag, wanted, size)) {
                out->locale = one;
                out->country = country;
                return true;
            }
        }
    }
    return false;
}

static int unknown(const char *what, const char *name, const char *const *names)
{
    const char *nearest = sb_nearest(name, names);
    sb_text list = SB_TEXT_EMPTY;
    int code;

    for (size_t i = 0; names[i]; i++)
        sb_text_add(&list, "%s%s", i ? ", " : "", names[i]);
    code = nearest
        ? sb_fail_with(SB_ERR, "people have no %s `%s`; did you mean `%s`? There are: %s", what, name, nearest, list.at)
        : sb_fail_with(SB_ERR, "people have no %s `%s`. There are: %s", what, name, list.at);
    sb_text_release(&list);
    return code;
}

static int unknown_locale(const char *wanted)
{
    const char *names[SB_MIXTURE * 2] = {
        NULL
    }; /* each locale is at least one of a hundred people, and there are few countries more */
    size_t n = 0;

    for (const sb_locale *one = sb_locales; *one->tag; one++) {
        names[n++] = one->tag;
        for (unsigned i = 0; i < one->country.n && one->country.n > 1; i++)
            names[n++] = sb__people_countries[one->country.at + i].tag;
    }
    return unknown("locale", wanted, names);
}

static const char *const sexes[SB_SEXES + 1] = { [SB_FEMALE] = "female", [SB_MALE] = "male" };

int sb_wish_read(const char *locale, const char *sex, sb_person_wish *out)
{
    *out = (sb_person_wish){ .locale = NULL };
    if (locale && !find_locale(locale, out))
        return unknown_locale(locale);
    out->has_sex = sex != NULL;
    if (sex && strcmp(sex, sexes[SB_FEMALE]) != 0 && strcmp(sex, sexes[SB_MALE]) != 0)
        return unknown("sex", sex, sexes);
    out->sex = sex && strcmp(sex, sexes[SB_MALE]) == 0 ? SB_MALE : SB_FEMALE;
    return SB_OK;
}

static bool has_country(const sb_locale *locale, const char *code, sb_person_wish *out)
{
    for (unsigned i = 0; i < locale->country.n; i++) {
        const sb_people_country *country = &sb__people_countries[locale->country.at + i];
        if (strcasecmp(country->code, code) == 0) {
            out->locale = locale;
            out->country = country;
            return true;
        }
    }
    return false;
}

void sb_wish_given(const char *locale, const char *country, const char *sex, sb_person_wish *out)
{
    *out = (sb_person_wish){ .locale = NULL };
    if (locale)
        find_locale(locale, out);
    if (country && out->locale && !out->country)
        has_country(out->locale, country, out);
    for (const sb_locale *one = sb_locales; country && !out->locale && *one->tag; one++)
        has_country(one, country, out);
    for (unsigned i = 0; sex && i < SB_SEXES; i++)
        if (strcmp(sex, sexes[i]) == 0) {
            out->has_sex = true;
            out->sex = (enum sb_sex)i;
        }
}

void sb_wish_over(const sb_person_wish *over, const sb_person_wish *under, sb_person_wish *out)
{
    sb_person_wish both = *over;

    if (!both.locale) {
        both.locale = under->locale;
        both.country = under->country;
    }
    if (!both.has_sex) {
        both.has_sex = under->has_sex;
        both.sex = under->sex;
    }
    *out = both;
}

bool sb_part_is_of_place(enum sb_person_part part) { return part >= SB_PART_LOCALE && part <= SB_PART_TIME_ZONE; }
