/* words.c -- words separated by spaces: tags and names of locks. */
#include "words.h"
#include "../../assert/text.h"
#include <stdlib.h>
#include <string.h>

static const char blank[] = " \t\n";

typedef struct word {
    const char *at;
    size_t size;
} word;

const char *sb_words_next(const char *at, size_t *size_out)
{
    at += strspn(at, blank);
    *size_out = strcspn(at, blank);
    return *size_out ? at : NULL;
}

bool sb_words_have(const char *words, const char *wanted, size_t size)
{
    size_t n;
    for (const char *at = words; (at = sb_words_next(at, &n)) != NULL; at += n)
        if (n == size && memcmp(at, wanted, n) == 0)
            return true;
    return false;
}

static int by_bytes(const void *a, const void *b)
{
    const word *x = a, *y = b;
    int order = memcmp(x->at, y->at, x->size < y->size ? x->size : y->size);
    return order ? order : (x->size > y->size) - (x->size < y->size);
}

static bool among(const word *list, size_t n, const char *at, size_t size)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].size == size && memcmp(list[i].at, at, size) == 0)
            return true;
    return false;
}

static char *written(const word *list, size_t n)
{
    sb_text text = SB_TEXT_EMPTY;
    for (size_t i = 0; i < n; i++) {
        if (i)
            sb_text_put(&text, " ", 1);
        sb_text_put(&text, list[i].at, list[i].size);
    }
    return sb_text_take(&text);
}

char *sb_words_join(const char *const *from, size_t n, bool sorted)
{
    word *list = NULL;
    size_t count = 0, room = 0, size;
    for (size_t i = 0; i < n; i++)
        for (const char *at = from[i]; at && (at = sb_words_next(at, &size)) != NULL; at += size)
            if (!among(list, count, at, size)) {
                list = sb_grow(list, count, &room, sizeof *list);
                list[count++] = (word){ at, size };
            }
    if (!count)
        return NULL;
    if (sorted)
        qsort(list, count, sizeof *list, by_bytes);
    char *joined = written(list, count);
    free(list);
    return joined;
}
