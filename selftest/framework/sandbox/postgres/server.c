/* server.c -- databases, connections and questions for the tests on PostgreSQL. */
#include "server.h"
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

const char *server_url(void)
{
    const char *url = getenv("SEEDBED_TEST_POSTGRES");

    if (url == NULL || *url == '\0')
        skip_test("there is no PostgreSQL server: run by `sh selftest/build/postgres.sh run`");
    return url;
}

const char *pg_answer(PGresult *result)
{
    const sb_libpq *pq = sb__libpq();
    ExecStatusType status = pq->PQresultStatus(result);
    char *answer;

    if (status == PGRES_TUPLES_OK && pq->PQntuples(result) > 0)
        answer = sb_strdup(pq->PQgetisnull(result, 0, 0) ? "NULL" : pq->PQgetvalue(result, 0, 0));
    else if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
        answer = sb_strdup("(none)");
    else
        answer = sb_strdup(pq->PQresultErrorMessage(result));
    pq->PQclear(result);
    add_cleanup(free, answer);
    return answer;
}

const char *pg_ask_handle(PGconn *handle, const char *sql) { return pg_answer(sb__libpq()->PQexec(handle, sql)); }

const char *pg_ask(sb_postgres *db, const char *sql) { return pg_ask_handle(db->handle, sql); }

void pg_must(sb_postgres *db, const char *sql)
{
    PGresult *result = db->pq->PQexec(db->handle, sql);

    if (!sb__postgres_went_well(db, result))
        fail_test("%s: %s", sql, db->pq->PQresultErrorMessage(result));
    db->pq->PQclear(result);
}

static void finish(void *handle) { sb__libpq()->PQfinish(handle); }

PGconn *server_connect(const char *url)
{
    PGconn *handle = sb__postgres_connect(url);

    if (handle == NULL)
        fail_test("%s", sb_error());
    add_cleanup(finish, handle);
    return handle;
}

static void close_connection(void *db) { sb_backend_postgres.close(db); }

sb_postgres *server_open(const char *url)
{
    void *db = NULL;

    if (sb_backend_postgres.open(url, SB_CHANGE, &db) != 0)
        fail_test("%s", sb_error());
    add_cleanup(close_connection, db);
    return db;
}

/* Nobody is told of what goes wrong: the test that needs it will see. */
static void on_server(const char *before, const char *name, const char *behind)
{
    PGconn *handle = sb__postgres_connect(server_url());
    char *sql = sb_format("%s %s %s", before, name, behind);

    if (handle != NULL)
        sb__libpq()->PQclear(sb__libpq()->PQexec(handle, sql));
    sb__libpq()->PQfinish(handle);
    free(sql);
}

static void drop_database(void *name)
{
    on_server("DROP DATABASE IF EXISTS", name, "WITH (FORCE)");
    free(name);
}

static void drop_schema(void *name)
{
    on_server("SET client_min_messages = error; DROP SCHEMA IF EXISTS", name, "CASCADE");
    free(name);
}

static char *new_name(void)
{
    static unsigned made;

    return sb_format("t%ld_%u", (long)getpid(), ++made);
}

static const char *url_with(const char *keyword, const char *value)
{
    char *url = sb__postgres_with(server_url(), (const char *const[]){ keyword, NULL }, (const char *const[]){ value, NULL });

    add_cleanup(free, url);
    return url;
}

const char *server_database(void)
{
    const char *url = server_url();
    char *name = new_name();

    (void)url;
    on_server("CREATE DATABASE", name, "");
    add_cleanup(drop_database, name);
    return url_with("dbname", name);
}

/* What the test before left, whichever way it ended. Where that was in public, the database is made anew. */
static const char tidy[] =
    "DO $d$ DECLARE one text; mine text := quote_ident(current_database()); owner text := 'owner_of_' || current_database(); BEGIN "
    "PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid(); "
    "EXECUTE format('ALTER DATABASE %s OWNER TO CURRENT_USER', mine); EXECUTE format('ALTER DATABASE %s RESET ALL', mine); "
    "FOR one IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public') LOOP "
    "EXECUTE format('DROP SCHEMA %I CASCADE', one); END LOOP; "
    "IF EXISTS (SELECT FROM pg_depend WHERE refclassid = 'pg_namespace'::regclass AND refobjid = 'public'::regnamespace) THEN "
    "RAISE 'public is not empty'; END IF; "
    "IF EXISTS (SELECT FROM pg_roles WHERE rolname = owner) THEN EXECUTE format('DROP OWNED BY %1$I; DROP ROLE %1$I', owner); END IF; "
    "END $d$";

static bool is_tidy(const char *url)
{
    const sb_libpq *pq = sb__libpq();
    PGconn *handle = sb__postgres_connect(url);
    bool good = handle != NULL;
    PGresult *result = good ? pq->PQexec(handle, tidy) : NULL;

    good = good && pq->PQresultStatus(result) == PGRES_COMMAND_OK;
    pq->PQclear(result);
    pq->PQfinish(handle);
    return good;
}

const char *server_lent_database(void)
{
    PGconn *handle = server_connect(server_url()); /* holds the lock as long as the test lasts */
    char ask[80], name[32];
    unsigned number = 0;

    for (bool held = false; !held; number++) {
        snprintf(ask, sizeof ask, "SELECT pg_try_advisory_lock(1818586740, %u)", number);
        held = *pg_ask_handle(handle, ask) == 't';
    }
    snprintf(name, sizeof name, "lent_%u", number - 1);
    const char *url = url_with("dbname", name);
    if (!is_tidy(url)) {
        on_server("DROP DATABASE IF EXISTS", name, "WITH (FORCE)");
        on_server("CREATE DATABASE", name, "");
    }
    return url;
}

const char *server_shut_database(void)
{
    PGconn *handle = server_connect(server_url());
    const char *url = url_with("dbname", "seedbed_shut");

    if (*pg_ask_handle(handle, "SELECT count(*) FROM pg_hba_file_rules WHERE 'seedbed_shut' = ANY (database)") == '0')
        skip_test("the server was not started by selftest/build/postgres.sh, and lets every role in");
    pg_ask_handle(handle, "SELECT pg_advisory_lock(1818586741)");
    if (!is_tidy(url)) {
        on_server("DROP DATABASE IF EXISTS", "seedbed_shut", "WITH (FORCE)");
        on_server("CREATE ROLE", "shut_owner", "LOGIN CREATEROLE");
        on_server("CREATE DATABASE", "seedbed_shut", "");
    }
    on_server("ALTER DATABASE seedbed_shut OWNER TO", "shut_owner", "");
    return url;
}

const char *server_schema(void)
{
    const char *url = server_url();
    char *name = new_name(), *option = sb_format("-c search_path=%s", name);

    (void)url;
    on_server("CREATE SCHEMA", name, "");
    add_cleanup(drop_schema, name);
    add_cleanup(free, option);
    return url_with("options", option);
}
