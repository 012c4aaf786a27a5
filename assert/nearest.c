/* nearest.c -- "did you mean": the nearest of some names by edit distance. */
#include "text.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

static bool same_letter(char a, char b) { return tolower((unsigned char)a) == tolower((unsigned char)b); }

/* Levenshtein with neighbours exchanged counted once ("nmae"), letters compared without case. `row` holds three rows of
 * strlen(b) + 1: the one before the last, the last and this one. */
static size_t distance(const char *a, const char *b, size_t *row)
{
    size_t na = strlen(a), nb = strlen(b), *before = row, *last = row + nb + 1, *now = row + 2 * (nb + 1), *turn;

    for (size_t j = 0; j <= nb; j++)
        last[j] = j;
    for (size_t i = 1; i <= na; i++) {
        now[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            now[j] = least(last[j] + 1, now[j - 1] + 1, last[j - 1] + !same_letter(a[i - 1], b[j - 1]));
            if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) && same_letter(a[i - 2], b[j - 1]) &&
                before[j - 2] + 1 < now[j])
                now[j] = before[j - 2] + 1;
        }
        turn = before;
        before = last;
        last = now;
        now = turn;
    }
    return last[nb];
}

/* What people mean shares two letters of three; a name that begins with what was typed, or the other way round, is meant too. */
static bool near_enough(size_t far, size_t na, size_t nb) { return far * 3 <= (na > nb ? na : nb) + 1; }

static size_t distance_of(const char *name, const char *other)
{
    size_t *row = sb_alloc(3 * (strlen(other) + 1) * sizeof *row), far = distance(name, other, row);

    free(row);
    return far;
}

/* Words of few letters that differ in one are different words. */
const char *sb_misspelt(const char *name, const char *const *names)
{
    size_t n = strlen(name), most = n < 5 ? 0 : n < 10 ? 1 : 2;

    for (; *names && most > 0; names++)
        if (distance_of(name, *names) <= most)
            return *names;
    return NULL;
}

const char *sb_nearest(const char *name, const char *const *names)
{
    const char *best = NULL;
    size_t best_far = 0, n = strlen(name);

    for (; *names; names++) {
        size_t size = strlen(*names), far = distance_of(name, *names);
        bool begins = n > 2 && size > 2 && strncasecmp(name, *names, n < size ? n : size) == 0;

        if ((near_enough(far, n, size) || begins) && (!best || far < best_far)) {
            best = *names;
            best_far = far;
        }
    }
    return best;
}
