/* inventory.h -- what a transaction did outside of the sandbox: names of all that is there, compared before and after, and locks.
 *
 * What it is: a server asks nobody before it runs a step of a statement, as SQLite does. But what a transaction writes into the
 * catalogue bears its number, what it drops is gone, and which tables it reads or writes is seen by the locks that it holds until
 * its end. So a statement is run first, inside a transaction, and judged behind.
 *
 * Calling sequence: sb__pg_inventory_take in a transaction, statements, sb__pg_inventory_judge in the same one.
 */
#ifndef SEEDBED_POSTGRES_INVENTORY_H
#define SEEDBED_POSTGRES_INVENTORY_H

#include "connection.h"

/* One thing outside of the prefix. */
typedef struct sb__pg_thing {
    char *key;  /* of the catalogue's row */
    char *kind; /* "table", "function" */
    char *name;
    bool ours; /* written by this transaction */
    bool held; /* forgiven: its lock says nothing */
} sb__pg_thing;

typedef struct sb__pg_inventory {
    sb__pg_thing *at; /* in the order of keys */
    size_t n, room;
} sb__pg_inventory;

/* All that does not belong to the names under prefix in this schema. */
int sb__pg_inventory_take(sb_postgres *db, const char *schema, const char *prefix, sb__pg_inventory *out);
/* Locks that are held now are no longer judged: those of sequences stay when a savepoint is gone back to. */
int sb__pg_inventory_forgive(sb_postgres *db, sb__pg_inventory *inventory);
void sb__pg_inventory_release(sb__pg_inventory *inventory);
/* What was done outside since `before`: "it drops the table users"; NULL: nothing. The caller frees it. SB_ERR with a message. */
int sb__pg_inventory_judge(
    sb_postgres *db, const char *schema, const char *prefix, const sb__pg_inventory *before, char **why_out);

#endif
