/* shelf.h -- snapshots of the running test in a temporary folder, and what main would be told of them.
 */
#ifndef SEEDBED_SELFTEST_SHELF_H
#define SEEDBED_SELFTEST_SHELF_H

#include "../../../framework/snapshot/snapshots.h"

/* For the life of the test; as if its source file lay in the folder. Two tests may not run in one process at once. */
struct sb_snapshots *shelf_open(enum sb_update update);
/* The folder of the snapshots, as a person would name it. */
#define SHELF "selftest/framework/snapshot/snapshots"
/* Put one there, or look at it; name: as in the folder. NULL: there is none. */
void shelf_put(const char *stem, const char *name, const char *content, size_t size);
const char *shelf_get(const char *stem, const char *name);
/* As at the end of the test: what is kept is written now. In a test that does not call it nothing is. */
void shelf_over(void);
/* The notes so far: letters of enum sb__fate. */
const char *shelf_notes(void);

#endif
