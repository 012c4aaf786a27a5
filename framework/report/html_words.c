/* html_words.c -- strings that come again and again, each kept once and known by its number. */
#include "html_words.h"
#include "../../assert/text.h"

#include <stdlib.h>
#include <string.h>

/* FNV-1a. */
static size_t hash_of(const char *s)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *s; s++)
        hash = (hash ^ (unsigned char)*s) * 0x100000001b3u;
    return (size_t)(hash ^ hash >> 32);
}

/* The bucket that holds s, or the empty one where it belongs. */
static size_t *find(const struct sb__words *words, const char *s)
{
    size_t at = hash_of(s) & (words->buckets - 1);
    while (words->bucket[at] && strcmp(words->word[words->bucket[at] - 1], s) != 0)
        at = (at + 1) & (words->buckets - 1);
    return &words->bucket[at];
}

static void make_room(struct sb__words *words)
{
    words->buckets = words->buckets ? words->buckets * 2 : 64;
    free(words->bucket);
    words->bucket = sb_alloc(words->buckets * sizeof *words->bucket);
    for (size_t i = 0; i < words->count; i++)
        *find(words, words->word[i]) = i + 1;
}

size_t sb__words_number(struct sb__words *words, const char *s)
{
    if (words->count * 2 >= words->buckets)
        make_room(words);
    size_t *bucket = find(words, s);
    if (!*bucket) {
        words->word = sb_grow(words->word, words->count, &words->room, sizeof *words->word);
        words->word[words->count++] = sb_strdup(s);
        *bucket = words->count;
    }
    return *bucket - 1;
}

void sb__words_release(struct sb__words *words)
{
    for (size_t i = 0; i < words->count; i++)
        free(words->word[i]);
    free(words->word);
    free(words->bucket);
    *words = (struct sb__words){ .count = 0 };
}
