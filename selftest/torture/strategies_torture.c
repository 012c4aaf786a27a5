/* strategies_torture.c -- anything is done to a sandbox by two connections, and each strategy must bring it back to the base state:
 * itself, or by noticing that it cannot. With the noticing taken out it must not, or this program would prove nothing.
 *
 *     strategies_torture [--short]
 *     strategies_torture ROUNDS STRATEGY [nonotice|nosession]
 *
 * The first form runs all of them and ends with 0 where each came out as it should. The second ends with 1 where a state was wrong.
 * SEED in the environment changes the run, SHOW=1 prints what is done.
 */
#include "../../framework/sandbox/sqlite/clone.h"
#include "torture.h"
#include <string.h>

enum { TABLES = 4, MOST_OPERATIONS = 8, TOLD = 3 };
static const char path[] = "torture/catalog.db"; /* is never made */

static const char schema[] =
    "CREATE TABLE t0(id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT UNIQUE, n INT, d INT AS (n * 2), e TEXT AS (v || n) STORED);"
    "CREATE TABLE t1(id INTEGER PRIMARY KEY, v TEXT, n INT, UNIQUE(v, n));"
    "CREATE TABLE t2(id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT COLLATE NOCASE, n INT REFERENCES t1(id) DEFERRABLE INITIALLY DEFERRED);"
    "CREATE TABLE t3(id INTEGER PRIMARY KEY, v, n INT REFERENCES t0(id) ON DELETE CASCADE ON UPDATE CASCADE);"
    "CREATE TABLE w(k TEXT COLLATE NOCASE, l, v, PRIMARY KEY(k, l)) WITHOUT ROWID;"
    "CREATE TABLE loose(k TEXT PRIMARY KEY, v); CREATE TABLE log(a, b); CREATE TABLE shadows(rowid, oid, _rowid_);"
    "CREATE TABLE again(k INTEGER PRIMARY KEY, v UNIQUE) ; CREATE INDEX ix ON t1(n) WHERE n > 3; CREATE INDEX iy ON w(v, k);"
    "CREATE VIEW vw AS SELECT a.id, b.n FROM t0 a JOIN t1 b ON a.id = b.id;"
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 30) INSERT INTO t0(v, n) SELECT 'a' || x, x FROM c;"
    "INSERT INTO t1 SELECT id, v, n FROM t0; INSERT INTO t2 SELECT id, v, id FROM t1; INSERT INTO t3 SELECT id, v, id FROM t0;"
    "DELETE FROM t2 WHERE id > 25; INSERT INTO w SELECT v, n, id FROM t0; INSERT INTO w SELECT v, NULL || 'z', 1.5 FROM t0 WHERE 0;"
    "INSERT INTO loose VALUES(NULL, 1), (NULL, 2), ('k', x'0001'); INSERT INTO shadows VALUES(3, 2, 1), (3, 2, 1);"
    "INSERT INTO log VALUES(NULL, 0.1), (1e300, 'text'), (x'00ff', -9223372036854775808);"
    "CREATE TRIGGER told AFTER INSERT ON t0 BEGIN INSERT INTO log VALUES(new.id, new.v); END;"
    "CREATE TRIGGER left AFTER DELETE ON t1 BEGIN UPDATE loose SET v = v + 1 WHERE k = 'k'; END;"
    "CREATE TRIGGER seen INSTEAD OF INSERT ON vw BEGIN INSERT INTO t1(n) VALUES(new.n); END;";

