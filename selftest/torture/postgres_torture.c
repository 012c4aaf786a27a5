/* postgres_torture.c -- anything is done to a sandbox on PostgreSQL by our connection and one of an application, and each strategy must
 * bring it back to the base state: itself, or by noticing that it cannot. With the noticing taken out it must not, or this program would
 * prove nothing.
 *
 *     postgres_torture [--short]
 *     postgres_torture ROUNDS STRATEGY [weak] [nonotice]
 *
 * The first form runs all of them and ends with 0 where each came out as it should. The second ends with 1 where a state was wrong. weak:
 * without a superuser. nonotice: what statements say of themselves is forgotten before the reset. SEED in the environment changes the
 * run, SHOW=1 prints what is done. Without SEEDBED_TEST_POSTGRES nothing is done.
 */
#include "../../framework/sandbox/postgres/clone.h"
#include "../../framework/sandbox/postgres/known.h"
#include "../../framework/sandbox/postgres/state.h"
#include "torture.h"
#include <string.h>
#include <unistd.h>

enum { TABLES = 4, MOST_OPERATIONS = 8, TOLD = 3 };

static const char schema[] =
    "CREATE TABLE t0(id serial PRIMARY KEY, v text UNIQUE, n int, d int GENERATED ALWAYS AS (n * 2) STORED);"
    "CREATE TABLE t1(id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text, n int, UNIQUE(v, n));"
    "CREATE TABLE t2(id bigserial PRIMARY KEY, v text, n int REFERENCES t1(id) DEFERRABLE INITIALLY DEFERRED, at timestamptz DEFAULT now());"
    "CREATE TABLE t3(id serial PRIMARY KEY, v text, n int REFERENCES t0(id) ON DELETE CASCADE ON UPDATE CASCADE, f float8, j jsonb);"
    "CREATE TABLE loose(k text, v int); CREATE TABLE log(a text, b numeric); CREATE SEQUENCE lone; CREATE TYPE mood AS ENUM ('a', 'b');"
    "CREATE TABLE parts(id int, m mood, PRIMARY KEY (id, m)) PARTITION BY LIST (m);"
    "CREATE TABLE parts_a PARTITION OF parts FOR VALUES IN ('a'); CREATE TABLE parts_b PARTITION OF parts FOR VALUES IN ('b');"
    "INSERT INTO t0(v, n) SELECT 'a' || g, g FROM generate_series(1, 30) g; INSERT INTO t1(v, n) SELECT v, n FROM t0;"
    "INSERT INTO t2(v, n) SELECT v, id FROM t1 WHERE id < 20; INSERT INTO t3(v, n, f, j) SELECT v, id, n / 7.0, to_jsonb(v) FROM t0;"
    "INSERT INTO loose VALUES (NULL, 1), (NULL, 1), ('k', 2); INSERT INTO log VALUES ('x', 1.50); INSERT INTO parts VALUES (1, 'a'), (2, 'b');"
    "CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (TG_OP, NEW.id); RETURN NULL; END';"
    "CREATE TRIGGER told AFTER INSERT OR UPDATE ON t0 FOR EACH ROW EXECUTE FUNCTION told();"
    "CREATE VIEW vw AS SELECT id, v FROM t0 WHERE n > 3; CREATE INDEX ix ON t1(n) WHERE n > 3;";

