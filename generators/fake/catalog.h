/* catalog.h -- what a school offers: subjects with their topics, forms of a title, terms, sizes and prices.
 */
#ifndef SEEDBED_GENERATORS_FAKE_CATALOG_H
#define SEEDBED_GENERATORS_FAKE_CATALOG_H

#include "../random/draw.h"

enum { SB_SUBJECTS = 12, SB_TOPICS = 10, SB_TITLES = 8, SB_TERMS = 8 };

typedef struct sb_subject {
    const char *category; /* "Computer science" */
    const char *letters;  /* of its course codes: "CSC"; three */
    const char *topic[SB_TOPICS];
} sb_subject;

extern const sb_subject sb_subjects[SB_SUBJECTS];
/* Before and after the topic: "Introduction to ", "". */
extern const char *const sb_titles[SB_TITLES][2];
extern const char *const sb_terms[SB_TERMS];
/* Prices are in cents, as text, so that one kind of table does for all. */
extern const sb_weighted sb_prices[], sb_modes[], sb_roles[];

/* Rooms, from a seminar to a lecture hall. */
typedef struct sb_room {
    int low, high;
    unsigned weight; /* of a hundred courses */
} sb_room;
enum { SB_ROOMS = 5 };
extern const sb_room sb_rooms[SB_ROOMS];

#endif
