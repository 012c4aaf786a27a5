/* people.h -- people whose parts belong together: name, user name, e-mail, country and city from one draw.
 *
 * Promise: user names and e-mails are unique, because each ends in the number of its row; no row has to look at another. E-mails
 * are on the domains reserved for examples (RFC 2606), so that no generated mail ever reaches anybody.
 *
 * Locales: en (US, GB, IE, CA), nb (NO), de (DE, AT, CH), fr (FR, BE); UTF-8.
 */
#ifndef SEEDBED_GENERATORS_FAKE_PEOPLE_H
#define SEEDBED_GENERATORS_FAKE_PEOPLE_H

#include "../random/draw.h"
#include <seedbed/make.h>

typedef struct sb_place {
    const char *city, *country; /* ISO 3166-1, two letters */
} sb_place;

/* How many words each language has; the tables, one file per language, are checked against it when they are compiled. */
enum { SB_FIRST_NAMES = 64, SB_LAST_NAMES = 64, SB_PLACES = 16 };

typedef struct sb_locale {
    const char *name; /* "nb" */
    unsigned weight;  /* how many of a hundred people speak it */
    const char *const *first, *const *last;
    const sb_place *place;
} sb_locale;

extern const char *const sb_en_first[],
    *const sb_en_last[], *const sb_nb_first[], *const sb_nb_last[], *const sb_de_first[], *const sb_de_last[],
                                                                                              *const sb_fr_first[],
                                                                                                  *const sb_fr_last[];
extern const sb_place sb_en_place[], sb_nb_place[], sb_de_place[], sb_fr_place[];
/* Ends in a NULL name; the weights add up to 100. */
extern const sb_locale sb_locales[];

/* Fill name, user name, e-mail, country and city of out; role and age are left to the caller. */
void sb_fake_person(uint64_t seed, uint64_t n, sb_user *out);

#endif
