/* make.c -- seedbed make: rows of a factory and all that they need, by the million, into test tables or a database. */
#include "../factory/yaml.h"
#include "by_hand.h"
#include "command.h"
#include "make_told.h"
#include <stdlib.h>
#include <string.h>

/* Tables without a number for a key count their rows, and a count falls behind when rows are deleted. */
static int complain(int code, const sb_making *making)
{
    bool refused = strstr(sb_error(), "cannot be inserted") && strcasestr(sb_error(), "unique");
    char *why = refused && !making->numbered ? sb_strdup(sb_error()) : NULL;

    if (why)
        sb_fail_with(code,
            "%s\nWhere rows were deleted, the numbers of others may come again: --above N numbers rows behind N, and --seed N gives other values",
            why);
    free(why);
    return sb_tool_complain(code);
}

static int make_rows(const sb_make_request *request, const sb_make_where *where)
{
    sb_make_told told = sb_make_tell(request);
    sb_making making = {
        .file = "", .word = "seedbed make", .db = &where->db, .makers = sb_makers_get(), .stream = request->seed
    };
    const sb_bulk_wish wish = { .factory = request->factory,
        .words = &request->words,
        .n = request->rows,
        .part = request->part,
        .from = request->from,
        .to = request->to,
        .dry = request->dry,
        .progress = sb_make_progress,
        .planned = sb_make_sum,
        .env = &told };
    uint64_t rows;
    int code;

    /* A part is the same wherever it is made: its numbers do not hang on what is there. */
    making.numbered = request->part || request->above_given;
    making.above = request->above;
    code = sb_bulk_run(&making, &wish, &rows);
    return code ? complain(code, &making) : SB_EXIT_PASSED;
}

static int run(int argc, char **argv)
{
    sb_make_request request;
    sb_make_where where = { .settings = NULL };
    int code = sb_make_read(argc, argv, &request);

    if (code == SB_EXIT_PASSED)
        code = sb_make_open(&request, &where);
    if (code == SB_EXIT_PASSED)
        code = make_rows(&request, &where);
    sb_yaml_factories_free();
    sb_makers_free();
    sb_make_close(&where);
    sb_make_release(&request);
    return code;
}

const sb_command sb_command_make = {
    .name = "make",
    .usage = "FACTORY [--rows N|A..B] [--each PARENT=N] [--with COLUMN=VALUE] [--as TRAIT] [--shard I/N] [--above N] [--seed N]\n"
             "          [--sandbox NAME] [--config FILE] [--database URL] [--dry-run]",
    .text = "Makes rows and all that they need, all of them or none: into the test tables of a sandbox, or a database",
    .run = run,
};
