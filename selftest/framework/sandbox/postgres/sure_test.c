/* sure_test.c -- tests of framework/sandbox/postgres/sure.c: what is known of a table is asked for once, and again when it may have changed. */
#include "../../../../framework/sandbox/postgres/state.h"
#include "landed.h"
#include "pgbox.h"
#include <seedbed.h>
#include <stdio.h>

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
