/* postgres_torture.c -- anything is done to a sandbox on PostgreSQL by our connection and those of an application, and each strategy must
 * bring it back to the base state: itself, or by noticing that it cannot. With the noticing taken out it must not, or this program would
 * prove nothing.
 *
 *     postgres_torture [--short]
 *     postgres_torture OPERATIONS STRATEGY [weak] [nonotice]
 *
 * The first form runs all of them, each as a process of its own, and ends with 0 where each came out as it should. The second ends with 1
 * where a state was wrong. Operations that the server refuses are not counted. weak: without a superuser. nonotice: what statements say of
 * themselves is forgotten before the reset. SEED in the environment changes the run, SHOW=1 prints what is done, LAYER=0, 1 or 2 keeps it
 * to one of the schemas. Without SEEDBED_TEST_POSTGRES nothing is done.
 */
#include "../../framework/sandbox/postgres/clone.h"
#include "../../framework/sandbox/postgres/known.h"
#include "../../framework/sandbox/postgres/state.h"
#include "postgres_operations.h"
#include "postgres_schema.h"
#include "torture.h"
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* KEPT: a connection of the application that lives on behind tests; NEW: one that does not. */
enum { OURS = 0, HANDLE, KEPT, NEW, WHO };
enum { TABLES = 4, MOST_OPERATIONS = 14, AT_ONCE = 4, LONG = 5100, SHORT = 40, BLIND = 5000, FEW = 100 };

typedef struct torture {
    const sb_strategy *strategy;
    bool weak, blind, shows;
    int layer;
    char *name, *url;
    sb_postgres *admin, *ours;
    sb_clone *clone;
    PGconn *app[WHO]; /* which know nothing of us; NULL: not connected */
    char *base;
    sb_text acts, acts_before; /* of this test, and of the one before */
    uint64_t random;
    long tests, done, refused, fell, wrong;
} torture;

/* ---- a sandbox ---- */

static void must(int code, const char *what)
{
    if (code)
        give_up(what, sb_error());
}

static char *state_of(torture *t)
{
    char *sql = sb__pg_clone_sql(t->clone, state_sql), *answer = sb__postgres_ask(t->admin, sql, 0, NULL);
    if (!answer)
        give_up("the state cannot be read", sb_error());
    free(sql);
    return answer;
}

/* Several connections in one thread: who waits for another one waits for ever. */
static void make_database(const torture *t)
{
    void *db = NULL;
    must(sb__postgres_open(getenv("SEEDBED_TEST_POSTGRES"), SB_CHANGE, &db), "server");
    must(sb__postgres_runf(db, "DROP DATABASE IF EXISTS %s WITH (FORCE)", t->name), "old database");
    must(sb__postgres_runf(db, "DROP ROLE IF EXISTS %s; CREATE ROLE %s LOGIN", t->name, t->name), "role");
    must(sb__postgres_runf(db, "CREATE DATABASE %s OWNER %s", t->name, t->name), "database");
    must(sb__postgres_runf(db, "ALTER DATABASE %s SET lock_timeout = '40ms'", t->name), "settings");
    sb__postgres_close(db);
}

static void make_clone(torture *t)
{
    char *path = sb__postgres_locate(t->url);
    void *db = NULL;
    const sb_clone_wish wish = { .sandbox = "torture",
        .prefix = "",
        .path = path,
        .location = t->url,
        .script = schemas,
        .scripts = (size_t)t->layer + 1,
        .reset = t->strategy->reset,
        .workers = 1 };
    must(sb__postgres_open(t->url, SB_CHANGE, &db), "live");
    must(sb__pg_clone_make(db, &wish, &t->clone), "clone");
    sb__postgres_close(db);
    must(sb__pg_clone_open(t->clone, 0, (void **)&t->ours), "open");
    sb__known_admit(path);
    free(path);
}

