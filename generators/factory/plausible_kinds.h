/* plausible_kinds.h -- the parts of plausible.c, by what a column holds. Private to plausible*.c.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_PLAUSIBLE_KINDS_H
#define SEEDBED_GENERATORS_FACTORY_PLAUSIBLE_KINDS_H

#include "plausible.h"
#include "types.h"

/* What is made: never NULL but for other. */
typedef struct sb_wish {
    const sb_column *column;
    const sb_facts *facts;
    const sb_kind_call *call;
    const sb_value *other; /* of the column facts->than, which is no NULL; NULL: none */
    sb_draw draw;
} sb_wish;

/* False as sb_plausible. */
bool sb_wish_whole(sb_wish *wish, sb_value *out);
bool sb_wish_real(sb_wish *wish, sb_value *out);
bool sb_wish_date(sb_wish *wish, bool time, sb_value *out);
bool sb_wish_text(sb_wish *wish, sb_value *out);
bool sb_wish_bytes(sb_wish *wish, sb_value *out);
bool sb_wish_odd(sb_wish *wish, sb_value *out);

/* Version 4 in form; no two rows have the same. */
void sb_put_uuid(sb_wish *wish, sb_put *to);
/* Whether a column's name ends in one of these words, or is one; a word with a _ at its end begins the name. Words are separated by spaces. */
bool sb_name_fits(const char *name, const char *words);
/* Whether it stands as the facts want it to the other column's value. */
bool sb_wish_agrees(const sb_wish *wish, const sb_value *value);
/* A bound as a number; false: there is none. */
bool sb_number_of(const sb_value *value, double *out);

/* A text by the column's name into `to`; false: the name says nothing. numbered: n is in it, so that each n has another. */
bool sb_named_text(sb_wish *wish, bool *numbered, sb_put *to);

#endif
