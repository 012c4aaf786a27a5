/* intern.c -- strings that do not end in NUL, copied once each into memory that stays: a hash table per thread. */
#include "context.h"
#include <stdlib.h>
#include <string.h>

struct entry {
    struct entry *next; /* of those in one slot */
    uint64_t hash;
    size_t size;
    char text[];
};

struct sb_interned {
    size_t n, slots; /* a power of two, and no fewer than n */
    struct entry **slot;
};

static uint64_t hash(sb_bytes text)
{
    const unsigned char *at = text.data;
    uint64_t h = 14695981039346656037u;

    for (size_t i = 0; i < text.size; i++)
        h = (h ^ at[i]) * 1099511628211u;
    return h ^ h >> 32;
}

static void grow(struct sb_interned *all)
{
    size_t slots = all->slots ? all->slots * 2 : 64;
    struct entry **slot = sb_alloc(slots * sizeof *slot), *one, *next;

    for (size_t i = 0; i < all->slots; i++) {
        for (one = all->slot[i]; one; one = next) {
            next = one->next;
            one->next = slot[one->hash & (slots - 1)];
            slot[one->hash & (slots - 1)] = one;
        }
    }
    free(all->slot);
    all->slot = slot;
    all->slots = slots;
}

static const char *add(struct sb_interned *all, sb_bytes text, uint64_t h)
{
    struct entry *one = sb_alloc(sizeof *one + text.size + 1), **slot;

    if (all->n++ == all->slots)
        grow(all);
    slot = &all->slot[h & (all->slots - 1)];
    one->next = *slot;
    one->hash = h;
    one->size = text.size;
    memcpy(one->text, text.data, text.size);
    *slot = one;
    return one->text;
}

const char *sb_intern(sb_bytes text)
{
    struct sb_interned **mine = sb_context_interned(), *all = *mine;
    uint64_t h = hash(text);

    if (!all)
        all = *mine = sb_alloc(sizeof *all);
    for (const struct entry *one = all->slots ? all->slot[h & (all->slots - 1)] : NULL; one; one = one->next) {
        if (one->hash == h && one->size == text.size && memcmp(one->text, text.data, text.size) == 0)
            return one->text;
    }
    return add(all, text, h);
}

void sb_intern_release(struct sb_interned *all)
{
    if (!all)
        return;
    for (size_t i = 0; i < all->slots; i++) {
        for (struct entry *one = all->slot[i], *next; one; one = next) {
            next = one->next;
            free(one);
        }
    }
    free(all->slot);
    free(all);
}
