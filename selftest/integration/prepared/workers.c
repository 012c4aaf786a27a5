/* workers.c -- a runner that is not Seedbed's: prepares sandboxes for three workers, which are processes of their own. */
#include <libpq-fe.h>
#include <seedbed/db.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORKERS = 3 };

static int asks(PGconn *c, const char *sql, const char *wanted)
{
    PGresult *rows = PQexec(c, sql);
    const char *got = PQntuples(rows) ? PQgetvalue(rows, 0, 0) : PQresultErrorMessage(rows);
    int wrong = strstr(got, wanted) == NULL;
    if (wrong)
        printf("%s: %s\n", sql, got);
    PQclear(rows);
    return wrong;
}

/* Started anew: it has nothing but the url. */
static int work(const char *url)
{
    PGconn *c = PQconnectdb(url);
    if (PQstatus(c) != CONNECTION_OK) {
        printf("%s", PQerrorMessage(c));
        return 1;
    }
    int wrong = asks(c, "SELECT count(*) FROM t_users", "0") +
        asks(c, "INSERT INTO t_users VALUES (1, 'mine') RETURNING username", "mine") + asks(c, "SELECT pg_sleep(0.2), 1", "") +
        asks(c, "SELECT count(*) FROM t_users", "1") + asks(c, "DELETE FROM public.app_users RETURNING id", "permission denied");
    PQfinish(c);
    return wrong;
}

int main(int argc, char **argv)
{
    pid_t worker[WORKERS];
    int wrong = 0, status;
    if (argc > 2)
        return work(argv[2]);
    if (sandbox_workers_prepare(WORKERS)) {
        puts(sb_error());
        return 2;
    }
    for (unsigned seat = 0; seat < WORKERS; seat++) {
        const char *url = sandbox_worker_url("catalog", seat);
        if (url && (worker[seat] = fork()) == 0) {
            execl(argv[0], argv[0], "work", url, (char *)NULL);
            _exit(3);
        }
        wrong += url == NULL;
    }
    for (unsigned seat = 0; seat < WORKERS && !wrong; seat++)
        if (waitpid(worker[seat], &status, 0) < 0 || status != 0)
            wrong++;
    wrong += sandbox_worker_url("catalog", WORKERS) != NULL;
    wrong += sandbox_workers_prepare(1) == 0;
    if (argc > 1)
        _exit(wrong); /* as one that died */
    sandbox_workers_drop();
    return wrong;
}
