/* make_request.h -- seedbed make: what the command line asks for, and where the rows go.
 */
#ifndef SEEDBED_GENERATORS_TOOL_MAKE_REQUEST_H
#define SEEDBED_GENERATORS_TOOL_MAKE_REQUEST_H

#include "../../framework/sandbox/place.h"

enum { SB_MAKE_WORDS = 64 };

typedef struct sb_make_request {
    const char *factory;
    uint64_t rows, from, to; /* of so many rows, these */
    uint64_t shard, shards;
    bool part;      /* not all of them: a range, or a shard */
    uint64_t above; /* numbers of rows begin behind this one */
    bool above_given;
    uint64_t seed;
    const char *sandbox, *config, *database; /* as given; NULL: not */
    bool dry;
    sb_cells words;
    sb_cell cell[SB_MAKE_WORDS];
    char *owned[SB_MAKE_WORDS]; /* texts of cells */
    size_t owns;
} sb_make_request;

/* make_options.c: SB_EXIT_USAGE after a complaint on stderr. Free it also then. */
int sb_make_read(int argc, char **argv, sb_make_request *out);
void sb_make_release(sb_make_request *request);

/* An open database, with the guard's leave. */
typedef struct sb_make_where {
    sb_settings *settings; /* NULL: there is none */
    sb_sandbox_settings by_hand;
    sb_settings no_settings;
    char *scheme, *location;
    sb_place place;
    sb_db db;
} sb_make_where;

/* make_where.c: an exit code, after a complaint. Close it also then. */
int sb_make_open(const sb_make_request *request, sb_make_where *out);
void sb_make_close(sb_make_where *where);

#endif
