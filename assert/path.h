/* path.h -- what a path leads to, and why it leads nowhere. */
#ifndef SEEDBED_ASSERT_PATH_H
#define SEEDBED_ASSERT_PATH_H

#include "text.h"
#include <errno.h>
#include <sys/stat.h>

/* `about` is good where error is 0. */
struct sb_look {
    int error; /* of errno; ENOENT and ENOTDIR: nothing is there */
    struct stat about;
};

struct sb_look sb_path_look(const char *path);
static inline bool sb_look_is_nothing(const struct sb_look *look) { return look->error == ENOENT || look->error == ENOTDIR; }
/* "a file of 3 bytes", "a directory", "nothing; the nearest name there is ...", "NULL": one line, without its end. */
void sb_path_say(const char *path, const struct sb_look *look, sb_text *out);

/* Adds what the file holds. 0, or an errno; EFBIG: it is more than `most`, or without end. */
int sb_path_read(const char *path, size_t most, sb_text *out);

#endif
