/* sure_test.c -- tests of framework/sandbox/postgres/sure.c: what is known of a table is asked for once, and again when it may have changed. */
#include "../../../../framework/sandbox/postgres/state.h"
#include "landed.h"
#include "pgbox.h"
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>

FIXTURE(pg_sure, (pgbox box));
SETUP(pg_sure) { self->box = (pgbox){ .url = NULL }; }
TEARDOWN(pg_sure) { pgbox_close(&self->box); }

static void insert(pgbox *box)
{
    static const char *const column[] = { "v" };
    char text[20];
    static int number;
    int64_t id;

    snprintf(text, sizeof text, "new %d", ++number);
    const sb_value value = sb__box_s(text);

    if (sb_backend_postgres.insert(box->ours, "t", column, &value, 1, &id))
        fail_test("%s", sb_error());
}

static size_t columns(pgbox *box)
{
    const sb_table_info *info;

    if (sb_backend_postgres.describe(box->ours, "t", &info))
        fail_test("%s", sb_error());
    return info->n;
}

/* ---- trips to the server ---- */

static unsigned trips;

static PGresult *exec_prepared(
    PGconn *handle, const char *name, int n, const char *const *values, const int *lengths, const int *formats, int format)
{
    trips++;
    return sb__libpq()->PQexecPrepared(handle, name, n, values, lengths, formats, format);
}

static int pipeline_sync(PGconn *handle)
{
    trips++;
    return sb__libpq()->PQpipelineSync(handle);
}

TEST_EACH(pg_sure, a_row_is_one_trip, (enum sb_reset reset), { SB_RESET_AUTO }, { SB_RESET_UNDO })
{
    pgbox_open(&self->box, pgbox_schema, each->reset);
    sb_libpq counted = *sb__libpq();
    counted.PQexecPrepared = exec_prepared;
    counted.PQpipelineSync = pipeline_sync;
    insert(&self->box);
    self->box.ours->pq = &counted;
    trips = 0;
    for (int i = 0; i < 3 && columns(&self->box) == 3; i++)
        insert(&self->box);
    self->box.ours->pq = sb__libpq();
    should(trips, equal_to(3));
}

/* ---- who may have altered it ---- */

#define ALTER "ALTER TABLE t ADD COLUMN more int"

static void ours(pgbox *box) { pgbox_run(box, ALTER); }

static void theirs(pgbox *box) { should(app_ask(app_connect(box->url), ALTER), equal_to("(none)")); }

static void by_the_handle(pgbox *box)
{
    PGconn *lent = sb_backend_postgres.clone_handle(box->clone);
    box->ours->pq->PQclear(box->ours->pq->PQexec(lent, ALTER));
}

static void somebody(pgbox *box)
{
    sb_backend_postgres.clone_url(box->clone);
    PGconn *other = pgbox_connect(box);
    box->ours->pq->PQclear(box->ours->pq->PQexec(other, ALTER));
}

static void before_the_reset(pgbox *box)
{
    pgbox_run(box, ALTER);
    should(columns(box), equal_to(4));
    pgbox_reset(box);
    pgbox_run(box, ALTER);
}

TEST_EACH(pg_sure, what_may_have_altered_it_has_it_asked_again, (void (*alter)(pgbox *box)), { ours }, { theirs },
    { by_the_handle }, { somebody }, { before_the_reset })
{
    for (enum sb_reset reset = SB_RESET_AUTO; reset <= SB_RESET_UNDO; reset += SB_RESET_UNDO - SB_RESET_AUTO) {
        pgbox_open(&self->box, pgbox_schema, reset);
        insert(&self->box);
        should(columns(&self->box), equal_to(3));
        each->alter(&self->box);
        should(columns(&self->box), equal_to(4));
        insert(&self->box);
        pgbox_close(&self->box);
    }
}

/* ---- labels ---- */

#define MOODS "CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE TABLE t (id serial PRIMARY KEY, v text, m mood)"

