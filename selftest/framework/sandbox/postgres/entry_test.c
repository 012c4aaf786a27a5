/* entry_test.c -- tests of workers in a database whose rules let no new role in: they connect as the url's role and take their own on. */
#include "../../../../framework/sandbox/postgres/state.h"
#include "landed.h"
#include "pgbox.h"
#include <seedbed.h>
#include <stdlib.h>

FIXTURE(pg_entry, (pgbox box));

SETUP(pg_entry)
{
    self->box = (pgbox){ .url = server_shut_database(), .script = { "schema.sql", pgbox_schema } };
    self->box.admin = server_open(self->box.url);
    pg_must(self->box.admin, "CREATE SCHEMA live; GRANT USAGE ON SCHEMA live TO PUBLIC; CREATE TABLE live.live (a int)");
    pgbox_make(&self->box, SB_RESET_AUTO);
    sb__known_refused();
}
TEARDOWN(pg_entry)
{
    pgbox_close(&self->box);
    sb__pg_process()->by_role = false;
}

TEST(pg_entry, the_role_is_taken_on_and_the_way_back_is_told)
{
    should((int)self->box.clone->entry, equal_to((int)SB_ENTRY_ROLE));
    should(sb__pg_clone_how(self->box.clone), contain("taken on as it connects"));
    should(sb__pg_clone_way_out(self->box.clone), match("by the rights of the role postgres.*\n.*pg_hba.conf"));
    should(pg_ask(self->box.ours, "SELECT current_user"), equal_to(self->box.clone->schema));
    should(pg_ask(self->box.ours, "UPDATE live.live SET a = 2"), contain("permission denied for table live"));
}

TEST(pg_entry, what_an_application_did_is_brought_back)
{
    PGconn *app = app_connect(self->box.url);
    should(app_ask(app, "SELECT current_user"), equal_to(self->box.clone->schema));
    const char *before = pgbox_digest(&self->box);
    app_ask(app, "DELETE FROM t");
    pgbox_reset(&self->box);
    should(pgbox_digest(&self->box), equal_to(before));
    should(sb__known_refused(), be_null);
}

TEST(pg_entry, it_is_the_same_for_a_role_that_makes_roles_and_is_no_superuser)
{
    pgbox_close(&self->box);
    self->box.url =
        sb__postgres_with(self->box.url, (const char *const[]){ "user", NULL }, (const char *const[]){ "shut_owner", NULL });
    add_cleanup(free, (void *)(uintptr_t)self->box.url);
    pgbox_make(&self->box, SB_RESET_UNDO);
    should(sb__pg_clone_way_out(self->box.clone), contain("by the rights of the role shut_owner"));
    should_bring_back(&self->box, "DELETE FROM t; INSERT INTO t (v) VALUES ('x')");
    should(pg_ask(self->box.ours, "SELECT * FROM live.live"), contain("permission denied for table live"));
}

static const char *const ways_out[] = { "SET ROLE NONE", "SET SESSION AUTHORIZATION DEFAULT", "SET LOCAL ROLE postgres",
    "SET session_authorization TO DEFAULT", "SET ROLE NONE; UPDATE live.live SET a = 2; RESET ROLE",
    "SELECT set_config('role', 'none', false)", "DISCARD ALL", "SET SESSION \"role\" = none",
    "DO $$ BEGIN SET ROLE NONE; END $$" };
enum { WAYS_OUT = sizeof ways_out / sizeof *ways_out };

TEST(pg_entry, a_statement_of_the_application_that_leaves_the_role_is_told)
{
    PGconn *app = app_connect(self->box.url);
    for (int i = 0; i < WAYS_OUT; i++) {
        app_ask(app, ways_out[i]);
        should(sb__known_refused(), all_of(contain("this test left the role of its sandbox"), contain(ways_out[i])));
        pgbox_reset(&self->box);
        should(app_ask(app, "SELECT current_user"), equal_to(self->box.clone->schema));
    }
    should(app_ask(app, "UPDATE live.live SET a = 3"), contain("permission denied for table live"));
}

TEST(pg_entry, so_is_one_of_ours)
{
    for (int i = 0; i < WAYS_OUT; i++) {
        sb__postgres_exec(self->box.ours, ways_out[i]);
        should(sb__known_refused(), start_with("this test left the role of its sandbox"));
        pgbox_reset(&self->box);
        should(pg_ask(self->box.ours, "SELECT current_user"), equal_to(self->box.clone->schema));
    }
}

TEST(pg_entry, a_column_of_that_name_is_none)
{
    pgbox_run(&self->box, "CREATE TABLE users (role text); INSERT INTO users VALUES ('a'); UPDATE users SET role = 'b'");
    pgbox_run(&self->box, "SELECT set_config('app.role', 'x', false)");
    pgbox_run(&self->box, "DO $$ BEGIN UPDATE users SET role = 'c'; END $$");
    should(sb__known_refused(), be_null);
}
