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

/* Of a lock of two numbers the catalogue says the same numbers. */
TEST(postgres_lock, a_lock_of_another_kind_or_name_has_no_holder_here)
{
    sb_postgres *other = server_open(self->url);
    char *key = sb__pg_lock_key("t_");
    char *sql = sb_format("SELECT pg_advisory_lock((%s::bigint >> 32)::int, ((%s::bigint << 32) >> 32)::int)", key, key);
    add_cleanup(free, key);
    add_cleanup(free, sql);
    pg_must(other, sql);
    should(sb_backend_postgres.lock(self->url, "u_", "the tables", 0, &self->lock), equal_to(0));
    should(sb_backend_postgres.lock_holder(self->url, "t_"), be_null);
    should(sb_backend_postgres.lock_end(self->url, "t_", true), equal_to(SB_ENOTFOUND));
}

TEST(postgres_lock, a_holder_without_a_name_is_told_by_its_number)
{
    sb_postgres *other = server_open(self->url);
    char *key = sb__pg_lock_key("t_"), *sql = sb_format("SET application_name = ''; SELECT pg_advisory_lock(%s)", key);
    char *number = sb_format(" with the process %d", sb__libpq()->PQbackendPID(other->handle));
    add_cleanup(free, key);
    add_cleanup(free, sql);
    add_cleanup(free, number);
    pg_must(other, sql);
    self->holder = sb_backend_postgres.lock_holder(self->url, "t_");
    should(self->holder, all_of(start_with("a session of "), end_with(number)));
}

/* More than one, because which of them the server names first is its own affair. */
TEST(postgres_lock, who_waits_is_not_taken_for_the_holder)
{
    char *key = sb__pg_lock_key("t_"), *sql = sb_format("SELECT pg_advisory_lock(%s)", key);
    add_cleanup(free, key);
    add_cleanup(free, sql);
    should(sb_backend_postgres.lock(self->url, "t_", "the tables", 0, &self->lock), equal_to(0));
    for (int i = 0; i < 6; i++)
        should(sb__libpq()->PQsendQuery(server_connect(self->url), sql), equal_to(1));
    sb_postgres *watch = server_open(self->url);
    while (strcmp(pg_ask(watch, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"), "6") != 0)
        usleep(2000);
    self->holder = sb_backend_postgres.lock_holder(self->url, "t_");
    should(self->holder, start_with("seedbed run of process"));
    should(sb_backend_postgres.lock_end(self->url, "t_", false), equal_to(SB_EREFUSED));
    should(sb_error(), contain("held by seedbed run of process"));
    should(sb_backend_postgres.lock_end(self->url, "t_", true), equal_to(SB_OK));
    should(pg_ask(watch,
               "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'seedbed run%' AND datname = "
               "current_database()"),
        equal_to("0"));
}
