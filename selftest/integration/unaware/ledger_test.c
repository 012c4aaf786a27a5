/* ledger_test.c -- tests of the ledger, which stands in the sandbox with all that it opens, and was not changed for it. */
#include "ledger.h"
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

SUITE(ledger, .sandbox = "ledger");

enum { BANK = 1, SHOP = 2, BASE = 1000 };

static void should_be_the_base_state(void)
{
    should(ledger_accounts(), equal_to(2));
    should(ledger_total(), equal_to(BASE));
    should(ledger_money(BANK), equal_to(BASE));
    should(row_count("transfers"), equal_to(0));
}

TEST(ledger, opens_an_account)
{
    should_be_the_base_state();
    int ada = ledger_account("ada", 5);
    should(ledger_money(ada), equal_to(5));
    should(sandbox_table("accounts"), have_row(col(owner, "ada"), col(money, 5)));
}

TEST(ledger, transfers_and_commits)
{
    should_be_the_base_state();
    should(ledger_transfer(BANK, SHOP, 300), equal_to(0));
    should(ledger_money(SHOP), equal_to(300));
    should(ledger_total(), equal_to(BASE));
}

TEST(ledger, gives_the_same_number_again)
{
    should_be_the_base_state();
    should(ledger_account("grace", 0), equal_to(3));
}

TEST(ledger, rolls_back_what_is_not_there)
{
    should_be_the_base_state();
    should(ledger_transfer(SHOP, BANK, 1), equal_to(-1));
    should(ledger_money(BANK), equal_to(BASE));
    should(row_count("transfers"), equal_to(0));
}

TEST_EACH(ledger, works_in_threads, (int threads), { 1 }, { 4 })
{
    should_be_the_base_state();
    if (getenv("LEDGER_WAL"))
        should(ledger_write_ahead(), equal_to(0));
    should(ledger_busy_day(each->threads, 10), equal_to(0));
    should(row_count("transfers"), equal_to(each->threads * 20));
}

TEST(ledger, changes_its_tables)
{
    should_be_the_base_state();
    should(ledger_archive(), equal_to(0));
    should(ledger_accounts(), equal_to(0));
}

TEST(ledger, finds_them_as_they_were)
{
    should_be_the_base_state();
    should(ledger_archive(), equal_to(0));
}

static int wait_for(pid_t child)
{
    int status = -1;
    waitpid(child, &status, 0);
    return status;
}

TEST(ledger, has_children)
{
    should_be_the_base_state();
    pid_t child = fork();
    if (child == 0)
        _exit(ledger_busy_day(2, 5));
    should(wait_for(child), equal_to(0));
    should(ledger_total(), equal_to(BASE));
}

TEST(ledger, reads_what_a_test_wrote)
{
    should_be_the_base_state();
    db_exec("UPDATE accounts SET money = 7 WHERE id = 2");
    should(ledger_money(SHOP), equal_to(7));
}

TEST(ledger, runs_few_queries)
{
    ledger_total();
    should_run_queries(equal_to(1)) { ledger_total(); }
    should_run_queries(equal_to(3))
    {
        ledger_money(BANK);
        should(db_int("SELECT money FROM accounts WHERE id = 2"), equal_to(0));
        ledger_total();
    }
}

TEST(ledger, starts_again_at_the_end) { should_be_the_base_state(); }

/* ---- what is to fail: only where the script asks for it ---- */

TEST(ledger, leaves_a_transaction_open)
{
    if (!getenv("LEDGER_LEAVE"))
        skip_test("nobody asked for it");
    ledger_forget_to_commit(BANK);
}

TEST(ledger, goes_on_after_that) { should_be_the_base_state(); }

static void look_elsewhere(void)
{
    char said[1000] = "";
    if (!getenv("LEDGER_ELSEWHERE"))
        skip_test("nobody asked for it");
    should(ledger_compare_with(getenv("LEDGER_ELSEWHERE"), said, sizeof said), equal_to(-1));
    printf("the application was told: %s\n", said);
}

TEST(ledger, looks_elsewhere) { look_elsewhere(); }

TEST(outside, looks_at_the_ledger) { look_elsewhere(); }
