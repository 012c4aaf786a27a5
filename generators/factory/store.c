/* store.c -- an arena: chunks that grow, freed together. */
#include "store.h"
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 4000 };

struct sb_store_chunk {
    sb_store_chunk *next;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
};

static sb_store_chunk *new_chunk(sb_store *store, size_t need)
{
    sb_store_chunk *chunk = store->spare;
    size_t size = need > CHUNK ? need : CHUNK;

    if (chunk && chunk->size >= need) {
        store->spare = NULL;
        return chunk;
    }
    chunk = sb_alloc(sizeof *chunk + size);
    chunk->size = size;
    return chunk;
}

void *sb_store_alloc(sb_store *store, size_t bytes)
{
    sb_store_chunk *chunk = store->chunk;
    size_t need = (bytes + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    void *at;

    if (!chunk || chunk->size - chunk->used < need) {
        chunk = new_chunk(store, need);
        chunk->next = store->chunk;
        store->chunk = chunk;
    }
    at = chunk->bytes + chunk->used;
    chunk->used += need;
    return at;
}

char *sb_store_copy(sb_store *store, const void *bytes, size_t size)
{
    char *copy = sb_store_alloc(store, size + 1);

    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

char *sb_store_text(sb_store *store, const char *text) { return sb_store_copy(store, text, strlen(text)); }

char *sb_store_take(sb_store *store, sb_text *text)
{
    char *copy = sb_store_copy(store, text->at, text->size);

    sb_text_release(text);
    return copy;
}

char *sb_store_format(sb_store *store, const char *format, ...)
{
    sb_text text = SB_TEXT_EMPTY;
    va_list args;

    va_start(args, format);
    sb_text_addv(&text, format, args);
    va_end(args);
    return sb_store_take(store, &text);
}

bool sb_store_has(const sb_store *store, const void *at, size_t bytes)
{
    uintptr_t from = (uintptr_t)at;

    for (const sb_store_chunk *chunk = store->chunk; chunk; chunk = chunk->next)
        if (from >= (uintptr_t)chunk->bytes && from - (uintptr_t)chunk->bytes + bytes <= chunk->used)
            return true;
    return false;
}

sb_store_mark sb_store_here(const sb_store *store)
{
    return (sb_store_mark){ store->chunk, store->chunk ? store->chunk->used : 0 };
}

/* One chunk is kept, so that who goes back and forth over the end of another allocates nothing. */
static void give_back(sb_store *store, sb_store_chunk *chunk)
{
    if (store->spare && store->spare->size >= chunk->size) {
        free(chunk);
        return;
    }
    free(store->spare);
    memset(chunk->bytes, 0, chunk->used);
    chunk->used = 0;
    store->spare = chunk;
}

void sb_store_rewind(sb_store *store, const sb_store_mark *mark)
{
    while (store->chunk != mark->chunk) {
        sb_store_chunk *next = store->chunk->next;
        give_back(store, store->chunk);
        store->chunk = next;
    }
    if (!store->chunk)
        return;
    memset(store->chunk->bytes + mark->used, 0, store->chunk->used - mark->used);
    store->chunk->used = mark->used;
}

void sb_store_release(sb_store *store)
{
    while (store->chunk) {
        sb_store_chunk *next = store->chunk->next;
        free(store->chunk);
        store->chunk = next;
    }
    free(store->spare);
    store->spare = NULL;
}