static const char *const operations[] = {
    "INSERT INTO t$t(v) VALUES('new$z')",
    "INSERT INTO t$t(v) SELECT 'many$z-' || g FROM generate_series(1, $k) g",
    "INSERT INTO loose VALUES('new$z', 1), (NULL, $k)",
    "INSERT INTO log VALUES('$k', $z)",
    "INSERT INTO t0(id, v) VALUES($k, 'own$z') ON CONFLICT (id) DO UPDATE SET v = excluded.v",
    "INSERT INTO t0(v) VALUES('a$k') ON CONFLICT DO NOTHING",
    "INSERT INTO t1(id, v) OVERRIDING SYSTEM VALUE VALUES($z + 100, 'forced')",
    "INSERT INTO parts VALUES($z + 10, 'a'), ($z + 10, 'b')",
    "UPDATE t$t SET n = n WHERE id % 3 = 0",
    "UPDATE t$t SET v = v || '$k' WHERE id > $k",
    "UPDATE t0 SET id = id + 1000 WHERE id = $k",
    "UPDATE t1 SET id = DEFAULT WHERE id = $k AND id > 20",
    "UPDATE loose SET v = $z WHERE k IS NULL",
    "UPDATE log SET b = $z",
    "UPDATE parts SET m = 'b' WHERE m = 'a' AND id <> 2",
    "UPDATE t3 SET f = 'NaN', j = '{\"a\": [1, null]}' WHERE id < $k",
    "UPDATE vw SET v = 'view$z' WHERE id = $k",
    "DELETE FROM t$t WHERE id = $k",
    "DELETE FROM t0 WHERE id > $k",
    "DELETE FROM t2; DELETE FROM t1",
    "DELETE FROM loose WHERE ctid = (SELECT min(ctid) FROM loose)",
    "TRUNCATE t3",
    "TRUNCATE t0 RESTART IDENTITY CASCADE",
    "TRUNCATE parts",
    "COPY log FROM PROGRAM 'false'",
    "SELECT nextval('lone')",
    "SELECT setval('t0_id_seq', $z + 1)",
    "BEGIN; DELETE FROM t3; DELETE FROM t0 WHERE id > $k; ROLLBACK",
    "BEGIN; INSERT INTO t2(v, n) VALUES('d$z', 9999); UPDATE t2 SET n = 1 WHERE n = 9999; COMMIT",
    "BEGIN; UPDATE t0 SET v = 'x' || id; SAVEPOINT a; DELETE FROM loose; ROLLBACK TO a; DELETE FROM log; COMMIT",
    "BEGIN; INSERT INTO t0(v) VALUES('left open$z')",
    "INSERT INTO t0(v) VALUES('a1')",
    "SELECT 1 / 0",
    "SET DateStyle = 'SQL, DMY'; SET TimeZone = 'Asia/Tokyo'; DELETE FROM t2 WHERE id = $k",
    "SET session_replication_role = replica",
    "CREATE TEMP TABLE IF NOT EXISTS mine(a int)",
    "ALTER TABLE t$t ADD COLUMN more$z int DEFAULT 3",
    "ALTER TABLE t3 DROP COLUMN f; DELETE FROM t3",
    "CREATE TABLE made$z(a int); INSERT INTO made$z VALUES(1)",
    "DROP TABLE t3 CASCADE",
    "DROP VIEW vw",
    "CREATE INDEX ON t$t(v)",
    "ALTER TYPE mood RENAME VALUE 'a' TO 'z'",
    "DO $$ BEGIN DROP TABLE IF EXISTS loose; END $$",
    "SELECT * INTO copy$z FROM log",
    "ALTER SEQUENCE lone RESTART 77",
    "CREATE STATISTICS st$z (ndistinct) ON id, v FROM t$t",
    "DROP VIEW IF EXISTS vw; SET search_path = pg_catalog",
    "CREATE TEMP TABLE t$t(a int); DROP VIEW vw",
    "COMMENT ON COLUMN t0.v IS 'said $z'",
};
enum { OPERATIONS = sizeof operations / sizeof *operations, PLAIN = 36 }; /* what follows these changes the schema */

typedef struct torture {
    char *url;
    sb_postgres *admin;
    sb_clone *clone;
    sb_postgres *ours;
    PGconn *theirs;
    sb_script script;
    uint64_t random;
    bool shows, nonotice;
    long done, wrong, fell;
} torture;

/* ---- the base state, and how it is recognised ---- */

static const char digest_sql[] =
    "SELECT (string_agg(line, E'\\n' ORDER BY line COLLATE \"C\")) FROM ("
    "SELECT 'row ' || c.relname || (query_to_xml(format('SELECT count(*), sum(hashtextextended(r::text, 0)) FROM ONLY @S.%I r', c.relname), "
    "false, true, ''))::text AS line FROM pg_class c WHERE c.relnamespace = '@S'::regnamespace AND c.relkind = 'r' "
    "UNION ALL SELECT 'sequence ' || c.relname || (query_to_xml(format('SELECT last_value, is_called FROM @S.%I', c.relname), false, true, "
    "''))::text FROM pg_class c WHERE c.relnamespace = '@S'::regnamespace AND c.relkind = 'S' "
    "UNION ALL SELECT 'column ' || table_name || column_name || data_type || coalesce(column_default, '') || is_nullable "
    "FROM information_schema.columns WHERE table_schema = '@S' "
    "UNION ALL SELECT 'class ' || relname || relkind::text FROM pg_class WHERE relnamespace = '@S'::regnamespace "
    "UNION ALL SELECT 'constraint ' || conname || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = '@S'::regnamespace "
    "UNION ALL SELECT 'value ' || enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typnamespace = '@S'::regnamespace "
    "UNION ALL SELECT 'trigger ' || tgname || tgenabled::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT tgisinternal "
    "AND c.relnamespace = '@S'::regnamespace) x";

