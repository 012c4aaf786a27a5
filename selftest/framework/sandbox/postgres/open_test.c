/* open_test.c -- tests of framework/sandbox/postgres/{libpq,connection}.c: connections that come to be, and those that do not. */
#include "server.h"
#include <seedbed.h>
#include <stdlib.h>

TEST(postgres_open, a_database_that_is_not_there_is_not_found)
{
    void *db = NULL;
    char *url = sb_format("%s dbname=nowhere", server_url());
    add_cleanup(free, url);
    should(sb_backend_postgres.open(url, SB_CHANGE, &db), equal_to(SB_ENOTFOUND));
    should(sb_error(), all_of(start_with("There is no PostgreSQL database postgresql:///nowhere?host="), end_with("&port=5432")));
}

TEST(postgres_open, a_database_is_not_made_on_a_server)
{
    void *db = NULL;
    char *url = sb_format("%s dbname=nowhere", server_url());
    add_cleanup(free, url);
    should(sb_backend_postgres.open(url, SB_CREATE, &db), equal_to(SB_ERR));
    should(sb_error(), end_with("make it with createdb"));
}

TEST(postgres_open, a_server_that_is_not_there_is_told_without_a_password)
{
    void *db = NULL;
    if (sb__libpq() == NULL)
        skip_test("%s", sb_error());
    should(sb_backend_postgres.open("host=/no/folder port=5432 dbname=c password=secret", SB_CHANGE, &db), equal_to(SB_ERR));
    should(sb_error(), start_with("The PostgreSQL database postgresql:///c?host=/no/folder&port=5432 cannot be opened: "));
    should(sb_error(), not_(any_of(contain("secret"), contain("\n"))));
    should(db, be_null);
}

TEST(postgres_open, there_is_nothing_to_undo_on_a_server)
{
    void *db = NULL;
    should(sb_backend_postgres.open("dbname=c", SB_RECOVER, &db), equal_to(SB_ENOTFOUND));
}

TEST(postgres_open, who_only_looks_cannot_write)
{
    void *db = NULL;
    should(sb_backend_postgres.open(server_url(), SB_LOOK, &db), equal_to(0));
    int code = sb_backend_postgres.exec(db, "CREATE TABLE seedbed_looked(x int)");
    sb_backend_postgres.close(db);
    should(code, equal_to(SB_ERR));
    should(sb_error(), end_with("cannot execute CREATE TABLE in a read-only transaction"));
}
