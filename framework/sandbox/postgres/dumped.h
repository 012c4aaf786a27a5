/* dumped.h -- statements that say which schema their tables are in, as pg_dump writes them, made to fit a sandbox.
 *
 * What it is: a sandbox is one schema, under whatever name, and stands for the one that the application's tables are in. A script may
 * name that one: `CREATE TABLE public.users`, `nextval('public.users_id_seq'::regclass)`. The name is left out. A script that empties
 * the search path is a dump: what it says of owners and rights, which are the server's and not the tables', of settings, and the DROPs
 * before its first table are left out, too.
 *
 * Calling sequence: sb__pg_dumped_begin(), one call of sb__pg_dumped_fit() for each statement in order, sb__pg_dumped_over() behind
 * each script, sb__pg_dumped_end(). What schema is meant is learned on the way: the first that something is made in; before that,
 * public.
 *
 * Limits: a schema with a table of its own name is refused, since a name before a dot may then be either's. SQL that a function puts
 * together keeps its names but for what stands right behind EXECUTE or in format().
 */
#ifndef SEEDBED_POSTGRES_DUMPED_H
#define SEEDBED_POSTGRES_DUMPED_H

#include "connection.h"
#include "lex.h"

struct sb__pg_dumped {
    char *home; /* the schema that the sandbox stands for; NULL: none was named so far */
    bool whole; /* it is a dump: the script does not mean anybody's search path */
    bool made;  /* the script has made something */
};

/* From now on the connection's scripts are fitted. What was learned is forgotten. */
void sb__pg_dumped_begin(sb_postgres *db);
void sb__pg_dumped_end(sb_postgres *db);
/* A script is through: what it has set for itself is set back. */
int sb__pg_dumped_over(sb_postgres *db);
/* The statement as it is to be run, which the caller frees. NULL: it is left out, or, with *why_out set, which the caller frees,
 * refused. */
char *sb__pg_dumped_fit(sb_postgres *db, const char *statement, char **why_out);

/* fitted.c: the statement without the name of the schema; the caller frees it. */
char *sb__pg_fitted(const struct sb__pg_dumped *it, const char *statement);
/* A name as the server knows it, in small letters or without its quotes; the caller frees it. */
char *sb__pg_name_of(const sb__pg_piece *piece);
bool sb__pg_is_name(const sb__pg_piece *piece);

#endif
