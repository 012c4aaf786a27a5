/* undo_sql.h -- the SQL that stands in a worker's second schema: lists of texts that end in NULL, each any number of statements.
 *
 * @S is the worker's schema, @U the one beside it; @Q and @L silence triggers and let them be heard.
 */
#ifndef SEEDBED_POSTGRES_UNDO_SQL_H
#define SEEDBED_POSTGRES_UNDO_SQL_H

extern const char *const sb__pg_sql_undo[];         /* the log, its triggers, and the replay */
extern const char *const sb__pg_sql_base[];         /* copies of rows, sequences, the catalogue */
extern const char *const sb__pg_sql_beside[];       /* what the role has beside its schema */
extern const char *const sb__pg_sql_copies[];       /* emptying tables and filling them from copies */
extern const char *const sb__pg_sql_changes[];      /* what was changed, cell by cell */
extern const char *const sb__pg_sql_note[];         /* the function of the triggers of rows */
extern const char *const sb__pg_sql_note_strict[];  /* the same, which writes down statements, too */
extern const char *const sb__pg_sql_clear[];        /* drops all that is in @S */
extern const char *const sb__pg_sql_clear_beside[]; /* drops all that is in @U but quiet() */
extern const char *const sb__pg_sql_loosen[];       /* foreign keys that can be waited with */
extern const char *const sb__pg_sql_no_store[];     /* sequences of which no connection takes more numbers than it needs */

#endif
