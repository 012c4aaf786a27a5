/* ledger.c -- accounts, in one database or the other. */
#include "ledger.h"
#include "sql.h"
#include <pthread.h>
#include <stdio.h>
#include <string.h>

/* Two connections for as long as the application runs: one to write, one to read. */
static sql *kept[2];
static pthread_mutex_t once = PTHREAD_MUTEX_INITIALIZER;

static sql *connection(int which)
{
    char said[500];
    pthread_mutex_lock(&once);
    if (!kept[which])
        kept[which] = sql_open(NULL, said, sizeof said);
    pthread_mutex_unlock(&once);
    return kept[which];
}

int ledger_account(const char *owner, int money)
{
    sql *s = connection(0);
    char text[300];
    snprintf(text, sizeof text, "INSERT INTO accounts (owner, money) VALUES ('%s', %d)", owner, money);
    if (!s || sql_run(s, text))
        return -1;
    return sql_number(s, "SELECT max(id) + 0 * %s FROM accounts", 0);
}

int ledger_money(int account) { return sql_number(connection(1), "SELECT money FROM accounts WHERE id = %s", account); }

int ledger_total(void) { return sql_number(connection(1), "SELECT sum(money) + 0 * %s FROM accounts", 0); }

int ledger_accounts(void) { return sql_number(connection(1), "SELECT count(*) + 0 * %s FROM accounts", 0); }

static int transfer(sql *s, int from, int to, int money)
{
    char text[300];
    if (sql_run(s, "BEGIN"))
        return -1;
    /* The lower one first, so that two of them do not wait for each other. */
    snprintf(text, sizeof text,
        "UPDATE accounts SET money = money + %d WHERE id = %d; UPDATE accounts SET money = money + %d WHERE id = %d;"
        "INSERT INTO transfers (source, target, money) VALUES (%d, %d, %d)",
        from < to ? -money : money, from < to ? from : to, from < to ? money : -money, from < to ? to : from, from, to, money);
    if (sql_run(s, text) || sql_number(s, "SELECT money FROM accounts WHERE id = %s", from) < 0) {
        sql_run(s, "ROLLBACK");
        return -1;
    }
    if (sql_run(s, "COMMIT")) {
        sql_run(s, "ROLLBACK");
        return -1;
    }
    return 0;
}

int ledger_transfer(int from, int to, int money) { return transfer(connection(0), from, to, money); }

typedef struct clerk {
    pthread_t thread;
    int transfers, failed;
} clerk;

static void *work(void *env)
{
    clerk *c = env;
    char said[500];
    sql *own = sql_open(NULL, said, sizeof said);
    for (int i = 0; i < c->transfers; i++)
        c->failed += !own || transfer(own, 1, 2, 1) || transfer(own, 2, 1, 1);
    sql_close(own);
    return NULL;
}

int ledger_busy_day(int threads, int transfers)
{
    clerk clerks[16];
    int failed = 0;
    for (int i = 0; i < threads; i++) {
        clerks[i] = (clerk){ .transfers = transfers };
        pthread_create(&clerks[i].thread, NULL, work, &clerks[i]);
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(clerks[i].thread, NULL);
        failed += clerks[i].failed;
    }
    return failed;
}

void ledger_forget_to_commit(int account)
{
    char text[100];
    snprintf(text, sizeof text, "UPDATE accounts SET money = 0 WHERE id = %d", account);
    sql_run(connection(0), "BEGIN");
    sql_run(connection(0), text);
}

int ledger_archive(void)
{
    return sql_run(connection(0),
        "CREATE TABLE accounts_of_last_year AS SELECT * FROM accounts; DELETE FROM transfers; DELETE FROM accounts");
}

int ledger_compare_with(const char *database, char *said, unsigned size)
{
    sql *other = sql_open(database, said, size);
    int there = other ? sql_number(other, "SELECT count(*) + 0 * %s FROM accounts", 0) : -1;
    sql_close(other);
    return there;
}

int ledger_write_ahead(void) { return sql_write_ahead(connection(0)); }
