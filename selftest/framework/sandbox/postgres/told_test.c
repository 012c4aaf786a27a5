/* told_test.c -- tests of framework/sandbox/postgres/{told,tracked}.c: statements of an application are seen and counted. */
#include "../../../../framework/sandbox/postgres/seen.h"
#include "../../../../framework/sandbox/postgres/tracked.h"
#include "landed.h"
#include <pthread.h>
#include <seedbed.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

FIXTURE(postgres_told, (landed at; PGconn * app; sb_text told));

static void note(void *env, const char *sql, bool ours)
{
    sb_text *told = env;
    sb_text_add(told, "%s%s%s", told->size ? " | " : "", ours ? "ours: " : "", sql);
}

SETUP(postgres_told)
{
    landed_open(&self->at);
    self->app = app_open(&self->at);
    should(sb__known_watch(self->at.clone, note, &self->told), equal_to(0));
    sb__seen_clear();
}

TEARDOWN(postgres_told)
{
    landed_close(&self->at);
    sb_text_release(&self->told);
}

static void take_results(PGconn *app)
{
    for (PGresult *result; (result = PQgetResult(app));)
        sb__libpq()->PQclear(result);
}

TEST(postgres_told, each_way_to_run_a_statement_is_told)
{
    const sb_libpq *pq = self->at.pq;
    app_ask(self->app, "SELECT 1");
    pq->PQclear(PQexecParams(self->app, "SELECT 2", 0, NULL, NULL, NULL, NULL, 0));
    pq->PQclear(PQprepare(self->app, "three", "SELECT 3", 0, NULL));
    pq->PQclear(PQexecPrepared(self->app, "three", 0, NULL, NULL, NULL, 0));
    PQsendQuery(self->app, "SELECT 4");
    take_results(self->app);
    PQsendQueryParams(self->app, "SELECT 5", 0, NULL, NULL, NULL, NULL, 0);
    take_results(self->app);
    should(self->told.at, equal_to("SELECT 1 | SELECT 2 | SELECT 3 | SELECT 4 | SELECT 5"));
}

TEST(postgres_told, statements_in_one_text_are_told_one_by_one)
{
    app_ask(self->app, "BEGIN; SELECT ';'; -- no; more\n COMMIT;");
    should(self->told.at, equal_to("BEGIN | SELECT ';' | COMMIT"));
}

TEST(postgres_told, our_own_are_told_as_ours)
{
    sb__known_tell_ours("DELETE FROM t");
    should(self->told.at, equal_to("ours: DELETE FROM t"));
}

TEST(postgres_told, nobody_is_told_any_more)
{
    sb__known_watch(self->at.clone, NULL, NULL);
    app_ask(self->app, "SELECT 1");
    should(self->told.at, be_null);
}

TEST(postgres_told, what_a_reset_needs_is_seen)
{
    app_ask(self->app, "SELECT v FROM t");
    should(sb__seen().theirs, equal_to(1u));
    should(sb__seen().failed || sb__seen().ddl, be_false);
    app_ask(self->app, "SELECT nonsense");
    should(sb__seen().failed, be_true);
    app_ask(self->app, "CREATE TABLE more(x int)");
    should(sb__seen().ddl, be_true);
    should(sb__seen().theirs, equal_to(3u));
}

TEST(postgres_told, open_connections_are_counted)
{
    unsigned before = sb__seen().open;
    PGconn *other = PQconnectdb(self->at.url);
    should(sb__seen().open, equal_to(before + 1));
    PQfinish(other);
    should(sb__seen().open, equal_to(before));
}

static int joined;
static void join(void *env) { joined += *(int *)env; }

TEST(postgres_told, who_wants_to_know_is_told_before_a_connection_is_opened)
{
    int one = 1;
    joined = 0;
    sb__known_before_join(join, &one);
    PQfinish(PQconnectdb(self->at.url));
    sb__known_before_join(NULL, NULL);
    PQfinish(PQconnectdb(self->at.url));
    should(joined, equal_to(1));
}

/* A child has connections of its own; those of its parent it leaves alone. */
TEST(postgres_told, a_forked_child_lands_and_its_parent_goes_on)
{
    int status = -1;
    pid_t child = fork();
    if (child == 0) {
        PGconn *own = PQconnectdb(self->at.url);
        PGresult *result = PQexec(own, "INSERT INTO t VALUES (3, 'by a child')");
        bool fine = self->at.pq->PQresultStatus(result) == PGRES_COMMAND_OK;
        PQfinish(own);
        _exit(fine ? 0 : 1);
    }
    waitpid(child, &status, 0);
    should(status, equal_to(0));
    app_ask(self->app, "BEGIN");
    landed_reset(&self->at);
    should(self->at.held, contain("an open transaction on connection 1"));
    should(app_ask(self->app, "SELECT v FROM t WHERE id = 3"), equal_to("by a child"));
}

typedef struct busy {
    PGconn *handle;
    atomic_bool stop;
} busy;

static void *go_on(void *env)
{
    busy *it = env;
    while (!it->stop)
        sb__tracked_why_refused(it->handle);
    return NULL;
}

/* It fails by its time limit: a child may not wait for what a thread held that it does not have. */
TEST(postgres_told, children_do_not_wait_for_threads_of_their_parent, .timeout = 60)
{
    const char *preloaded = getenv("LD_PRELOAD");
    if (preloaded && strstr(preloaded, "vgpreload"))
        skip_test("valgrind runs one thread at a time, and this one does not stop");
    busy it = { .handle = self->app };
    pthread_t thread;
    int ended = 0;
    pthread_create(&thread, NULL, go_on, &it);
    for (int i = 0; i < 50; i++) {
        pid_t child = fork();
        if (child == 0) {
            PQfinish(PQconnectdb("host=elsewhere dbname=x"));
            _exit(0);
        }
        ended += waitpid(child, NULL, 0) == child;
    }
    it.stop = true;
    pthread_join(thread, NULL);
    should(ended, equal_to(50));
}
