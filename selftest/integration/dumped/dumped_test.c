/* dumped_test.c -- tests in a sandbox that was made of a dump, with ROWS rows in each table; run by dumped.sh. */
#include <seedbed.h>
#include <stdlib.h>

SUITE(shop, .sandbox = "shop");

static int rows(void) { return atoi(getenv("ROWS")); }

TEST(shop, has_the_rows_of_the_dump)
{
    should(sandbox_table("accounts"), have_rows(rows()));
    should(sandbox_table("people"), have_rows(rows()));
    if (rows() > 0)
        should(sandbox_table("accounts"), have_row(col(id, 1), col(name, "public.accounts"), col(money, 4)));
}

TEST(shop, numbers_go_on_behind_them)
{
    db_exec("INSERT INTO accounts (name, money) VALUES ('new', 20)");
    should(sandbox_table("accounts"), have_row(col(id, rows() + 1), col(name, "new")));
}

TEST(shop, triggers_and_functions_are_its_own)
{
    db_exec("INSERT INTO accounts (name, money) VALUES ('new', 20)");
    should(sandbox_table("moves"), have_row(col(money, 20)));
    should(rows_int(db_rows("SELECT total() AS n"), 0, "n"), equal_to(rows() > 0 ? 29 : 20));
    should(rows_int(db_rows("SELECT total_of_moves() AS n"), 0, "n"), equal_to(rows() > 0 ? 29 : 20));
    should(rows_int(db_rows("SELECT count(*) AS n FROM rich"), 0, "n"), equal_to(1));
}

TEST(shop, references_are_its_own)
{
    db_exec("INSERT INTO accounts (id, name, money) VALUES (77, 'new', 20)");
    db_exec("INSERT INTO people (id, account, age) VALUES (77, 77, 7)");
    db_exec("DELETE FROM accounts WHERE id = 77 AND false; DELETE FROM moves; DELETE FROM accounts WHERE id = 77");
    should(sandbox_table("people"), have_rows(rows()));
}
