/* blocks.c -- says of blocks that are not over, and should be, that they were left by a jump. */
#include "blocks.h"
#include "context.h"

static size_t find(const sb_blocks *blocks, const void *at)
{
    size_t i = 0;

    while (i < blocks->n && blocks->block[i].at != at)
        i++;
    return i;
}

/* Innermost first: each leaves to the one around it what that had. */
void sb_blocks_over(sb_blocks *blocks, size_t n)
{
    while (blocks->n > n) {
        const sb_block left = blocks->block[--blocks->n];

        if (left.leave)
            left.leave(left.env);
        sb_failed_at(left.file, left.line, false, SB_BLOCK_LEFT, left.what, left.should);
    }
}

void sb_block_begin(const sb_block *block)
{
    sb_blocks *blocks = &sb_context_scopes()->blocks;

    sb_blocks_over(blocks, find(blocks, block->at));
    if (blocks->n < SB_BLOCKS_MOST)
        blocks->block[blocks->n++] = *block;
}

void sb_block_end(const void *at)
{
    sb_blocks *blocks = &sb_context_scopes()->blocks;
    size_t i = find(blocks, at);

    if (i == blocks->n)
        return;
    sb_blocks_over(blocks, i + 1);
    blocks->n = i;
}

void sb_block_drop(const void *at)
{
    sb_blocks *blocks = &sb_context_scopes()->blocks;

    blocks->n = find(blocks, at);
}
