/* slurp.h -- a whole file in memory.
 */
#ifndef SEEDBED_FRAMEWORK_CONFIG_SLURP_H
#define SEEDBED_FRAMEWORK_CONFIG_SLURP_H

#include "../../assert/text.h"

/* The caller frees *out, which ends in NUL behind its size bytes. SB_ENOTFOUND: no such file; SB_ERR: it cannot be
 * read, or is a folder, a pipe or a device. */
int sb_slurp(const char *path, char **out, size_t *size);
/* The same; SB_ERR also for more than `most` bytes, which are not read to their end. */
int sb_slurp_most(const char *path, size_t most, char **out, size_t *size);

#endif
