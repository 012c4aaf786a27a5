/* dumped.h -- statements that say which schema their tables are in, as pg_dump writes them, made to fit a sandbox.
 *
 * What it is: a sandbox is one schema, under whatever name, and stands for the one that the application's tables are in. A script may
 * name that one: `CREATE TABLE public.users`, `nextval('public.users_id_seq'::regclass)`. The name is left out, and so is what a dump
 * says of the schema itself, of owners and of rights, which are the server's and not the tables'.
 *
 * Calling sequence: sb__pg_dumped_begin(), one call of sb__pg_dumped_fit() for each statement in order, sb__pg_dumped_end(). What
 * schema is meant is learned on the way: the first that something is made in; before that, public.
 */
#ifndef SEEDBED_POSTGRES_DUMPED_H
#define SEEDBED_POSTGRES_DUMPED_H

#include "connection.h"

/* From now on the connection's scripts are fitted. What was learned is forgotten. */
void sb__pg_dumped_begin(sb_postgres *db);
void sb__pg_dumped_end(sb_postgres *db);
/* The statement as it is to be run, which the caller frees. NULL: it is left out, or, with *why_out set, which the caller frees,
 * refused. */
char *sb__pg_dumped_fit(sb_postgres *db, const char *statement, char **why_out);

#endif
