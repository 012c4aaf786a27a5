/* session.h -- SQLite's session extension, looked up when the program runs: not every library has it.
 */
#ifndef SEEDBED_SQLITE_SESSION_H
#define SEEDBED_SQLITE_SESSION_H

#include <sqlite3.h>
#include <stdbool.h>

/* The functions as SQLite's manual has them; its header declares them only to those who say that their library has them. */
typedef struct sb_session_calls {
    int (*create)(sqlite3 *, const char *database, void **session_out);
    void (*delete)(void *session);
    int (*attach)(void *session, const char *table);
    void (*filter)(void *session, int (*takes)(void *env, const char *table), void *env);
    int (*changeset)(void *session, int *n_out, void **out);
    int (*invert)(int n, const void *changes, int *n_out, void **out);
    int (*apply)(
        sqlite3 *, int n, void *changes, int (*filter)(void *, const char *), int (*conflict)(void *, int, void *), void *);
} sb_session_calls;

/* false: the library that this program runs with has none. */
bool sb__session_find(sb_session_calls *out);

#endif
