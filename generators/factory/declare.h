/* declare.h -- what a factory is: constant tables that say which columns it can fill, how, and what its traits set.
 *
 * A factory knows no table layout. It has fields, each with the names of columns it fits; what of them a table has is filled, and
 * the rest of the table is filled as for a table without a factory. So one factory `user` serves `users(username, email)` and
 * `user(login, full_name, age)` alike.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_DECLARE_H
#define SEEDBED_GENERATORS_FACTORY_DECLARE_H

#include "../random/draw.h"
#include "store.h"
#include <seedbed/ext/backend.h>

/* Where the value of a field comes from. */
enum sb_how {
    SB_HOW_TEXT = 1, /* a char array in the record, at `at` */
    SB_HOW_INT,      /* an int in the record, at `at` */
    SB_HOW_BYTES,    /* an sb_bytes in the record, at `at` */
    SB_HOW_SEQUENCE, /* `text`, with the row's number (from 1) in the place of # */
    SB_HOW_PICK,     /* one of `pick`, by weight */
    SB_HOW_CONSTANT, /* `text` */
    SB_HOW_FAKE,     /* what `fake` says */
    SB_HOW_PARENT    /* the id of a new row of the factory `text`, foreign key or not */
};

/* seed and n name the row; what *out points to is kept in the store. */
typedef void sb_fake_fn(uint64_t seed, uint64_t n, sb_store *store, sb_value *out);

typedef struct sb_field {
    const char *columns; /* names it fits, separated by spaces */
    enum sb_how how;
    size_t at;
    const char *text;
    const sb_weighted *pick;
    sb_fake_fn *fake;
    bool unique; /* no two n give the same value */
    bool yields; /* a column with a default of its own keeps that: for roles, modes, states, which have a meaning */
} sb_field;

/* A cell of a trait: the columns it fits, and a text, or a number where text is NULL. */
typedef struct sb_trait_cell {
    const char *columns;
    const char *text;
    int64_t number;
} sb_trait_cell;

enum { SB_TRAIT_CELLS = 4 };
typedef struct sb_declared_trait {
    const char *name;
    sb_trait_cell cell[SB_TRAIT_CELLS]; /* ends at the first without columns */
} sb_declared_trait;

typedef struct sb_declared {
    const char *name;
    const char *tables; /* that it serves, without prefix, separated by spaces */
    size_t record_size; /* of a row's record, made once per row; 0: none */
    void (*record)(
        uint64_t seed, uint64_t n, sb_store *store, void *out); /* out: zeroed; what it points to is kept in the store */
    const sb_field *field;                                      /* ends in one without columns; NULL: none */
    const sb_declared_trait *trait;                                      /* ends in one without a name; NULL: none */
} sb_declared;

/* The built-in ones: generators/users.c, courses.c, enrolments.c, files_factory.c. */
extern const sb_declared sb_factory_user, sb_factory_course, sb_factory_enrolment, sb_factory_file;
/* All declared factories; ends in NULL. */
extern const sb_declared *const sb_factories[];

/* By the factory's name, or by the name of a table (without prefix) that it serves; NULL where there is none. */
const sb_declared *sb_factory_named(const char *name);
const sb_declared *sb_factory_of_table(const char *table);
/* The field that fits a column, or NULL. */
const sb_field *sb_factory_field(const sb_declared *factory, const char *column);
/* Whether a list of names separated by spaces has this one. */
bool sb_listed(const char *list, const char *name);
/* The names that a table of `word` may have, the likeliest first, ended by NULL: country, countries. Kept in the store. */
const char *const *sb_table_names(sb_store *store, const char *word);

#endif
