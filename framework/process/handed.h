/* handed.h -- what resources hand to spawned workers: numbers, texts and descriptors in a row. ext/resource.h has the calls.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_HANDED_H
#define SEEDBED_FRAMEWORK_PROCESS_HANDED_H

#include "../../assert/text.h"
#include <seedbed/ext/resource.h>

/* In main the row is written, in a worker it is read. Each element is a letter for its kind and eight bytes; a text follows its size. */
struct sb_handed {
    sb_text bytes;
    int *fd; /* of the descriptors among them */
    size_t fds, room;
    const char *at, *end; /* in a worker: what is still to be taken */
};

void sb_handed_release(sb_handed *handed);

#endif
