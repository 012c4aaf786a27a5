/* place.h -- a sandbox in use: where it is, what serves it, and what has to be given back. Private to framework/sandbox.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_PLACE_H
#define SEEDBED_FRAMEWORK_SANDBOX_PLACE_H

#include "../../assert/context.h"
#include "files.h"
#include "keys.h"
#include "lock.h"
#include "made.h"
#include "sandbox.h"
#include "schema.h"
#include <pthread.h>
#include <seedbed/ext/resource.h>

typedef struct sb_paranoid sb_paranoid; /* paranoid.c: all that a sandbox held */

/* One sandbox of the run. */
typedef struct sb_place {
    char *name;
    const sb_sandbox_settings *settings; /* NULL: a throw-away database, there is no seedbed.yaml */
    const sb_backend *backend;
    sb_schema schema;
    char *path;           /* where the application opens it, in the one spelling that is compared and shown */
    const char *location; /* the same as written, for the backend to open; NULL: a throw-away database */
    const char *prefix;   /* of the tables in the clone */
    sb_lock lock;         /* a file beside the database */
    void *held;           /* the backend's own lock, where it has one */
    sb_script *script;    /* of the schema, for the clone */
    sb_clone *clone;
    void *db;              /* in a worker: our connection to the clone */
    bool suite_kept;       /* in a worker: a SUITE_SETUP left something that each begin brings back */
    unsigned dropped;      /* how often that was given up */
    bool strict;           /* by the settings or the options: all its tests are */
    bool has_strict;       /* tests that are */
    bool watched;          /* in a worker: the clone is told to watch writes */
    char *unwatched;       /* why it cannot; NULL: it can */
    sb_paranoid *paranoid; /* in a worker, where it is asked for: the base state */
    sb_keys given;         /* rows that fixtures and SUITE_SETUPs left, where there are strict tests */
} sb_place;

/* Memory that lives as long as the test: any object may stand behind it. */
typedef struct sb_kept {
    _Alignas(max_align_t) struct sb_kept *next;
} sb_kept;

/* What tests may not open: a path of a sandbox outside of it; path NULL: there is a backend, and no configuration. */
typedef struct sb_guarded_path {
    const sb_backend *backend;
    char *path;
    const char *sandbox;
    char *also; /* another location of the path; NULL: this is the path itself */
} sb_guarded_path;

struct sb_sandbox {
    sb_settings *settings;
    sb_guarded_path *guarded;
    size_t guarded_n, guarded_room;
    sb_place *place;
    size_t places, room;
    const sb_place *admitted; /* whose path the backends were told of last; at first of none */
    bool sealed;              /* and that its tests are strict */
    bool strict_all;          /* --strict */
    sb_made beside;           /* databases that tests make outside of the run's folders */
    int64_t began_ns;         /* the run, by the clock that dates files */
    sb_place *current;        /* of the running test; NULL outside of one, or where its suite has no sandbox */
    sb_place *mock;           /* of the running test, which is in no sandbox; NULL: it asked for none */
    sb_db db;                 /* of the running test */
    const char *busy;         /* why it cannot be asked now; NULL: it can */
    bool strict;              /* the running test is */
    sb_keys own;              /* rows that it named as its own */
    sb_keys made;             /* and, where it failed, those that factories made */
    char *made_tree;          /* and their tree, as its report shows it */
    sb_kept *kept;
    pthread_mutex_t watching;   /* of the next two */
    struct sb_watched *watched; /* blocks that count statements, innermost first */
    bool verbose;               /* say why a reset took another way than the chosen one */
    int said;                   /* where: main's stderr, because that of a test is caught */
    bool asking;                /* the test itself asks our own connection */
    sb_files files;
    bool paranoid, keeps; /* --paranoid, --keep */
    char *aside;          /* the folder of what is kept */
    int aside_fd;         /* in main, by which it is locked */
    void (**on_reset)(void);
    size_t on_resets;
    int64_t (*row_id)(const sb_row *row);
    sb_row_key_fn *row_key;
};

/* A location in the one spelling by which two are compared. The caller frees it. */
char *sb_place_locate(const sb_backend *backend, const char *location);
/* Fills a zeroed place; settings and of NULL: a throw-away database. SB_EREFUSED: a schema file or a backend is not there. */
int sb_place_fill(sb_place *place, const char *name, const sb_settings *settings, const sb_sandbox_settings *of);
/* The same, and asks those of the guard's refusals that need no look, so that nothing is touched before all places are filled. */
int sb_place_init(sb_place *place, const char *name, const sb_settings *settings, const sb_sandbox_settings *of);
void sb_place_release(sb_place *place);
/* Asks the guard. Where a dead run left its lock, it is taken over and an interrupted transaction is undone, before the look. */
int sb_place_guard(sb_place *place, const sb_settings *settings);
/* The lock file of a place. The caller frees it. */
char *sb_place_lock_path(const sb_place *place);
/* Who holds the lock, for people; NULL: nobody. The caller frees it. */
char *sb_place_lock_holder(const sb_place *place);
/* Ends the run that holds the lock, as sb_lock_end does. */
int sb_place_unlock(const sb_place *place, bool force);
/* Takes the lock, where the place has one (installed tables) and does not hold it yet. */
int sb_place_lock(sb_place *place);
/* Installs, finishes or checks the tables under the lock; db_out may be NULL: the connection is closed. */
int sb_place_install(sb_place *place, const sb_settings *settings, bool rebuild, void **db_out);
/* Drops the tables under the lock, and what the clones of dead runs left in the database; nothing to drop is no error. */
int sb_place_drop(sb_place *place, const sb_settings *settings);
/* Makes the clone, installing where that is needed. */
int sb_place_clone(sb_place *place, const sb_settings *settings, const sb_resource_plan *plan);

/* The sandboxes of this process; made when first asked for. */
struct sb_sandbox *sb_sandbox_state(void);
/* The backend of a url's scheme, or NULL with a message (SB_EREFUSED) that names the known ones. `settings` is for its place. */
const sb_backend *sb_backend_of(const sb_sandbox_settings *settings);
/* The backend of throw-away databases. */
const sb_backend *sb_backend_default(void);
/* A zeroed block that is freed after the test. */
void *sb_sandbox_alloc(size_t size);
/* What the test asks our own connection from now on counts as its own, or no longer. */
void sb_sandbox_ask(bool asks);
/* Leave the test with what sb_error() says, after the word that a test called. */
__attribute__((noreturn)) void sb_sandbox_fail_here(const char *word);
/* The sandbox of the running test; where there is none, the test is left. */
const sb_db *sb_sandbox_need(const char *word);

#endif
