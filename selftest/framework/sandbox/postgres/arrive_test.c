/* arrive_test.c -- tests of framework/sandbox/postgres/{arrive,known,same,interpose}.c: where an application's connection leads. */
#include "../../../../framework/sandbox/postgres/interpose.h"
#include "landed.h"
#include <poll.h>
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(postgres_arrive, (landed at; const char *host; const char *name));

SETUP(postgres_arrive)
{
    landed_open(&self->at);
    self->host = self->at.pq->PQhost(self->at.admin->handle);
    self->name = self->at.pq->PQdb(self->at.admin->handle);
}

TEARDOWN(postgres_arrive)
{
    sb__known_refused();
    landed_close(&self->at);
}

static bool is_in_the_box(const landed *l, PGconn *handle)
{
    add_cleanup(PQfinish, handle);
    return strcmp(app_ask(handle, "SELECT current_user"), l->role) == 0 &&
        strcmp(app_ask(handle, "SELECT count(*) FROM t"), "2") == 0;
}

/* Names of the database in words of the application: %H its folder, %D its name. */
static const char *fill(const struct sb_fixture_postgres_arrive *self, const char *pattern)
{
    sb_text filled = SB_TEXT_EMPTY;
    for (const char *at = pattern; *at; at++)
        if (at[0] == '%' && (at[1] == 'H' || at[1] == 'D'))
            sb_text_add(&filled, "%s", *++at == 'H' ? self->host : self->name);
        else
            sb_text_put(&filled, at, 1);
    add_cleanup(free, filled.at);
    return filled.at;
}

TEST(postgres_arrive, calls_come_by_here) { should(sb__interposed(), be_true); }

TEST_EACH(postgres_arrive, every_spelling_of_the_database_lands_in_the_sandbox, (const char *conninfo),
    { "host=%H port=5432 user=postgres dbname=%D" }, { "host='%H/' dbname=%D user=somebody password=else sslmode=prefer" },
    { "postgresql:///%D?host=%H&user=me" }, { "postgres://me:password@/%D?host=%H&port=5432" })
{
    should(is_in_the_box(&self->at, PQconnectdb(fill(self, each->conninfo))), be_true);
}

TEST(postgres_arrive, lists_of_keywords_land)
{
    const char *keyword[] = { "host", "dbname", "user", NULL }, *value[] = { self->host, self->name, "postgres", NULL };
    should(is_in_the_box(&self->at, PQconnectdbParams(keyword, value, 0)), be_true);
    const char *expanded[] = { "user", "dbname", NULL }, *to[] = { "me", self->at.url, NULL };
    should(is_in_the_box(&self->at, PQconnectdbParams(expanded, to, 1)), be_true);
}

TEST(postgres_arrive, the_old_call_lands)
{
    should(is_in_the_box(&self->at, PQsetdbLogin(self->host, "5432", NULL, NULL, self->name, "postgres", "x")), be_true);
    should(is_in_the_box(&self->at, PQsetdbLogin(NULL, NULL, NULL, NULL, self->at.url, "me", NULL)), be_true);
}

/* As an application with a loop of events does it. */
static bool poll_until_done(const sb_libpq *pq, PGconn *handle)
{
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    while (status != PGRES_POLLING_OK && status != PGRES_POLLING_FAILED) {
        struct pollfd wait = { pq->PQsocket(handle), status == PGRES_POLLING_READING ? POLLIN : POLLOUT, 0 };
        poll(&wait, 1, 1000);
        status = pq->PQconnectPoll(handle);
    }
    return status == PGRES_POLLING_OK;
}

TEST(postgres_arrive, connections_that_are_polled_land)
{
    const char *keyword[] = { "dbname", NULL }, *value[] = { self->at.url, NULL };
    PGconn *one = PQconnectStart(self->at.url), *other = PQconnectStartParams(keyword, value, 1);
    should(poll_until_done(self->at.pq, one), be_true);
    should(poll_until_done(self->at.pq, other), be_true);
    should(is_in_the_box(&self->at, one), be_true);
    should(is_in_the_box(&self->at, other), be_true);
}

static void unset(void *name) { unsetenv(name); }

TEST(postgres_arrive, the_environment_counts)
{
    setenv("PGHOST", self->host, 1);
    setenv("PGDATABASE", self->name, 1);
    add_cleanup(unset, "PGHOST");
    add_cleanup(unset, "PGDATABASE");
    should(is_in_the_box(&self->at, PQconnectdb("")), be_true);
    should(is_in_the_box(&self->at, PQconnectdb("user=me")), be_true);
}

TEST(postgres_arrive, a_service_counts)
{
    char *path = sb_format("%s/services", sb_temp_dir());
    FILE *file = fopen(path, "w");
    fprintf(file, "[shop]\nhost=%s\ndbname=%s\n", self->host, self->name);
    fclose(file);
    setenv("PGSERVICEFILE", path, 1);
    add_cleanup(unset, "PGSERVICEFILE");
    add_cleanup(free, path);
    should(is_in_the_box(&self->at, PQconnectdb("service=shop")), be_true);
}

TEST(postgres_arrive, another_location_may_mean_the_database)
{
    char *also = sb_backend_postgres.locate("host=db.example.org dbname=shop");
    should(sb__known_also(self->at.path, also), equal_to(0));
    free(also);
    should(is_in_the_box(&self->at, PQconnectdb("host=db.example.org dbname=shop user=app")), be_true);
}

