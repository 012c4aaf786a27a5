/* reload.c -- strategy: tables that our connection touched are emptied and filled again from the base state. */
#include "clone.h"

static int install(sb_clone *clone)
{
    int result = sb__keeper_open(clone);
    return result != 0 ? result : sb__sight_install(clone, false, false);
}

/* REPLACE deletes rows of the table that it inserts into, or by references of tables whose triggers fire: all of them are seen. */
static const char *reset(sb_clone *clone)
{
    sb_keeper *keeper = clone->standing.keeper;
    int code = sb__keeper_begin(keeper);

    for (size_t i = 0; i < keeper->n && code == SQLITE_OK; i++) {
        if (!keeper->table[i].touched)
            continue;
        code = sb__keeper_reload(keeper, &keeper->table[i]);
        if (code == SQLITE_OK)
            code = sb__keeper_sequence(keeper, &keeper->table[i]);
    }
    return sb__keeper_end(keeper, code) == SQLITE_OK ? NULL : sb__keeper_why(clone);
}

const sb_strategy sb_strategy_reload = { .is = SB_RESET_RELOAD,
    .name = "reload",
    .how = "tables that Seedbed's connection touched are emptied and filled again",
    .claims = SB_CLAIM_KEYED | SB_CLAIM_KEYLESS | SB_CLAIM_SEQUENCES,
    .install = install,
    .reset = reset };
