/* workers_db.c -- what it takes until a new worker has a database of its own, made of a template of about 80 MB, has read a row of it and
 * has inserted one: from the start of the process to that insert, in milliseconds, one line a way to the file BENCH_TO.
 *
 *     workers_db
 */
#include "../../../framework/process/handed.h"
#include "../../../framework/sandbox/sqlite/clone.h"
#include "../timing.h"
#include "on_sqlite.h"
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROWS = 760000, MOST_ROUNDS = 21 };
extern char **environ;

static sqlite3 *template; /* a connection to source */
static sb_clone *clone;
static char source[512], file[256]; /* the template, and what a worker gets: in a memory file system, where there is one */
static const char *self;

/* The worker is ready: it tells when. */
static void use(sqlite3 *db, int told)
{
    bench_sqlite(db,
        "SELECT * FROM users WHERE id = 4711; INSERT INTO users(name, mail, city) VALUES('new', 'new@example.com', 'Bergen')");
    int64_t ready = bench_now_ns();
    if (write(told, &ready, sizeof ready) != sizeof ready)
        _exit(1);
}

static void open_clone(sb_clone *it, int told)
{
    void *ours;
    if (sb_backend_sqlite.clone_open(it, 0, &ours) != 0)
        bench_die("the clone cannot be opened", sb_error());
    use(sb_backend_sqlite.clone_handle(it), told);
}

/* ---- the ways: what main does for one worker, and what that does ---- */

static void by_fork(int told) { open_clone(clone, told); }

static void by_backup_main(void)
{
    sqlite3 *to;
    unlink(file);
    if (sqlite3_open(file, &to) != SQLITE_OK)
        bench_die(file, sqlite3_errmsg(to));
    bench_sqlite(to, "PRAGMA synchronous = off; PRAGMA journal_mode = off");
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", template, "main");
    sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK)
        bench_die("backup", sqlite3_errmsg(to));
    sqlite3_close(to);
}

static void by_backup(int told)
{
    sqlite3 *db;
    if (sqlite3_open(file, &db) != SQLITE_OK)
        bench_die(file, sqlite3_errmsg(db));
    bench_sqlite(db, "PRAGMA synchronous = off");
    use(db, told);
}

/* As the shell of SQLite does it: the schema, one INSERT per row, all in one transaction, the indexes behind. */
static void by_dump_main(void)
{
    sqlite3_stmt *rows;
    FILE *out = fopen(file, "w");
    fputs("BEGIN; CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT, city TEXT, seen INT);\n", out);
    sqlite3_prepare_v2(template,
        "SELECT 'INSERT INTO users VALUES(' || id || ',' || quote(name) || ',' || quote(mail) || ',' || quote(city) || ',' || "
        "quote(seen) || ');' FROM users",
        -1, &rows, NULL);
    while (sqlite3_step(rows) == SQLITE_ROW)
        fprintf(out, "%s\n", (const char *)sqlite3_column_text(rows, 0));
    sqlite3_finalize(rows);
    fputs("CREATE UNIQUE INDEX mails ON users(mail); CREATE INDEX names ON users(name); COMMIT;\n", out);
    fclose(out);
}

static void by_dump(int told)
{
    sqlite3 *db;
    FILE *in = fopen(file, "r");
    char line[1024];
    sqlite3_open(":memory:", &db);
    while (in && fgets(line, sizeof line, in))
        bench_sqlite(db, line);
    fclose(in);
    use(db, told);
}

static const struct way {
    const char *name;
    int rounds;
    void (*in_main)(void);
    void (*in_worker)(int told); /* NULL: it is spawned */
} ways[] = {
    { "clone_fork", 21, NULL, by_fork },
    { "clone_spawn", 21, NULL, NULL },
    { "backup", 7, by_backup_main, by_backup },
    { "dump", 5, by_dump_main, by_dump },
};
enum { WAYS = sizeof ways / sizeof *ways };

/* ---- starting a worker ---- */