/* Inserts alone; rows of all kinds; and anything. */
static const char *const inserts[] = {
    "INSERT INTO t$t(v) VALUES('new$z')",
    "INSERT INTO w VALUES('new$z', $k, 1)",
    "INSERT INTO loose VALUES('new$z', 1), (NULL, $k)",
    "INSERT INTO log VALUES($k, $z)",
    "INSERT OR IGNORE INTO again VALUES($z, $k)",
    "INSERT INTO vw VALUES(1, $z)",
    "SAVEPOINT a; INSERT INTO t$t(v) VALUES('gone$z'); ROLLBACK TO a; INSERT INTO log VALUES('kept', $k); RELEASE a",
    "BEGIN; INSERT INTO t$t(v) VALUES('both$z'); INSERT INTO log VALUES(1, 2); COMMIT",
};
static const char *const rows[] = {
    "UPDATE t$t SET n = n WHERE id % 3 = 0",
    "UPDATE OR IGNORE t$t SET v = v || $k WHERE id > $k",
    "UPDATE t1 SET id = id + 1000 WHERE id = $k",
    "UPDATE w SET k = k || '-', v = $z WHERE l = $k",
    "UPDATE loose SET v = $z WHERE k IS NULL",
    "UPDATE log SET b = $z",
    "DELETE FROM t$t WHERE id = $k",
    "DELETE FROM t$t",
    "DELETE FROM w",
    "DELETE FROM log WHERE a = 1",
    "DELETE FROM shadows; INSERT INTO shadows VALUES($k, $z, 1)",
    "BEGIN; DELETE FROM t3; DELETE FROM t0 WHERE id > $k; INSERT INTO w VALUES($k, $z, 2); ROLLBACK",
    "BEGIN; UPDATE t1 SET v = 'x' || id; SAVEPOINT a; DELETE FROM w; ROLLBACK TO a; DELETE FROM loose; RELEASE a; COMMIT",
    "SAVEPOINT a; DELETE FROM t3; SAVEPOINT b; DELETE FROM log; RELEASE b; ROLLBACK TO a; RELEASE a",
    "INSERT INTO t0(v, n) SELECT 'many' || n || '-' || $z, n FROM t1 ON CONFLICT(v) DO UPDATE SET n = excluded.n",
};
static const char *const anything[] = {
    "INSERT OR REPLACE INTO t$t(id, v) VALUES($k, 'rep$z')",
    "REPLACE INTO t0(v, n) VALUES('a$k', $z)",
    "REPLACE INTO w VALUES('a$k', $k, $z)",
    "REPLACE INTO again VALUES($z, $k), ($z + 1, $k)",
    "UPDATE OR REPLACE t0 SET v = 'a$k' WHERE id = 3",
    "COMMIT; INSERT INTO t$t(v) VALUES('stray$z')",
    "COMMIT; DELETE FROM t1; BEGIN",
    "ROLLBACK; UPDATE w SET v = $z",
    "INSERT OR ROLLBACK INTO t1 VALUES(1, 'a', 1)",
    "CREATE TABLE x$t(a, b); INSERT INTO x$t VALUES($k, $z)",
    "DROP TABLE t$t",
    "DROP TRIGGER told",
    "DROP VIEW vw; CREATE VIEW vw AS SELECT $z AS id, 1 AS n",
    "ALTER TABLE t$t ADD COLUMN c$k DEFAULT $z",
    "ALTER TABLE log RENAME TO log$k",
    "ALTER TABLE t1 RENAME COLUMN v TO v$k",
    "CREATE INDEX i$t ON w(v, $k, $z)",
    "BEGIN; CREATE TABLE y$t(z); INSERT INTO t1(v) VALUES('ddl$z'); ROLLBACK",
    "CREATE TRIGGER n$k AFTER UPDATE ON w BEGIN DELETE FROM log; END; UPDATE w SET v = 1",
    "UPDATE sqlite_sequence SET seq = seq + $k",
    "DELETE FROM sqlite_sequence",
    "PRAGMA user_version = $z",
    "PRAGMA application_id = $z",
    "ANALYZE",
    "VACUUM",
    "REINDEX",
    "PRAGMA recursive_triggers = $k",
    "PRAGMA foreign_keys = off; DELETE FROM t1",
    "DELETE FROM t0; VACUUM; INSERT INTO log VALUES(zeroblob($k * 5000), $z)",
};
#define LIST(it) it, sizeof it / sizeof *it
static const struct list {
    const char *const *at;
    size_t n;
} lists[] = { { LIST(inserts) }, { LIST(rows) }, { LIST(anything) } };
enum { LISTS = sizeof lists / sizeof *lists };

