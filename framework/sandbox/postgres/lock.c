/* lock.c -- one run per name, held by a connection of its own for as long as that lives; and who holds it. */
#include "connection.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* FNV-1a: who shares it by chance waits without need. */
char *sb__pg_lock_key(const char *name)
{
    static const char salt[] = "seedbed ";
    uint64_t h = 14695981039346656037u;

    for (const char *at = salt; *at != '\0'; at++)
        h = (h ^ (unsigned char)*at) * 1099511628211u;
    for (const char *at = name; *at != '\0'; at++)
        h = (h ^ (unsigned char)*at) * 1099511628211u;
    return sb_format("%" PRId64, (int64_t)h);
}

/* A session's name is what others see of it, whoever they are; the server cuts it, so the host gives way. */
char *sb__pg_lock_who(void)
{
    static const char before[] = "seedbed run of process", after[] = "since";
    char host[256] = "", when[32];
    time_t now = time(NULL);
    struct tm at;

    gethostname(host, sizeof host - 1);
    localtime_r(&now, &at);
    strftime(when, sizeof when, "%Y-%m-%d %H:%M", &at);
    char *bare = sb_format("%s %ld on  %s %s", before, (long)getpid(), after, when);
    int room = SB__PG_NAME_BYTES - (int)strlen(bare);
    char *who = sb_format("%s %ld on %.*s %s %s", before, (long)getpid(), room > 0 ? room : 0, host, after, when);
    free(bare);
    return who;
}

static int open_named(const char *url, sb_postgres **out)
{
    void *db = NULL;
    int code = sb__postgres_open(url, SB_CHANGE, &db);

    *out = db;
    if (code != 0)
        return code;
    char *who = sb__pg_lock_who();
    free(sb__postgres_ask(db, "SELECT set_config('application_name', $1, false)", 1, (const char *const[]){ who }));
    free(who);
    return 0;
}

char *sb__pg_lock_held_by(sb_postgres *db, const char *key)
{
    return sb__postgres_ask(db,
        "SELECT COALESCE(NULLIF(a.application_name, ''), 'a session of ' || a.usename || ' with the process ' || a.pid)"
        " FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
        " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        " AND (l.classid::int8 << 32 | l.objid::int8) = $1::int8",
        1, &key);
}

static int refuse(sb_postgres *db, const char *key, const char *what)
{
    char *holder = sb__pg_lock_held_by(db, key);

    sb_fail_with(SB_EREFUSED,
        "%s: in use by another run, %s.\nWait until it has ended, or end it. The server lets go of the lock when its process ends.",
        what, holder != NULL ? holder : "which has just ended");
    free(holder);
    return SB_EREFUSED;
}

int sb__postgres_lock(const char *url, const char *name, const char *what, uint64_t wait_ns, void **lock_out)
{
    char *key = sb__pg_lock_key(name), *sql = sb_format("SELECT pg_advisory_lock(%s)", key);
    sb_postgres *db;
    PGresult *result;
    int code = open_named(url, &db);

    *lock_out = NULL;
    if (code == 0)
        code = sb__postgres_runf(db, "SET lock_timeout = %" PRIu64, wait_ns / 1000000 + 1);
    if (code == 0) {
        result = sb__postgres_execute(db, sql, NULL);
        if (strcmp(sb__postgres_state(db, result), "55P03") == 0)
            code = refuse(db, key, what);
        else if (!sb__postgres_went_well(db, result))
            code = sb__postgres_fail(db, result, "%s cannot be locked", what);
        db->pq->PQclear(result);
    }
    if (code == 0)
        *lock_out = db;
    else
        sb__postgres_close(db);
    free(sql);
    free(key);
    return code;
}

void sb__postgres_unlock(void *lock) { sb__postgres_close(lock); }

char *sb__postgres_lock_holder(const char *url, const char *name)
{
    char *key = sb__pg_lock_key(name), *holder = NULL;
    void *db = NULL;

    if (sb__postgres_open(url, SB_LOOK, &db) == 0)
        holder = sb__pg_lock_held_by(db, key);
    sb__postgres_close(db);
    free(key);
    return holder;
}
