/* clone.h -- a sandbox's base state as main hands it to workers, and what a worker makes of it.
 *
 * Calling sequence: sb__clone_make in main; sb__clone_open in each worker, which inherits the struct and the memory file by fork, or takes
 * them over from main.
 */
#ifndef SEEDBED_SQLITE_CLONE_H
#define SEEDBED_SQLITE_CLONE_H

#include "connection.h"
#include "image.h"
#include "memory.h"
#include "strategy.h"

struct sb_clone {
    char *path;          /* resolved when the clone was made, so that no chdir matters */
    sb_memory_file base; /* the base state, sealed */
    sb_image *image;     /* of this process; NULL before clone_open */
    sb_sqlite *db;       /* our own connection to it */
    sb_sqlite *lent;     /* to the test, for code that is handed a connection; NULL: nobody asked, or it gets ours */
    int opened_by;       /* the process that opened db: a forked child opens its own */
    sb_live live;        /* NULL prefix: not listed */
    sb_text held;        /* what the last reset had to end */
    sb_standing standing;
};

int sb__clone_make(void *db, const sb_clone_wish *wish, sb_clone **out);
int sb__clone_open(sb_clone *clone, unsigned seat, void **db_out);
const char *sb__clone_url(const sb_clone *clone);
void *sb__clone_handle(sb_clone *clone);
const char *sb__clone_how(const sb_clone *clone);
void sb__clone_use(sb_clone *clone);
int sb__clone_reset(sb_clone *clone, sb_reset_told *told);
int sb__clone_keep(sb_clone *clone);
int sb__clone_strict(sb_clone *clone, bool strict);
bool sb__clone_changed(const sb_clone *clone);
int sb__clone_watch(sb_clone *clone, sb_statement_fn *fn, void *env);
int sb__clone_drop_kept(sb_clone *clone);
/* changes.c */
int sb__clone_keep_aside(sb_clone *clone, const char *folder, const char *test, char **command_out); /* aside.c */
int sb__clone_changes(sb_clone *clone, sb_row_change_fn *fn, void *env);
void sb__clone_free(sb_clone *clone);
/* To workers that share no memory with main: the path and the sealed file. */
int sb__clone_hand_over(const sb_clone *clone, sb_handed *to);
int sb__clone_take_over(sb_handed *from, sb_clone **out);

#endif
