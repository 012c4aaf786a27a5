/* sure.c -- whether what was read of a table holds still, so that the server need not be asked before each row. */
#include "sure.h"
#include "guarded.h"
#include "seen.h"

sb__pg_sureness sb__pg_sure_from_now(const sb_postgres *db)
{
    return (sb__pg_sureness){ .texts = db->texts, .theirs = sb__seen().theirs };
}

void sb__pg_unsure(sb_postgres *db) { db->texts++; }

bool sb__pg_is_sure(sb_postgres *db, const sb__pg_sureness *of)
{
    sb_seen seen;

    if (!db->watched || db->lent || of->texts == 0 || of->texts != db->texts)
        return false;
    if (of->written && sb__pg_guards(db))
        return true;
    seen = sb__seen();
    return !seen.others && seen.theirs == of->theirs;
}
