/* maker.h -- the makers of a test: one per table, each with the number of its next row; and one make() on its way.
 *
 * State hangs on sb_context_get()->makers. What belongs to a test is freed by sb_makers_over, after the test's clean-ups, so that a
 * clean-up may still read a row.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_MAKER_H
#define SEEDBED_GENERATORS_FACTORY_MAKER_H

#include "../../assert/context.h"
#include "../../framework/sandbox/sandbox.h"
#include "declare.h"

typedef struct sb_maker {
    struct sb_maker *next;
    const char *name;          /* of the factory, or of the table without prefix: what messages call it */
    const char *asked;         /* what make() called it when it was first asked for; NULL: it was only a parent so far */
    const sb_declared *factory; /* NULL: none is declared, the schema says all */
    const char *table;         /* in the database */
    uint64_t stream;           /* of its name: for values that no field fills */
    uint64_t next_n;           /* of the next row */
} sb_maker;

struct sb_kept_fixtures; /* generators/fixture/resource.c: which fixtures this worker's clone has */

typedef struct sb_makers {
    sb_store store;  /* until the test is over */
    sb_maker *maker; /* of this test */
    sb_row *row;     /* those of this test, the newest first */
    struct sb_kept_fixtures *kept;
} sb_makers;

/* One make(): where it stands in the test, and the parents it is making, innermost first. */
typedef struct sb_making {
    const char *file;
    int line;
    const char *word; /* what the test asked for: "make(user)" */
    const sb_db *db;
    sb_makers *makers;
    const struct sb_path *path;
} sb_making;

typedef struct sb_path {
    const sb_maker *maker;
    const struct sb_path *up;
} sb_path;

sb_makers *sb_makers_get(void);
void sb_makers_over(void);
void sb_makers_free(void);

/* By the name in make(); leaves the test where there is no such factory or table. */
sb_maker *sb_maker_named(const sb_making *making, const char *name);
/* By a table's name in the database; NULL where there is no such table. */
sb_maker *sb_maker_of_table(const sb_making *making, const char *table);
/* The columns of its table, as they are now: a test may change them. */
const sb_table_info *sb_maker_columns(const sb_making *making, const sb_maker *maker);
/* Insert one row and all that it needs. */
sb_row *sb_maker_make(const sb_making *making, sb_maker *maker, const sb_cells *words);
/* The name of a table without the sandbox's prefix. */
const char *sb_table_bare(const sb_db *db, const char *table);

#endif
