/* install_faults_test.c -- an install, a rebuild or a drop that dies at any call of the database is recognised, and finished. */
#include "../../../assert/context.h"
#include "../../../framework/sandbox/guard.h"
#include "../../../framework/sandbox/install.h"
#include "made_up.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(install_faults, .timeout = 60);
FIXTURE(install_faults, (struct made_up up; sb_backend dying; sb_install in));

/* ---- a backend that dies ---- */
static struct dying {
    const sb_backend *under;
    int calls, last; /* the last call that is let through */
    bool transactions;
} dying;

static bool is_dead(void) { return ++dying.calls > dying.last; }
static int die(void) { return sb_fail_with(SB_ERR, "the process is dead"); }

static bool is_of_transaction(const char *sql) { return strcmp(sql, "COMMIT") == 0 || strcmp(sql, "ROLLBACK") == 0; }

static int dying_exec(void *db, const char *sql)
{
    if (!dying.transactions && is_of_transaction(sql))
        return SB_OK;
    return is_dead() ? die() : dying.under->exec(db, sql);
}

static int dying_query(void *db, const char *sql, const sb_value *arg, size_t args, sb_row_fn *fn, void *env)
{
    return is_dead() ? die() : dying.under->query(db, sql, arg, args, fn, env);
}

static int dying_begin(void *db)
{
    if (!dying.transactions)
        return SB_OK;
    return is_dead() ? die() : dying.under->begin(db);
}

static int dying_drop(void *db, const char *prefix, const char *but)
{
    return is_dead() ? die() : dying.under->drop(db, prefix, but);
}

SETUP(install_faults) { unsetenv("SEEDBED_ENV"); }

TEARDOWN(install_faults) { made_up_close(&self->up); }

static const char schema[] = "CREATE TABLE {a} (id INTEGER PRIMARY KEY); CREATE TABLE {b} (a_id INTEGER REFERENCES {a} (id));"
                             "CREATE INDEX {by_a} ON {b} (a_id); CREATE VIEW {both} AS SELECT id FROM {a};"
                             "INSERT INTO {a} VALUES (7); INSERT INTO {b} VALUES (7)";

static void begin(struct sb_fixture_install_faults *self, const char *scheme, bool transactions)
{
    made_up_open_on(&self->up, scheme, "    prefix: app_\n    test_prefix: t_\n", schema);
    made_up_exec(&self->up, "CREATE TABLE app_live (id INTEGER); INSERT INTO app_live VALUES (1)");
    dying = (struct dying){ self->up.backend, 0, 0, transactions };
    self->dying = *self->up.backend;
    self->dying.exec = dying_exec;
    self->dying.query = dying_query;
    self->dying.begin = dying_begin;
    self->dying.drop = dying_drop;
    self->in = (sb_install){ &self->dying, self->up.db, &self->up.schema, "test" };
}

static void live_on(struct sb_fixture_install_faults *self)
{
    made_up_reopen(&self->up);
    self->in = (sb_install){ self->up.backend, self->up.db, &self->up.schema, "test" };
}

/* The connection of a dead process is closed, and what it had begun is undone by the database, if it was a transaction. */
static int work_until(struct sb_fixture_install_faults *self, int (*work)(const sb_install *in), int last)
{
    dying.calls = 0;
    dying.last = last;
    self->in = (sb_install){ &self->dying, self->up.db, &self->up.schema, "test" };
    int code = work(&self->in);
    live_on(self);
    return code;
}

static int install(const sb_install *in) { return sb_install_ensure(in, false); }
static int rebuild(const sb_install *in) { return sb_install_ensure(in, true); }
static int drop(const sb_install *in) { return sb_install_drop(in); }

static void should_be_whole(struct sb_fixture_install_faults *self, int last)
{
    if (sb_guard_check(self->up.settings, &self->up.schema, self->up.backend, NULL, NULL))
        fail_test("after %d calls: %s", last, sb_error());
    if (install(&self->in))
        fail_test("after %d calls: %s", last, sb_error());
    should(made_up_int(&self->up, "SELECT count(*) FROM t_both, t_b"), equal_to(1));
    should(made_up_tables(&self->up, "t_"), equal_to(3));
    should(made_up_int(&self->up, "SELECT count(*) FROM app_live"), equal_to(1));
}

/* Where there are transactions nothing has happened at all. */
static void should_be_as_before(struct sb_fixture_install_faults *self, bool whole)
{
    should(made_up_tables(&self->up, "t_"), equal_to(whole ? 3 : 0));
    if (whole)
        should(made_up_int(&self->up, "SELECT count(*) FROM t_both, t_b"), equal_to(1));
}

/* Dies after each number of calls in turn, until the work is done; returns how many that were. */
static int die_everywhere(struct sb_fixture_install_faults *self, int (*work)(const sb_install *in), bool begins_whole)
{
    for (int last = 0;; last++) {
        if (last == 0 || !dying.transactions)
            should((begins_whole ? install : drop)(&self->in), equal_to(SB_OK));
        if (work_until(self, work, last) == SB_OK)
            return last;
        if (dying.transactions)
            should_be_as_before(self, begins_whole);
        else
            should_be_whole(self, last);
    }
}

/* PostgreSQL has no way without transactions. */
#define WAYS \
    { "sqlite", "sqlite", true }, { "sqlite without transactions", "sqlite", false }, { "postgres", "postgres", true }

MADE_UP_ROWS(install_faults, in_an_install, (const char *row, *scheme; bool transactions), WAYS)
{
    begin(self, each->scheme, each->transactions);
    live_on(self);
    should(die_everywhere(self, install, false), be_above(10));
    should_be_whole(self, -1);
}

MADE_UP_ROWS(install_faults, in_a_rebuild, (const char *row, *scheme; bool transactions), WAYS)
{
    begin(self, each->scheme, each->transactions);
    live_on(self);
    should(die_everywhere(self, rebuild, true), be_above(10));
    should_be_whole(self, -1);
}

MADE_UP_ROWS(install_faults, in_a_drop, (const char *row, *scheme; bool transactions), WAYS)
{
    begin(self, each->scheme, each->transactions);
    live_on(self);
    should(die_everywhere(self, drop, true), be_at_least(3));
    should_be_whole(self, -1);
}
