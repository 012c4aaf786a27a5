/* scratch.c -- an empty schema inside a transaction that is never committed; and where names lead. */
#include "connection.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* Schemas of the search path as it is now that hold extensions: ", \"public\"". */
static char *extension_schemas(sb_postgres *db)
{
    return sb__postgres_ask(db,
        "SELECT COALESCE(string_agg(', ' || quote_ident(s.name), '' ORDER BY s.at), '')"
        " FROM unnest(current_schemas(false)) WITH ORDINALITY AS s (name, at)"
        " WHERE s.name <> $1 AND EXISTS (SELECT FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
        "   WHERE n.nspname = s.name)",
        1, (const char *const[]){ "" });
}

int sb__postgres_search(sb_postgres *db, const char *schema, bool local)
{
    char *others = extension_schemas(db);
    sb_text name = SB_TEXT_EMPTY;

    if (others == NULL)
        return SB_ERR;
    sb__postgres_name(&name, schema);
    free(db->narrow);
    free(db->wide);
    db->narrow = sb_text_take(&name);
    db->wide = sb_format("%s%s", db->narrow, others);
    free(others);
    return sb__postgres_runf(db, "SET %s search_path = %s", local ? "LOCAL" : "SESSION", db->wide);
}

/* It is never seen by others: the server rolls back what a closed connection has begun. */
int sb__postgres_scratch(const char *url, void **db_out)
{
    char schema[SB__PG_NAME_BYTES + 1];
    struct timespec now;
    void *db = NULL;
    int code = sb__postgres_open(url, SB_CHANGE, &db);

    *db_out = NULL;
    clock_gettime(CLOCK_REALTIME, &now);
    snprintf(schema, sizeof schema, "seedbed_scratch_%lx_%llx", (long)getpid(), (long long)now.tv_sec * 1000000000 + now.tv_nsec);
    if (code == 0)
        code = sb__postgres_runf(db, "BEGIN; CREATE SCHEMA %s", schema);
    if (code == 0)
        code = sb__postgres_search(db, schema, true);
    if (code == 0)
        *db_out = db;
    else
        sb__postgres_close(db);
    return code;
}

/* The number of a lock that only who begins a change takes; others may write what they like, but not by us. */
enum { BEGIN_LOCK = 0x5eedbed };

int sb__postgres_begin(void *db)
{
    int code = sb__postgres_run(db, "BEGIN");

    return code == 0 ? sb__postgres_runf(db, "SELECT pg_advisory_xact_lock(%d)", BEGIN_LOCK) : code;
}
