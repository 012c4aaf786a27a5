/* row.h -- a row that a factory makes or made: what was put into it, and how it is found again in the database.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_ROW_H
#define SEEDBED_GENERATORS_FACTORY_ROW_H

#include "recipe.h"

/* Where a value of a row came from; what was MADE may be made anew with another n when it collides. */
enum sb_origin { SB_ORIGIN_GIVEN = 1, SB_ORIGIN_PARENT, SB_ORIGIN_MADE };

enum sb_filling {
    SB_EMPTY = 0, /* not yet asked for */
    SB_BUSY,      /* being made: who asks now asks in a circle */
    SB_DONE,
    SB_LEFT /* to the database; the value is NULL as long as nobody asks it */
};

/* A slot of the recipe, in one row. */
typedef struct sb_filled {
    const char *name;
    sb_value value; /* kept in the store; never a row, never a NULL pointer: SB_NONE is NULL */
    enum sb_origin origin;
    enum sb_filling filling;
    bool key;            /* the column is the primary key, or one of several that are */
    bool parameter;      /* no column of the table */
    const sb_cell *word; /* the with() that gave it; NULL: none did */
} sb_filled;

enum sb_row_state {
    SB_ROW_FILLING = 1, /* values may be asked for, and are made then */
    SB_ROW_BUILT,       /* all are there; the row is in no table */
    SB_ROW_MADE         /* it is in the table */
};

/* The values that are being made, innermost first. */
typedef struct sb_asking {
    size_t slot;
    const struct sb_asking *up;
} sb_asking;

/* Numbers that are left for a slot; n 0: all are. */
typedef struct sb_unmet {
    uint64_t n;
    const uint64_t *number;
} sb_unmet;

struct sb_row {
    struct sb_row *next; /* made before it in this test */
    struct sb_row *up;   /* the row that needed it, or whose child it is; NULL: the test asked for it */
    const char *maker;   /* the factory, or the table without prefix */
    const char *table;   /* in the database */
    const char *key;     /* its only primary key column; NULL where there is none, or several */
    int64_t id;
    enum sb_row_state state;
    bool keyed;             /* the whole primary key was filled, and finds the row */
    bool found;             /* it was there already: a natural key found it */
    const char *row_number; /* else it is found by this, being `number`; NULL: the table has no such thing */
    int64_t number;
    const char *file; /* of the make() */
    int line;
    uint64_t at;    /* its n */
    uint64_t first; /* n of the first of the children of one row that it is one of; 0: it is none */
    size_t n;
    sb_filled *filled; /* as the recipe's slots */
    sb_row **parent;   /* as the recipe's parents: made, given or shared ones; NULL: none */
    sb_whose whose;    /* the person that its columns tell of; once it is filled, the one that rows of its person tell of */
    bool whose_known;  /* that was looked up */
    bool personal;     /* its columns tell of one, or those of a row that it is of */
    bool collided;     /* with a row that is there: it has a person of its own, as it has another number */
    bool *deep;        /* likewise: with(parent.column, ...) asks for one, also where the column may be NULL */
    /* While it is being filled: */
    const sb_recipe *recipe;
    const sb_making *making;
    const sb_cells *words;
    const sb_asking *asking;
    sb_common *common;
    const sb_unmet *unmet;           /* of each slot; NULL: all numbers are left */
    const uint64_t *turns;           /* of a slot, in the place of its `below`, where that is not 0; NULL: of none */
    const struct sb_bulk_node *bulk; /* of which it is one row after the other; NULL: a row of its own */
};

/* ---- filling: fill.c ---- */
/* A row for n, whose words are read and which has no values yet. Leaves the test where a word means nothing. */
sb_row *sb_row_begin(const sb_making *making, const sb_recipe *recipe, const sb_cells *words, uint64_t n);
/* Which value of a slot the row has, by its number: of few that are unique together with others, each meets each. */
uint64_t sb_row_number(const sb_row *row, const sb_ingredient *slot);
/* Make all values that are not there. */
void sb_row_fill(sb_row *row);
/* The same for another n: what was MADE is made anew. */
void sb_row_refill(sb_row *row, uint64_t n);
/* The value of a slot; made now, where it is not there. */
sb_value sb_row_ask(sb_row *row, size_t slot);

/* Call the hooks after_build of all layers: make.c. */
void sb_row_after_build(sb_row *row);

/* ---- where values come from: source.c ---- */
/* What a kind is asked for a slot of row n, whose person is its own. common: of the row. */
sb_kind_call sb_source_call(
    const sb_making *making, const sb_recipe *recipe, const sb_ingredient *slot, uint64_t n, sb_common *common);
/* The value of a slot whose rule or schema says so; SB_FROM_PARENT is parents.c's. Not yet kept. */
sb_value sb_source_value(sb_row *row, const sb_ingredient *slot);
/* "course.title" or "title" of a row that is being filled. */
/* As if there were no rule, and no default. */
sb_value sb_source_schema(sb_row *row, const sb_ingredient *slot);
sb_value sb_source_named(sb_row *row, const sb_ingredient *asking, const char *name, size_t size);

/* ---- whose person: person.c ---- */
/* The person that the row's columns tell of: that of the row that it is of, or its own. The same whenever it is asked. */
const sb_whose *sb_row_whose(sb_row *row);
/* The row was filled: who is of its person is told this from now on. */
void sb_row_keep_whose(sb_row *row);

/* ---- reading: row.c ---- */
/* The value of a column as the database has it now; the key is taken from the row, and so is what was put into a row that nothing
 * finds again, and what is in a row that was only built. What it points to is kept in the store. Leaves the test with a message where there
 * is no such column, or the row is gone. */
sb_value sb_row_value(const sb_row *row, const char *column);
/* What finds the row again. SB_ERR with a message: nothing does, or the pointer is none that make() returned in this test. */
int sb_row_find(const sb_row *row, sb_row_key *out);
/* The cell of a column that was filled, or NULL. */
const sb_filled *sb_row_filled(const sb_row *row, const char *column);
/* A copy of a value whose strings and bytes are kept in the store. */
sb_value sb_row_keep(sb_store *store, sb_value value);
/* As SQL shows it; NULL for NULL. Kept in the store. */
const char *sb_value_text(sb_store *store, const sb_value *value);

#endif
