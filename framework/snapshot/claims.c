/* claims.c -- which text a test asked for each snapshot with, in memory that the processes it forks share.
 *
 * A table of hashes that only grows during a run: a key for the snapshot in this attempt of its test, and behind it the text. Each of
 * the two is set once, by whoever comes first, so that a process that is killed in between holds nobody up.
 */
#include "../process/os.h"
#include "snapshots.h"
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

/* Pages that nobody touches cost nothing. Where the neighbourhood of a key is full it is not claimed: two texts are then found in one
 * process only. */
enum { CLAIMS = 1 << 18, NEIGHBOURS = 64 };

struct sb__claim {
    _Atomic uint64_t key, text; /* 0: not set */
};

void sb__claims_open(struct sb_snapshots *s)
{
    int file = -1;
    if (s->update == SB_UPDATE_NONE)
        return;
    s->claim = sb_os_share(CLAIMS * sizeof *s->claim, &file);
    if (file >= 0)
        close(file); /* forked processes have the memory itself */
}

void sb__claims_close(struct sb_snapshots *s)
{
    if (s->claim)
        sb_os_unshare(s->claim, CLAIMS * sizeof *s->claim, -1);
    s->claim = NULL;
}

/* FNV-1a, 64 bits (Fowler, Noll, Vo). */
static uint64_t add_hash(uint64_t h, const void *bytes, size_t n)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < n; i++)
        h = (h ^ at[i]) * 1099511628211u;
    return h;
}

static uint64_t hash_of(const void *bytes, size_t n) { return add_hash(14695981039346656037u, bytes, n) | 1; }

static uint64_t key_of(const struct sb_snapshots *s, const char *path)
{
    uint64_t attempt[] = { s->round, s->index, s->attempt };
    return add_hash(hash_of(path, strlen(path)), attempt, sizeof attempt) | 1;
}

/* Zero becomes mine; what is there already stays. */
static uint64_t set_once(_Atomic uint64_t *at, uint64_t mine)
{
    uint64_t there = 0;
    return atomic_compare_exchange_strong(at, &there, mine) ? mine : there;
}

static bool same_text(struct sb__claim *claim, uint64_t text, bool take)
{
    uint64_t there = take ? set_once(&claim->text, text) : atomic_load(&claim->text);
    return !there || there == text;
}

bool sb__claim(struct sb_snapshots *s, const char *path, const sb_text *content, bool take)
{
    if (!s->claim)
        return true;
    uint64_t key = key_of(s, path), text = hash_of(content->at, content->size);
    for (size_t i = 0; i < NEIGHBOURS; i++) {
        struct sb__claim *claim = &s->claim[((key >> 1) + i) % CLAIMS];
        uint64_t there = take ? set_once(&claim->key, key) : atomic_load(&claim->key);
        if (there == key)
            return same_text(claim, text, take);
        if (!there)
            return true;
    }
    return true;
}
