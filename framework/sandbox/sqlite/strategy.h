/* strategy.h -- how a clone is brought back: one const struct per strategy, and what they share.
 *
 * What it is: the image can always bring everything back, because it copies bytes. Every other strategy works by SQL, restores what
 * it claims, and notices the rest; then, and where it fails, the image does the work, and the text `fell` says why. What a strategy
 * has brought back the image accepts as its base state, though the bytes are others.
 *
 * Calling sequence of a strategy: install before the first test, and again whenever the schema or the base state may be another;
 * begin before each test; leave and, where something was written, reset behind it; release at the end.
 *
 * Names: what belongs to strategies in a database begins with "seedbed_", and is temporary.
 */
#ifndef SEEDBED_SQLITE_STRATEGY_H
#define SEEDBED_SQLITE_STRATEGY_H

#include "connection.h"
#include "image.h"
#include <seedbed/ext/backend.h>

/* What a strategy notices and restores. Beyond it the image does. */
enum sb_claim {
    SB_CLAIM_KEYED = 1,     /* rows that are found again by a key */
    SB_CLAIM_KEYLESS = 2,   /* rows of tables without one */
    SB_CLAIM_SEQUENCES = 4, /* the counts of AUTOINCREMENT */
    SB_CLAIM_SCHEMA = 8,    /* tables, indexes, views, triggers */
    SB_CLAIM_OTHERS = 16,   /* whatever connection did it, and not ours alone */
    SB_CLAIM_VIRTUAL = 32,  /* tables of a module, such as full text */
    SB_CLAIM_BYTES = 64     /* whatever our connection wrote, by whatever call */
};

typedef struct sb_strategy {
    enum sb_reset is;
    const char *name; /* as in seedbed.yaml */
    const char *how;  /* for -v */
    unsigned claims;  /* enum sb_claim */
    int (*install)(sb_clone *clone);
    int (*begin)(sb_clone *clone);
    bool (*changed)(const sb_clone *clone); /* in what the image has not seen yet */
    /* End what the strategy itself has open; what no commit would have passed goes to broken. keeps: for good, as a base state. */
    void (*leave)(sb_clone *clone, bool keeps, sb_text *broken);
    /* NULL: all that is claimed is at the base state. Else why not, in a half sentence that lives as long as the clone. */
    const char *(*reset)(sb_clone *clone);
    void (*release)(sb_clone *clone);
} sb_strategy;

extern const sb_strategy sb_strategy_image, sb_strategy_rollback, sb_strategy_undo, sb_strategy_reload, sb_strategy_watermark,
    sb_strategy_tracked, sb_strategy_truncate, sb_strategy_rebuild;
const sb_strategy *sb__strategy_of(enum sb_reset is);

/* ---- strategy.c: what a clone has of them ---- */
typedef struct sb_keeper sb_keeper;
typedef struct sb_sight sb_sight;
typedef struct sb_standing {
    const sb_strategy *strategy;
    bool installed;
    const char *cannot;  /* why it could not be installed: then the image does everything */
    long accepted;       /* writes of the image that a strategy has undone */
    long others, unseen; /* counts of the image when the test began */
    uint32_t cookie;     /* likewise */
    bool raced;          /* another connection began to write while the clone was brought back */
    sb_keeper *keeper;   /* NULL: the strategy has none */
    sb_sight *sight;     /* likewise */
    void *own;           /* the strategy's */
    sb_script *script;   /* owned */
    size_t scripts;
    sb_text failed, broken, fell, why;
} sb_standing;

int sb__strategy_reset(sb_clone *clone, sb_reset_told *told);
int sb__strategy_keep(sb_clone *clone);
int sb__strategy_drop_kept(sb_clone *clone);
bool sb__strategy_changed(const sb_clone *clone);
/* Our connection is about to be closed. */
void sb__strategy_leave(sb_clone *clone);
/* A half sentence for reset, of a format. */
__attribute__((format(printf, 2, 3))) const char *sb__strategy_why(sb_clone *clone, const char *format, ...);

