/* clone.h -- the sandboxes of a run on PostgreSQL: a schema per worker, the role that owns it, and what brings it back.
 *
 * What it is: stem_SEAT holds the tables of a worker, stem_SEAT_undo what the reset needs: a log that triggers fill, functions that
 * play it back, copies of the base rows. The stem is made of the database, the sandbox and the prefix, so that the next run
 * finds what a dead one left. Main makes roles and empty schemas in one call and holds a lock on the stem for as long as it lives; each
 * worker fills its own schema by the scripts.
 *
 * Calling sequence: sb__pg_clone_make in main; sb__pg_clone_open in each worker, which inherits the struct by fork or takes it over.
 */
#ifndef SEEDBED_POSTGRES_CLONE_H
#define SEEDBED_POSTGRES_CLONE_H

#include "connection.h"
#include "drawn.h"
#include "strategy.h"

/* How a worker comes to its rights. */
enum sb_pg_entry {
    SB_ENTRY_SAME = 0, /* with the url's own role: nothing is enforced */
    SB_ENTRY_LOGIN,    /* as a role of its own */
    SB_ENTRY_ROLE      /* as the url's role, which becomes the worker's as it connects: the server's rules let no new role in */
};

struct sb_clone {
    char *sandbox, *path, *location, *admin, *prefix;
    const sb_script *script; /* borrowed; of a spawned worker, its own */
    size_t scripts;
    bool owns_scripts;
    bool strict, verbose, own_database;
    unsigned workers;
    const sb_strategy *strategy;
    char *stem;
    char *live;        /* the schema that the installed tables are in; NULL: there are none */
    char *search_path; /* behind the sandbox's own schema: "" or ", public" */
    char *secret;      /* what the roles' passwords begin with */
    enum sb_pg_entry entry;
    bool quiet; /* triggers and foreign keys can be silenced, by a function of a superuser */
    char *how, *way_out;
    sb_postgres *keeper; /* in main: the administrative connection, which holds the lock */
    int made_by;

    /* in a worker */
    unsigned seat;
    char *schema, *undo, *url;
    sb_postgres *db;
    sb_postgres *undoer; /* a second connection, on which triggers keep still, so that statements stay planned: for the reset */
    int opened_by;
    bool deferrable;                                             /* there are constraints that a COMMIT would check */
    bool hides_sequences, hides_ddl, hides_session, hides_large; /* functions may do what no words of a statement tell */
    sb__pg_drawn drawn;
    unsigned ready; /* statements of the reset that are prepared, one bit each: back.c */
    bool begun;     /* there is a transaction of ours around the test */
    bool kept, kept_ddl;
    bool watches_statements; /* the log knows them: strict mode */
    bool told;               /* held, broken and fell were */
    sb_text held, broken, fell;
    struct sb_clone *next;
};

int sb__pg_clone_make(void *db, const sb_clone_wish *wish, sb_clone **out);
int sb__pg_clone_clear(const sb_clone_wish *wish);
int sb__pg_clone_open(sb_clone *clone, unsigned seat, void **db_out);
const char *sb__pg_clone_seat(sb_clone *clone, unsigned seat);
const char *sb__pg_clone_url(const sb_clone *clone);
void *sb__pg_clone_handle(sb_clone *clone);
const char *sb__pg_clone_schema(const sb_clone *clone);
const char *sb__pg_clone_how(const sb_clone *clone);
const char *sb__pg_clone_way_out(const sb_clone *clone);
void sb__pg_clone_use(sb_clone *clone);
int sb__pg_clone_reset(sb_clone *clone, sb_reset_told *told);
int sb__pg_clone_keep(sb_clone *clone);
bool sb__pg_clone_changed(const sb_clone *clone);
int sb__pg_clone_drop_kept(sb_clone *clone);
int sb__pg_clone_keep_aside(sb_clone *clone, const char *folder, const char *test, char **command_out); /* aside.c */
int sb__pg_clone_changes(sb_clone *clone, sb_row_change_fn *fn, void *env);
int sb__pg_clone_strict(sb_clone *clone, bool strict);
int sb__pg_clone_lost(sb_clone *clone, unsigned seat, sb_row_change_fn *fn, void *env); /* lost.c */
void sb__pg_clone_free(sb_clone *clone);
int sb__pg_clone_hand_over(const sb_clone *clone, struct sb_handed *to);
int sb__pg_clone_take_over(struct sb_handed *from, sb_clone **out);

