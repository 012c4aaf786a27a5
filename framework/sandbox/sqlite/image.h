/* image.h -- a database as bytes of this process: served to any number of connections, and put back to its base state by copying
 * the pages that were written.
 *
 * What it is: `db` begins as a private mapping of the clone's sealed memory file; `base` is a second one, read-only, which holds
 * the state to go back to. Every write notes its pages. A reset copies those back and then makes sure that no connection goes on
 * believing its cache: change counter, schema cookie and WAL-index header get values that were never seen in this process.
 *
 * Threads: everything below `mutex` is changed under it, but bytes and the set of dirty pages, which SQLite's own locks keep to
 * one writer at a time. Order: the mutex of a connection, of the list of images (vfs.h), of an image. Under an image's mutex
 * only sqlite3_mutex_try is safe.
 *
 * Fork: the child has a copy of all of it. Locks of connections of the parent are forgotten there; such a connection joins again
 * at its next use if it held none, and gets SQLITE_BUSY if it did.
 */
#ifndef SEEDBED_SQLITE_IMAGE_H
#define SEEDBED_SQLITE_IMAGE_H

#include "memory.h"
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>

/* Granularity of the notes on what was written, whatever the page size of the database; and regions of the WAL-index. */
enum { SB_IMAGE_PAGE = 4096, SB_INDEX_REGION = 32768, SB_WAL_LOCKS = 8 };

/* Safeguards that a test can leave out, to see that it would notice. Never set but in selftest/torture. */
enum sb_image_without {
    SB_WITHOUT_COUNTER = 1,
    SB_WITHOUT_COOKIE = 2,
    SB_WITHOUT_INDEX = 4,
    SB_WITHOUT_SESSION = 8, /* as if SQLite had no session extension */
    SB_WITHOUT_NOTICE = 16  /* a strategy does what it can, whatever was done */
};

/* Bytes of a file. Those of an image stay where they are; those of a journal move as they grow. */
typedef struct sb_content {
    unsigned char *at;
    _Atomic(int64_t) size;
    int64_t room;
    bool stays;
    atomic_bool full; /* of one that stays: a write had no room, and nobody has been told */
} sb_content;

/* Page numbers, each once. */
typedef struct sb_page_set {
    unsigned char *has; /* one byte a page */
    uint32_t *page;
    size_t n, room;
} sb_page_set;

struct sb_image;
struct sb_strict; /* strict.h */

/* An open file: a database, a WAL, or a journal, which is private to its connection and never hot. */
typedef struct sb_image_file {
    struct sb_image *image;
    sb_content own;
    sb_content *content; /* own, or the image's db or wal */
    sqlite3 *connection; /* NULL: not told, or a cache that several connections share */
    bool is_shared_cache;
    unsigned number;            /* for messages: from 1, the lowest that is free; 0 is Seedbed's own */
    unsigned epoch;             /* of the image, when it was opened: it differs in a forked child */
    int lock;                   /* SQLITE_LOCK_ */
    bool index;                 /* the WAL-index is mapped */
    unsigned shared, alone;     /* WAL locks, as bits */
    unsigned told;              /* the number of the reset whose text has its leftovers */
    char began[200];            /* the statement that took the write lock */
    struct sb_image_file *next; /* databases only */
} sb_image_file;

/* The same in the room that SQLite has for it: no more than any VFS asks for, because a connection from before ours has made no other. */
typedef struct sb_image_handle {
    sqlite3_file head; /* must be first */
    sb_image_file *file;
} sb_image_handle;

