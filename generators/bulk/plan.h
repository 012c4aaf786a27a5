/* plan.h -- what a bulk makes: a graph of tables, each with so many rows, and which row of another each of them refers to.
 *
 * Nothing is looked up while rows are made: the row that row i refers to is a function of i, its key is a function of its own number, and
 * so rows can be made in any order, in parts, and on several machines.
 */
#ifndef SEEDBED_GENERATORS_BULK_PLAN_H
#define SEEDBED_GENERATORS_BULK_PLAN_H

#include "../factory/parents.h"
#include "../random/permute.h"

/* Which of so many rows a row refers to. */
enum sb_bulk_way {
    SB_BULK_OWN = 1, /* row i to row i */
    SB_BULK_BLOCK,   /* so many that follow each other to the same one */
    SB_BULK_ROUND    /* to one after the other, all again and again, shuffled: rows of one block never meet the same one twice */
};

struct sb_bulk_node;

typedef struct sb_bulk_parent {
    struct sb_bulk_node *node; /* NULL: its columns are given, filled by another one, or left */
    enum sb_bulk_way way;
    uint64_t share;
    uint64_t before;        /* rows of the first block that are there already */
    sb_permutation shuffle; /* of SB_BULK_ROUND */
} sb_bulk_parent;

/* The rows of one table for one purpose. */
typedef struct sb_bulk_node {
    struct sb_bulk_node *next; /* to be filled after this one */
    sb_maker *maker;
    const sb_recipe *recipe;
    const sb_cells *words;
    uint64_t first, n;             /* the numbers of its rows: first to first + n - 1 */
    uint64_t from, to;             /* of these, 0 to n, the ones that are made now */
    struct sb_bulk_node *made_for; /* whose rows need its rows; NULL: it is the first, or child_of */
    size_t made_by;                /* which of the parents of that one's recipe it is */
    struct sb_bulk_node *child_of; /* its rows were asked for with that one's, so many for each; NULL: they were not */
    uint64_t share;
    sb_bulk_parent *parent; /* as the recipe's */
    sb_row *row, *asked;    /* the one that is made, and by next those whose columns others ask for: filled again and again */
    uint64_t asked_in;      /* the plan's round in which `asked` was begun: its values and its next live no longer */
    sb_filled *blank;       /* as both begin: with what words give */
    sb_row **given;         /* and the parents that words give */
    bool *referred;         /* columns of the recipe that other rows refer to */
    size_t columns;         /* that are put in */
    const char **column;
    size_t *slot; /* of each */
} sb_bulk_node;

typedef struct sb_bulk_plan {
    sb_making making;           /* as the rows have it */
    sb_bulk_node *first, **end; /* in the order in which they are filled */
    sb_bulk_node *top;          /* what was asked for */
    uint64_t round;             /* of rows that were made: one more with each */
} sb_bulk_plan;

/* What is to be made. */
typedef struct sb_bulk_wish {
    const char *factory;
    const sb_cells *words;
    uint64_t n;
    bool part; /* only the rows from .. to - 1 of them; the rows that they refer to are there already, or are made elsewhere */
    uint64_t from, to;
    bool dry; /* the plan is made, and nothing else */
    /* May. Called now and then: so many of all rows are made, `table` is being filled. */
    void (*progress)(void *env, const char *table, uint64_t made, uint64_t all);
    /* May. Called at the end, where it was good: what was made, or is to be. */
    void (*planned)(void *env, const sb_bulk_plan *plan);
    void *env;
} sb_bulk_wish;

/* In the store. Leaves by making->out where it cannot be. plan stays where it is: rows know it. */
void sb_bulk_plan_make(const sb_making *making, const sb_bulk_wish *wish, sb_bulk_plan *plan);
/* The column of the node's recipe that a reference means; column NULL: the key. SB_NO_SLOT: the number of the row. */
size_t sb_bulk_referred(const sb_bulk_node *node, const char *column);
/* Make row i, from 0, in node->row. */
void sb_bulk_row(sb_bulk_plan *plan, sb_bulk_node *node, uint64_t i);
/* Rows are made from now on, or no longer: what their values ask of the sandbox is refused. Nothing of it holds outside a test. */
void sb_bulk_busy(const sb_bulk_plan *plan, bool busy);
/* In a making of a bulk: the columns of a row that refer to another. */
void sb_bulk_refer(void *plan, sb_row *row, size_t parent);
/* And the row that it is made for, or with: of several the first. NULL: nobody needs it. */
sb_row *sb_bulk_above(void *plan, sb_row *row);

#endif
