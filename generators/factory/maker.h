/* maker.h -- the makers of a test: one per factory and table, with the number of the table's next row; and one make() on its way.
 *
 * State hangs on sb_context_get()->makers. What belongs to a test is freed by sb_makers_over, after the test's clean-ups, so that a
 * clean-up may still read a row.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_MAKER_H
#define SEEDBED_GENERATORS_FACTORY_MAKER_H

#include "../../assert/context.h"
#include "../../framework/sandbox/sandbox.h"
#include "declare.h"
#include <setjmp.h>

/* The rows of a table, whichever factory makes them. */
typedef struct sb_series {
    struct sb_series *next;
    const char *table; /* in the database; NULL: a factory that has none here, which can only build */
    uint64_t stream;   /* of its name: the same with every prefix */
    uint64_t next_n;   /* of the next row */
} sb_series;

struct sb_recipe;

typedef struct sb_maker {
    struct sb_maker *next;
    const char *name;          /* of the factory, or of the table without prefix: what messages call it */
    const char *asked;         /* what make() called it when it was first asked for; NULL: it was only a parent so far */
    const sb_factory *factory; /* NULL: none is declared, the schema says all */
    const char *table;         /* in the database; as in its series */
    sb_series *series;
    struct sb_recipe *recipe; /* compiled ones, the one used last in front */
} sb_maker;

struct sb_yaml_factories; /* yaml.c: those that were read, for the run */
struct sb_kept_fixtures;  /* generators/fixture/resource.c: which fixtures this worker's clone has */

typedef struct sb_makers {
    sb_store store;  /* until the test is over */
    uint64_t stream; /* of (seed, test name): also where the test has no sandbox */
    sb_maker *maker; /* of this test */
    sb_series *series;
    sb_row *row; /* those of this test, the newest first */
    struct sb_kept_fixtures *kept;
    struct sb_yaml_factories *yaml;
    int explains;            /* main's stderr, for --explain; else 0 */
    struct sb_way_out *bulk; /* a row of a bulk is being made, and nothing else can be made or asked meanwhile; NULL: none is */
} sb_makers;

/* Where a make() that fails goes when it is not to leave the test: a jump, with the message in the store. */
typedef struct sb_way_out {
    jmp_buf at;
    const char *message;
    sb_row *row; /* the one that was inserted last */
} sb_way_out;

/* One make(): where it stands in the test, and the parents it is making, innermost first. */
typedef struct sb_making {
    const char *file;
    int line;
    const char *word; /* what the test asked for: "make(user)" */
    const sb_db *db;  /* NULL: build() in a test without a sandbox */
    sb_makers *makers;
    uint64_t stream;
    bool build;    /* rows are filled and not inserted, parents included */
    bool alone;    /* and no parents are made */
    bool numbered; /* rows have the numbers behind `above`, whatever is there */
    uint64_t above;
    bool get;       /* a row that is there already will do */
    uint64_t first; /* of the children that are being made: n of the first */
    /* How a row comes by what it refers to, where that is not made for it (a bulk); NULL: it is made. */
    void (*refer)(void *env, sb_row *row, size_t parent);
    /* And the row that it is made for, where no make() is on its way; NULL: it is made for none, or for several. */
    sb_row *(*made_for)(void *env, sb_row *row);
    void *refer_env; /* of both */
    const struct sb_path *path;
    sb_way_out *out; /* NULL: a failure leaves the test */
} sb_making;

typedef struct sb_path {
    const sb_maker *maker;
    sb_row *row;
    const struct sb_path *up;
} sb_path;

sb_makers *sb_makers_get(void);
void sb_makers_over(void);
void sb_makers_free(void);

/* By the name in make(); leaves the test where there is no such factory or table. */
sb_maker *sb_maker_named(const sb_making *making, const char *name);
/* The same; NULL where there is no such factory or table. */
sb_maker *sb_maker_sought(const sb_making *making, const char *name);
/* A table by its name without prefix, as the database spells it; NULL where there is none. In the store. */
const char *sb_maker_table(const sb_making *making, const char *name);
/* By a table's name in the database; NULL where there is no such table. */
sb_maker *sb_maker_of_table(const sb_making *making, const char *table);
/* The columns of its table, as they are now: a test may change them. NULL where it has no table. */
const sb_table_info *sb_maker_columns(const sb_making *making, const sb_maker *maker);
/* The next row is row `number` (from 1), or with 0 the first one above what is in the table now. */
void sb_maker_restart(const sb_making *making, sb_maker *maker, uint64_t number);
/* Insert one row and all that it needs: words of the make(), traits and rules over them. */
sb_row *sb_maker_make(const sb_making *making, sb_maker *maker, const sb_cells *words, const char *as, const sb_rule *with);
/* The name of a table without the sandbox's prefix. */
const char *sb_table_bare(const sb_db *db, const char *table);

#endif
