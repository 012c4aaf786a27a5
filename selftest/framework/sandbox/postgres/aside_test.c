/* aside_test.c -- tests of tables that are kept for a person, while the worker goes on with new ones. */
#include "pgbox.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(pg_aside, (pgbox box; char *command));
SETUP(pg_aside)
{
    self->command = NULL;
    pgbox_open(&self->box, pgbox_schema, SB_RESET_AUTO);
}
TEARDOWN(pg_aside)
{
    pgbox_close(&self->box);
    free(self->command);
}

static int keep(pgbox *box, char **command)
{
    free(*command);
    return sb_backend_postgres.clone_keep_aside(box->clone, "/nowhere", "a/b", command);
}

/* What is asked stands in the schema that the command names. */
static const char *ask_kept(pgbox *box, const char *command, const char *sql)
{
    const char *begins = strstr(command, "seedbed_kept_");
    char *all = sb_format("SET search_path = %.*s; %s", (int)strspn(begins, "abcdef0123456789seedbed_kept"), begins, sql);
    const char *cell = pg_ask_handle(box->admin->handle, all);
    free(all);
    return cell;
}

TEST(pg_aside, what_a_test_wrote_is_kept_and_the_next_one_starts_anew)
{
    pgbox_run(&self->box, "INSERT INTO t (v) VALUES ('four')");
    should(keep(&self->box, &self->command), equal_to(0));
    pgbox_reset(&self->box);
    should(pg_ask(self->box.ours, "SELECT count(*) FROM t"), equal_to("3"));
    should(ask_kept(&self->box, self->command, "SELECT string_agg(v, ' ' ORDER BY id) FROM t"), equal_to("one two three four"));
    should_bring_back(&self->box, "INSERT INTO t (v) VALUES ('x')");
    should(pg_ask(self->box.ours, "INSERT INTO t (v) VALUES ('y') RETURNING id"), equal_to("4"));
}

TEST(pg_aside, an_open_transaction_of_the_application_is_in_nobodys_way)
{
    PGconn *app = pgbox_connect(&self->box);
    pg_ask_handle(app, "UPDATE t SET v = 'committed' WHERE id = 1");
    pg_ask_handle(app, "BEGIN; LOCK t");
    should(keep(&self->box, &self->command), equal_to(0));
    pgbox_reset(&self->box);
    pg_ask_handle(app, "ROLLBACK");
    should(ask_kept(&self->box, self->command, "SELECT v FROM t WHERE id = 1"), equal_to("committed"));
    should(pg_ask_handle(app, "SELECT v FROM t WHERE id = 1"), equal_to("one"));
}

TEST(pg_aside, tables_of_which_others_cannot_be_made_are_not_kept)
{
    pgbox_run(&self->box, "CREATE TABLE more (a int)");
    should(sb__pg_clone_keep(self->box.clone), equal_to(0));
    should(keep(&self->box, &self->command), equal_to(SB_ERR));
    should(sb_error(), contain("a SUITE_SETUP changed the schema"));
    pgbox_reset(&self->box);
    should(pg_ask(self->box.ours, "SELECT count(*) FROM more"), equal_to("0"));
}

TEST(pg_aside, a_transaction_that_the_test_left_is_told)
{
    pgbox_run(&self->box, "BEGIN");
    should(keep(&self->box, &self->command), equal_to(SB_ERR));
    should(sb_error(), contain("left a transaction open"));
    pgbox_reset(&self->box);
    should(self->box.told.held, contain("still open"));
}

TEST(pg_aside, it_outlives_the_run_but_not_the_next_one)
{
    pgbox_run(&self->box, "INSERT INTO t (v) VALUES ('four')");
    should(keep(&self->box, &self->command), equal_to(0));
    pgbox_close(&self->box);
    should(ask_kept(&self->box, self->command, "SELECT count(*) FROM t"), equal_to("4"));
    pgbox_make(&self->box, SB_RESET_AUTO);
    should(
        pg_ask(self->box.admin, "SELECT count(*) FROM pg_namespace WHERE starts_with(nspname, 'seedbed_kept_')"), equal_to("0"));
}
