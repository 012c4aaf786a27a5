/* draft.h -- a file while it is written: it lies beside its place under another name, and is renamed when it is whole.
 *
 * Calling sequence: sb_draft_open, sb_draft_write, then sb_draft_keep or sb_draft_drop. After an error of one of them the file is gone, and
 * further calls do nothing.
 */
#ifndef SEEDBED_GENERATORS_DRAFT_H
#define SEEDBED_GENERATORS_DRAFT_H

#include <stddef.h>
#include <stdint.h>

typedef struct sb_draft {
    char *path; /* NULL: it is gone */
    int fd;
    uint64_t size;
} sb_draft;

/* The folder has to be there. */
int sb_draft_open(sb_draft *draft, const char *folder);
/* What sb_file_stream asks for: env is the sb_draft. */
int sb_draft_write(void *env, const void *bytes, size_t size);
/* What lies at `path` is replaced. */
int sb_draft_keep(sb_draft *draft, const char *path);
void sb_draft_drop(sb_draft *draft);

#endif
