/* image_torture.c -- three connections in two threads do anything to an image, again and again, and after each reset it must be
 * what it was. With a safeguard of the reset taken out, it must not, or this program would prove nothing.
 *
 *     image_torture [--short]
 *     image_torture ROUNDS copy|madvise rollback|wal [nocounter|nocookie|noindex]
 *
 * The first form runs all combinations and ends with 0 where each came out as it should. The second ends with 1 where a state was
 * wrong, with a safeguard taken out, too. 64: what was asked for is not understood. SEED in the environment changes the run.
 */
#include "../../framework/sandbox/sqlite/clone.h"
#include "torture.h"
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 2, CONNECTIONS = 2, TABLES = 8, ROWS = 30 };
static const char path[] = "torture/catalog.db"; /* is never made */

typedef struct plan {
    long rounds;
    bool by_copy, wal, until_wrong;
    unsigned without; /* enum sb_image_without */
} plan;

typedef struct torture {
    plan plan;
    sb_clone *clone;
    uint64_t base; /* digest of the base state */
    pthread_barrier_t meet;
    atomic_long wrong, damaged, unexpected, left_open, checks, operations;
    atomic_bool over;
    long miscounted, dirty_most;
} torture;

typedef struct worker {
    torture *torture;
    int number;
    uint64_t random;
    sqlite3 *connection[CONNECTIONS]; /* thread 0 has two, thread 1 one */
    sqlite3_stmt *kept[CONNECTIONS], *open[CONNECTIONS];
} worker;

static int connections(const worker *me) { return me->number == 0 ? 2 : 1; }

/* ---- the base state, and how it is recognised ---- */

static sb_clone *make_clone(void)
{
    sb_text sql = SB_TEXT_EMPTY;
    sb_clone *clone = NULL;
    void *db;

    for (int i = 0; i < TABLES; i++)
        sb_text_add(&sql,
            "CREATE TABLE t%d(id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT UNIQUE, n INT);"
            "WITH RECURSIVE c(x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM c WHERE x < %d) INSERT INTO t%d(v, n) "
            "SELECT char(97 + x %% 26) || x || '-and some more, to fill a page or two', x + 1 FROM c;",
            i, ROWS - 1, i);
    sb_text_add(&sql,
        "CREATE TABLE w(k TEXT PRIMARY KEY, v) WITHOUT ROWID; INSERT INTO w VALUES('one', 1), ('two', 2);"
        "CREATE TABLE log(a, b); CREATE TRIGGER tr AFTER INSERT ON t0 BEGIN INSERT INTO log VALUES(new.id, new.v); END;"
        "CREATE VIEW vw AS SELECT a.id, b.n FROM t0 a JOIN t1 b ON a.id = b.id; CREATE INDEX ix ON t1(n);");
    if (sb_backend_sqlite.scratch(NULL, &db) != 0 || sb_backend_sqlite.exec(db, sql.at) != 0 ||
        sb_backend_sqlite.clone_make(db, &(sb_clone_wish){ .prefix = "", .path = path }, &clone) != 0)
        give_up("the base state cannot be made", sb_error());
    sb_backend_sqlite.close(db);
    sb_text_release(&sql);
    return clone;
}

static uint64_t digest_of(sqlite3 *db)
{
    uint64_t digest = digest_query(
        db, "SELECT name, sql, rootpage FROM sqlite_schema WHERE type = 'table' ORDER BY name", true, TORTURE_DIGEST);

    return digest_query(db, "SELECT name, sql, rootpage FROM sqlite_schema WHERE type <> 'table' ORDER BY name", false, digest);
}

/* ---- what is done to it ---- */

