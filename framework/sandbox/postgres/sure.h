/* sure.h -- whether what was read of a table holds still, so that the server need not be asked before each row.
 *
 * It holds as long as nothing was run that might change a table: no text on our connection, nothing on the application's, and nothing by
 * others who may know of the sandbox. Of those it is enough that the transaction around the test has written the table: they cannot lock it
 * before that is over.
 *
 * Not covered: what the server runs inside an INSERT of ours. Whoever finds that an INSERT failed asks anew.
 */
#ifndef SEEDBED_POSTGRES_SURE_H
#define SEEDBED_POSTGRES_SURE_H

#include "connection.h"

/* Of one answer of describe. */
typedef struct sb__pg_sureness {
    unsigned long long texts; /* of the connection when the server was asked; 0: it was not, or is to be asked */
    unsigned theirs;          /* statements of the application until then */
    bool written;             /* rows were put into the table since */
} sb__pg_sureness;

/* Before the server is asked. */
sb__pg_sureness sb__pg_sure_from_now(const sb_postgres *db);
bool sb__pg_is_sure(sb_postgres *db, const sb__pg_sureness *of);
/* What might change a table is about to run on the connection. */
void sb__pg_unsure(sb_postgres *db);

#endif
