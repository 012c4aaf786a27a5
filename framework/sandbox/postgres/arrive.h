/* arrive.h -- an application asks for a connection: it lands in a sandbox, is refused, or is none of our business.
 */
#ifndef SEEDBED_POSTGRES_ARRIVE_H
#define SEEDBED_POSTGRES_ARRIVE_H

#include "libpq.h"
#include <stdbool.h>

/* What was asked for, in the way of PQconnectdbParams; text: as it is to be shown where it came as one, else NULL. */
typedef struct sb_arrival {
    const char *const *keyword, *const *value;
    int expand;
    const char *text;
    bool starts; /* PQconnectStart...: the application polls */
} sb_arrival;

/* As it was written, without passwords; the caller frees it. */
char *sb__arrival_show(const sb_arrival *arrival);
/* False: nobody cares, and libpq shall do it. Else out has the connection, refused or not, as libpq would give it. */
bool sb__arrive(const sb_arrival *arrival, PGconn **out);

#endif
