/* record_text.h -- the texts of a record: read back with every byte they had, and kept in blocks that go together. */
#ifndef SEEDBED_FRAMEWORK_REPORT_RECORD_TEXT_H
#define SEEDBED_FRAMEWORK_REPORT_RECORD_TEXT_H

#include "../config/yaml.h"

struct sb__text_block;
typedef struct sb__texts {
    struct sb__text_block *block; /* the newest; older ones hang on it */
    size_t used, size;            /* of the newest */
} sb__texts;

/* Zeroed, and aligned for any struct. */
void *sb__texts_take(sb__texts *texts, size_t bytes);
void sb__texts_release(sb__texts *texts);

/* The value of a key, as it was before it became JSON: what `key`_base64 holds, or else `key`. It ends in NUL behind its size bytes.
 * SB_ERR with the place: it is no string, or not base64. */
int sb__text_read(const sb_node *map, const char *key, sb__texts *texts, const char **out, size_t *size_out);

#endif