typedef struct torture {
    const sb_strategy *strategy;
    sb_clone *clone;
    sqlite3 *ours, *app;
    uint64_t base, random;
    long rounds, fell, operations, wrong, damaged;
} torture;

/* Tables without a row number that can be asked for are few and small: their rows come in the order of all columns. */
static uint64_t digest_of(sqlite3 *db)
{
    static const char *const queries[] = { "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name",
        "SELECT rowid, * FROM t0 ORDER BY rowid", "SELECT rowid, * FROM t1 ORDER BY rowid",
        "SELECT rowid, * FROM t2 ORDER BY rowid", "SELECT rowid, * FROM t3 ORDER BY rowid", "SELECT * FROM w ORDER BY k, l",
        "SELECT rowid, * FROM loose ORDER BY rowid", "SELECT rowid, a, b, typeof(a), typeof(b) FROM log ORDER BY rowid",
        "SELECT * FROM shadows ORDER BY 1, 2, 3", "SELECT rowid, * FROM again ORDER BY rowid",
        "SELECT * FROM sqlite_sequence ORDER BY name", "PRAGMA user_version", "PRAGMA application_id",
        "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'" };
    uint64_t digest = TORTURE_DIGEST;

    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        digest = digest_query(db, queries[i], false, digest * 31 + i);
    return digest;
}

static void open_all(torture *all, unsigned without)
{
    const sb_script script = { "schema", schema };
    void *db;

    if (sb_backend_sqlite.scratch(NULL, &db) != 0 || sb_backend_sqlite.exec(db, schema) != 0 ||
        sb_backend_sqlite.clone_make(db,
            &(sb_clone_wish){ .prefix = "", .path = path, .reset = all->strategy->is, .script = &script, .scripts = 1 },
            &all->clone) != 0)
        give_up("the base state cannot be made", sb_error());
    sb_backend_sqlite.close(db);
    if (sb_backend_sqlite.clone_open(all->clone, 0, &db) != 0)
        give_up("the clone cannot be opened", sb_error());
    all->clone->image->without = without;
    all->ours = sb_backend_sqlite.clone_handle(all->clone);
    if (sqlite3_open(path, &all->app) != SQLITE_OK)
        give_up("the sandbox cannot be opened", sqlite3_errmsg(all->app));
    all->base = digest_of(all->app);
}

/* A test keeps to one kind of work, so that strategies have something to do themselves. */
static void a_test(torture *all)
{
    const struct list *most = &lists[draw(&all->random, LISTS)];
    bool ours_only = draw(&all->random, 4) != 0;
    sb_text sql = SB_TEXT_EMPTY;

    for (unsigned i = draw(&all->random, MOST_OPERATIONS) + 1; i > 0; i--) {
        const struct list *list = draw(&all->random, 4) == 0 ? &lists[0] : most;
        sqlite3 *db = ours_only || draw(&all->random, 2) == 0 ? all->ours : all->app;
        sql.size = 0;
        fill_in(&sql, list->at[draw(&all->random, (unsigned)list->n)], TABLES, &all->random);
        run(db, sql.at);
        if (getenv("SHOW"))
            printf("%ld %s: %s -- %s\n", all->rounds, db == all->app ? "app" : "ours", sql.at, sqlite3_errmsg(db));
        all->operations++;
        if (db == all->app && !sqlite3_get_autocommit(db) && draw(&all->random, 10) != 0)
            run(db, "ROLLBACK");
    }
    sb_text_release(&sql);
}

