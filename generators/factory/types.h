/* types.h -- what the declared type of a column holds, in the words of any database; and texts that fit it.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_TYPES_H
#define SEEDBED_GENERATORS_FACTORY_TYPES_H

#include "../fake/put.h"
#include "store.h"
#include <seedbed/ext/backend.h>

enum sb_holds {
    SB_HOLDS_TEXT = 1,
    SB_HOLDS_INTEGER,
    SB_HOLDS_NUMBER,
    SB_HOLDS_BOOL,
    SB_HOLDS_BYTES,
    SB_HOLDS_DATE,
    SB_HOLDS_MOMENT,
    SB_HOLDS_ODD /* what has a form of its own: odd.c */
};
enum sb_holds sb_column_holds(const char *type);
/* The largest number of characters of a type such as varchar(40); 0: no limit. */
size_t sb_column_limit(const char *type);
/* To another row, by a foreign key: what is in it is that one's to say. */
bool sb_column_refers(const sb_column *column);
/* It cannot be NULL. */
bool sb_column_must_be(const sb_column *column);
/* No two rows may have the same value in it, for all that is known: what is unique only together with others may meet the same
 * others again. */
bool sb_column_must_differ(const sb_column *column);
/* The highest whole number that fits a type such as numeric(6,2), and whether it has fractions. */
uint64_t sb_column_highest(const char *type, bool *fractions_out);
/* A text of the form of a type that is no text, number or date: uuid, json, inet, ranges, arrays; n is in it where there is room.
 * false: the type is none of these. */
bool sb_put_odd(const char *type, uint64_t n, sb_put *to);
/* Shorten a text to the column's limit. The digits of a unique one, which its uniqueness stands in, are kept. */
const char *sb_fit_text(sb_store *store, const char *text, const sb_column *column, bool unique, uint64_t n);

#endif