/* ---- keeper.c: a connection of the strategies' own, with the base state beside it ---- */
/* A table of the base state. */
typedef struct sb_kept_table {
    char *name;
    char *columns;     /* that can be inserted, behind the row number where there is one: SQL */
    char *match;       /* finds a row of "x" by its key: the row number, or the primary key; NULL: rows have neither */
    char *olds, *news; /* the key of "old" and of "new", behind a comma each */
    size_t keys;       /* columns of the key */
    bool by_number, counts /* AUTOINCREMENT */;
    bool
        has_changesets; /* a primary key is declared and never NULL, and no column is generated: so the session extension wants it */
    bool touched;
    int64_t highest;                                  /* row number of the base state, where a strategy has asked for it */
    sqlite3_stmt *empty, *fill, *remove, *put, *find; /* kept */
} sb_kept_table;

struct sb_keeper {
    sqlite3 *handle; /* fires no triggers and checks no references */
    sb_kept_table *table;
    size_t n, room;
    bool has_virtual, has_sequences;
    bool says_replace;         /* the schema does, somewhere */
    sqlite3_stmt *sequence[3]; /* kept */
};

int sb__keeper_open(sb_clone *clone);
void sb__keeper_close(sb_clone *clone);
/* All of these leave SQLite's code; and what they do is one transaction, from begin to end, which commits if the code is 0. */
int sb__keeper_begin(sb_keeper *keeper);
int sb__keeper_end(sb_keeper *keeper, int code);
int sb__keeper_reload(sb_keeper *keeper, sb_kept_table *table);
int sb__keeper_remove(sb_keeper *keeper, sb_kept_table *table, sqlite3_value *const *key);
int sb__keeper_put(sb_keeper *keeper, sb_kept_table *table, sqlite3_value *const *key);
/* SQLITE_ROW: the base state has such a row. */
int sb__keeper_find(sb_keeper *keeper, sb_kept_table *table, sqlite3_value *const *key);
/* The count of AUTOINCREMENT of a table; of all. */
int sb__keeper_sequence(sb_keeper *keeper, const sb_kept_table *table);
int sb__keeper_sequences(sb_keeper *keeper);
/* Why the keeper failed, for reset. */
const char *sb__keeper_why(sb_clone *clone);

/* ---- sight.c: temporary triggers on our connection, which tell what rows it touched ---- */
enum sb_touch { SB_TOUCH_INSERT = 1, SB_TOUCH_CHANGE, SB_TOUCH_DELETE, SB_TOUCH_CHANGED_TO };
/* One row. key points to keys values of the table; NULL where only the table is told of. */
typedef struct sb_touched_row {
    sb_kept_table *table;
    enum sb_touch what;
    sqlite3_value **key;
} sb_touched_row;

struct sb_sight {
    sb_clone *clone;
    bool rows;     /* and not tables alone */
    bool replaced; /* a statement with REPLACE ran, which deletes rows without a word to triggers */
    bool overflow; /* more rows were touched than are remembered */
    sb_touched_row *at;
    size_t n, room;
};

/* Make the triggers: on all tables, or on those without changesets. rows: with their keys. */
int sb__sight_install(sb_clone *clone, bool rows, bool without_changesets);
void sb__sight_clear(sb_clone *clone);
void sb__sight_release(sb_clone *clone);
/* Why what was seen is not all; NULL: it is. */
const char *sb__sight_why(sb_clone *clone);
/* The same, or the first of what `judge` says of each row that was touched; it gives NULL where it can bring the row back. */
typedef const char *sb_sight_judge(sb_clone *clone, const sb_touched_row *touched);
const char *sb__sight_judge(sb_clone *clone, sb_sight_judge *judge);
/* Bring the touched rows back from the base state, within the keeper's transaction. SQLite's code. */
int sb__sight_undo(sb_clone *clone);

#endif