static void begin(torture *t)
{
    const char *server = getenv("SEEDBED_TEST_POSTGRES");
    t->name = sb_format("torture_%ld", (long)getpid());
    make_database(t);
    char *as_admin = sb__postgres_with(server, (const char *const[]){ "dbname", NULL }, (const char *const[]){ t->name, NULL });
    t->url = t->weak ? sb__postgres_with(as_admin, (const char *const[]){ "user", NULL }, (const char *const[]){ t->name, NULL })
                     : sb_strdup(as_admin);
    must(sb__postgres_open(as_admin, SB_CHANGE, (void **)&t->admin), "admin");
    must(sb__postgres_run(t->admin, "SET lock_timeout = 0; SET search_path = pg_catalog"), "settings");
    make_clone(t);
    t->base = state_of(t);
    free(as_admin);
}

static void part(torture *t, int who)
{
    if (t->app[who])
        PQfinish(t->app[who]);
    t->app[who] = NULL;
}

static void end(torture *t)
{
    void *db = NULL;
    part(t, KEPT);
    part(t, NEW);
    sb__pg_clone_free(t->clone);
    sb__postgres_close(t->admin);
    must(sb__postgres_open(getenv("SEEDBED_TEST_POSTGRES"), SB_CHANGE, &db), "server");
    must(sb__postgres_runf(db, "DROP DATABASE %s WITH (FORCE)", t->name), "database");
    must(sb__postgres_runf(db, "DROP ROLE %s", t->name), "role");
    sb__postgres_close(db);
    sb_text_release(&t->acts);
    sb_text_release(&t->acts_before);
    free(t->url);
    free(t->name);
    free(t->base);
}

/* ---- the ways of an application ---- */

/* All results, with the rows of a COPY ... FROM STDIN, which stand behind it. The caller clears what is given back: the first that failed,
 * or the last. */
static PGresult *take_results(PGconn *db, PGresult *result, const char *data)
{
    const sb_libpq *pq = sb__libpq();
    PGresult *kept = NULL;
    for (; result; result = PQgetResult(db)) {
        if (pq->PQresultStatus(result) == PGRES_COPY_IN) {
            size_t n = strlen(data);
            if (n > 3)
                pq->PQputCopyData(db, data, (int)n - 3); /* without \. */
            pq->PQputCopyEnd(db, NULL);
        }
        bool failed = kept && pq->PQresultStatus(kept) == PGRES_FATAL_ERROR;
        pq->PQclear(failed ? result : kept);
        kept = failed ? kept : result;
    }
    return kept;
}

static PGresult *by_exec(PGconn *db, const char *sql)
{
    return sb__libpq()->PQtransactionStatus(db) == PQTRANS_ACTIVE ? NULL : PQexec(db, sql);
}

static PGresult *by_sending(PGconn *db, const char *sql) { return PQsendQuery(db, sql) == 1 ? PQgetResult(db) : NULL; }

static PGresult *by_parameters(PGconn *db, const char *sql) { return PQexecParams(db, sql, 0, NULL, NULL, NULL, NULL, 0); }

static PGresult *by_preparing(PGconn *db, const char *sql)
{
    PGresult *result = PQprepare(db, "", sql, 0, NULL);
    if (sb__libpq()->PQresultStatus(result) == PGRES_FATAL_ERROR)
        return result;
    sb__libpq()->PQclear(result);
    return PQexecPrepared(db, "", 0, NULL, NULL, NULL, 0);
}

static PGresult *by_pipeline(PGconn *db, const char *sql)
{
    const sb_libpq *pq = sb__libpq();
    if (pq->PQenterPipelineMode(db) != 1)
        return by_exec(db, sql);
    PQsendQueryParams(db, sql, 0, NULL, NULL, NULL, NULL, 0);
    PQsendQueryParams(db, "INSERT INTO log VALUES ('in the pipeline', '')", 0, NULL, NULL, NULL, NULL, 0);
    pq->PQpipelineSync(db);
    PGresult *first = take_results(db, PQgetResult(db), ""), *result;
    for (int ends = 0; ends < 2 && pq->PQstatus(db) == CONNECTION_OK; pq->PQclear(result)) {
        result = PQgetResult(db);
        ends = result ? (pq->PQresultStatus(result) == PGRES_PIPELINE_SYNC ? 2 : 0) : ends + 1;
    }
    pq->PQexitPipelineMode(db);
    return first;
}

