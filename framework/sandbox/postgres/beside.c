/* beside.c -- what a test left beside its schema, as settings of its role, large objects or tables elsewhere: taken back, and told. */
#include "clone.h"
#include "held.h"
#include <stdlib.h>
#include <string.h>

/* Where the role is the url's own, what it owns elsewhere may be anybody's. */
static bool is_own(const sb_clone *clone) { return clone->entry != SB_ENTRY_SAME; }

int sb__pg_beside_note(sb_clone *clone, bool first)
{
    char *sql = sb_format("SELECT @U.note_beside(%s, %s)", first ? "true" : "false", is_own(clone) ? "true" : "false");
    int code = sb__pg_clone_run(clone, sql);
    free(sql);
    return code;
}

/* A line for each. Where what knows is gone, too, all is made again in a moment. */
static void take_back(sb_clone *clone, sb_text *held)
{
    char *found =
        sb__pg_clone_ask(clone, is_own(clone) ? "SELECT @U.take_back_beside(true)" : "SELECT @U.take_back_beside(false)");
    if (found)
        sb_text_add(held, "%s%s", held->size ? "\n" : "", found);
    free(found);
}

/* Nobody may read whether it is another one now. */
static int set_password(sb_clone *clone)
{
    char *sql = sb_format("ALTER ROLE CURRENT_USER PASSWORD '%s%u'", clone->secret, clone->seat);
    int code = clone->entry == SB_ENTRY_LOGIN ? sb__pg_clone_run(clone, sql) : SB_OK;
    free(sql);
    return code;
}

int sb__pg_beside_large(sb_clone *clone, bool also_kept)
{
    const char *sql = also_kept ? "SELECT @U.take_back_large(true)" : "SELECT @U.take_back_large(false)";
    return is_own(clone) ? sb__pg_clone_run(clone, sql) : SB_OK;
}

int sb__pg_beside_end(sb_clone *clone, const sb_seen *seen, sb_text *held)
{
    int code = SB_OK;
    take_back(clone, held);
    if (seen->password)
        code = set_password(clone);
    if (code == SB_OK && (seen->large || clone->hides_large))
        code = sb__pg_beside_large(clone, false);
    return code;
}

/* For scripts that make them. */
int sb__pg_beside_clear(sb_clone *clone)
{
    static const char everything[] =
        "SELECT lo_unlink(d.objid) FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass AND d.deptype = 'o' AND d.classid = "
        "'pg_largeobject'::regclass AND d.refobjid = (SELECT oid FROM pg_roles WHERE rolname = current_user) AND d.dbid = (SELECT oid FROM "
        "pg_database WHERE datname = current_database())";
    return is_own(clone) ? sb__pg_clone_run(clone, everything) : SB_OK;
}
