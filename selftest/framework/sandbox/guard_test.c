/* guard_test.c -- tests of framework/sandbox/guard.c and its refusals. */
#include "../../../framework/sandbox/guard.h"
#include "made_up.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

FIXTURE(sandbox_guard, (struct made_up up; size_t told));

SETUP(sandbox_guard)
{
    unsetenv("SEEDBED_ENV");
    made_up_open(&self->up, "    prefix: app_\n    test_prefix: t_\n", "CREATE TABLE {users} (x)");
}

TEARDOWN(sandbox_guard) { made_up_close(&self->up); }

static int check(struct sb_fixture_sandbox_guard *self)
{
    return sb_guard_check(self->up.settings, &self->up.schema, self->up.backend, NULL, NULL);
}

TEST(sandbox_guard, a_sound_configuration_is_let_through_and_makes_no_database)
{
    should(check(self), equal_to(SB_OK));
    should(access(self->up.of->location, F_OK), equal_to(-1));
}

TEST_EACH(sandbox_guard, environments, (const char *name; int code), { "development", SB_OK }, { "test", SB_OK }, { "ci", SB_OK },
    { "production", SB_EREFUSED }, { "Test", SB_EREFUSED }, { "", SB_EREFUSED }, { "testing", SB_EREFUSED })
{
    self->up.settings->environment = each->name;
    should(check(self), equal_to(each->code));
}

TEST(sandbox_guard, no_environment_and_no_debug_are_refused)
{
    self->up.settings->environment = NULL;
    should(check(self), equal_to(SB_EREFUSED));
    self->up.settings->environment = "ci";
    self->up.settings->debug = NULL;
    should(check(self), equal_to(SB_EREFUSED));
    should(sb_error(), contain("`debug` is not set"));
}

TEST_EACH(sandbox_guard, prefixes, (const char *live, *test; int code), { "app_", "t_", SB_OK }, { "", "t_", SB_OK },
    { "app_", "", SB_EREFUSED }, { "app_", "app_", SB_EREFUSED }, { "app_", "APP_", SB_EREFUSED },
    { "app_", "app_test_", SB_EREFUSED }, { "app_", "a", SB_EREFUSED }, { "app_", "2", SB_EREFUSED },
    { "app_", "t-", SB_EREFUSED }, { "app_", "SQLite_", SB_EREFUSED })
{
    sb_sandbox_settings *of = self->up.settings->sandbox;
    of->prefix = each->live;
    of->test_prefix = each->test;
    should(check(self), equal_to(each->code));
}

TEST_EACH(sandbox_guard, two_sandboxes_of_one_database, (const char *url, *prefix; int code), { "shop.db", "t_", SB_EREFUSED },
    { "./x/../shop.db", "T_", SB_EREFUSED }, { "shop.db", "t_b_", SB_EREFUSED }, { "shop.db", "t", SB_EREFUSED },
    { "shop.db", "u_", SB_OK }, { "other.db", "t_", SB_OK })
{
    char *lines = sb_format("    prefix: app_\n    test_prefix: t_\n  other:\n    url: sqlite:%s\n    test_prefix: %s\n"
                            "    schema: [ schema.sql ]\n",
        each->url, each->prefix);
    add_cleanup(free, lines);
    made_up_close(&self->up);
    self->up = (struct made_up){ .settings = NULL };
    made_up_open(&self->up, lines, "CREATE TABLE {users} (x)");
    should(check(self), equal_to(each->code));
    if (each->code)
        should(sb_error(), contain("the sandbox `other` is in the same database"));
}

TEST(sandbox_guard, a_database_of_its_own_needs_no_prefix)
{
    self->up.settings->sandbox->test_prefix = "";
    self->up.settings->sandbox->placement = SB_PLACE_DATABASE;
    should(check(self), equal_to(SB_OK));
}