/* Texts of several statements go two ways only. */
static PGresult *run_somehow(torture *t, PGconn *db, const char *sql)
{
    static PGresult *(*const ways[])(PGconn *, const char *) = { by_exec, by_sending, by_parameters, by_preparing, by_pipeline };
    const char *data = strstr(sql, "STDIN;\n");
    char *one = data ? sb_format("%.*s", (int)(data - sql) + 5, sql) : sb_strdup(sql);
    bool several = data || strchr(one, ';') || strncmp(one, "CALL", 4) == 0;
    PGresult *result = ways[draw(&t->random, several ? 2 : 5)](db, one);
    free(one);
    if (result && sb__libpq()->PQresultStatus(result) == PGRES_COPY_IN)
        result = take_results(db, result, data + 7);
    else if (sb__libpq()->PQtransactionStatus(db) == PQTRANS_ACTIVE)
        result = take_results(db, result, "");
    return result;
}

static PGconn *connection_of(torture *t, int who)
{
    const sb_libpq *pq = sb__libpq();
    if (who == HANDLE)
        return sb__pg_clone_handle(t->clone);
    if (t->app[who] && pq->PQstatus(t->app[who]) != CONNECTION_OK)
        part(t, who);
    if (!t->app[who])
        t->app[who] = PQconnectdb(t->url);
    if (pq->PQstatus(t->app[who]) != CONNECTION_OK)
        give_up("the application does not reach the sandbox", pq->PQerrorMessage(t->app[who]));
    return t->app[who];
}

/* What the server says against it; NULL: nothing. */
static const char *by_application(torture *t, int who, const char *sql)
{
    static char said[200];
    PGconn *db = connection_of(t, who);
    if (sb__libpq()->PQtransactionStatus(db) == PQTRANS_INERROR && draw(&t->random, 4))
        sb__libpq()->PQclear(PQexec(db, "ROLLBACK"));
    PGresult *result = run_somehow(t, db, sql);
    bool failed = !result || sb__libpq()->PQresultStatus(result) == PGRES_FATAL_ERROR;
    snprintf(said, sizeof said, "%s", result ? sb__libpq()->PQresultErrorMessage(result) : "it was not sent");
    sb__libpq()->PQclear(result);
    return failed ? said : NULL;
}

/* Factories insert by values. */
static const char *by_ours(torture *t, const char *sql)
{
    int64_t id;
    if (strncmp(sql, "INSERT INTO t0 (v) VALUES ('new", 31) == 0 && !strchr(sql, ';')) {
        char *v = sb_format("%.*s", (int)strcspn(sql + 28, "'"), sql + 28);
        int code =
            sb__postgres_insert(t->ours, "t0", (const char *const[]){ "v" }, &(sb_value){ .kind = SB_STR, .v.s = v }, 1, &id);
        free(v);
        return code ? sb_error() : NULL;
    }
    return sb__postgres_exec(t->ours, sql) ? sb_error() : NULL;
}

/* ---- a test ---- */

/* What a role of everybody's must not do to others that have it. */
static bool is_fit(const torture *t, const char *sql)
{
    return !t->weak || !(strstr(sql, "pg_terminate") || strstr(sql, "ALTER ROLE") || strstr(sql, "PRIVILEGES REVOKE"));
}

