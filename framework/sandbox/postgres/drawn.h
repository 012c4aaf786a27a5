/* drawn.h -- which sequences a test may have taken numbers from, known from the words of its statements without a question to the server.
 *
 * What it is: the sequences of a sandbox with the numbers that a reset sets them to, read when the base state is made or kept. A statement
 * that writes marks those of every table that it names. That holds only in a plain schema: no trigger, rule, view or function of the
 * schema, nor one that its statements could call, writes to a table that no statement names. Elsewhere the log on the server is asked.
 */
#ifndef SEEDBED_POSTGRES_DRAWN_H
#define SEEDBED_POSTGRES_DRAWN_H

#include "connection.h"

/* More of them are set back by the log. */
enum { SB_DRAWN_MOST = 6 };

typedef struct sb__pg_sequence {
    char *table; /* whose rows alone take numbers from it; "": it may be anybody's, and is set back behind every write */
    char *oid, *last, *called;
    bool taken;
} sb__pg_sequence;

typedef struct sb__pg_drawn {
    bool known;      /* the schema is plain, and this the whole of it */
    bool unsure;     /* a statement named something in a way that is not read here */
    size_t n;        /* sequences, sorted by table */
    size_t anybodys; /* the first so many are of no table */
    size_t taken;    /* how many are marked */
    sb__pg_sequence *one;
} sb__pg_drawn;

struct sb_clone;

/* Reads them from the server, which has to be at the base state. */
int sb__pg_drawn_read(struct sb_clone *clone);
/* A statement is about to run on the connection, or a row to come into a table of this name. */
void sb__pg_drawn_statement(sb__pg_drawn *drawn, const char *sql);
void sb__pg_drawn_table(sb__pg_drawn *drawn, const char *table);
/* The test is over. */
void sb__pg_drawn_clear(sb__pg_drawn *drawn);
void sb__pg_drawn_release(sb__pg_drawn *drawn);

#endif