TEST(postgres_arrive, what_the_application_says_of_its_connection_is_kept)
{
    PGconn *app = app_connect(fill(self,
        "host=%H dbname=%D application_name=shop client_encoding=LATIN1 connect_timeout=7 "
        "options='-c search_path=public --search-path=public -c statement_timeout=7s'"));
    should(app_ask(app, "SHOW application_name"), equal_to("shop"));
    should(app_ask(app, "SHOW client_encoding"), equal_to("LATIN1"));
    should(app_ask(app, "SHOW statement_timeout"), equal_to("7s"));
    should(app_ask(app, "SHOW search_path"), equal_to("seedbed_box, public"));
}

TEST(postgres_arrive, a_live_table_is_denied_by_the_server)
{
    should(app_ask(app_open(&self->at), "DELETE FROM live"), contain("permission denied for table live"));
    should(pg_ask(self->at.admin, "SELECT count(*) FROM live"), equal_to("1"));
}

/* Such a connection would read what all roles write. */
TEST(postgres_arrive, one_for_replication_is_an_ordinary_one)
{
    char *conninfo = sb_format("%s replication=database", self->at.url);
    PGconn *app = app_connect(conninfo);
    should(app_ask(app, "SELECT current_user"), equal_to(self->at.role));
    should(app_ask(app, "IDENTIFY_SYSTEM"), contain("syntax error"));
    free(conninfo);
}

TEST_EACH(postgres_arrive, every_other_database_is_refused_by_the_string_that_was_asked_for,
    (const char *conninfo; const char *shown), { "host=prod.example.org dbname=shop", "\"host=prod.example.org dbname=shop\"" },
    { "host=%H dbname=postgres", "dbname=postgres\"" }, { "host=%H port=5433 dbname=%D", "port=5433 dbname=" },
    { "host=prod password=hush dbname=shop", "\"host=prod password=*** dbname=shop\"" },
    { "host=prod password = 'hush \\' hush' dbname='a b'", "\"host=prod password=*** dbname='a b'\"" },
    { "postgresql://me:hush@prod/shop?sslpassword=hush&connect_timeout=3",
        "\"postgresql://me:***@prod/shop?sslpassword=***&connect_timeout=3\"" })
{
    PGconn *app = app_connect(fill(self, each->conninfo));
    const char *said = PQerrorMessage(app), *told;
    should(self->at.pq->PQstatus(app), equal_to(CONNECTION_BAD));
    should(said, all_of(start_with("Seedbed refused the connection: this test connected to \""), contain(each->shown)));
    told = sb__known_refused();
    should(told, all_of(contain(each->shown), contain("the database of no sandbox"), not_(contain("hush"))));
    should(sb__known_refused(), be_null);
}

TEST(postgres_arrive, what_was_refused_stays_so)
{
    const char *keyword[] = { "host", "dbname", NULL }, *value[] = { "prod", "shop", NULL };
    PGconn *app = PQconnectStartParams(keyword, value, 0);
    add_cleanup(PQfinish, app);
    should(self->at.pq->PQconnectPoll(app), equal_to(PGRES_POLLING_FAILED));
    PQreset(app);
    should(self->at.pq->PQstatus(app), equal_to(CONNECTION_BAD));
    should(PQerrorMessage(app), contain("\"host=prod dbname=shop\""));
    should(PQexec(app, "SELECT 1"), be_null);
}

TEST(postgres_arrive, outside_of_its_suite_the_database_is_refused)
{
    sb__known_admit(NULL);
    PGconn *app = app_connect(self->at.url);
    should(self->at.pq->PQstatus(app), equal_to(CONNECTION_BAD));
    should(sb__known_refused(), end_with("which seedbed.yaml gives to a sandbox: give the suite .sandbox = \"catalog\""));
    should(PQerrorMessage(app), end_with("give the suite .sandbox = \"catalog\"\n"));
}

TEST(postgres_arrive, what_libpq_cannot_read_is_left_to_it)
{
    PGconn *app = app_connect("host=x nonsense");
    should(PQerrorMessage(app), start_with("missing \"=\" after \"nonsense\""));
    should(sb__known_refused(), be_null);
}

TEST(postgres_arrive, a_guarded_database_without_a_clone_is_not_reached)
{
    sb__known_leave(self->at.clone);
    should(self->at.pq->PQstatus(app_connect(self->at.url)), equal_to(CONNECTION_BAD));
}

TEST(postgres_arrive, where_nothing_is_guarded_nothing_is_refused)
{
    sb__known_leave(self->at.clone);
    sb__known_unguard();
    should(app_ask(app_connect(self->at.url), "SELECT count(*) FROM live"), equal_to("1"));
}

TEST_EACH(postgres_same, locations, (const char *a; const char *b; bool same),
    { "postgresql://localhost:5432/c", "postgresql:///c?host=/run/postgresql&port=5432", true },
    { "postgresql://localhost:5432/c", "postgresql://127.0.0.1:5432/c", true },
    { "postgresql:///c?host=/a&port=5432", "postgresql:///c?host=/b&port=5432", false },
    { "postgresql://localhost:5432/c", "postgresql://localhost:5433/c", false },
    { "postgresql://localhost:5432/c", "postgresql://localhost:5432/d", false },
    { "postgresql://db:5432/c", "postgresql://localhost:5432/c", false },
    { "postgresql://db:5432/c", "postgresql://db:5432/c", true })
{
    server_url();
    should(sb__known_same(each->a, each->b), equal_to(each->same));
}
