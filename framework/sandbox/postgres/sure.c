/* sure.c -- whether what was read of a table holds still, so that the server need not be asked before each row. */
#include "sure.h"
#include "guarded.h"
#include "seen.h"
#include "state.h"

/* Another thread that connects commits our transaction, which is why all of this is looked at with the others kept out. */
static void enter(const sb_postgres *db)
{
    if (db->watched)
        sb__pg_ours_enter();
}

static void leave(const sb_postgres *db)
{
    if (db->watched)
        sb__pg_ours_leave();
}

sb__pg_sureness sb__pg_sure_from_now(const sb_postgres *db)
{
    sb__pg_sureness sure;

    enter(db);
    sure = (sb__pg_sureness){ .texts = db->texts, .theirs = sb__seen().theirs };
    leave(db);
    return sure;
}

void sb__pg_unsure(sb_postgres *db)
{
    enter(db);
    db->texts++;
    leave(db);
}

static bool is_sure(sb_postgres *db, const sb__pg_sureness *of)
{
    sb_seen seen;

    if (of->texts != db->texts)
        return false;
    if (of->written && sb__pg_guards(db))
        return true;
    seen = sb__seen();
    return !seen.others && seen.theirs == of->theirs;
}

bool sb__pg_is_sure(sb_postgres *db, const sb__pg_sureness *of)
{
    bool sure;

    if (!db->watched || db->lent || of->texts == 0)
        return false;
    enter(db);
    sure = is_sure(db, of);
    leave(db);
    return sure;
}
