/* truncate.c -- strategy: all tables are emptied and filled again, whoever wrote them. It costs by tables and rows, and not by what
 * was touched. */
#include "clone.h"

static const char *reset(sb_clone *clone)
{
    sb_keeper *keeper = clone->standing.keeper;
    int code = sb__keeper_begin(keeper);

    for (size_t i = 0; i < keeper->n && code == SQLITE_OK; i++)
        code = sb__keeper_reload(keeper, &keeper->table[i]);
    if (code == SQLITE_OK)
        code = sb__keeper_sequences(keeper);
    return sb__keeper_end(keeper, code) == SQLITE_OK ? NULL : sb__keeper_why(clone);
}

const sb_strategy sb_strategy_truncate = { .is = SB_RESET_TRUNCATE,
    .name = "truncate",
    .how = "all tables are emptied and filled again",
    .claims = SB_CLAIM_KEYED | SB_CLAIM_KEYLESS | SB_CLAIM_SEQUENCES | SB_CLAIM_OTHERS,
    .install = sb__keeper_open,
    .reset = reset };