static const char *const operations[] = {
    "INSERT INTO t$t(v, n) VALUES('new$z', $k)",
    "UPDATE t$t SET n = n + $k + $z WHERE id % 3 = 0",
    "DELETE FROM t$t WHERE id > $k OR n = $z",
    "INSERT OR REPLACE INTO t$t(id, v, n) VALUES($k, 'rep$z', 1)",
    "BEGIN; INSERT INTO t$t(v) VALUES('q$k'); SAVEPOINT a; DELETE FROM t0; ROLLBACK TO a; UPDATE w SET v = $z; RELEASE a; COMMIT",
    "BEGIN IMMEDIATE; DELETE FROM t$t; INSERT INTO w VALUES($k, $z); ROLLBACK",
    "CREATE TABLE x$t(a, b); INSERT INTO x$t VALUES($k, $z)",
    "DROP TABLE t$t",
    "ALTER TABLE t$t ADD COLUMN c$k DEFAULT $z",
    "CREATE INDEX i$t ON w(v, $k, $z)",
    "INSERT INTO log VALUES($t, zeroblob($k * 5000 + $z % 7))",
    "BEGIN; UPDATE t$t SET v = v || $k; DELETE FROM w WHERE v = $z; COMMIT",
    "DELETE FROM t$t; DELETE FROM log",
    "PRAGMA user_version = $z",
    "BEGIN EXCLUSIVE; DROP VIEW IF EXISTS vw; CREATE TABLE y$t(z); ROLLBACK",
    "BEGIN; INSERT INTO t$t(v) VALUES($k); ROLLBACK",
    "DROP INDEX IF EXISTS ix; CREATE UNIQUE INDEX ix ON t$t(id, n)",
    "UPDATE sqlite_sequence SET seq = seq + $k",
};

static bool is_expected(int code)
{
    return code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_ERROR ||
        code == SQLITE_CONSTRAINT || code == SQLITE_SCHEMA;
}

static void do_anything(worker *me, sqlite3 *db)
{
    sb_text sql = SB_TEXT_EMPTY;
    unsigned which = draw(&me->random, (unsigned)(sizeof operations / sizeof *operations));
    int code;

    fill_in(&sql, draw(&me->random, 97) == 0 ? "VACUUM" : operations[which], TABLES, &me->random);
    code = run(db, sql.at);
    me->torture->operations++;
    if (!is_expected(code) && me->torture->unexpected++ < 3)
        printf("unexpected code %d: %s: %s\n", sqlite3_extended_errcode(db), sqlite3_errmsg(db), sql.at);
    if (!sqlite3_get_autocommit(db))
        run(db, "ROLLBACK");
    sb_text_release(&sql);
}

/* Some tests leave a transaction or a statement open, which the reset must find, say and end. */
static void leave_open(worker *me, int i)
{
    sqlite3 *db = me->connection[i];

    switch (draw(&me->random, 40)) {
    case 0:
        if (run(db, "BEGIN IMMEDIATE") == SQLITE_OK) {
            run(db, "INSERT INTO w VALUES('left', 'open')");
            me->torture->left_open++;
        }
        break;
    case 1:
        if (sqlite3_prepare_v2(db, "SELECT * FROM sqlite_schema", -1, &me->open[i], NULL) == SQLITE_OK &&
            sqlite3_step(me->open[i]) == SQLITE_ROW)
            me->torture->left_open++;
        break;
    default: break;
    }
}

/* ---- a thread ---- */

static void close_one(worker *me, int i)
{
    sqlite3_finalize(me->kept[i]);
    sqlite3_close(me->connection[i]);
    me->kept[i] = NULL;
    me->connection[i] = NULL;
}

static void open_one(worker *me, int i)
{
    static const char *const modes[] = { "delete", "truncate", "persist", "memory" };
    sb_text sql = SB_TEXT_EMPTY;
    sqlite3 *db;

    if (sqlite3_open(path, &db) != SQLITE_OK)
        give_up("the sandbox cannot be opened", sqlite3_errmsg(db));
    sqlite3_busy_timeout(db, me->number == 0 ? 0 : 20);
    sb_text_add(&sql, "PRAGMA journal_mode = %s", me->torture->plan.wal ? "wal" : modes[draw(&me->random, 4)]);
    for (int tries = 0; tries < 50 && run(db, sql.at) != SQLITE_OK; tries++)
        sqlite3_sleep(1);
    if (me->torture->plan.wal && draw(&me->random, 2) == 0)
        run(db, "PRAGMA wal_autocheckpoint = 8");
    /* Without a statement, which only a broken image explains, the next check finds a wrong state. */
    for (int tries = 0; tries < 200 && me->kept[i] == NULL; tries++)
        if (sqlite3_prepare_v2(db, "SELECT count(*), sum(n) FROM t0", -1, &me->kept[i], NULL) != SQLITE_OK)
            sqlite3_sleep(1);
    me->connection[i] = db;
    sb_text_release(&sql);
}