static char *digest(torture *t)
{
    char *sql = sb__pg_clone_sql(t->clone, digest_sql), *answer = sb__postgres_ask(t->admin, sql, 0, NULL);
    if (!answer)
        give_up("digest", sb_error());
    free(sql);
    return answer;
}

static void must(int code, const char *what)
{
    if (code)
        give_up(what, sb_error());
}

static void begin(torture *t, enum sb_reset reset, bool weak)
{
    const char *server = getenv("SEEDBED_TEST_POSTGRES");
    char *name = sb_format("torture_%ld", (long)getpid());
    void *db = NULL;
    must(sb__postgres_open(server, SB_CHANGE, &db), "server");
    must(sb__postgres_runf(db, "DROP DATABASE IF EXISTS %s WITH (FORCE)", name), "old database");
    must(sb__postgres_runf(db, "CREATE DATABASE %s", name), "database");
    must(sb__postgres_runf(
             db, "DROP ROLE IF EXISTS %s; CREATE ROLE %s LOGIN; ALTER DATABASE %s OWNER TO %s", name, name, name, name),
        "role");
    sb__postgres_close(db);
    char *as_admin = sb__postgres_with(server, (const char *const[]){ "dbname", NULL }, (const char *const[]){ name, NULL });
    t->url = weak ? sb__postgres_with(as_admin, (const char *const[]){ "user", NULL }, (const char *const[]){ name, NULL })
                  : sb_strdup(as_admin);
    must(sb__postgres_open(as_admin, SB_CHANGE, (void **)&t->admin), "admin");
    t->script = (sb_script){ "schema.sql", schema };
    char *path = sb__postgres_locate(t->url);
    const sb_clone_wish wish = { .sandbox = "torture",
        .prefix = "",
        .path = path,
        .location = t->url,
        .script = &t->script,
        .scripts = 1,
        .reset = reset,
        .workers = 1 };
    must(sb__postgres_open(t->url, SB_CHANGE, &db), "live");
    must(sb__pg_clone_make(db, &wish, &t->clone), "clone");
    sb__postgres_close(db);
    must(sb__pg_clone_open(t->clone, 0, (void **)&t->ours), "open");
    sb__known_admit(path);
    free(path);
    free(as_admin);
    free(name);
}

static void end(torture *t)
{
    void *db = NULL;
    if (t->theirs)
        PQfinish(t->theirs);
    sb__pg_clone_free(t->clone);
    sb__postgres_close(t->admin);
    must(sb__postgres_open(getenv("SEEDBED_TEST_POSTGRES"), SB_CHANGE, &db), "server");
    sb__postgres_runf(db, "DROP DATABASE torture_%ld WITH (FORCE)", (long)getpid());
    sb__postgres_runf(db, "DROP ROLE torture_%ld", (long)getpid());
    sb__postgres_close(db);
    free(t->url);
}

/* ---- anything ---- */

static void operate(torture *t)
{
    sb_text sql = SB_TEXT_EMPTY;
    unsigned which = draw(&t->random, 12) ? draw(&t->random, PLAIN) : PLAIN + draw(&t->random, OPERATIONS - PLAIN);
    bool ours = !t->theirs || draw(&t->random, 2);
    if (strncmp(operations[which], "DO ", 3) == 0)
        sb_text_add(&sql, "%s", operations[which]);
    else
        fill_in(&sql, operations[which], TABLES, &t->random);
    if (t->shows)
        fprintf(stderr, "%s %s\n", ours ? "ours  " : "theirs", sql.at);
    if (ours)
        sb__postgres_exec(t->ours, sql.at);
    else
        sb__libpq()->PQclear(PQexec(t->theirs, sql.at));
    sb_text_release(&sql);
    t->done++;
}

