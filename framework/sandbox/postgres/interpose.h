/* interpose.h -- functions under libpq's own names, which the application's calls reach before libpq.
 *
 * What it is: weak definitions of PQconnectdb and the others in an object that is linked wherever the sandbox is. The linker prefers them
 * to those of a shared libpq, whichever comes first on its command line, for the program's objects; and because libpq has the same
 * names, they are exported, so that shared libraries find them in the program before they find libpq's. In libseedbed.so they come
 * first where it is named before libpq.
 *
 * A call that comes from libpq itself (PQexec is made of PQsendQuery and PQgetResult) is known by its return address and is passed on.
 * So are all calls where no sandbox on PostgreSQL is open, at the cost of one comparison.
 *
 * Not covered, and refused: libpq.a, whose own definitions win, and libseedbed.so behind libpq; connections that the program opened before a
 * worker opened its sandboxes (sb__interpose_why_not). Not covered, and told: a library that is loaded by dlopen and uses libpq where the
 * program itself is not linked with it, so that nobody made the linker export our functions (sb__interpose_passed_by). Not covered:
 * functions that somebody looked up in libpq with dlsym; programs that a test starts.
 */
#ifndef SEEDBED_POSTGRES_INTERPOSE_H
#define SEEDBED_POSTGRES_INTERPOSE_H

#include <stdbool.h>

/* Whether this program's calls of PQconnectdb come by here. */
bool sb__interposed(void);
/* Why tests of this program cannot be kept in a sandbox; NULL: they can. */
const char *sb__interpose_why_not(void);
/* The file of a library that was loaded since the last call and whose calls do not come by here; NULL: there is none. */
const char *sb__interpose_passed_by(unsigned long long *loaded);

#endif
