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
/* A copy that lives as long as those. */
char *sb_name_keep(sb_name_store *store, const char *text);

/* Hears of large memory before it is filled, or is NULL. */
typedef void sb_make_ready(void *at, size_t bytes);

/* Where the names of some structs are. They are borrowed; the index is released by sb_name_index_release. */
typedef struct sb_name_index {
    const char *first; /* where the pointer to the first name stands */
    size_t stride;     /* and how many bytes behind it the next one */
    uint32_t *place;   /* the number + 1, and above its bits some of the hash; 0: free */
    size_t places;     /* a power of two */
    uint32_t numbers;  /* the bits of the largest number */
} sb_name_index;
/* Room for n names, which are put in one by one: the i-th, with its size and digest, stands in its struct by then. Returns which one it
 * equals, and is not put in then; SIZE_MAX: none. */
void sb_name_index_open(sb_name_index *index, const void *first, size_t stride, size_t n, sb_make_ready *make_ready);
size_t sb_name_index_put(sb_name_index *index, size_t i, size_t size, uint64_t digest);
/* All at once. Of n names the first that an earlier one equals: its index, and that of the earlier one; the index knows those before it. n: no
 * name comes twice. */
size_t sb_name_index_make(sb_name_index *index, char *const *name, size_t n, size_t *earlier_out);
/* The place of the name that has these bytes; SIZE_MAX: none has. */
size_t sb_name_find(const sb_name_index *index, const char *name, size_t size);
void sb_name_index_release(sb_name_index *index);
/* A number of the bytes of a name. Records and the names of files hold it: it is the same on machines of one byte order, and in later
 * versions. */
uint64_t sb_name_digest(const char *name, size_t size);

#endif
