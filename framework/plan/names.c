/* names.c -- the names of a plan's cases: kept in large blocks that go together, and looked through for doubles without a sort. */
#include "names.h"
#include "../../assert/text.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 64 << 10 };
#define BIG_ENDIAN_HERE (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)

struct sb_name_block {
    struct sb_name_block *older;
    size_t room;
    char bytes[];
};

static char *take(sb_name_store *store, size_t size)
{
    if (!store->block || store->block->room - store->used < size) {
        size_t room = size > ROOM ? size : ROOM;
        struct sb_name_block *fresh = sb_realloc(NULL, sizeof *fresh + room); /* not cleared: names fill it */
        fresh->older = store->block;
        fresh->room = room;
        store->block = fresh;
        store->used = 0;
    }
    char *at = store->block->bytes + store->used;
    store->used += size;
    return at;
}

char *sb_name_join(sb_name_store *store, const char *suite, const char *test, const char *row)
{
    size_t a = strlen(suite), b = strlen(test) + 1, c = row ? strlen(row) + 1 : 0;
    char *name = take(store, a + 1 + b + c);
    memcpy(name, suite, a);
    name[a] = '/';
    memcpy(name + a + 1, test, b);
    if (row) {
        name[a + b] = '/';
        memcpy(name + a + 1 + b, row, c);
    }
    return name;
}

void sb_name_release(sb_name_store *store)
{
    while (store->block) {
        struct sb_name_block *older = store->block->older;
        free(store->block);
        store->block = older;
    }
    store->used = 0;
}

char *sb_name_keep(sb_name_store *store, const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(take(store, size), text, size);
}

/* The last bytes of a name, fewer than eight, as if zeros stood behind them. `more`: so many stand before them. What is behind a shorter
 * name is not ours to read; where more stands before, one load of eight bytes is faster than a loop over some. */
static uint64_t last_bytes(const char *at, size_t size, bool more)
{
    uint64_t word = 0;
    if (!size)
        return 0;
    if (!more) {
        memcpy(&word, at, size);
        return word;
    }
    memcpy(&word, at + size - sizeof word, sizeof word);
    unsigned others = 8 * (unsigned)(sizeof word - size);
    return BIG_ENDIAN_HERE ? word << others : word >> others;
}

/* Eight bytes a step: names are long, and there may be a hundred thousand of them. The multiplier is one of splitmix64. */
uint64_t sb_name_digest(const char *name, size_t size)
{
    uint64_t h = size, word = 0;
    bool more = size >= sizeof word;
    for (; size >= sizeof word; size -= sizeof word, name += sizeof word) {
        memcpy(&word, name, sizeof word);
        h = (h ^ word) * 0xbf58476d1ce4e5b9u;
        h ^= h >> 32;
    }
    h = (h ^ last_bytes(name, size, more)) * 0xbf58476d1ce4e5b9u;
    return h ^ h >> 32;
}

/* The second multiplier brings the last bytes, where names differ, down to the bits that an index uses. */
static uint64_t hash_of(uint64_t digest)
{
    uint64_t h = digest * 0x94d049bb133111ebu;
    return h ^ h >> 32;
}

/* A number from 1, and bits of the hash that chose no place, so that a name is looked at only when it is very likely the one. */
static uint32_t mark_of(const sb_name_index *index, uint64_t hash, size_t i)
{
    return ((uint32_t)(hash >> 32) & ~index->numbers) | (uint32_t)(i + 1);
}
static size_t number_of(const sb_name_index *index, uint32_t mark) { return (mark & index->numbers) - 1; }

static const char *name_at(const sb_name_index *index, size_t i)
{
    const char *name;
    memcpy(&name, index->first + i * index->stride, sizeof name);
    return name;
}

/* Where the name is, or the free place where it belongs. */
static size_t place_of(const sb_name_index *index, uint64_t hash, const char *name, size_t size)
{
    size_t place = hash & (index->places - 1);
    for (uint32_t mark; (mark = index->place[place]) != 0; place = (place + 1) & (index->places - 1)) {
        if ((mark ^ (uint32_t)(hash >> 32)) & ~index->numbers)
            continue;
        const char *there = name_at(index, number_of(index, mark));
        if (strncmp(there, name, size) == 0 && !there[size])
            break;
    }
    return place;
}

void sb_name_index_open(sb_name_index *index, const void *first, size_t stride, size_t n, sb_make_ready *make_ready)
{
    *index = (sb_name_index){ first, stride, NULL, 64, 63 };
    while (index->places < 2 * n)
        index->places *= 2;
    while (index->numbers < n)
        index->numbers = index->numbers * 2 + 1;
    size_t bytes = index->places * sizeof *index->place;
    index->place = sb_realloc(NULL, bytes);
    if (make_ready)
        make_ready(index->place, bytes);
    memset(index->place, 0, bytes);
}

size_t sb_name_index_put(sb_name_index *index, size_t i, size_t size, uint64_t digest)
{
    uint64_t hash = hash_of(digest);
    uint32_t *place = &index->place[place_of(index, hash, name_at(index, i), size)];
    if (*place)
        return number_of(index, *place);
    *place = mark_of(index, hash, i);
    return SIZE_MAX;
}

size_t sb_name_index_make(sb_name_index *index, char *const *name, size_t n, size_t *earlier_out)
{
    sb_name_index_open(index, name, sizeof *name, n, NULL);
    for (size_t i = 0; i < n; i++) {
        size_t size = strlen(name[i]);
        size_t earlier = sb_name_index_put(index, i, size, sb_name_digest(name[i], size));
        if (earlier != SIZE_MAX) {
            *earlier_out = earlier;
            return i;
        }
    }
    return n;
}

size_t sb_name_find(const sb_name_index *index, const char *name, size_t size)
{
    size_t place = place_of(index, hash_of(sb_name_digest(name, size)), name, size);
    return index->place[place] ? number_of(index, index->place[place]) : SIZE_MAX;
}

void sb_name_index_release(sb_name_index *index)
{
    free(index->place);
    *index = (sb_name_index){ .places = 0 };
}