static void a_reset(torture *all)
{
    sb_reset_told told;

    if (sb_backend_sqlite.clone_reset(all->clone, &told) != 0)
        give_up("a reset was refused", sb_error());
    all->fell += told.fell != NULL;
    if (getenv("SHOW") && told.fell != NULL)
        printf("%s\n", told.fell);
    if (digest_of(all->rounds % 2 ? all->app : all->ours) != all->base && all->wrong++ < TOLD)
        printf("%s: wrong state after test %ld (fell: %s)\n", all->strategy->name, all->rounds, told.fell ? told.fell : "no");
    if (all->rounds % 100 == 99 && !is_sound(all->app))
        all->damaged++;
    if (sqlite3_get_autocommit(all->ours) == 0) /* what the digest read is no business of the test */
        run(all->ours, "ROLLBACK; BEGIN");
}

/* The number of wrong states and damaged files; so that a strategy did nothing by itself is wrong, too. */
static long torment(const sb_strategy *strategy, long most, unsigned without, bool until_wrong)
{
    const char *seed = getenv("SEED");
    torture all = { .strategy = strategy };

    all.random = 88172645463325252u + (uint64_t)strategy->is * 7919 + (seed ? strtoull(seed, NULL, 10) * 1000003 : 0);
    open_all(&all, without);
    sb_backend_sqlite.clone_reset(all.clone, NULL);
    while (all.rounds < most && !(until_wrong && all.wrong > 0)) {
        a_test(&all);
        a_reset(&all);
        all.rounds++;
    }
    printf("%s%s%s: %ld tests, %ld operations, %ld brought back by image; wrong states %ld, damaged %ld\n", strategy->name,
        without & SB_WITHOUT_NOTICE ? " nonotice" : "", without & SB_WITHOUT_SESSION ? " nosession" : "", all.rounds,
        all.operations, all.fell, all.wrong, all.damaged);
    if (all.clone->standing.cannot != NULL && all.wrong++ == 0)
        printf("%s: in the end %s\n", strategy->name, all.clone->standing.cannot);
    sqlite3_close(all.app);
    sb_backend_sqlite.clone_free(all.clone);
    return all.wrong + all.damaged + (all.fell == all.rounds);
}

static const sb_strategy *const all_strategies[] = { &sb_strategy_image, &sb_strategy_rollback, &sb_strategy_undo,
    &sb_strategy_reload, &sb_strategy_watermark, &sb_strategy_tracked, &sb_strategy_truncate, &sb_strategy_rebuild };

static int every_one(bool is_short)
{
    long rounds = is_short ? 300 : 5000, failed = 0;

    for (size_t i = 0; i < sizeof all_strategies / sizeof *all_strategies; i++) {
        failed += torment(all_strategies[i], rounds, 0, false) != 0;
        if (all_strategies[i]->reset != NULL && torment(all_strategies[i], rounds, SB_WITHOUT_NOTICE, true) == 0) {
            printf("%s: nothing was wrong although it noticed nothing\n", all_strategies[i]->name);
            failed++;
        }
    }
    failed += torment(&sb_strategy_undo, rounds, SB_WITHOUT_SESSION, false) != 0;
    return failed != 0;
}

int main(int argc, char **argv)
{
    const sb_strategy *strategy = NULL;
    unsigned without = argc != 4 ? 0 : strcmp(argv[3], "nonotice") == 0 ? SB_WITHOUT_NOTICE : SB_WITHOUT_SESSION;

    if (argc == 1 || (argc == 2 && strcmp(argv[1], "--short") == 0))
        return every_one(argc == 2);
    for (size_t i = 0; argc > 2 && i < sizeof all_strategies / sizeof *all_strategies; i++)
        if (strcmp(argv[2], all_strategies[i]->name) == 0)
            strategy = all_strategies[i];
    if (argc > 4 || strategy == NULL || atol(argv[1]) <= 0) {
        fprintf(stderr, "strategies_torture [--short]\nstrategies_torture ROUNDS STRATEGY [nonotice|nosession]\n");
        return 64;
    }
    return torment(strategy, atol(argv[1]), without, false) != 0;
}
