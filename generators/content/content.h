/* content.h -- the bytes of generated files, made piece by piece in constant memory.
 *
 * Calling sequence: sb_content_open, sb_content_read until it gives nothing, sb_content_close. However the reads are cut, the bytes are
 * the same: they hang on kind, place and size alone.
 */
#ifndef SEEDBED_GENERATORS_CONTENT_CONTENT_H
#define SEEDBED_GENERATORS_CONTENT_CONTENT_H

#include "../random/draw.h"
#include <seedbed/files.h>

typedef struct sb_content sb_content;

/* The size that a file of this kind has where `size` bytes are wanted: size itself, or the nearest above. 0: no file of the kind is so
 * large. */
uint64_t sb_content_fit(enum sb_file_kind kind, uint64_t size);
/* The largest that there is of this kind. */
uint64_t sb_content_most(enum sb_file_kind kind);
/* size: 0 for no bytes at all, or what sb_content_fit gave. place: whose words it is made of. NULL: no memory. */
sb_content *sb_content_open(enum sb_file_kind kind, const sb_draw *place, uint64_t size);
/* The next bytes, as many as there is room for; fewer at the end of the file alone. */
size_t sb_content_read(sb_content *content, unsigned char *to, size_t room);
void sb_content_close(sb_content *content);

#endif
