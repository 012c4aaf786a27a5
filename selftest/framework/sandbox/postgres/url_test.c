/* url_test.c -- tests of framework/sandbox/postgres/url.c; none of them connects. */
#include "server.h"
#include <seedbed.h>
#include <stdlib.h>

/* What the tests say is not to depend on what the user has set. */
static void forget_environment(void)
{
    static const char *const names[] = { "PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE", "PGPASSWORD" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unsetenv(names[i]);
}

FIXTURE(postgres_url, (char none;));

SETUP(postgres_url)
{
    forget_environment();
    if (sb__libpq() == NULL)
        skip_test("%s", sb_error());
}

TEARDOWN(postgres_url) { forget_environment(); }

static const char *spelt(const char *url)
{
    char *location = sb__postgres_locate(url);
    if (location != NULL)
        add_cleanup(free, location);
    return location;
}

TEST_EACH(postgres_url, one_database_has_one_spelling, (const char *name; const char *url; const char *location),
    { "words", "host=db dbname=catalog", "postgresql://db:5432/catalog" },
    { "a url", "postgresql://me:secret@DB/catalog", "postgresql://db:5432/catalog" },
    { "the short scheme", "postgres://db:5433/catalog?connect_timeout=3", "postgresql://db:5433/catalog" },
    { "this machine", "host=127.0.0.1 dbname=c", "postgresql://localhost:5432/c" },
    { "this machine by six", "host=::1 dbname=c", "postgresql://localhost:5432/c" },
    { "an address beside a name", "host=db hostaddr=10.0.0.7 dbname=c", "postgresql://10.0.0.7:5432/c" },
    { "a socket", "host=/no/folder port=5 dbname=c", "postgresql:///c?host=/no/folder&port=5" },
    { "a socket in a url", "postgresql://%2Fno%2Ffolder:5/c", "postgresql:///c?host=/no/folder&port=5" },
    { "a folder by another way", "host=/usr/../usr/lib dbname=c", "postgresql:///c?host=/usr/lib&port=5432" },
    { "several hosts", "postgresql://a:1,b:2/c", "postgresql:///c?host=a,b&port=1,2" },
    { "odd letters", "host=db dbname='a b?'", "postgresql://db:5432/a%20b%3F" },
    { "the user's name", "host=db user=ada", "postgresql://db:5432/ada" })
{
    should(spelt(each->url), equal_to(each->location));
}

TEST(postgres_url, the_spelling_means_what_it_is_the_spelling_of)
{
    should(spelt("postgresql:///c?host=/no/folder&port=5"), equal_to("postgresql:///c?host=/no/folder&port=5"));
    should(spelt("postgresql://db:5432/a%20b%3F"), equal_to("postgresql://db:5432/a%20b%3F"));
}

TEST(postgres_url, the_environment_counts_as_for_the_application)
{
    setenv("PGHOST", "elsewhere", 1);
    setenv("PGPORT", "7", 1);
    should(spelt("dbname=c"), equal_to("postgresql://elsewhere:7/c"));
    setenv("PGDATABASE", "d", 1);
    should(spelt(""), equal_to("postgresql://elsewhere:7/d"));
}

TEST(postgres_url, two_ways_to_say_it_are_the_same)
{
    should(sb__postgres_same("host=localhost dbname=c password=x", "postgresql://localhost:5432/c"), be_true);
    should(sb__postgres_same("host=localhost dbname=d", "postgresql://localhost:5432/c"), be_false);
    should(sb__postgres_same("host=localhost port=5433 dbname=c", "postgresql://localhost:5432/c"), be_false);
}

TEST(postgres_url, what_cannot_be_understood_is_told)
{
    should(spelt("hots=db dbname=c"), be_null);
    should(sb_error(), equal_to("The PostgreSQL url cannot be understood: invalid connection option \"hots\""));
    should(sb__postgres_same("hots=db", "postgresql://db:5432/c"), be_false);
}

TEST(postgres_url, a_string_for_others_says_all)
{
    char *all = sb__postgres_with("postgresql://me@db/c?sslmode=require", (const char *const[]){ "user", "password", NULL },
        (const char *const[]){ "it's", NULL });
    add_cleanup(free, all);
    should(all, equal_to("dbname='c' host='db' port='5432' sslmode='require' user='it\\'s'"));
    should(spelt(all), equal_to("postgresql://db:5432/c"));
}