static void connect_or_part(torture *t)
{
    if (t->theirs && draw(&t->random, 3) == 0) {
        PQfinish(t->theirs);
        t->theirs = NULL;
    } else if (!t->theirs && draw(&t->random, 3) == 0) {
        t->theirs = PQconnectdb(t->url);
        if (sb__libpq()->PQstatus(t->theirs) != CONNECTION_OK)
            give_up("connection", sb__libpq()->PQerrorMessage(t->theirs));
    }
}

/* Whether all rounds came back. */
static bool run_rounds(torture *t, long rounds)
{
    char *base = digest(t);
    sb_reset_told told;
    for (long i = 0; i < rounds && (!t->nonotice || !t->wrong); i++) {
        connect_or_part(t);
        for (unsigned n = draw(&t->random, MOST_OPERATIONS); n > 0; n--)
            operate(t);
        if (t->nonotice)
            sb__pg_process()->seen = (sb_seen){ .statements = 1, .open = t->theirs != NULL };
        if (sb__pg_clone_reset(t->clone, &told))
            give_up("reset", sb_error());
        t->fell += told.fell != NULL;
        if (t->shows)
            fprintf(stderr, "reset%s%s\n", told.fell ? ": " : "", told.fell ? told.fell : "");
        char *now = digest(t);
        if (strcmp(now, base) != 0 && t->wrong++ < TOLD && !t->nonotice)
            fprintf(stderr, "round %ld is wrong\n%s%s%s%s", i, t->shows ? base : "", t->shows ? "\nbut is\n" : "",
                t->shows ? now : "", t->shows ? "\n" : "");
        free(now);
        if (t->wrong)
            break;
    }
    free(base);
    return t->wrong == 0;
}

static bool torture_one(long rounds, const char *name, enum sb_reset reset, bool weak, bool nonotice)
{
    const char *seed = getenv("SEED");
    torture t = {
        .random = seed ? strtoull(seed, NULL, 0) | 1 : 88172645463325252u, .nonotice = nonotice, .shows = getenv("SHOW") != NULL
    };
    begin(&t, reset, weak);
    bool same = run_rounds(&t, rounds);
    printf("  %-9s%s%s %6ld operations, %ld resets, %ld by a stronger strategy: %s\n", name, weak ? " without a superuser" : "",
        nonotice ? " without notice" : "", t.done, rounds, t.fell, same ? "the base state each time" : "NOT the base state");
    fflush(stdout);
    end(&t);
    return same;
}

static const struct {
    const char *name;
    enum sb_reset reset;
} strategies[] = { { "auto", SB_RESET_AUTO }, { "rollback", SB_RESET_ROLLBACK }, { "undo", SB_RESET_UNDO },
    { "reload", SB_RESET_RELOAD }, { "watermark", SB_RESET_WATERMARK }, { "tracked", SB_RESET_TRACKED },
    { "truncate", SB_RESET_TRUNCATE }, { "rebuild", SB_RESET_REBUILD } };
enum { STRATEGIES = sizeof strategies / sizeof *strategies };

static int torture_all(long rounds)
{
    bool good = true;
    for (size_t i = 0; i < STRATEGIES; i++)
        good = torture_one(rounds, strategies[i].name, strategies[i].reset, false, false) && good;
    good = torture_one(rounds, "undo", SB_RESET_UNDO, true, false) && good;
    good = !torture_one(rounds * 20, "undo", SB_RESET_UNDO, false, true) && good;
    return good ? 0 : 1;
}

int main(int argc, char **argv)
{
    bool weak = false, nonotice = false;
    if (!getenv("SEEDBED_TEST_POSTGRES") || !*getenv("SEEDBED_TEST_POSTGRES")) {
        puts("  there is no PostgreSQL server (SEEDBED_TEST_POSTGRES)");
        return 0;
    }
    if (argc < 3)
        return torture_all(argc == 2 ? 25 : 1300);
    for (int i = 3; i < argc; i++) {
        weak = weak || strcmp(argv[i], "weak") == 0;
        nonotice = nonotice || strcmp(argv[i], "nonotice") == 0;
    }
    for (size_t i = 0; i < STRATEGIES; i++)
        if (strcmp(strategies[i].name, argv[2]) == 0)
            return torture_one(strtol(argv[1], NULL, 10), argv[2], strategies[i].reset, weak, nonotice) ? 0 : 1;
    return 64;
}