typedef struct sb_image {
    char *path, *name; /* the application's path, resolved; what SQLite calls it, see vfs.h */
    size_t room;
    sb_content db, wal;
    unsigned char *base, *index;
    size_t index_room;
    int64_t base_size, first_size, high; /* high: one past the last byte written since the reset */
    sb_page_set dirty, kept;             /* kept: where base differs from the sealed file */
    atomic_long writes;                  /* since the reset */
    atomic_bool wal_there;
    size_t copy_limit; /* more dirty pages than this are dropped in one call and not copied one by one */
    unsigned without;  /* enum sb_image_without */
    sqlite3 *ours;     /* Seedbed's own connection */
    sqlite3 *keeper;   /* that of a strategy; NULL: there is none */
    /* How often a connection began to write: none of ours; and ours, by no statement. */
    atomic_long others, unseen;
    unsigned resets;

    pthread_mutex_t mutex;
    void (*statement_fn)(void *env, const char *sql, bool ours); /* NULL: nobody is told of statements */
    void *statement_env;
    void **running; /* statements that were told and are not over */
    size_t running_n, running_room;
    struct sb_strict *strict; /* NULL: writes were never watched */
    uint32_t counter, cookie; /* the highest that any connection may have seen */
    uint32_t base_cookie, first_cookie;
    size_t regions; /* of the WAL-index, in use */
    int readers[SB_WAL_LOCKS];
    unsigned alone;       /* WAL locks held exclusively, as bits */
    int sharers;          /* connections with any lock */
    sb_image_file *owner; /* of RESERVED, PENDING or EXCLUSIVE */
    sb_image_file *files;
    unsigned epoch;
    bool is_kept, orphan; /* orphan: freed, as soon as the last connection closes */

    struct sb_image *next; /* vfs.h */
} sb_image;

int sb__image_new(const sb_memory_file *base, const char *path, sb_image **out);
/* Also with open connections: then the last one to close takes it away. */
void sb__image_free(sb_image *image);

/* The connection, open by now, that is Seedbed's own: the application's are counted without it. */
void sb__image_set_ours(sb_image *image, sqlite3 *connection);
/* Likewise, that of a strategy. NULL: it is about to close. */
void sb__image_set_keeper(sb_image *image, sqlite3 *connection);
/* The connection is open to the image. */
bool sb__image_has(sb_image *image, const sqlite3 *connection);
/* n bytes at `at` of db were written. */
void sb__image_wrote(sb_image *image, int64_t at, int64_t n);
/* A first page that connections may see. */
void sb__image_saw(sb_image *image, const unsigned char *page);
uint32_t sb__image_number(const unsigned char *at); /* four bytes, big-endian */

/* ---- reset.c ---- */
/* Back to the base state. What connections had open is ended, and described in `held`. SB_ERR: something could not be ended. */
int sb__image_reset(sb_image *image, sb_text *held);
/* What connections have open is ended, and that is all. */
int sb__image_end_held(sb_image *image, sb_text *held);
/* The present state becomes the base state. SB_ERR, with nothing changed, while a connection is in a transaction. */
int sb__image_keep(sb_image *image);
/* Back to the first base state. */
int sb__image_drop_kept(sb_image *image, sb_text *held);
void sb__page_set_add(sb_page_set *set, size_t page);
void sb__page_set_clear(sb_page_set *set);

/* ---- held.c ---- */
/* End what connections have open, and describe it, one line each. Returns with the mutex held where the result is 0, so that nobody
 * takes a lock before the caller lets it go; else without. */
int sb__held_end(sb_image *image, sb_text *held);

/* ---- locks.c, wal.c: methods of sqlite3_io_methods ---- */
bool sb__file_holds(const sb_image_file *file); /* the mutex is held */
bool sb__image_is_held(sb_image *image);        /* the mutex is held */
bool sb__file_is_current(sb_image_file *file);  /* the mutex is held; false: it held a lock when its process was forked */
void sb__file_note_writer(sb_image_file *file);
int sb__file_lock(sqlite3_file *file, int level);
int sb__file_unlock(sqlite3_file *file, int level);
int sb__file_reserved(sqlite3_file *file, int *out);
int sb__file_index_map(sqlite3_file *file, int region, int size, int extend, void volatile **out);
int sb__file_index_lock(sqlite3_file *file, int at, int n, int flags);
void sb__file_index_barrier(sqlite3_file *file);
int sb__file_index_unmap(sqlite3_file *file, int delete);
/* An empty log under a header that was never seen before: no recovery, and every connection drops its cache. Mutex held. */
void sb__wal_blank(sb_image *image);

/* ---- io.c ---- */
/* The image that an open file is the database of; NULL: of none. */
sb_image *sb__file_image(const sqlite3_file *file);
/* A write to the image that this connection has as its database had no room, and nobody has been told so far: how many bytes there is room
 * for. 0: none had none, or it is no image. */
int64_t sb__file_lacked_room(sqlite3 *connection);
/* 'm': the database, 'w': its WAL, 'j': a journal. */
void sb__file_open(sqlite3_file *file, sb_image *image, int kind);
static inline sb_image_file *sb__file_of(const sqlite3_file *file) { return ((const sb_image_handle *)file)->file; }

#endif