/* ---- among the files of the clone ---- */
/* SQL with @S and @U in it: the schemas of the worker. The caller frees it. */
char *sb__pg_clone_sql(const sb_clone *clone, const char *sql);
/* Run that, on the worker's connection. */
int sb__pg_clone_run(sb_clone *clone, const char *sql);
/* A list of such texts that ends in NULL. */
int sb__pg_clone_run_all(sb_clone *clone, const char *const *sql);
/* Both on the connection that undoes: nothing else is to be in a transaction. */
int sb__pg_clone_undo(sb_clone *clone, const char *sql);
char *sb__pg_clone_undo_ask(sb_clone *clone, const char *sql);
/* The first cell of that, which the caller frees; NULL with a message for an error, and for a null. */
char *sb__pg_clone_ask(sb_clone *clone, const char *sql);

/* roles.c: what the administrative connection may, and the roles and schemas of all workers, in one call. */
int sb__pg_roles_make(sb_clone *clone, sb_postgres *db);
/* Drops every schema and role of the stem, whoever made it, and ends the sessions that use them. The lock is held. kept_too: also what was
 * kept for a person to look at; else that is the administrator's from now on. */
int sb__pg_roles_drop(sb_clone *clone, bool kept_too);
/* Adds what makes an empty schema for the worker of a seat, which does not own it where it has a role: so it may not drop or rename it. */
void sb__pg_roles_schema(const sb_clone *clone, unsigned seat, const char *behind, sb_text *sql);
/* What the names of kept schemas begin with. The caller frees it. */
char *sb__pg_kept_stem(const sb_clone *clone);
/* How a worker connects. The caller frees it; NULL with a message. */
char *sb__pg_roles_url(const sb_clone *clone, unsigned seat);

/* undoer.c: the second connection, and what is run on it (above). */
int sb__pg_undoer_open(sb_clone *clone);

/* fill.c: the tables made by the scripts, with the rows of the installed ones, and what watches them. */
int sb__pg_fill(sb_clone *clone);
/* The same again, whatever there is; what was kept is done again. */
int sb__pg_rebuild(sb_clone *clone);
/* Describe the tables and make the triggers that are missing; the schema as it is now is the one to be. */
int sb__pg_watch(sb_clone *clone);
/* Ends the sessions of a worker that died on this seat. */
int sb__pg_end_predecessors(sb_clone *clone);
/* Whether the schema is filled, and undone what a worker that died left. */
int sb__pg_recover(sb_clone *clone);

/* beside.c: what a test left beside its schema: settings of its role, default privileges, its password, large objects, and what it made in other
 * schemas (where the role is the url's own: not these two, which may be somebody else's). */
/* It is the base state now; first: the one to which drop_kept goes back. */
int sb__pg_beside_note(sb_clone *clone, bool first);
/* It is taken back; held gets a line for each thing that will not do. */
int sb__pg_beside_end(sb_clone *clone, const sb_seen *seen, sb_text *held);
/* Large objects alone. also_kept: to the first state. */
int sb__pg_beside_large(sb_clone *clone, bool also_kept);
/* None is left: there is no base state yet. */
int sb__pg_beside_clear(sb_clone *clone);

/* rollback.c: the transaction around a test. */
/* Where the strategy wants one and nobody else is connected. */
int sb__pg_rollback_begin(sb_clone *clone);
/* Ends all of this process by COMMIT, so that others see what the test did; it is brought back by the log then. why: for the reader
 * who asked for rollback. */
void sb__pg_rollback_leave(const char *why);
/* back.c: one round trip by which the transaction ends: constraints that were put off are checked, sequences are set back, and the next one
 * begins. false: something failed, and result, which the caller clears, is the first that did. */
bool sb__pg_back(sb_clone *clone, const sb_seen *seen, bool again, PGresult **failed);
/* The test is over. done: it was in a transaction all the time, and that is undone. */
int sb__pg_rollback_end(sb_clone *clone, const sb_seen *seen, bool *done);

#endif