/* The state, and a statement that was compiled long before: it may believe an old schema. */
static bool is_base_state(worker *me, int i)
{
    sqlite3_stmt *kept = me->kept[i];
    bool good = digest_of(me->connection[i]) == me->torture->base;

    good &= sqlite3_step(kept) == SQLITE_ROW && sqlite3_column_int(kept, 0) == ROWS &&
        sqlite3_column_int(kept, 1) == ROWS * (ROWS + 1) / 2;
    sqlite3_reset(kept);
    return good;
}

static void check_one(worker *me, int i, long round)
{
    torture *all = me->torture;

    sqlite3_finalize(me->open[i]);
    me->open[i] = NULL;
    if (draw(&me->random, 3) == 0) /* sleeps: what it has in its cache will be older than others' */
        return;
    all->checks++;
    if (!is_base_state(me, i) && all->wrong++ < 3)
        printf(
            "wrong state: round %ld, thread %d, connection %d (%s)\n", round, me->number, i, sqlite3_errmsg(me->connection[i]));
    if (round % 100 == 99 && !is_sound(me->connection[i]))
        all->damaged++;
}

static void *work(void *env)
{
    worker *me = env;
    torture *all = me->torture;

    for (long round = 0; !all->over; round++) {
        for (int i = 0; i < connections(me); i++) {
            if (me->connection[i] != NULL && draw(&me->random, 200) == 0)
                close_one(me, i);
            if (me->connection[i] == NULL)
                open_one(me, i);
        }
        pthread_barrier_wait(&all->meet); /* all are at the base state */
        for (unsigned k = draw(&me->random, 7) + 1; k > 0; k--)
            do_anything(me, me->connection[draw(&me->random, (unsigned)connections(me))]);
        for (int i = 0; i < connections(me); i++)
            leave_open(me, i);
        pthread_barrier_wait(&all->meet); /* main resets */
        pthread_barrier_wait(&all->meet);
        for (int i = 0; i < connections(me); i++)
            check_one(me, i, round);
        pthread_barrier_wait(&all->meet); /* main decides whether it is over */
        pthread_barrier_wait(&all->meet);
    }
    for (int i = 0; i < connections(me); i++)
        close_one(me, i);
    return NULL;
}

/* ---- main ---- */

static long lines_of(const char *text)
{
    long n = text != NULL;

    for (; text != NULL && (text = strchr(text, '\n')) != NULL; text++)
        n++;
    return n;
}

static void reset_and_count(torture *all)
{
    sb_reset_told told;
    long expected = atomic_exchange(&all->left_open, 0);

    if ((long)all->clone->image->dirty.n > all->dirty_most)
        all->dirty_most = (long)all->clone->image->dirty.n;
    if (sb_backend_sqlite.clone_reset(all->clone, &told) != 0)
        give_up("a reset was refused", sb_error());
    if (lines_of(told.held) != expected && all->miscounted++ < 3)
        printf("%ld were left open, reported:\n%s\n", expected, told.held != NULL ? told.held : "(none)");
}

static void rounds(torture *all)
{
    for (long round = 0; !all->over; round++) {
        pthread_barrier_wait(&all->meet);
        pthread_barrier_wait(&all->meet);
        reset_and_count(all);
        pthread_barrier_wait(&all->meet);
        pthread_barrier_wait(&all->meet);
        all->over = round + 1 >= all->plan.rounds || (all->plan.until_wrong && all->wrong + all->unexpected > 0);
        pthread_barrier_wait(&all->meet);
    }
}

