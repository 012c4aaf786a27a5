/* unlock_test.c -- tests of framework/sandbox/postgres/unlock.c. */
#include "server.h"
#include <seedbed.h>
#include <stdlib.h>

FIXTURE(pg_unlock, (const char *url; void *lock));

SETUP(pg_unlock) { self->url = server_database(); }

TEARDOWN(pg_unlock)
{
    if (self->lock)
        sb_backend_postgres.unlock(self->lock);
}

static void take(struct sb_fixture_pg_unlock *self)
{
    should(sb_backend_postgres.lock(self->url, "t_", "the tables", 1000000, &self->lock), equal_to(SB_OK));
}

static const char *holder(struct sb_fixture_pg_unlock *self)
{
    char *holder = sb_backend_postgres.lock_holder(self->url, "t_");
    if (holder)
        add_cleanup(free, holder);
    return holder;
}

TEST(pg_unlock, where_nobody_holds_it_there_is_nothing_to_end)
{
    should(sb_backend_postgres.lock_end(self->url, "t_", true), equal_to(SB_ENOTFOUND));
}

TEST(pg_unlock, a_holder_on_this_machine_is_named_and_left_alone)
{
    take(self);
    should(sb_backend_postgres.lock_end(self->url, "t_", false), equal_to(SB_EREFUSED));
    should(sb_error(), all_of(contain("held by seedbed run of process"), contain("--force")));
    should_not(holder(self), be_null);
}

TEST(pg_unlock, by_force_its_session_is_ended_and_the_lock_is_free)
{
    take(self);
    should(sb_backend_postgres.lock_end(self->url, "t_", true), equal_to(SB_OK));
    should(holder(self), be_null);
    should(sb_backend_postgres.lock_end(self->url, "t_", true), equal_to(SB_ENOTFOUND));
}

TEST(pg_unlock, who_may_not_end_the_session_is_told_so)
{
    take(self);
    sb_postgres *admin = server_open(self->url);
    pg_must(admin,
        "DO $$ BEGIN CREATE ROLE unlock_nobody LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$");
    char *url =
        sb__postgres_with(self->url, (const char *const[]){ "user", NULL }, (const char *const[]){ "unlock_nobody", NULL });
    add_cleanup(free, url);
    should(sb_backend_postgres.lock_end(url, "t_", true), equal_to(SB_EREFUSED));
    should(sb_error(), contain("lets only a superuser or the same role end that session"));
    should_not(holder(self), be_null);
}

TEST(pg_unlock, another_name_is_left_alone)
{
    take(self);
    should(sb_backend_postgres.lock_end(self->url, "u_", true), equal_to(SB_ENOTFOUND));
    should_not(holder(self), be_null);
}
