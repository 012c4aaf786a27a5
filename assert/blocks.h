/* blocks.h -- the blocks of a thread that are not over, so that one that was left by a jump is missed.
 *
 * A block of should_change or should_print that is left by longjmp or pthread_exit is never judged, and nothing would be there to say so.
 * What is known of it is kept here and not on the stack of the test, which may be gone. Those that lie deeper in each other than there is
 * room for are not missed.
 */
#ifndef SEEDBED_ASSERT_BLOCKS_H
#define SEEDBED_ASSERT_BLOCKS_H

#include <stddef.h>

enum { SB_BLOCKS_MOST = 6 };

typedef struct sb_block {
    const void *at;   /* its variable, by which it is known; not to be read */
    const char *file; /* of the source, as is `what`: "n should change" */
    int line;
    const char *what, *should;
    void (*leave)(void *env); /* may be NULL: puts back what the block changed */
    void *env;
} sb_block;

/* What the failure says; `what` and `should`. */
#define SB_BLOCK_LEFT \
    "%s should %s\n  the block was left by return, goto, longjmp or the end of its thread, so that it could not be judged; " \
    "leave it by break"

/* Outermost first. */
typedef struct sb_blocks {
    size_t n;
    sb_block block[SB_BLOCKS_MOST];
} sb_blocks;

/* Of the calling thread. One at the same place was left by a jump. */
void sb_block_begin(const sb_block *block);
/* It came to its end, and those inside it that did not were left by a jump, each of which is a failure that goes on. */
void sb_block_end(const void *at);
/* It and those inside it are left in a way that is a failure already. */
void sb_block_drop(const void *at);
/* A part of the test is over, or its thread: all but the first n were left by a jump. */
void sb_blocks_over(sb_blocks *blocks, size_t n);

#endif
