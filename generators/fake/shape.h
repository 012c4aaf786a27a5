/* shape.h -- patterns that texts are made from: read once, then a text per row, at random or each of them once.
 *
 * Syntax, of PCRE2: characters; . [A-Z0-9_] [^...] \d \w \s \D \W \S \t \n \r \xHH and \ before a sign; groups ( ) and (?: ); |; ? * +
 * {n} {n,} {n,m}, of which the open ones repeat at most SB_SHAPE_OPEN times more than they must. ^ at the beginning and $ at the end may
 * stand there. What is not said otherwise is of printable ASCII. Nothing else: no look-around, no back-references, no classes by name.
 */
#ifndef SEEDBED_GENERATORS_FAKE_SHAPE_H
#define SEEDBED_GENERATORS_FAKE_SHAPE_H

#include "../factory/store.h"
#include "../random/draw.h"
#include "put.h"

enum { SB_SHAPE_OPEN = 8, SB_SHAPE_LONGEST = 4000 };

/* Characters from low to high. */
typedef struct sb_shape_range {
    uint32_t low, high;
} sb_shape_range;

/* A part of a pattern, and how often it is repeated. */
typedef struct sb_shape_part {
    enum sb_shape_is { SB_SHAPE_SET, SB_SHAPE_ALL, SB_SHAPE_EITHER } is; /* one of a set, all parts in a row, one of the parts */
    uint32_t low, high;
    size_t n; /* ranges, or parts */
    const sb_shape_range *range;
    const struct sb_shape_part *part;
    uint32_t members;         /* of a set */
    size_t shortest, longest; /* characters, once */
} sb_shape_part;

struct sb_shape_states; /* shape_count.c */

typedef struct sb_shape {
    const sb_shape_part *whole;
    size_t shortest, longest; /* characters, of all of it */
    uint64_t count;           /* of different texts; UINT64_MAX: that many or more; 0: they cannot be counted */
    const struct sb_shape_states *states;
} sb_shape;

/* SB_ERR with sb_error(), which says where in the pattern. The shape lives in the store. */
int sb_shape_read(const char *pattern, sb_store *store, sb_shape *out);
/* One of its texts, of at most `most` characters, 0: any; the shortest must fit. to: room for four bytes a character. */
void sb_shape_make(const sb_shape *shape, sb_draw *draw, size_t most, sb_put *to);
/* Count the texts, and prepare sb_shape_nth. */
void sb_shape_count(sb_shape *shape, sb_store *store);
/* The nth of its texts, n below count: each n another one. */
void sb_shape_nth(const sb_shape *shape, uint64_t n, sb_put *to);
/* In UTF-8. */
void sb_shape_put(uint32_t character, sb_put *to);

#endif
