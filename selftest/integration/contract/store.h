/* store.h -- an application's way to its database, which knows nothing of Seedbed: one edition for each database.
 */
#ifndef CONTRACT_STORE_H
#define CONTRACT_STORE_H

typedef struct store store;

/* A connection to the place that is written into the program; NULL: there is none. */
store *store_open(void);
/* 0, or 1 where the database refuses. */
int store_run(store *s, const char *sql);
/* The first column of the first row, "" where there is none; freed by the caller. */
char *store_text(store *s, const char *sql);
void store_close(store *s);

#endif
