/* recipe.h -- a factory fitted to a table: for each column and parameter, where its value comes from. Made once, used for every row.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_RECIPE_H
#define SEEDBED_GENERATORS_FACTORY_RECIPE_H

#include "../fake/kind.h"
#include "layers.h"
#include "plausible.h"
#include "types.h"

enum sb_from {
    SB_FROM_DATABASE = 1, /* it is left out of the INSERT */
    SB_FROM_SCHEMA,       /* by type, name and checks */
    SB_FROM_TEXT,
    SB_FROM_NULL,
    SB_FROM_SEQUENCE,
    SB_FROM_FORMAT,
    SB_FROM_COPY,
    SB_FROM_PICK,
    SB_FROM_CYCLE,
    SB_FROM_KIND,
    SB_FROM_PARENT,
    SB_FROM_LAZY
};

/* A column of the table, or a parameter. */
typedef struct sb_ingredient {
    const char *name;
    const sb_column *column; /* NULL: a parameter, or there is no table. Owned by the database connection */
    const sb_facts *facts;   /* what the checks of the table want of it; NULL: no column */
    const sb_rule *rule;     /* what is declared of it; NULL: nothing */
    const char *of;          /* whose rule: "the factory `user`"; NULL without one */
    bool loose;              /* a rule for several names: what does not fit the column is left to the schema */
    bool parameter;
    bool filled;     /* it has a value though it may be NULL, for the sake of as(filled) */
    bool unique;     /* no two rows may have the same, for all that is known */
    uint64_t values; /* of a unique one that is made: so many rows have different values; 0: any number, or nobody knows */
    uint64_t
        below; /* so many rows have the same one, but for a turn, before the next comes, and all come again; 0: it does not come again */
    enum sb_from from;
    uint64_t field;      /* of its name, in draws */
    size_t most;         /* characters; 0: any number */
    enum sb_holds holds; /* 0 where there is no column */
    const sb_kind *kind; /* of SB_FROM_KIND */
    const void *ready;   /* what its prepare made */
    size_t
        parent; /* of SB_FROM_PARENT: which of the recipe's; else SB_NO_PARENT, or that of a column that refers without being filled */
} sb_ingredient;
#define SB_NO_PARENT SIZE_MAX

/* What a row refers to: a foreign key, or what a rule says of a column without one. */
typedef struct sb_parent {
    size_t n;
    const size_t *slot;               /* the columns */
    const char *table;                /* in the database; NULL: that of the factory */
    const char *const *parent_column; /* of each; NULL: its id */
    const sb_rule *rule;              /* NULL: only the schema knows of it */
    bool wanted;                      /* a row is made where none is given */
    sb_maker *maker;                  /* of its rows, once one was asked for */
    /* Of a rule with share, made and built ones apart: what is built is in no table, and what is made may be in none later. */
    sb_row *last[2];     /* the row that is being shared */
    uint64_t last_of[2]; /* n / share of it */
} sb_parent;

typedef struct sb_recipe {
    struct sb_recipe *next;
    const sb_maker *maker;
    const sb_table_info *info; /* what it was made of */
    const char *as;            /* with these traits, "" for none, */
    const sb_rule *with;       /* and these rules */
    sb_layers layers;
    size_t n, columns; /* the columns come first, then the parameters */
    sb_ingredient *slot;
    size_t parents;
    sb_parent *parent; /* of more columns before those of fewer */
    /* Of people: */
    size_t persons;                /* the parents whose row's person its rows may tell of; 0: each has its own */
    const size_t *person_of;       /* which these are: of several the only one whose row is known, and tells of a person */
    bool person_if_personal;       /* also where it is one: only if its row tells of one */
    bool personal;                 /* some of its columns tell of a person */
    sb_person_wish wish;           /* what their rules wish of that one */
    size_t tells[SB_PERSON_PARTS]; /* the slots that tell of each part; SB_NO_SLOT: none does */
} sb_recipe;

/* For these traits (NULL: none) and rules (NULL: none). Leaves the test where the declaration makes no sense. Lives until the test is
 * over. */
const sb_recipe *sb_recipe_of(const sb_making *making, sb_maker *maker, const char *as, const sb_rule *with);
/* SB_NO_SLOT: it has none of this name. */
#define SB_NO_SLOT SIZE_MAX
size_t sb_recipe_slot(const sb_recipe *recipe, const char *name);
/* Which parent a name means, in with(name, row), with(name.column, ...) and "name.column": a column that refers, such a column without _id,
 * the table's name or that of its factory. SB_NO_PARENT: none. */
size_t sb_recipe_parent(const sb_making *making, const sb_recipe *recipe, const char *name, size_t size);

/* What the schema says of a column alone. */
enum sb_from sb_schema_from(const sb_ingredient *slot);
/* The traits of a row that is made for one of the recipe, or by it: what is filled has filled ones; filled.c. as: those of the rule that says so,
 * NULL for none. In the store. */
const char *sb_recipe_as(const sb_making *making, const sb_recipe *recipe, const char *as);
/* For recipe.c: the slots that may be NULL and are filled all the same; filled.c. */
void sb_recipe_fill(const sb_making *making, sb_recipe *recipe);
/* For each slot whether it has NULL in such rows and would have a value in filled ones, as far as one sees without making them. In the store. */
const bool *sb_recipe_left_null(const sb_making *making, const sb_recipe *recipe);
/* For together.c: not this one, after all: it has too few values. */
void sb_slot_empty(sb_ingredient *slot);
/* What the name of a table says of its columns: rules for several names each, as those of built-in factories. NULL: nothing. nouns.c. */
const sb_rule *sb_noun_rules(sb_store *store, const char *table);
/* For recipe.c: the rules of those for the columns that have to be made and that nobody has declared. */
void sb_recipe_add_nouns(const sb_making *making, sb_recipe *recipe);
/* For nouns.c: where the value of a slot comes from, of its rule and its column. */
void sb_recipe_settle(const sb_making *making, sb_ingredient *slot);
/* For recipe.c: values and below of its slots; together.c. */
void sb_recipe_count(const sb_making *making, sb_recipe *recipe);
/* For recipe.c: what it has of people; person.c. */
void sb_recipe_add_person(const sb_making *making, sb_recipe *recipe);
/* For recipe.c: the slots of SB_FROM_PARENT and what they refer to; parents.c. */
void sb_recipe_add_parents(const sb_making *making, sb_recipe *recipe);
/* Leaves the test where the name of .optional children is likely to be misspelt: it is no factory and no table, and one is near; children.c. */
void sb_recipe_check_children(const sb_making *making, const sb_recipe *recipe);

#endif
