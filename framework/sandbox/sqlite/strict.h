/* strict.h -- rows of the base state that a test writes, seen as each statement writes them, on every connection to an image.
 *
 * What it is: a preupdate hook of SQLite on every connection, looked up when the program runs, because not every library has it. One that
 * the application sets comes through our own sqlite3_preupdate_hook, which stands before the library's, and is called behind ours; so are
 * sessions. A connection on which another hook is found at last was not watched: that is told.
 *
 * Threads: the callback is called by the thread that runs the statement, with its connection's mutex held, and takes ours inside it.
 */
#ifndef SEEDBED_SQLITE_STRICT_H
#define SEEDBED_SQLITE_STRICT_H

#include "../../../assert/text.h"
#include "image.h"
#include <seedbed/ext/backend.h>

/* SB_ENOTFOUND with a message: this library tells of no writes. */
int sb__strict_set(sb_image *image, bool on);
/* A connection to the image was opened, or attached it; or closes. */
void sb__strict_join(sb_image *image, sqlite3 *connection);
void sb__strict_part(sb_image *image, sqlite3 *connection);
/* The statement takes the lock to write. One that drops or alters a table is told of by no hook, and so is noted here, where it is the first
 * of its transaction that writes. */
void sb__strict_began(sb_image *image, const char *sql);
/* The image is back at its base state: nothing was written. What could not be watched is added to `held`. */
void sb__strict_clear(sb_image *image, sb_text *held);
/* The base state is another one from now on. */
void sb__strict_forget_base(sb_image *image);
void sb__strict_free(sb_image *image);
/* The first statement that wrote this row of the base state; NULL where it is not known. It is taken out of those that
 * sb__strict_others tells. */
const char *sb__strict_statement(sb_image *image, const char *table, const char *key);
int sb__strict_others(sb_image *image, sb_row_change_fn *fn, void *env);

#endif
