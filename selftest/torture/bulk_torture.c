/* bulk_torture.c -- processes that fill a file with many rows are killed at random moments: the file is what it was before, or has all of them.
 *
 *     bulk_torture [--short]        200 kills of 300,000 rows, or 20 of 100,000
 *     bulk_torture KILLS ROWS
 *
 * SEED in the environment changes the moments. 1: a file was neither; or too few kills came while rows were on their way, which proves nothing.
 */
#include "../../framework/sandbox/sqlite/sqlite.h"
#include "torture.h"
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char schema[] =
    "CREATE TABLE users(id INTEGER PRIMARY KEY AUTOINCREMENT, username TEXT NOT NULL UNIQUE, email TEXT UNIQUE, age INT CHECK(age < 200));"
    "CREATE INDEX by_age ON users(age); CREATE TABLE log(what);"
    "CREATE TABLE notes(id INTEGER PRIMARY KEY, user_id INT REFERENCES users(id), text TEXT); CREATE INDEX of_users ON notes(user_id);"
    "CREATE TRIGGER gone AFTER DELETE ON users BEGIN INSERT INTO log VALUES(old.username); END;"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500) INSERT INTO users SELECT i, 'old' || i, i || '@example.org', 9 FROM n;"
    "DELETE FROM users WHERE id % 50 = 0";

typedef struct filling {
    int64_t n, given;
    char username[32], email[48];
} filling;

static int next_user(void *env, sb_value *cell)
{
    filling *it = env;
    uint32_t scattered = (uint32_t)it->given * 2654435761U;

    if (it->given++ == it->n)
        return 0;
    snprintf(it->username, sizeof it->username, "u%08x", scattered);
    snprintf(it->email, sizeof it->email, "%08x@example.com", scattered * 7);
    cell[0] = sb__box_s(it->username);
    cell[1] = sb__box_s(it->email);
    cell[2] = sb__box_i(it->given % 90);
    return 1;
}

static int next_note(void *env, sb_value *cell)
{
    filling *it = env;

    if (it->given++ == it->n)
        return 0;
    cell[0] = sb__box_i(501 + (it->given * 7919) % it->n);
    cell[1] = sb__box_s("a note");
    return 1;
}

static int fill(const char *path, int64_t rows)
{
    filling users = { .n = rows / 3 * 2 }, notes = { .n = rows / 3 };
    void *db = NULL;
    int result = sb_backend_sqlite.open(path, SB_CHANGE, &db);

    if (result == 0)
        result = sb_backend_sqlite.exec(db, "PRAGMA foreign_keys = 1");
    if (result == 0)
        result = sb_backend_sqlite.bulk_begin(db, (const char *[]){ "users", "notes", NULL });
    if (result == 0)
        result = sb_backend_sqlite.bulk_fill(
            db, "users", (const char *[]){ "username", "email", "age" }, 3, (uint64_t)users.n, next_user, &users);
    if (result == 0)
        result = sb_backend_sqlite.bulk_fill(
            db, "notes", (const char *[]){ "user_id", "text" }, 2, (uint64_t)notes.n, next_note, &notes);
    if (result == 0)
        result = sb_backend_sqlite.bulk_end(db, true);
    if (result != 0)
        fprintf(stderr, "torture: %s\n", sb_error());
    sb_backend_sqlite.close(db);
    return result;
}

static void make(const char *path)
{
    void *db = NULL;

    unlink(path);
    if (sb_backend_sqlite.open(path, SB_CREATE, &db) != 0 || sb_backend_sqlite.exec(db, schema) != 0)
        give_up(path, sb_error());
    sb_backend_sqlite.close(db);
}

/* The next one who opens the file undoes what is half done. */
static uint64_t digest(const char *path)
{
    uint64_t of_all;
    sqlite3 *db = NULL;

    if (sqlite3_open(path, &db) != SQLITE_OK)
        give_up(path, sqlite3_errmsg(db));
    of_all = digest_query(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", true, TORTURE_DIGEST);
    of_all = digest_query(db, "SELECT type, name, tbl_name, sql, rootpage FROM sqlite_schema ORDER BY rowid", false, of_all);
    if (!is_sound(db))
        of_all = 3;
    sqlite3_close(db);
    return of_all;
}

static uint64_t now_ns(void)
{
    struct timespec at;

    clock_gettime(CLOCK_MONOTONIC, &at);
    return (uint64_t)at.tv_sec * 1000000000U + (uint64_t)at.tv_nsec;
}

/* Whether it was killed before it was through. */
static bool fill_and_kill(const char *path, int64_t rows, uint64_t after_ns)
{
    const struct timespec wait = { (time_t)(after_ns / 1000000000U), (long)(after_ns % 1000000000U) };
    int status = 0;
    pid_t child = fork();

    if (child < 0)
        give_up("fork", strerror(errno));
    if (child == 0)
        _exit(fill(path, rows) == 0 ? 0 : 3);
    nanosleep(&wait, NULL);
    kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        give_up(path, "the tables cannot be filled");
    return WIFSIGNALED(status);
}

static bool has_journal(const char *path)
{
    char *journal = sb_format("%s-journal", path);
    bool there = access(journal, F_OK) == 0;

    free(journal);
    return there;
}

static int torment(long kills, int64_t rows)
{
    char *seed = getenv("SEED"),
         *path = sb_format("%s/bulk_torture.%ld.db", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (long)getpid());
    uint64_t random = (seed != NULL ? strtoull(seed, NULL, 10) : 0) + 88172645463325252U, began = now_ns(), took, base, all;
    long under_way = 0, through = 0, wrong = 0;

    make(path);
    base = digest(path);
    if (fill(path, rows) != 0)
        give_up(path, "the tables cannot be filled");
    took = now_ns() - began;
    all = digest(path);
    make(path);
    for (long i = 0; i < kills; i++) {
        fill_and_kill(path, rows, took / 1000 * draw(&random, 1050));
        under_way += has_journal(path);
        uint64_t is = digest(path);
        through += is == all;
        wrong += is != all && is != base;
        if (is != base)
            make(path);
    }
    unlink(path);
    free(path);
    printf(
        "%ld kills: %ld while the file was written, %ld when all rows were there, %ld wrong\n", kills, under_way, through, wrong);
    return wrong > 0 || under_way * 8 < kills;
}

int main(int argc, char **argv)
{
    if (argc == 1 || (argc == 2 && strcmp(argv[1], "--short") == 0))
        return torment(argc == 2 ? 20 : 200, argc == 2 ? 100000 : 300000);
    if (argc != 3 || strtol(argv[1], NULL, 10) <= 0 || strtol(argv[2], NULL, 10) <= 0) {
        fprintf(stderr, "bulk_torture [--short]\nbulk_torture KILLS ROWS\n");
        return 64;
    }
    return torment(strtol(argv[1], NULL, 10), strtol(argv[2], NULL, 10));
}
