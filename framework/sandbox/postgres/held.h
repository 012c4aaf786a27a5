/* held.h -- transactions, statements and locks that a test left open on connections of the application: say what they are, and end them.
 */
#ifndef SEEDBED_POSTGRES_HELD_H
#define SEEDBED_POSTGRES_HELD_H

#include "known.h"

/* For the reset, before anything is brought back. Every connection to the clone has no transaction and runs nothing afterwards; held gets
 * a line for each thing that had to be ended. Connections stay usable, but those that another thread is using and does not let go:
 * these are terminated. SB_ERR: that did not help. */
int sb__pg_held_end(const struct sb_clone *clone, sb_text *held);
/* The same for what other processes have open on it; one round trip, on our connection, which has no transaction that failed. Where the worker
 * has no role of its own nobody can tell whose sessions there are, and nothing is done (others.c). */
int sb__pg_others_end(struct sb_clone *clone, sb_text *held);
/* Adds "<what> on connection 1: <sql>" as a line of its own; sql may be "". */
void sb__pg_held_line(sb_text *held, const char *what, const sb_tracked *tracked, const char *sql);

#endif
