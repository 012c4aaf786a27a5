/* faults_test.c -- a run in which one call of the database fails, whichever: it says so, leaves nothing open, and the next run is right. */
#include "../../../../assert/context.h"
#include "../../../../framework/sandbox/place.h"
#include "../../../support/every_op.h"
#include "../made_up.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(contract_faults, .timeout = 600);
FIXTURE(contract_faults, (struct made_up up; sb_backend_node node; sb_place place));

static const char schema[] =
    "CREATE TABLE {a} (id INTEGER PRIMARY KEY, v TEXT); CREATE TABLE {b} (a_id INTEGER REFERENCES {a} (id));"
    "CREATE INDEX {by_a} ON {b} (a_id); INSERT INTO {a} VALUES (7, 'x'); INSERT INTO {b} VALUES (7)";

SETUP(contract_faults) { unsetenv("SEEDBED_ENV"); }

TEARDOWN(contract_faults)
{
    sb_context_get()->backends = NULL;
    made_up_close(&self->up);
}

/* A live database, and a backend over the built-in one that is found in its place. */
static void open_live(struct sb_fixture_contract_faults *self, const char *scheme)
{
    made_up_open_on(&self->up, scheme, "    prefix: app_\n    test_prefix: t_\n", schema);
    made_up_exec(&self->up, "CREATE TABLE app_live (id INTEGER); INSERT INTO app_live VALUES (1)");
    self->node.backend = every_op_around(self->up.backend);
    sb_add_backend(&self->node);
}

/* What main does before a run and what a worker does with two tests and a fixture, up to what fails. */
static int use(sb_place *place)
{
    const sb_backend *is = place->backend;
    const char *add = "INSERT INTO t_a VALUES (8, 'y')";
    sb_reset_told told;
    void *db = NULL;
    int code = is->clone_open(place->clone, 0, &db);
    if (code == SB_OK && (code = is->clone_reset(place->clone, &told)) == SB_OK)
        code = is->exec(db, add);
    if (code == SB_OK && (code = is->clone_keep(place->clone)) == SB_OK)
        code = is->exec(db, "DELETE FROM t_b; UPDATE t_a SET v = 'z'");
    if (code == SB_OK && (code = is->clone_reset(place->clone, &told)) == SB_OK)
        code = is->clone_drop_kept(place->clone);
    if (code == SB_OK && (code = is->clone_reset(place->clone, &told)) == SB_OK)
        code = is->exec(db, add); /* which is a row too many where it was not brought back */
    return code;
}

static int run(struct sb_fixture_contract_faults *self)
{
    const sb_resource_plan plan = { .program = "program", .workers = 1 };
    int code = sb_place_init(&self->place, "shop", self->up.settings, self->up.of);
    if (code == SB_OK)
        code = sb_place_guard(&self->place, self->up.settings);
    if (code == SB_OK)
        code = sb_place_clone(&self->place, self->up.settings, &plan);
    if (code == SB_OK)
        code = use(&self->place);
    sb_place_release(&self->place);
    return code;
}

static int drop(struct sb_fixture_contract_faults *self)
{
    int code = sb_place_init(&self->place, "shop", self->up.settings, self->up.of);
    if (code == SB_OK)
        code = sb_place_drop(&self->place, self->up.settings);
    sb_place_release(&self->place);
    return code;
}

static void should_leave_nothing(struct sb_fixture_contract_faults *self)
{
    should(every_op()->connections, equal_to(0));
    should(every_op()->locks, equal_to(0));
    should(every_op()->clones, equal_to(0));
    should(made_up_int(&self->up, "SELECT count(*) FROM app_live WHERE id = 1"), equal_to(1));
}

/* The tables are there as the schema makes them, or not at all: the next run sees to the rest. */
static void should_be_mended(struct sb_fixture_contract_faults *self)
{
    every_op()->fail_at = 0;
    int code = run(self);
    if (code)
        fail_test("the next run: %s", sb_error());
    should(made_up_int(&self->up, "SELECT count(*) FROM t_a, t_b WHERE id = a_id AND v = 'x'"), equal_to(1));
    should(made_up_tables(&self->up, "t_"), equal_to(3));
}

/* Lets the first call fail, then the second, until there are no more; returns how many there were. */
static unsigned fail_everywhere(struct sb_fixture_contract_faults *self, int (*work)(struct sb_fixture_contract_faults *self),
    int (*before)(struct sb_fixture_contract_faults *self))
{
    for (unsigned at = 1;; at++) {
        every_op()->fail_at = 0;
        if (before == run) /* behind the last fault, too */
            should_be_mended(self);
        else
            should(before(self), equal_to(SB_OK));
        every_op()->calls = 0;
        every_op()->fail_at = at;
        every_op()->failed = NULL;
        int code = work(self);
        const char *failed = every_op()->failed;
        given(at, failed);
        if (!failed)
            return at - 1;
        should(code, not_(equal_to(SB_OK)));
        should(sb_error(), contain(EVERY_OP_SAYS));
        should_leave_nothing(self);
        if (before != run && (strcmp(self->up.backend->scheme, "sqlite") == 0 || at % 4 == 1)) /* a server takes its time */
            should_be_mended(self);
    }
}

MADE_UP_ON_EACH(contract_faults, in_a_run_that_installs)
{
    open_live(self, each->scheme);
    should(fail_everywhere(self, run, drop), be_above(30));
}

MADE_UP_ON_EACH(contract_faults, in_a_run_that_finds_its_tables)
{
    open_live(self, each->scheme);
    should(run(self), equal_to(SB_OK));
    should(fail_everywhere(self, run, run), be_above(10));
}

MADE_UP_ON_EACH(contract_faults, in_a_drop)
{
    open_live(self, each->scheme);
    should(fail_everywhere(self, drop, run), be_above(5));
}
