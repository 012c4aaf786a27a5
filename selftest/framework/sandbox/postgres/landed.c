/* landed.c -- a sandbox made by hand, and an application's connections to it. */
#include "landed.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

void landed_open(landed *l)
{
    char *sql, *url;

    l->url = server_database();
    l->pq = sb__libpq();
    l->path = sb_backend_postgres.locate(l->url);
    l->admin = server_open(l->url);
    l->role = sb_format("app_%s", l->pq->PQdb(l->admin->handle));
    l->clone = (struct sb_clone *)l;
    sql =
        sb_format("CREATE TABLE live(x int); INSERT INTO live VALUES (1); REVOKE ALL ON live FROM PUBLIC; CREATE ROLE %s LOGIN "
                  "PASSWORD 'secret'; CREATE SCHEMA seedbed_box AUTHORIZATION %s; SET ROLE %s; CREATE TABLE seedbed_box.t(id int "
                  "PRIMARY KEY, v text); INSERT INTO seedbed_box.t VALUES (1, 'one'), (2, 'two'); RESET ROLE; ALTER ROLE %s SET "
                  "search_path = seedbed_box, public",
            l->role, l->role, l->role, l->role);
    pg_must(l->admin, sql);
    free(sql);
    url = sb__postgres_with(
        l->url, (const char *const[]){ "user", "password", NULL }, (const char *const[]){ l->role, "secret", NULL });
    should(sb__known_land(l->clone, l->path, url), equal_to(0));
    free(url);
    should(sb__known_guard(l->path, "catalog"), equal_to(0));
    sb__known_admit(l->path);
}

void landed_close(landed *l)
{
    char *sql = sb_format("DROP OWNED BY %s CASCADE; DROP ROLE %s", l->role, l->role);

    sb__known_leave(l->clone);
    sb__known_unguard();
    sb__known_watch(NULL, NULL, NULL);
    if (l->admin != NULL)
        pg_must(l->admin, sql);
    free(sql);
    free(l->role);
    free(l->path);
}

void landed_reset(landed *l)
{
    sb_text held = SB_TEXT_EMPTY;
    int code = sb__pg_held_end(l->clone, &held);

    l->held = held.at;
    add_cleanup(free, held.at);
    if (code != 0)
        fail_test("%s", sb_error());
}

static void finish(void *handle) { PQfinish(handle); }

PGconn *app_connect(const char *conninfo)
{
    PGconn *handle = PQconnectdb(conninfo);
    add_cleanup(finish, handle);
    return handle;
}

PGconn *app_open(const landed *l)
{
    PGconn *handle = app_connect(l->url);
    if (l->pq->PQstatus(handle) != CONNECTION_OK)
        fail_test("%s", PQerrorMessage(handle));
    return handle;
}

const char *app_ask(PGconn *handle, const char *sql) { return pg_answer(PQexec(handle, sql)); }