static void operate(torture *t, int who, const char *from)
{
    static const char *const names[] = { "ours", "handle", "kept", "new" };
    sb_text text = SB_TEXT_EMPTY;
    fill_in(&text, from, TABLES, &t->random);
    char *sql = sb__pg_clone_sql(t->clone, text.at);
    sb_text_add(&t->acts, "%-6s %s", names[who], sql);
    const char *said = who == OURS ? by_ours(t, sql) : by_application(t, who, sql);
    sb_text_add(&t->acts, "%s%.*s\n", said ? "\n         -- " : "", said ? (int)strcspn(said, "\n") : 0, said ? said : "");
    t->done += said == NULL;
    t->refused += said != NULL;
    free(sql);
    sb_text_release(&text);
}

/* A test keeps to one kind of work, and often to one connection, so that strategies have something to do themselves. */
static void a_test(torture *t)
{
    const unsigned kind = draw(&t->random, 8), whose = draw(&t->random, 6);
    const struct list *most = &lists[kind == 0 ? NUMBERED : kind < 3 ? INSERTS : kind < 7 ? ROWS : ANYTHING];
    for (unsigned n = draw(&t->random, MOST_OPERATIONS) + 1; n > 0; n--) {
        const struct list *list = kind && draw(&t->random, 4) == 0 ? &lists[INSERTS] : most;
        const char *sql = list->at[draw(&t->random, (unsigned)list->n)];
        int who = whose < 2 ? OURS : whose == 2 ? KEPT : whose == 3 ? NEW : (int)draw(&t->random, WHO);
        if (who == HANDLE && draw(&t->random, 3))
            who = OURS;
        if (is_fit(t, sql))
            operate(t, who, sql);
    }
    part(t, NEW);
    if (draw(&t->random, 5) == 0)
        part(t, KEPT);
}

/* What differs, line by line. */
static void show_difference(const char *before, const char *after, char sign)
{
    for (const char *at = before; *at;) {
        size_t n = strcspn(at, "\n");
        char *line = sb_format("%.*s", (int)n, at);
        if (!strstr(after, line))
            fprintf(stderr, "    %c %s\n", sign, line);
        free(line);
        at += n + (at[n] != '\0');
    }
}

static void show_wrong(const torture *t, const char *state, const char *fell)
{
    fprintf(stderr, "%s, layer %d: the state behind test %ld is wrong (fell: %s)\n", t->strategy->name, t->layer, t->tests,
        fell ? fell : "no");
    fprintf(stderr, "before:\n%sthis test:\n%s", t->acts_before.size ? t->acts_before.at : "", t->acts.size ? t->acts.at : "");
    show_difference(t->base, state, '-');
    show_difference(state, t->base, '+');
}

static void a_reset(torture *t)
{
    sb_reset_told told;
    if (t->blind) {
        sb__pg_process()->seen = (sb_seen){ .statements = 1, .open = sb__pg_process()->seen.open };
        t->clone->db->lent = false;
    }
    if (sb__pg_clone_reset(t->clone, &told)) {
        fprintf(stderr, "%s, layer %d\n%s", t->strategy->name, t->layer, t->acts.size ? t->acts.at : "");
        give_up("reset", sb_error());
    }
    t->fell += told.fell != NULL;
    if (t->shows)
        fprintf(stderr, "%sreset %ld%s%s\n", t->acts.size ? t->acts.at : "", t->tests, told.fell ? ": " : "",
            told.fell ? told.fell : "");
    char *state = state_of(t);
    if (strcmp(state, t->base) != 0 && t->wrong++ == 0 && !t->blind)
        show_wrong(t, state, told.fell);
    free(state);
    sb_text swap = t->acts_before;
    t->acts_before = t->acts;
    t->acts = swap;
    t->acts.size = 0;
}

