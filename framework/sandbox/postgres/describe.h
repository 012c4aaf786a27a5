/* describe.h -- what describe knows of a table beyond the columns of ext/backend.h. Private to framework/sandbox/postgres.
 */
#ifndef SEEDBED_POSTGRES_DESCRIBE_H
#define SEEDBED_POSTGRES_DESCRIBE_H

#include "../constraints.h"
#include "connection.h"
#include "sure.h"

/* SQL: the name of the table p as a foreign key tells it: bare where it is in the schema of the table that has the key, as in a sandbox all
 * are; else with its own, so that nobody takes a table of the same name for it. */
#define SB__PG_PARENT_NAME(schema) \
    "CASE WHEN p.relnamespace = " schema \
    " THEN p.relname::text ELSE (SELECT m.nspname FROM pg_namespace m WHERE m.oid = p.relnamespace) || '.' || p.relname END"

/* One answer of describe. Answers live as long as the connection, so that nobody's pointer dies; equal ones are kept once. */
struct sb__pg_described {
    sb_table_info info;
    sb_column *column;
    char *place;          /* as SQL has it, with the schema: a temporary table of the same name is another one */
    char **sequence;      /* per column: of which its numbers come, as SQL has its name; NULL: none */
    const sb_column *key; /* whose value an insert gives back; NULL: none */
    bool may_set;         /* we may read and set the key's sequence */
    sb_constraints constraints;
    char *stamp; /* of the catalogue's rows that it was read from */
    sb__pg_sureness sure;
    struct sb__pg_described *next;
};

/* Reads a table afresh: its number and name as in the database, and its place as SQL has it. */
int sb__pg_read_table(sb_postgres *db, const char *oid, const char *name, const char *place, sb__pg_described **out);
/* Adds the constraints of a table whose columns are known. */
int sb__pg_read_constraints(sb_postgres *db, const char *oid, const sb_table_info *info, sb_constraints *to);
/* Finds a table in the first schema of the search path and describes it, as describe does. */
int sb__pg_find_table(sb_postgres *db, const char *table, sb__pg_described **out);
/* Whether a column of the type can be set as its sequence is. */
bool sb__pg_is_number(const char *type);
/* The sequence of a numbered key that is put in by hand, as fixtures do, is set behind it, so that the next row without one has one of
 * its own, as in SQLite. NULL: there is no such key among the columns. */
const char *sb__pg_sequence_to_move(const sb__pg_described *of, const char *const *column, size_t n);
void sb__pg_free_described(sb__pg_described *described);
void sb__pg_release_described(sb_postgres *db);

#endif
