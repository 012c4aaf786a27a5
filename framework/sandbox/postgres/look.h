/* look.h -- what the guard and people who look from outside ask of a PostgreSQL database: see ext/backend.h.
 */
#ifndef SEEDBED_POSTGRES_LOOK_H
#define SEEDBED_POSTGRES_LOOK_H

#include "connection.h"

int sb__postgres_look(void *db, const sb_look *at, sb_fact_fn *fn, void *env);
char *sb__postgres_host(const char *url);
int64_t sb__postgres_size(void *db, const char *table);
char **sb__postgres_client(const char *url, const char *prefix);

#endif
