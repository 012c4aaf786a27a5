/* killed_test.c -- tests that write to a sandbox by our connection and by their own, to files, and from a child; each begins by looking
 * whether it is at the base state. PAUSE_US in the environment is what each sleeps in the middle of its work.
 */
#include <seedbed.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef ON_POSTGRES
#include <libpq-fe.h>
static void by_own_connection(const char *sql)
{
    PGconn *db = PQconnectdb(ON_POSTGRES);
    PGresult *result = PQexec(db, sql);
    should(PQresultStatus(result), equal_to(PGRES_COMMAND_OK));
    PQclear(result);
    PQfinish(db);
}
#else
#include <sqlite3.h>
static void by_own_connection(const char *sql)
{
    sqlite3 *db;
    should(sqlite3_open("var/catalog.db", &db), equal_to(SQLITE_OK));
    should(sqlite3_exec(db, sql, NULL, NULL, NULL), equal_to(SQLITE_OK));
    sqlite3_close(db);
}
#endif

SUITE(app, .sandbox = "catalog");

static void pause_a_moment(void)
{
    const char *us = getenv("PAUSE_US");
    usleep(us ? (useconds_t)atoi(us) : 1000);
}

static void store_a_file(void)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/upload", sandbox_files());
    should(access(path, F_OK), equal_to(-1));
    FILE *file = fopen(path, "w");
    should(file == NULL, be_false);
    fclose(file);
}

static void have_a_child(void)
{
    pid_t child = fork();
    if (child == 0) {
        pause();
        _exit(0);
    }
    pause_a_moment();
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

TEST_EACH(
    app, starts_at_the_base_state_and_writes, (int n), { 1 }, { 2 }, { 3 }, { 4 }, { 5 }, { 6 }, { 7 }, { 8 }, { 9 }, { 10 })
{
    should(row_count("users"), equal_to(3));
    should(db_int("SELECT sum(points) FROM {users}"), equal_to(60));
    should(row_count("enrolments"), equal_to(0));
    store_a_file();
    should(db_exec("INSERT INTO {users} (username, points) VALUES ('written', 1); UPDATE {users} SET points = 0"), equal_to(0));
    pause_a_moment();
    if (each->n % 2)
        by_own_connection("INSERT INTO t_enrolments (user_id, mode) SELECT id, 'self' FROM t_users");
    if (each->n % 3 == 0)
        should(db_exec("CREATE TABLE {more} (id int); DELETE FROM {enrolments}"), equal_to(0));
    if (each->n % 5 == 0)
        have_a_child();
    pause_a_moment();
    should(db_int("SELECT count(*) FROM {users} WHERE points = 0"), equal_to(4));
}
