/* store.h -- memory that lives until the test is over: rows, their texts and the names of tables, all freed in one go.
 *
 * A failure leaves the test by a jump, past every free; what is kept here cannot leak that way.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_STORE_H
#define SEEDBED_GENERATORS_FACTORY_STORE_H

#include "../../assert/text.h"

typedef struct sb_store_chunk sb_store_chunk;

typedef struct sb_store {
    sb_store_chunk *chunk; /* newest first */
    sb_store_chunk *spare; /* empty and zeroed, kept by a rewind; NULL: none */
} sb_store;
#define SB_STORE_EMPTY \
    { \
        NULL, NULL \
    }

/* Zeroed, aligned for anything. */
void *sb_store_alloc(sb_store *store, size_t bytes);
/* A copy of size bytes with a NUL behind it. */
char *sb_store_copy(sb_store *store, const void *bytes, size_t size);
char *sb_store_text(sb_store *store, const char *text);
char *sb_store_format(sb_store *store, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A copy of a growing text, which is released. */
char *sb_store_take(sb_store *store, sb_text *text);
/* A place in the store, and back to it: what was allocated since is given back, and its memory used again. */
typedef struct sb_store_mark {
    sb_store_chunk *chunk;
    size_t used;
} sb_store_mark;
sb_store_mark sb_store_here(const sb_store *store);
void sb_store_rewind(sb_store *store, const sb_store_mark *mark);
/* Whether so many bytes there are the store's. */
bool sb_store_has(const sb_store *store, const void *at, size_t bytes);
void sb_store_release(sb_store *store);

#endif
