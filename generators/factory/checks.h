/* checks.h -- what the checks of a table want of its columns, as far as they are understood: the facts that plausible values keep to.
 *
 * Calling sequence: sb_facts_of once per table and change of it; a fact for each column, for as long as the store lives.
 *
 * Where a check leaves a choice (this or that), one way is taken for all rows: the one that asks the least of columns which may be NULL or
 * have a default. NULL passes a check.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_CHECKS_H
#define SEEDBED_GENERATORS_FACTORY_CHECKS_H

#include "form.h"
#include <seedbed/ext/backend.h>

/* Of a column's value to another column's of the same row, where that is not NULL. */
enum sb_relation {
    SB_RELATION_NONE = 0,
    SB_RELATION_EQUAL,
    SB_RELATION_OTHER,
    SB_RELATION_BELOW,
    SB_RELATION_AT_MOST,
    SB_RELATION_ABOVE,
    SB_RELATION_AT_LEAST
};

enum sb_letters { SB_LETTERS_ANY = 0, SB_LETTERS_SMALL, SB_LETTERS_CAPITAL };

typedef struct sb_wanted_form {
    const sb_form *form;
    bool not ; /* it must not have it */
} sb_wanted_form;

typedef struct sb_facts {
    const sb_value *choice; /* one of these; NULL: any */
    size_t choices;
    const sb_value *unwanted; /* none of these */
    size_t unwanteds;
    sb_value low, high; /* SB_NONE: no bound. A number or a text */
    bool above, below;  /* the bound itself does not belong to it */
    size_t least, most; /* characters, or elements of an array; most 0: any number */
    const sb_wanted_form *form;
    size_t forms;
    enum sb_letters letters;
    bool trimmed;     /* no space at its ends */
    const char *json; /* "object" or "array"; NULL: any */
    const char *type; /* SQLite's typeof: "integer", "real", "text", "blob"; NULL: any */
    bool json_valid;  /* a text that is JSON */
    bool date;        /* a text that SQLite takes for a date */
    bool null;        /* it must be NULL: leave it out, or say NULL where it has a default */
    bool required;    /* it must have a value that is made, though it may be NULL or has a default */
    enum sb_relation relation;
    size_t
        than; /* the index of that other column, which is made first: no circles. Where it is NULL and the relation ABOVE or AT_LEAST, the
                  * column that it was to be above itself takes its place */
    /* The checks that name it and are not understood, for the message of an insert that is refused. Ends in NULL; NULL: none. */
    const char *const *odd;
} sb_facts;

/* Whether a value that comes from elsewhere keeps to the facts; what other is, stands in plausible.h. */
bool sb_facts_allow(const sb_facts *facts, const sb_value *value, const sb_value *other);
/* One for each column of the table. */
const sb_facts *sb_facts_of(const sb_table_info *info, sb_store *store);

#endif