/* The layers in turn, each with a sandbox of its own, or one of them where there is little to do; up to the first state that is wrong. */
static void torment(torture *t, long operations)
{
    const char *layer = getenv("LAYER");
    const int any = (int)t->strategy->reset % LAYERS;
    const int first = layer  ? atoi(layer)
        : operations > SHORT ? 0
                             : any,
              last = layer || operations <= SHORT ? first : LAYERS - 1;
    for (t->layer = first; t->layer <= last && t->layer < LAYERS && !t->wrong; t->layer++) {
        long until = operations * (t->layer - first + 1) / (last - first + 1);
        begin(t);
        while (t->done < until && !t->wrong) {
            a_test(t);
            a_reset(t);
            t->tests++;
        }
        end(t);
        t->app[KEPT] = t->app[NEW] = NULL;
    }
}

static bool torture_one(const sb_strategy *strategy, long operations, bool weak, bool blind)
{
    const char *seed = getenv("SEED");
    const time_t began = time(NULL);
    torture t = { .strategy = strategy, .weak = weak, .blind = blind, .shows = getenv("SHOW") != NULL };
    t.random = UINT64_C(88172645463325252) + (uint64_t)strategy->reset * 7919 + (seed ? strtoull(seed, NULL, 0) * 1000003 : 0);
    torment(&t, operations);
    const bool good = blind ? t.wrong > 0 : t.wrong == 0 && (t.fell < t.tests || t.tests < FEW);
    printf("  %-9s%s%s %6ld operations (and %ld refused) in %ld tests, %ld by a stronger strategy, %ld wrong, %ld s: %s\n",
        strategy->name, weak ? " without a superuser" : "", blind ? " without notice" : "", t.done, t.refused, t.tests, t.fell,
        t.wrong, (long)(time(NULL) - began), good ? "as it should be" : "NOT as it should be");
    fflush(stdout);
    return good;
}

/* ---- all of them ---- */

static const enum sb_reset all_resets[] = { SB_RESET_REBUILD, SB_RESET_TRUNCATE, SB_RESET_AUTO, SB_RESET_ROLLBACK, SB_RESET_UNDO,
    SB_RESET_RELOAD, SB_RESET_WATERMARK, SB_RESET_TRACKED };
enum { RESETS = sizeof all_resets / sizeof *all_resets };

static bool wait_for_one(void)
{
    int status;
    return wait(&status) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* A database each, side by side: most of the time one of them waits for the server. */
static int torture_all(bool is_short)
{
    bool good = true;
    int running = 0;
    for (int i = 0; i < 4 * RESETS; i++) {
        const bool weak = i / RESETS % 2, blind = i / RESETS >= 2;
        const sb_strategy *strategy = sb__pg_strategy(all_resets[i % RESETS]);
        if ((blind && strategy->reset == SB_RESET_REBUILD) || (is_short && (weak || blind) && strategy->reset != SB_RESET_UNDO) ||
            (is_short && weak && blind))
            continue;
        if (running == AT_ONCE)
            good = wait_for_one() && good, running--;
        pid_t child = fork();
        if (child == 0)
            exit(torture_one(strategy, blind ? BLIND : is_short ? SHORT : LONG, weak, blind) ? 0 : 1);
        running += child > 0;
        good = good && child > 0;
    }
    for (; running > 0; running--)
        good = wait_for_one() && good;
    return good ? 0 : 1;
}

int main(int argc, char **argv)
{
    bool weak = false, blind = false;
    if (!getenv("SEEDBED_TEST_POSTGRES") || !*getenv("SEEDBED_TEST_POSTGRES")) {
        puts("  there is no PostgreSQL server (SEEDBED_TEST_POSTGRES)");
        return 0;
    }
    if (argc < 3)
        return torture_all(argc == 2);
    for (int i = 3; i < argc; i++) {
        weak = weak || strcmp(argv[i], "weak") == 0;
        blind = blind || strcmp(argv[i], "nonotice") == 0;
    }
    for (int i = 0; i < RESETS; i++)
        if (strcmp(sb__pg_strategy(all_resets[i])->name, argv[2]) == 0)
            return torture_one(sb__pg_strategy(all_resets[i]), strtol(argv[1], NULL, 10), weak, blind) ? 0 : 1;
    return 64;
}
