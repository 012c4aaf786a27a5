/* names.c -- the names of a plan's cases: kept in large blocks that go together, and looked through for doubles without a sort. */
#include "names.h"
#include "../../assert/text.h"
#include <stdlib.h>
#include <string.h>

enum { ROOM = 64 << 10 };

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

/* Eight bytes a step: names are long, and there may be a hundred thousand of them. The multiplier is that of splitmix64. */
static uint64_t hash_of(const char *name)
{
    uint64_t h = strlen(name), word = 0;
    size_t n = (size_t)h;
    for (; n >= sizeof word; n -= sizeof word, name += sizeof word) {
        memcpy(&word, name, sizeof word);
        h = (h ^ word) * 0xbf58476d1ce4e5b9u;
        h ^= h >> 32;
    }
    word = 0;
    memcpy(&word, name, n);
    h = (h ^ word) * 0xbf58476d1ce4e5b9u;
    return h ^ h >> 32;
}

/* Half a hash and a number from 1, so that a name is looked at only when it is very likely the same. */
static uint64_t mark_of(uint64_t hash, size_t index) { return (hash & ~(uint64_t)UINT32_MAX) | (uint32_t)(index + 1); }

size_t sb_name_double(char *const *name, size_t n, size_t *earlier_out)
{
    size_t places = 64, i;
    while (places < n + n / 2)
        places *= 2;
    uint64_t *seen = sb_alloc(places * sizeof *seen);
    for (i = 0; i < n; i++) {
        uint64_t hash = hash_of(name[i]), mark = mark_of(hash, i), there;
        size_t place = hash & (places - 1);
        for (; (there = seen[place]) != 0; place = (place + 1) & (places - 1))
            if ((there ^ mark) <= UINT32_MAX && strcmp(name[(uint32_t)there - 1], name[i]) == 0)
                break;
        if (there) {
            *earlier_out = (uint32_t)there - 1;
            break;
        }
        seen[place] = mark;
    }
    free(seen);
    return i;
}
