/* confine.h -- a connection held to the names under a prefix: see confine in ext/backend.h. Private to framework/sandbox/postgres.
 */
#ifndef SEEDBED_POSTGRES_CONFINE_H
#define SEEDBED_POSTGRES_CONFINE_H

#include "inventory.h"

struct sb__pg_confines {
    char *schema;            /* the first of the search path when it began */
    char *prefix;            /* "": the whole schema */
    bool ours;               /* the transaction was begun for these statements alone */
    sb__pg_inventory before; /* what there was outside when the statements began */
};

/* Why a statement is refused by its first words, which NULL does not mean it is not; static. */
const char *sb__pg_refused(const sb__pg_confines *confines, const char *statement);
/* BEGIN and COMMIT of a script that has the whole schema to itself: it runs in one transaction anyway, so they are left out. */
bool sb__pg_is_left_out(const sb__pg_confines *confines, const char *statement);
/* Why what was done in this transaction reaches beyond the confines; NULL: it does not. The caller frees it. SB_ERR with a message. */
int sb__pg_judge(sb_postgres *db, char **why_out);
/* Runs work in the transaction that there is, or in one of its own, which is committed where work returns 0. */
int sb__pg_confined(sb_postgres *db, const char *what, int (*work)(sb_postgres *db, const char *what));
/* What is outside, now: others may have made something since. */
int sb__pg_take_inventory(sb_postgres *db);
void sb__pg_free_confines(sb_postgres *db);

#endif
