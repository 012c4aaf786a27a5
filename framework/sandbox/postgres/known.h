/* known.h -- the connections of an application that knows nothing of a sandbox: which database it may reach, where it lands, and what
 * each connection does.
 *
 * What it is: an application calls libpq by libpq's own names. interpose.c has functions of these names, which come first; they ask
 * here. A call that means a database of a sandbox lands in the clone that is in use, every other one is refused, and the connections
 * that landed are kept in a list until PQfinish, with the statement that each runs.
 *
 * Calling sequence, in a worker: sb__known_land when a clone is opened, then the calls of ext/backend.h that guard. Where none of it
 * was called, the interposed functions are libpq's.
 *
 * Threads: any. Everything here is changed under `mutex`; no statement runs and no callback is called under it. A connection is used by
 * one thread at a time: by one of the application, or, when a test is over, by the one that ends what was left open.
 *
 * Fork: the child has a copy, in which its parent's connections are not its own to end.
 */
#ifndef SEEDBED_POSTGRES_KNOWN_H
#define SEEDBED_POSTGRES_KNOWN_H

#include "../../../assert/text.h"
#include "libpq.h"
#include <pthread.h>
#include <seedbed/ext/backend.h>

/* A clone as the application reaches it. */
typedef struct sb_landing {
    const struct sb_clone *clone;
    char *path; /* as locate has it */
    char *url;  /* of the worker's own connection: what PQconnectdb takes */
    struct sb_landing *next;
} sb_landing;

/* What the settings give to a sandbox: a path, or another location that means it. */
typedef struct sb_given {
    char *location, *path;
    sb_text sandboxes; /* "a" or "b", as a message names them */
} sb_given;

/* A connection that was refused: libpq's handle of one that could not be made, and why. */
typedef struct sb_refusal_told {
    const PGconn *handle;
    char *why;
    struct sb_refusal_told *next;
} sb_refusal_told;

/* A statement that was prepared on a connection. */
typedef struct sb_prepared {
    char *name, *sql;
    struct sb_prepared *next;
} sb_prepared;

enum { SB_SQL_KEPT = 200 };
typedef struct sb_tracked {
    PGconn *handle;
    const struct sb_clone *clone;
    unsigned number;         /* for messages: from 1, the lowest that is free */
    pthread_t user;          /* in a call of libpq with it */
    bool in_use;             /* by `user` */
    bool ending;             /* the reset has it */
    bool is_new;             /* it was opened since the last reset */
    unsigned looked;         /* the number of the reset that had it last */
    bool ran_any;            /* since the last reset */
    unsigned words;          /* of sb__session_words, since the last reset */
    char *settings;          /* SQL that brings its settings back; NULL: it has none of its own */
    char ran[SB_SQL_KEPT];   /* the statement that it ran last, as far as there is room */
    char wrote[SB_SQL_KEPT]; /* the one by which the open transaction began to write; "" for none */
    sb_prepared *prepared;
    struct sb_tracked *next;
} sb_tracked;

typedef struct sb_known {
    unsigned long long loaded; /* libraries so far: sb__interpose_passed_by */
    pthread_mutex_t mutex;
    pthread_cond_t ended; /* the reset let go of a connection */
    sb_landing *landings; /* in front the one used last */
    sb_given *given;
    size_t n, room;
    char *admitted;        /* the path that this test may reach; NULL: none */
    sb_text refused, told; /* a line each: since the last time they were asked for, and those given then */
    sb_refusal_told *refusals;
    sb_tracked *tracked; /* in front the one used last */
    unsigned resets;     /* so far */
    sb_statement_fn *statement_fn;
    void *statement_env;
    void (*before_join)(void *env);
    void *join_env;
} sb_known;

/* Locked, or NULL where there is no sandbox on PostgreSQL in this process. */
sb_known *sb__known_lock(void);
void sb__known_unlock(sb_known *known);
/* Whether there is one, for calls that shall cost nothing where there is none. */
bool sb__known_any(void);

/* ---- for the clone ---- */
/* The clone is open: connections to the path land by url. SB_EREFUSED: this program's calls do not come by here. */
int sb__known_land(const struct sb_clone *clone, const char *path, const char *url);
/* New connections to its path go to this one. */
void sb__known_use(const struct sb_clone *clone);
/* The clone is no more. Its connections stay the application's. */
void sb__known_leave(const struct sb_clone *clone);
/* fn is called before a connection of the application is opened, by the application's thread. One for all clones. */
void sb__known_before_join(void (*fn)(void *env), void *env);
/* ext/backend.h: watch. Of our own connections sb__known_tell_ours tells. */
int sb__known_watch(struct sb_clone *clone, sb_statement_fn *fn, void *env);
void sb__known_tell_ours(const char *sql);

/* ---- ext/backend.h: around tests ---- */
int sb__known_guard(const char *path, const char *sandbox);
int sb__known_also(const char *path, const char *location);
void sb__known_admit(const char *path);
const char *sb__known_refused(void);
/* A statement of the test leads out of the role that alone keeps it from live tables: told with what was refused. */
void sb__known_left_role(const char *sql);
void sb__known_unguard(void);

/* ---- for arrive.c, tracked.c and held.c; the mutex is held ---- */
/* Where a location leads. NULL with a sentence, which the caller frees: nowhere, and why. NULL without one: nobody cares. */
const sb_landing *sb__known_judge(sb_known *known, const char *location, const char *asked, char **why_out);
/* Whether two locations mean one database: same.c. */
bool sb__known_same(const char *a, const char *b);
void sb__known_free_tracked(sb_tracked *tracked);

#endif
