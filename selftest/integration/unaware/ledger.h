/* ledger.h -- an application that keeps accounts, and knows nothing of the tests that it is put to.
 *
 * It opens its database by itself, under the one name that it has been given when it was built, keeps connections for as long as it
 * runs, works in several threads and commits what it does.
 */
#ifndef LEDGER_H
#define LEDGER_H

/* An account with some money in it; its number, or -1. */
int ledger_account(const char *owner, int money);
/* One transaction. -1: there is not so much money, or an account is not there; then nothing has changed. */
int ledger_transfer(int from, int to, int money);
int ledger_money(int account);
/* All accounts together; -1 for an error. */
int ledger_total(void);
int ledger_accounts(void);
/* Threads with a connection each, all of which send money round in many transactions. 0, or how many failed. */
int ledger_busy_day(int threads, int transfers);
/* Takes a transaction that was begun and not ended out of the hands of whoever calls. */
void ledger_forget_to_commit(int account);
/* Makes a table of last year's accounts, and empties it into there. */
int ledger_archive(void);
/* Looks into a database that it was told of at run time; -1, with what the database said. */
int ledger_compare_with(const char *database, char *said, unsigned size);
/* What only some databases have: a log that is written ahead. */
int ledger_write_ahead(void);

#endif
