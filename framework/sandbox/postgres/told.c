/* told.c -- tell who counts statements of each one that a connection to the sandbox runs. */
#include "../../../assert/context.h"
#include "known.h"
#include "lex.h"
#include "tracked.h"
#include <stdlib.h>

int sb__known_watch(struct sb_clone *clone, sb_statement_fn *fn, void *env)
{
    sb_known *known = sb__known_lock();

    (void)clone; /* a test has one sandbox */
    if (known == NULL)
        return fn == NULL ? SB_OK : sb_fail_with(SB_ERR, "no sandbox on PostgreSQL is open");
    known->statement_fn = fn;
    known->statement_env = env;
    sb__known_unlock(known);
    return SB_OK;
}

void sb__told_each(const char *text, sb_statement_fn *fn, void *env, bool ours)
{
    const char *at = sb__pg_skip_space(text, true);

    while (*at != '\0') {
        const char *end = sb__pg_statement_end(at);
        char *one = sb_format("%.*s", (int)(end - at), at);
        fn(env, one, ours);
        free(one);
        at = sb__pg_skip_space(end, true);
    }
}

void sb__known_tell_ours(const char *sql)
{
    sb_known *known = sb__known_lock();
    sb_statement_fn *fn = known != NULL ? known->statement_fn : NULL;
    void *env = known != NULL ? known->statement_env : NULL;

    if (known != NULL)
        sb__known_unlock(known);
    if (fn != NULL)
        sb__told_each(sql, fn, env, true);
}
