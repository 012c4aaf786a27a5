/* people.h -- believable people as plain structs, without a database: sb_user_at(seed, n, &user).
 *
 * What it is: row n of a seed is a person whose parts belong together. The sex chooses the first name, and in Polish the form of the last
 * one; the locale chooses names, their order, the country and its cities; the city chooses region, postcode, phone and time zone; user
 * name and e-mail come from the name. Locales: ar (EG, SA, MA, TN), de (DE, AT, CH), en (US, GB, IE, CA, AU), es (ES, MX, AR), fr (FR, BE,
 * CA), hi (IN), it (IT), ja (JP), nb (NO), nl (NL, BE), pl (PL), pt_BR (BR), sv (SE), zh_CN (CN).
 *
 *     sb_user user;
 *     sb_user_at(42, 0, &user);                                               from the mixture of all locales
 *     sb_user_like(42, 0, &(sb_user_wish){ .locale = "pt_BR" }, &user);       or as you wish
 *
 * Promise: the same seed, n and wish give the same bytes on every machine, compiler and worker; no row needs another. No two rows of a seed
 * have the same user name or e-mail, for any n: both end in the row's number. Nobody can be reached: e-mails are on example.com, example.org
 * and example.net (RFC 2606); phones have the numbers that a country keeps for fiction (US, CA, GB, IE, AU, DE, FR, SE), else such as are
 * given to nobody there. Postcodes have the country's shape and, but for their last characters, the city's beginning; whether a house has
 * them, nobody has looked. Nothing here is cut: the arrays have room for the longest of each.
 *
 * The factory `user` (make.h) fills a table `users` with the same people, row by row, the seed being that of the test.
 *
 * Ownership: the strings live in the struct.
 */
#ifndef SEEDBED_PEOPLE_H
#define SEEDBED_PEOPLE_H

#include <seedbed/base.h>

typedef struct sb_user {
    char username[64];     /* "sato.kenta12": a-z, a point, a-z, the row's number from 1 */
    char email[80];        /* the user name at a reserved domain */
    char first_name[40];   /* in the script of its language, as all names of people, streets and places */
    char last_name[40];    /* of the family */
    char full_name[80];    /* both, in the order of the language: the family first in ja and zh_CN */
    char sex[8];           /* "female", "male" */
    char locale[8];        /* "en_GB": a wish for it gives people of this country */
    char country[3];       /* ISO 3166-1: "GB" */
    char country_name[40]; /* in the language: "Deutschland" */
    char region[48];       /* state, county or prefecture; of US, CA, AU and BR its letters: "NY" */
    char city[48];
    char street[80];    /* with the number of the house, in the country's order: "12 High Street", "Hauptstraße 12" */
    char postcode[16];  /* "SW1A 2AA" */
    char phone[24];     /* "+44 20 7946 0123" */
    char time_zone[32]; /* "Europe/London" */
    char birthday[12];  /* "1990-02-28" */
    char role[12];      /* "student" (88 of a hundred), "teacher", "admin" */
    int age;            /* on 2026-01-01: 16 to 70, of teachers and admins from 24 */
} sb_user;

typedef struct sb_user_wish {
    const char *locale; /* a language, "de", or a language in a country, "de_AT"; NULL: the mixture of all */
    const char *sex;    /* "female" or "male"; NULL: both */
} sb_user_wish;

SB__C_BEGIN
void sb_user_at(uint64_t seed, uint64_t n, sb_user *out);
/* 0, or SB_ERR for a locale or sex that is not known: sb_error() has the nearest, and *out is left as it is. wish NULL: sb_user_at. */
int sb_user_like(uint64_t seed, uint64_t n, const sb_user_wish *wish, sb_user *out);
SB__C_END

#endif
