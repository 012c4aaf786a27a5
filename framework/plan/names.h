/* names.h -- the names of a plan's cases: kept in large blocks that go together, and looked through for doubles without a sort.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_NAMES_H
#define SEEDBED_FRAMEWORK_PLAN_NAMES_H

#include <stddef.h>
#include <stdint.h>

struct sb_name_block;
typedef struct sb_name_store {
    struct sb_name_block *block; /* the newest; older ones hang on it */
    size_t used;                 /* bytes of the newest */
} sb_name_store;

/* suite/test or, with a row, suite/test/row. The string lives until sb_name_release. */
char *sb_name_join(sb_name_store *store, const char *suite, const char *test, const char *row);
void sb_name_release(sb_name_store *store);

/* Of n names the first that an earlier one equals: its index, and that of the earlier one. n: no name comes twice. */
size_t sb_name_double(char *const *name, size_t n, size_t *earlier_out);

#endif
