/* tracked.c -- strategy: rows that our connection inserted are deleted by their keys. What it changed or deleted of the base state is
 * noticed: deleting would not bring it back. */
#include "clone.h"

static int install(sb_clone *clone)
{
    int result = sb__keeper_open(clone);
    return result != 0 ? result : sb__sight_install(clone, true, false);
}

/* A row is the test's own if the base state has none of its key: then the key came with the test. */
static const char *judge(sb_clone *clone, const sb_touched_row *touched)
{
    int code = touched->key != NULL ? sb__keeper_find(clone->standing.keeper, touched->table, touched->key) : SQLITE_ROW;

    if (code == SQLITE_ROW)
        return sb__strategy_why(clone,
            touched->key != NULL ? "a row of %s that the test did not insert was changed or deleted"
                                 : "%s was written, whose rows have no keys",
            touched->table->name);
    return code == SQLITE_OK ? NULL : sb__keeper_why(clone);
}

static const char *reset(sb_clone *clone)
{
    sb_keeper *keeper = clone->standing.keeper;
    const sb_sight *sight = clone->standing.sight;
    const char *why = sb__sight_judge(clone, judge);
    int code;

    if (why != NULL)
        return why;
    code = sb__keeper_begin(keeper);
    for (size_t i = 0; i < sight->n && code == SQLITE_OK; i++)
        code = sb__keeper_remove(keeper, sight->at[i].table, sight->at[i].key);
    for (size_t i = 0; i < keeper->n && code == SQLITE_OK; i++)
        if (keeper->table[i].touched)
            code = sb__keeper_sequence(keeper, &keeper->table[i]);
    return sb__keeper_end(keeper, code) == SQLITE_OK ? NULL : sb__keeper_why(clone);
}

const sb_strategy sb_strategy_tracked = { .is = SB_RESET_TRACKED,
    .name = "tracked",
    .how = "rows that Seedbed's connection inserted are deleted by their keys",
    .claims = SB_CLAIM_KEYED | SB_CLAIM_KEYLESS | SB_CLAIM_SEQUENCES,
    .install = install,
    .reset = reset };
