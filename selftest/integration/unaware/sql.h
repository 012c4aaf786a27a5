/* sql.h -- the little that the ledger asks of a database: sql_sqlite.c and sql_postgres.c are the two editions of it.
 */
#ifndef SQL_H
#define SQL_H

typedef struct sql sql;

/* NULL: it cannot be opened. database NULL: the application's own. */
sql *sql_open(const char *database, char *said, unsigned size);
void sql_close(sql *s);
/* Statements without rows; 0 or -1. */
int sql_run(sql *s, const char *text);
/* One statement with a number as its first argument, in the way of this database: %s becomes ? or $1. The first cell; -1 for none. */
int sql_number(sql *s, const char *text, int argument);
int sql_write_ahead(sql *s);

#endif