/* A row is made with each of them. */
static const char *labels(pgbox *box)
{
    static const char *const column[] = { "m" };
    sb_text text = SB_TEXT_EMPTY;
    const sb_table_info *info;

    if (sb_backend_postgres.describe(box->ours, "t", &info))
        fail_test("%s", sb_error());
    for (const char *const *one = info->column[2].choices; *one; one++) {
        const sb_value value = sb__box_s(*one);
        if (sb_backend_postgres.insert(box->ours, "t", column, &value, 1, NULL))
            fail_test("%s", sb_error());
        sb_text_add(&text, "%s ", *one);
    }
    add_cleanup(free, text.at);
    return text.at;
}

/* Rows of a table lock it, and not the types of its columns. */
TEST(pg_sure, labels_that_somebody_adds_are_known)
{
    pgbox_open(&self->box, MOODS, SB_RESET_AUTO);
    sb_backend_postgres.clone_url(self->box.clone);
    PGconn *other = pgbox_connect(&self->box);
    should(labels(&self->box), equal_to("sad glad "));
    should(pg_ask_handle(other, "ALTER TYPE mood ADD VALUE 'new'"), equal_to("(none)"));
    should(labels(&self->box), equal_to("sad glad new "));
}

/* The server does not take them before the transaction that added them is over. */
TEST_EACH(pg_sure, labels_that_cannot_be_used_yet_are_none, (const char *sql, *labels),
    { "ALTER TYPE mood ADD VALUE 'new'", "sad glad " },
    { "ALTER TYPE mood RENAME VALUE 'sad' TO 'a'; ALTER TYPE mood RENAME VALUE 'glad' TO 'b'", "a b " },
    { "CREATE TYPE n AS ENUM ('x'); ALTER TYPE n ADD VALUE 'y'; ALTER TABLE t DROP m; ALTER TABLE t ADD m n", "x " })
{
    pgbox_open(&self->box, MOODS, SB_RESET_AUTO);
    should(labels(&self->box), equal_to("sad glad "));
    pgbox_run(&self->box, each->sql);
    should(labels(&self->box), equal_to(each->labels));
}

TEST_EACH(pg_sure, labels_are_those_of_now, (const char *sql, *labels),
    { "ALTER TYPE mood ADD VALUE 'new' BEFORE 'glad'", "sad new glad " },
    { "ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'", "blue glad " },
    { "ALTER TABLE t DROP m; DROP TYPE mood; CREATE TYPE mood AS ENUM ('low'); ALTER TABLE t ADD m mood", "low " })
{
    pgbox_open(&self->box, MOODS, SB_RESET_UNDO);
    should(labels(&self->box), equal_to("sad glad "));
    pgbox_run(&self->box, each->sql);
    should(labels(&self->box), equal_to(each->labels));
}

TEST(pg_sure, labels_of_a_domain_s_domain_are_those_of_now)
{
    pgbox_open(&self->box, MOODS "; CREATE DOMAIN a AS mood; CREATE DOMAIN b AS a; ALTER TABLE t ALTER m TYPE b", SB_RESET_UNDO);
    should(labels(&self->box), equal_to("sad glad "));
    pgbox_run(&self->box, "ALTER TYPE mood ADD VALUE 'new'");
    should(labels(&self->box), equal_to("sad glad new "));
}

TEST(pg_sure, labels_are_known_when_their_transaction_is_over)
{
    pgbox_open(&self->box, MOODS, SB_RESET_AUTO);
    labels(&self->box);
    pgbox_run(&self->box, "ALTER TYPE mood ADD VALUE 'new'");
    should(labels(&self->box), equal_to("sad glad "));
    pgbox_run(&self->box, "COMMIT");
    should(labels(&self->box), equal_to("sad glad new "));
}

/* A new test knows nothing of the last one's transaction. */
TEST(pg_sure, a_reset_has_it_asked_again)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_AUTO);
    insert(&self->box);
    pgbox_run(&self->box, ALTER);
    insert(&self->box);
    should(columns(&self->box), equal_to(4));
    pgbox_reset(&self->box);
    should(columns(&self->box), equal_to(3));
    insert(&self->box);
}