/* The number of wrong states, damaged files, unexpected codes and miscounted leftovers. */
static long torment(const plan *how)
{
    const char *seed = getenv("SEED");
    torture all = { .plan = *how, .clone = make_clone() };
    worker workers[THREADS] = { 0 };
    pthread_t thread[THREADS];
    void *ours;

    if (sb_backend_sqlite.clone_open(all.clone, 0, &ours) != 0)
        give_up("the clone cannot be opened", sb_error());
    all.clone->image->without = how->without;
    if (!how->by_copy)
        all.clone->image->copy_limit = 0;
    all.base = digest_of(((sb_sqlite *)ours)->handle);
    pthread_barrier_init(&all.meet, NULL, THREADS + 1);
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (worker){ .torture = &all, .number = i };
        workers[i].random = 88172645463325252u + (uint64_t)i * 7919 + (seed ? strtoull(seed, NULL, 10) * 1000003 : 0);
        pthread_create(&thread[i], NULL, work, &workers[i]);
    }
    rounds(&all);
    for (int i = 0; i < THREADS; i++)
        pthread_join(thread[i], NULL);
    pthread_barrier_destroy(&all.meet);
    sb_backend_sqlite.clone_free(all.clone);
    printf(
        "%s %s%s%s%s: %ld checks, %ld operations, at most %ld pages written; wrong states %ld, damaged %ld, unexpected codes %ld, "
        "leftovers miscounted %ld\n",
        how->by_copy ? "copy" : "madvise", how->wal ? "wal" : "rollback", how->without & SB_WITHOUT_COUNTER ? " nocounter" : "",
        how->without & SB_WITHOUT_COOKIE ? " nocookie" : "", how->without & SB_WITHOUT_INDEX ? " noindex" : "", all.checks,
        all.operations, all.dirty_most, all.wrong, all.damaged, all.unexpected, all.miscounted);
    return all.wrong + all.damaged + all.unexpected + all.miscounted;
}

static int all_combinations(bool is_short)
{
    static const struct {
        bool wal;
        unsigned without;
    } unsafe[] = { { false, SB_WITHOUT_COUNTER }, { false, SB_WITHOUT_COOKIE }, { true, SB_WITHOUT_COOKIE },
        { true, SB_WITHOUT_INDEX } };
    int failed = 0;

    for (int i = 0; i < 4; i++)
        failed += torment(&(plan){ .rounds = is_short ? 300 : 5000, .by_copy = i & 1, .wal = i >> 1 }) != 0;
    for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++) {
        plan how = { .rounds = 20000, .by_copy = true, .wal = unsafe[i].wal, .without = unsafe[i].without, .until_wrong = true };
        if (torment(&how) == 0) {
            printf("a safeguard was taken out, and nothing was noticed: this program proves nothing\n");
            failed++;
        }
    }
    return failed != 0;
}

static bool read_plan(int argc, char **argv, plan *out)
{
    *out = (plan){
        .rounds = strtol(argv[1], NULL, 10), .by_copy = strcmp(argv[2], "copy") == 0, .wal = strcmp(argv[3], "wal") == 0
    };
    if (argc == 5) {
        out->without = strcmp(argv[4], "nocounter") == 0 ? SB_WITHOUT_COUNTER
            : strcmp(argv[4], "nocookie") == 0           ? SB_WITHOUT_COOKIE
            : strcmp(argv[4], "noindex") == 0            ? SB_WITHOUT_INDEX
                                                         : 0;
        if (out->without == 0)
            return false;
    }
    return out->rounds > 0 && (out->by_copy || strcmp(argv[2], "madvise") == 0) && (out->wal || strcmp(argv[3], "rollback") == 0);
}

int main(int argc, char **argv)
{
    plan how;

    if (argc == 1 || (argc == 2 && strcmp(argv[1], "--short") == 0))
        return all_combinations(argc == 2);
    if (argc < 4 || argc > 5 || !read_plan(argc, argv, &how)) {
        fprintf(stderr,
            "image_torture [--short]\n"
            "image_torture ROUNDS copy|madvise rollback|wal [nocounter|nocookie|noindex]\n");
        return 64;
    }
    return torment(&how) != 0;
}
