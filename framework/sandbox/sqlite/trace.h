/* trace.h -- tell somebody of every statement that connections to an image run.
 *
 * Threads: any. The callback is called by the thread that runs the statement, with its connection's mutex held.
 */
#ifndef SEEDBED_SQLITE_TRACE_H
#define SEEDBED_SQLITE_TRACE_H

#include "image.h"
#include <seedbed/ext/backend.h>

/* fn NULL: nobody is told any more. SB_ERR: a connection is in another thread's hands, and stays there. */
int sb__trace_watch(sb_image *image, sb_statement_fn *fn, void *env);
/* A connection to the image was opened, or attached it. */
void sb__trace_join(sb_image *image, sqlite3 *connection);

#endif
