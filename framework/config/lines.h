/* lines.h -- a file of JSON lines, read one by one: each line is a document whose nodes know their place in the file.
 *
 * Calling sequence: sb_lines_open, sb_lines_next until there is no more, sb_lines_close. Each document is freed by sb_yaml_free; of the
 * file no more than a line is in memory.
 *
 * Errors: SB_ENOTFOUND: no such file; SB_ERR: it cannot be read, a line is not JSON in UTF-8, or longer than a line may be.
 */
#ifndef SEEDBED_FRAMEWORK_CONFIG_LINES_H
#define SEEDBED_FRAMEWORK_CONFIG_LINES_H

#include "yaml.h"
#include <stdio.h>

typedef struct sb_lines {
    const char *path; /* borrowed */
    FILE *file;
    char *line;
    size_t size, room;
    int number; /* of the line read last, from 1 */
    bool whole; /* that line ended in a newline: one that does not may have been cut off by a death */
} sb_lines;

/* "-": standard input, which is not closed. */
int sb_lines_open(sb_lines *lines, const char *path);
/* The next line that is not empty; *out is NULL at the end. */
int sb_lines_next(sb_lines *lines, sb_yaml **out);
void sb_lines_close(sb_lines *lines);

#endif
