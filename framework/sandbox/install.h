/* install.h -- make and drop the test tables in the configured database.
 *
 * Call these under the lock and behind the guard only. Each is one transaction; where a database cannot do that for tables, or a
 * schema file commits by itself, the marker's state tells what was interrupted, and the next install finishes it.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_INSTALL_H
#define SEEDBED_FRAMEWORK_SANDBOX_INSTALL_H

#include "marker.h"

/* Where to install, and for whom. */
typedef struct sb_install {
    const sb_backend *backend;
    void *db;
    const sb_schema *schema;
    const char *environment;
} sb_install;

/* Drops what is ours under the test prefix, and makes it anew. SB_EREFUSED where something there is not ours. */
int sb_install_make(const sb_install *install);
/* Drops what is ours under the test prefix, the marker last. SB_EREFUSED as above. */
int sb_install_drop(const sb_install *install);
/* Installs where nothing is installed, finishes what was interrupted, refuses another version; rebuild: makes it anew. */
int sb_install_ensure(const sb_install *install, bool rebuild);

#endif