TEST_EACH(sandbox_guard, names_end_at_63_bytes, (size_t prefix; int code), { 58, SB_OK }, { 59, SB_EREFUSED })
{
    char prefix[100] = "";
    memset(prefix, 't', each->prefix);
    self->up.settings->sandbox->test_prefix = prefix;
    should(check(self), equal_to(each->code));
}

TEST_EACH(sandbox_guard, roots_of_files, (const char *live, *test; int code), { "/no/live", "/no/test", SB_OK },
    { "/no/live", "/no/live-test", SB_OK }, { "/no/live", "/no/live", SB_EREFUSED }, { "/no/live/", "/no/live", SB_EREFUSED },
    { "/no/live", "/no/live/test", SB_EREFUSED }, { "/no/live", "/no", SB_EREFUSED }, { "/no/live", "/", SB_EREFUSED },
    { "/no/live", "/no/nope/../live", SB_EREFUSED }, { "/no/live", "/no/nope/./../live/test", SB_EREFUSED },
    { "/no/live", "/no/live/../test", SB_OK })
{
    self->up.settings->files = (sb_files_settings){ each->live, each->test };
    should(check(self), equal_to(each->code));
}

TEST(sandbox_guard, a_link_does_not_hide_that_roots_are_one)
{
    char *link_path = sb_format("%s/link", sb_temp_dir());
    add_cleanup(free, link_path);
    should(symlink(sb_temp_dir(), link_path), equal_to(0));
    self->up.settings->files = (sb_files_settings){ sb_temp_dir(), link_path };
    should(check(self), equal_to(SB_EREFUSED));
    should(sb_error(), contain("is the folder of live files"));
}

TEST_EACH(sandbox_guard, variables, (const char *value; int code), { "production", SB_EREFUSED }, { "PROD", SB_EREFUSED },
    { "live", SB_EREFUSED }, { "prd", SB_EREFUSED }, { "Live-EU", SB_EREFUSED }, { "staging", SB_EREFUSED },
    { "liveness", SB_OK }, { "development", SB_OK }, { "", SB_OK }, { "preproduction", SB_OK })
{
    setenv("SEEDBED_ENV", each->value, 1);
    add_cleanup(unsetenv, "SEEDBED_ENV");
    should(check(self), equal_to(each->code));
}

TEST(sandbox_guard, a_file_that_is_no_database_is_refused)
{
    made_up_file("shop.db", "this is a text and not a database, and it is long enough for one");
    should(check(self), equal_to(SB_EREFUSED));
    should(sb_error(), contain("(unreadable): the database cannot be looked at"));
}

TEST_EACH(sandbox_guard, what_is_foreign_under_the_test_prefix_is_found, (const char *sql, *name),
    { "CREATE TABLE t_x (a)", ": t_x." }, { "CREATE TABLE T_USERS (a)", ": T_USERS." },
    { "CREATE VIEW t_v AS SELECT 1", ": t_v." }, { "CREATE VIEW T_V AS SELECT 1", ": T_V." })
{
    void *db;
    should(self->up.backend->open(self->up.of->location, SB_CREATE, &db), equal_to(SB_OK));
    should(self->up.backend->exec(db, each->sql), equal_to(SB_OK));
    self->up.backend->close(db);
    should(check(self), equal_to(SB_EREFUSED));
    should(sb_error(), all_of(contain("(foreign_table)"), contain(each->name)));
}

static void count(void *env, const sb_guard_answer *answer)
{
    (void)answer;
    ++*(size_t *)env;
}

TEST(sandbox_guard, where_the_configuration_refuses_nothing_is_looked_at)
{
    size_t all = 0, some = 0;
    sb_guard_check(self->up.settings, &self->up.schema, self->up.backend, count, &all);
    self->up.settings->debug = "none";
    sb_guard_check(self->up.settings, &self->up.schema, self->up.backend, count, &some);
    should(some, all_of(be_above(0), be_below(all)));
}
