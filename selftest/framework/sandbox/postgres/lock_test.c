/* lock_test.c -- tests of framework/sandbox/postgres/lock.c. */
#include "server.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

FIXTURE(postgres_lock, (const char *url; void *lock; void *second; char *holder;));

SETUP(postgres_lock) { self->url = server_database(); }

TEARDOWN(postgres_lock)
{
    sb_backend_postgres.unlock(self->lock);
    sb_backend_postgres.unlock(self->second);
    free(self->holder);
}

TEST(postgres_lock, a_name_is_held_by_one_at_a_time)
{
    should(sb_backend_postgres.lock(self->url, "t_", "the tables", 0, &self->lock), equal_to(0));
    should(sb_backend_postgres.lock(self->url, "t_", "the tables", 0, &self->second), equal_to(SB_EREFUSED));
    should(sb_error(), start_with("the tables: in use by another run, seedbed run of process "));
    should(self->second, be_null);
    should(sb_backend_postgres.lock(self->url, "u_", "the tables", 0, &self->second), equal_to(0));
}

TEST(postgres_lock, it_is_free_when_it_was_let_go)
{
    should(sb_backend_postgres.lock(self->url, "t_", "the tables", 0, &self->lock), equal_to(0));
    sb_backend_postgres.unlock(self->lock);
    self->lock = NULL;
    should(sb_backend_postgres.lock_holder(self->url, "t_"), be_null);
    should(sb_backend_postgres.lock(self->url, "t_", "the tables", 1000000000, &self->lock), equal_to(0));
}

TEST(postgres_lock, the_holder_is_named)
{
    char *wanted = sb_format("seedbed run of process %ld on ", (long)getpid());
    add_cleanup(free, wanted);
    should(sb_backend_postgres.lock(self->url, "t_", "the tables", 0, &self->lock), equal_to(0));
    self->holder = sb_backend_postgres.lock_holder(self->url, "t_");
    should(self->holder, all_of(start_with(wanted), contain(" since 2")));
    should(strlen(self->holder) <= 63, be_true);
}

TEST(postgres_lock, names_of_two_databases_are_two)
{
    should(sb_backend_postgres.lock(self->url, "t_", "the tables", 0, &self->lock), equal_to(0));
    should(sb_backend_postgres.lock_holder(server_url(), "t_"), be_null);
}