/* As the runner does: what main handed over, and descriptors that stay as they are. */
static pid_t spawn(int told)
{
    sb_handed handed = { .at = NULL };
    int pipe_of[2];
    char from[16], to[16];
    pid_t child;
    if (sb_backend_sqlite.clone_hand_over(clone, &handed) != 0 || pipe(pipe_of) != 0 ||
        write(pipe_of[1], handed.bytes.at, handed.bytes.size) < 0)
        bench_die("a worker cannot be told of the clone", sb_error());
    close(pipe_of[1]);
    fcntl(clone->base.handle, F_SETFD, 0);
    snprintf(from, sizeof from, "%d", pipe_of[0]);
    snprintf(to, sizeof to, "%d", told);
    char name[4096];
    snprintf(name, sizeof name, "%s", self);
    char *argv[] = { name, "--worker", from, to, NULL };
    if (posix_spawn(&child, self, NULL, NULL, argv, environ) != 0)
        bench_die(self, "it cannot be spawned");
    close(pipe_of[0]);
    sb_handed_release(&handed);
    return child;
}

static int spawned(int from, int told)
{
    static char bytes[65536];
    sb_clone *it = NULL;
    ssize_t n = read(from, bytes, sizeof bytes);
    sb_handed handed = { .at = bytes, .end = bytes + (n > 0 ? n : 0) };
    if (sb_backend_sqlite.clone_take_over(&handed, &it) != 0)
        bench_die("the clone cannot be taken over", sb_error());
    open_clone(it, told);
    _exit(0);
}

static double take_ms(const struct way *way)
{
    int told[2];
    int64_t begun, ready = 0;
    if (pipe(told) != 0)
        bench_die("pipe", "it cannot be made");
    begun = bench_now_ns();
    if (way->in_main)
        way->in_main();
    pid_t child = way->in_worker ? fork() : spawn(told[1]);
    if (child == 0) {
        way->in_worker(told[1]);
        _exit(0);
    }
    close(told[1]);
    if (read(told[0], &ready, sizeof ready) != sizeof ready)
        bench_die(way->name, "the worker died");
    close(told[0]);
    waitpid(child, NULL, 0);
    unlink(file);
    return (double)(ready - begun) / 1e6;
}

/* ---- main ---- */

static void make_template(void)
{
    void *db;
    if (sb_backend_sqlite.open(source, SB_CREATE, &db) != 0)
        bench_die(source, sb_error());
    template = ((sb_sqlite *)db)->handle;
    bench_sqlite(template, "PRAGMA synchronous = off; PRAGMA journal_mode = off");
    bench_sqlite(template, "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT, city TEXT, seen INT)");
    char *sql = sqlite3_mprintf(
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < %d) INSERT INTO users SELECT x, "
        "'name ' || (x * 7919 %% 1000003), 'user' || x || '@example.com', 'city ' || (x %% 97), x * 31 FROM c",
        ROWS);
    bench_sqlite(template, sql);
    sqlite3_free(sql);
    bench_sqlite(template, "CREATE UNIQUE INDEX mails ON users(mail); CREATE INDEX names ON users(name)");
    if (sb_backend_sqlite.clone_make(db, &(sb_clone_wish){ .prefix = "", .path = "bench/catalog.db" }, &clone) != 0)
        bench_die("clone_make", sb_error());
}

int main(int argc, char **argv)
{
    static bench_samples ms[WAYS];
    FILE *to = getenv("BENCH_TO") ? fopen(getenv("BENCH_TO"), "w") : stdout;
    if (argc == 4 && strcmp(argv[1], "--worker") == 0)
        return spawned(atoi(argv[2]), atoi(argv[3]));
    if (argc != 1 || to == NULL)
        bench_die("usage", "workers_db");
    self = argv[0];
    snprintf(file, sizeof file, "%s/seedbed-workers-db-%d", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", (int)getpid());
    snprintf(source, sizeof source, "%s-template", file);
    make_template();
    for (int round = 0; round < MOST_ROUNDS; round++)
        for (int i = 0; i < WAYS; i++)
            if (round < ways[i].rounds)
                bench_sample(&ms[i], take_ms(&ways[i]));
    unlink(source);
    fprintf(to, "size %.1f\n", (double)clone->base.size / 1e6);
    for (int i = 0; i < WAYS; i++)
        fprintf(to, "%s %.3f\n", ways[i].name, bench_median(&ms[i]));
    return fclose(to) != 0;
}
