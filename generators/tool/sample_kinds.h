/* sample_kinds.h -- what `seedbed sample` can show: for each kind its columns, and a row as cells of text.
 */
#ifndef SEEDBED_GENERATORS_TOOL_SAMPLE_KINDS_H
#define SEEDBED_GENERATORS_TOOL_SAMPLE_KINDS_H

#include <seedbed/files.h>
#include <seedbed/people.h>

enum { SB_SAMPLE_COLUMNS = 16, SB_SAMPLE_CELL = 96 };

typedef struct sb_sample_row {
    char cell[SB_SAMPLE_COLUMNS][SB_SAMPLE_CELL];
} sb_sample_row;

typedef struct sb_sample_request {
    uint64_t seed, rows;
    const char *folder; /* files are written there; NULL: they are not */
    sb_user_wish wish;  /* of users */
    bool one_kind;      /* of files: all are of the kind of `file`; else each is of another */
    sb_file_wish file;
    bool sketch; /* only how wide the cells are counts */
} sb_sample_request;

typedef struct sb_sample_kind {
    const char *name;
    size_t columns;
    const char *column[SB_SAMPLE_COLUMNS];
    /* Row n as text. 0, or a negative enum sb_error with a message. */
    int (*row)(const sb_sample_request *request, uint64_t n, sb_sample_row *out);
} sb_sample_kind;

/* Ends in one without a name. */
extern const sb_sample_kind sb_sample_kinds[];

#endif
