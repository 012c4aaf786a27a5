/* strategies.c -- the ways to bring a sandbox back: what each watches, claims and does. */
#include "clone.h"
#include "strategy.h"
#include <stdlib.h>
#include <string.h>

#define WATCH_ROWS \
    "SELECT @U.watch(name, 'note', 'AFTER INSERT OR UPDATE OR DELETE', 'note'), " \
    "@U.watch(name, 'note_truncate', 'BEFORE TRUNCATE', 'note_truncate') FROM @U.base"

/* One note for each statement that writes, and the table is filled again. */
#define WATCH_STATEMENTS \
    "SELECT @U.watch(name, 'changes', 'AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE', 'note_statement') FROM @U.base"
/* What is inserted is known by its number, where there is one. */
#define WATCH_NUMBERS \
    "SELECT @U.watch(name, 'changes', CASE WHEN number IS NULL THEN 'AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE' ELSE " \
    "'AFTER UPDATE OR DELETE OR TRUNCATE' END, 'note_statement') FROM @U.base; SELECT @U.note_highest()"
#define WATCH_INSERTED \
    "SELECT @U.watch(name, 'inserted', 'AFTER INSERT', 'note'), @U.watch(name, 'changes', 'AFTER UPDATE OR DELETE OR TRUNCATE', " \
    "'note_statement') FROM @U.base"

/* Where all sequences have to be looked at: they move without a row that says so. What other processes roll back nobody here sees. */
static bool everywhere(const sb_clone *clone, const sb_seen *seen)
{
    return seen->others || seen->failed || seen->rolled_back || seen->sequence_words || seen->restarted || clone->hides_sequences;
}

static int bring_back_by_log(sb_clone *clone, const sb_seen *seen)
{
    char *sql = sb_format("SELECT %s.reset(%s, %s)", clone->undo, everywhere(clone, seen) ? "true" : "false",
        seen->restarted || clone->hides_sequences ? "true" : "false");
    int code = sb__pg_clone_undo(clone, sql);
    free(sql);
    return code ? SB_PG_FALLS : SB_OK;
}

/* told: the strategy has no answer to what is changed or deleted, and filling tables again is another one's. */
static int bring_back_by_copies(sb_clone *clone, const sb_seen *seen, bool told)
{
    char *sql = sb_format("SELECT coalesce(%s.reset_copies('%s', %s, %s), '')", clone->undo, clone->strategy->name,
        everywhere(clone, seen) ? "true" : "false", seen->restarted || clone->hides_sequences ? "true" : "false");
    char *tables = sb__pg_clone_undo_ask(clone, sql);
    free(sql);
    if (tables && *tables && told)
        sb_text_add(&clone->fell, "%srows were changed or deleted, or came without a number: filled again were %s",
            clone->fell.size ? "; " : "", tables);
    int code = tables ? SB_OK : SB_PG_FALLS;
    free(tables);
    return code;
}

static int reload(sb_clone *clone, const sb_seen *seen) { return bring_back_by_copies(clone, seen, false); }

static int by_number(sb_clone *clone, const sb_seen *seen) { return bring_back_by_copies(clone, seen, true); }

static int bring_back_by_rebuild(sb_clone *clone, const sb_seen *seen)
{
    char *wrote = sb__pg_clone_ask(clone, "SELECT EXISTS (SELECT FROM @U.log)");
    bool nothing = wrote && *wrote == 'f' && !everywhere(clone, seen);
    free(wrote);
    return nothing ? SB_OK : sb__pg_rebuild(clone);
}

static const sb_strategy strategies[] = {
    { SB_RESET_AUTO, "auto", "reset by rollback, and by a log of changed rows where the application commits or connects itself",
        SB_RESTORES_ROWS | SB_RESTORES_SEQUENCES | SB_RESTORES_COMMITS, true, WATCH_ROWS, false, bring_back_by_log },
    { SB_RESET_ROLLBACK, "rollback", "reset by rollback", SB_RESTORES_ROWS | SB_RESTORES_SEQUENCES | SB_RESTORES_DDL, true,
        WATCH_ROWS, false, bring_back_by_log },
    { SB_RESET_UNDO, "undo", "reset by a log of changed rows", SB_RESTORES_ROWS | SB_RESTORES_SEQUENCES | SB_RESTORES_COMMITS,
        false, WATCH_ROWS, false, bring_back_by_log },
    { SB_RESET_RELOAD, "reload", "reset by filling again what was written to",
        SB_RESTORES_ROWS | SB_RESTORES_SEQUENCES | SB_RESTORES_COMMITS, false, WATCH_STATEMENTS, true, reload },
    /* The next run makes the schema anew whatever a dead one left in it, and so the highest keys need not be in a file. */
    { SB_RESET_WATERMARK, "watermark", "reset by deleting what is above the highest keys of the base state", SB_RESTORES_COMMITS,
        false, WATCH_NUMBERS, true, by_number },
    { SB_RESET_TRACKED, "tracked", "reset by deleting the rows that the test inserted", SB_RESTORES_COMMITS, false,
        WATCH_INSERTED, true, by_number },
    { SB_RESET_TRUNCATE, "truncate", "reset by emptying all tables and filling them again",
        SB_RESTORES_ROWS | SB_RESTORES_SEQUENCES | SB_RESTORES_COMMITS, false, WATCH_STATEMENTS, true, reload },
    { SB_RESET_REBUILD, "rebuild", "reset by making all tables again",
        SB_RESTORES_ROWS | SB_RESTORES_SEQUENCES | SB_RESTORES_DDL | SB_RESTORES_COMMITS, false, WATCH_STATEMENTS, true,
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
