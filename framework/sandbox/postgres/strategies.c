/* strategies.c -- the ways to bring a sandbox back: what each watches, claims and does. */
#include "clone.h"
#include "strategy.h"
#include <stdlib.h>
#include <string.h>

#define WATCH_ROWS \
    "SELECT @U.watch(name, 'note', 'AFTER INSERT OR UPDATE OR DELETE', 'note'), " \
    "@U.watch(name, 'note_truncate', 'BEFORE TRUNCATE', 'note_truncate') FROM @U.base"

/* Where all sequences have to be looked at: they move without a row that says so. */
static bool everywhere(const sb_clone *clone, const sb_seen *seen)
{
    return seen->failed || seen->rolled_back || seen->sequence_words || seen->restarted || clone->hides_sequences;
}

static int bring_back_by_log(sb_clone *clone, const sb_seen *seen)
{
    char *sql = sb_format("SELECT %s.reset(%s, %s)", clone->undo, everywhere(clone, seen) ? "true" : "false",
        seen->restarted || clone->hides_sequences ? "true" : "false");
    int code = sb__pg_clone_run(clone, sql);
    free(sql);
    return code ? SB_PG_FALLS : SB_OK;
}

static int bring_back_by_rebuild(sb_clone *clone, const sb_seen *seen)
{
    (void)seen;
    return sb__pg_rebuild(clone);
}

static const sb_strategy strategies[] = {
    { SB_RESET_AUTO, "auto", "reset by rollback, and by a log of changed rows where the application commits or connects itself",
        SB_RESTORES_ROWS | SB_RESTORES_SEQUENCES | SB_RESTORES_COMMITS, true, WATCH_ROWS, bring_back_by_log },
    { SB_RESET_ROLLBACK, "rollback", "reset by rollback", SB_RESTORES_ROWS | SB_RESTORES_SEQUENCES | SB_RESTORES_DDL, true,
        WATCH_ROWS, bring_back_by_log },
    { SB_RESET_UNDO, "undo", "reset by a log of changed rows", SB_RESTORES_ROWS | SB_RESTORES_SEQUENCES | SB_RESTORES_COMMITS,
        false, WATCH_ROWS, bring_back_by_log },
    { SB_RESET_REBUILD, "rebuild", "reset by making all tables again",
        SB_RESTORES_ROWS | SB_RESTORES_SEQUENCES | SB_RESTORES_DDL | SB_RESTORES_COMMITS, false, WATCH_ROWS,
        bring_back_by_rebuild },
};

const sb_strategy *sb__pg_strategy(enum sb_reset reset)
{
    for (size_t i = 0; i < sizeof strategies / sizeof *strategies; i++)
        if (strategies[i].reset == reset)
            return &strategies[i];
    sb_fail_with(SB_EREFUSED,
        "PostgreSQL has no reset by `image`; expected auto, rollback, undo, reload, watermark, tracked, "
        "truncate or rebuild");
    return NULL;
}
