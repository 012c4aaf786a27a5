/* record_text.c -- the texts of a record: read back with every byte they had, and kept in blocks that go together. */
#include "record_text.h"
#include "../../assert/context.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1 << 18 };

struct sb__text_block {
    struct sb__text_block *older;
    alignas(max_align_t) char at[];
};

void *sb__texts_take(sb__texts *texts, size_t bytes)
{
    size_t want = (bytes + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    if (!texts->block || texts->size - texts->used < want) {
        texts->size = want > BLOCK ? want : BLOCK;
        struct sb__text_block *block = sb_alloc(sizeof *block + texts->size);
        block->older = texts->block;
        texts->block = block;
        texts->used = 0;
    }
    void *at = texts->block->at + texts->used;
    texts->used += want;
    return at;
}

void sb__texts_release(sb__texts *texts)
{
    while (texts->block) {
        struct sb__text_block *older = texts->block->older;
        free(texts->block);
        texts->block = older;
    }
    *texts = (sb__texts){ .block = NULL };
}

static int digit_of(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* Four digits to three bytes; the last four may end in one or two `=`. False: it is not that. */
static bool read_base64(const char *text, size_t n, char *to, size_t *size_out)
{
    size_t padding = n && text[n - 1] == '=' ? (n > 1 && text[n - 2] == '=' ? 2 : 1) : 0, size = 0;
    if (n % 4)
        return false;
    for (size_t i = 0; i < n; i += 4) {
        uint32_t bits = 0;
        for (size_t k = 0; k < 4; k++) {
            int digit = i + k >= n - padding ? 0 : digit_of(text[i + k]);
            if (digit < 0)
                return false;
            bits = bits << 6 | (uint32_t)digit;
        }
        for (size_t k = 0; k < 3; k++)
            to[size++] = (char)(bits >> (16 - 8 * k) & 0xff);
    }
    *size_out = size - padding;
    to[*size_out] = 0;
    return true;
}

static const sb_node *string_of(const sb_node *map, const char *key)
{
    const sb_node *node = sb_node_get(map, key);
    return node && node->kind == SB_NODE_SCALAR && node->quoted ? node : NULL;
}

int sb__text_read(const sb_node *map, const char *key, sb__texts *texts, const char **out, size_t *size_out)
{
    const sb_node *plain = string_of(map, key);
    if (!plain)
        return sb_node_fail(sb_node_get(map, key) ? sb_node_get(map, key) : map, SB_ERR, "`%s` expects a string", key);
    char *bytes_key = sb_format("%s_base64", key);
    const sb_node *coded = sb_node_get(map, bytes_key), *string = coded ? string_of(map, bytes_key) : NULL;
    const sb_node *from = string ? string : plain;
    char *own = sb__texts_take(texts, from->size + 1);
    free(bytes_key);
    if (coded && (!string || !read_base64(string->text, string->size, own, size_out)))
        return sb_node_fail(coded, SB_ERR, "`%s_base64` expects bytes in base64", key);
    if (!coded) {
        memcpy(own, from->text, from->size + 1);
        *size_out = from->size;
    }
    *out = own;
    return SB_OK;
}
