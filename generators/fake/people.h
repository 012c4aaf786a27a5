/* people.h -- people whose parts belong together: one draw gives sex, names, a place and all that follows from them.
 *
 * Calling sequence: sb_person_at for a row; then sb_person_put for each part that is asked for. A person is a handful of indices; no text is
 * made before somebody wants it.
 *
 * Promise: user names and e-mails are unique, because each ends in the number of its row; no row has to look at another. E-mails
 * are on the domains reserved for examples (RFC 2606), so that no generated mail ever reaches anybody. Numbers of phones are those that a
 * country keeps for films and books; where it keeps none, such as nobody can have. Which stands in the files of people/.
 *
 * The tables come from people/, a file per language, by people/people.awk; UTF-8.
 */
#ifndef SEEDBED_GENERATORS_FAKE_PEOPLE_H
#define SEEDBED_GENERATORS_FAKE_PEOPLE_H

#include "../random/draw.h"
#include "put.h"
#include <seedbed/people.h>

/* A line of the processor's cache. The texts are padded with NUL, and one that fills its array has none. */
enum { SB_WORD_SIZE = 44, SB_PLAIN_SIZE = 18 };
typedef struct sb_people_word {
    unsigned char size, plain_size; /* in bytes */
    char text[SB_WORD_SIZE];
    char plain[SB_PLAIN_SIZE]; /* of names: as it stands in a user name */
} sb_people_word;

typedef struct sb_slice {
    uint16_t at, n; /* in one of the tables below */
} sb_slice;

typedef struct sb_people_place {
    char postcode[12], phone[20];         /* with # where a digit stands, ? where a letter does */
    uint16_t country, city, region, zone; /* the last three are words */
} sb_people_place;

typedef struct sb_people_country {
    char code[3];               /* ISO 3166-1 */
    char tag[8];                /* "en_GB" */
    char address[16], line[24]; /* with bytes of enum sb_address_slot in them */
    uint16_t name;              /* a word: in its language */
    sb_slice place;
} sb_people_country;

enum sb_name_order { SB_ORDER_FIRST, SB_ORDER_LAST, SB_ORDER_JOINED };
enum sb_sex { SB_FEMALE, SB_MALE, SB_SEXES };
enum { SB_DOMAINS = 3 };

typedef struct sb_locale {
    char tag[6]; /* "nb" */
    unsigned char order;
    char title[SB_SEXES][24];
    sb_slice first[SB_SEXES], last[SB_SEXES], street, form, place, country;
} sb_locale;

/* Parts of an address or of the line that is the whole address. */
enum sb_address_slot {
    SB_SLOT_STREET = 1,
    SB_SLOT_NUMBER,
    SB_SLOT_DIGIT,
    SB_SLOT_ADDRESS,
    SB_SLOT_POSTCODE,
    SB_SLOT_CITY,
    SB_SLOT_REGION
};

extern const sb_people_word sb__people_words[];
extern const sb_people_place sb__people_places[];
extern const sb_people_country sb__people_countries[];
/* Ends in one without a tag. */
extern const sb_locale sb_locales[];
/* The locale of each of a hundred people. */
enum { SB_MIXTURE = 100 };
extern const unsigned char sb__people_mixture[SB_MIXTURE];

/* A wish, read. */
typedef struct sb_person_wish {
    const sb_locale *locale;          /* NULL: any */
    const sb_people_country *country; /* of the locale's; NULL: any */
    bool has_sex;
    enum sb_sex sex;
} sb_person_wish;

typedef struct sb_person {
    const sb_locale *locale;
    const sb_people_country *country;
    const sb_people_place *place;
    const sb_people_word *first, *last, *street, *form;
    const char *role;
    uint64_t number; /* of the row, from 1: what no other person of the run has */
    uint32_t post, phone;
    uint16_t house, born; /* born: days from March 1 */
    uint8_t block[2], sex, domain, age;
} sb_person;

enum sb_person_part {
    SB_PART_USERNAME,
    SB_PART_EMAIL,
    SB_PART_FIRST_NAME,
    SB_PART_LAST_NAME,
    SB_PART_FULL_NAME,
    SB_PART_TITLE,
    SB_PART_SEX,
    SB_PART_LOCALE,
    SB_PART_COUNTRY,
    SB_PART_COUNTRY_NAME,
    SB_PART_REGION,
    SB_PART_CITY,
    SB_PART_POSTCODE,
    SB_PART_STREET,  /* with the number of the house */
    SB_PART_ADDRESS, /* the whole, in one line */
    SB_PART_PHONE,
    SB_PART_TIME_ZONE,
    SB_PART_BIRTHDAY,
    SB_PART_ROLE
};
enum { SB_PERSON_PARTS = SB_PART_ROLE + 1 };

/* Whose person something tells of. */
typedef struct sb_whose {
    uint64_t stream, n;        /* as sb_person_at takes them */
    sb_person_wish wish, home; /* what is wished of it, and of the place where it lives */
    const char *const *told;   /* parts that are this text; NULL, as each of them may be: none */
} sb_whose;

/* Both may be NULL. 0, or SB_ERR with a message that has the nearest name. */
int sb_wish_read(const char *locale, const char *sex, sb_person_wish *out);
/* What values that somebody gave wish of the person whose they are: a locale, else a country's two letters; a sex. Each may be NULL, and one
 * that no person can have wishes nothing. Of a country of several languages the first locale is taken. */
void sb_wish_given(const char *locale, const char *country, const char *sex, sb_person_wish *out);
/* What `over` does not wish is as in `under`; either may be `out`. */
void sb_wish_over(const sb_person_wish *over, const sb_person_wish *under, sb_person_wish *out);
/* stream: whose person it is, such as a factory's name by sb_draw_name. wish: NULL for none. */
void sb_person_at(uint64_t seed, uint64_t stream, uint64_t n, const sb_person_wish *wish, sb_person *out);
/* Whether it tells where the person lives, and not who it is. */
bool sb_part_is_of_place(enum sb_person_part part);
/* "@example.com": what stands behind the user name in the e-mail. */
const char *sb_person_domain(const sb_person *person);
/* A part behind what `to` has already. A user name or an e-mail for which there is too little room loses letters of the name, and neither
 * number nor domain; other parts end where the room does. */
void sb_person_put(const sb_person *person, enum sb_person_part part, sb_put *to);

#endif
