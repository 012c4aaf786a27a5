/* words.h -- the words of SQL that tell what a statement may do, found without understanding it.
 *
 * What it is: one pass over the text that skips strings, quoted names and comments. It may say more than is true (a column called
 * `restart`), which costs a look, and never less: the body of a function is a string, and so whoever runs one is asked by the
 * catalogue and not here.
 */
#ifndef SEEDBED_POSTGRES_WORDS_H
#define SEEDBED_POSTGRES_WORDS_H

enum {
    SB_WORD_DDL = 1,
    SB_WORD_MAYBE_DDL = 2,
    SB_WORD_REFRESH = 4,
    SB_WORD_SEQUENCE = 8,
    SB_WORD_RESTART = 16,
    SB_WORD_SESSION = 32,
    SB_WORD_ROLLBACK = 64,
    SB_WORD_TRANSACTION = 128, /* a transaction or a savepoint begins or ends */
    SB_WORD_PREPARE = 256,     /* a transaction, perhaps, which then belongs to no connection */
    SB_WORD_ROLE = 512,        /* SET ROLE and its like: whose rights hold from now on */
    SB_WORD_LARGE = 1024,      /* large objects */
    SB_WORD_PASSWORD = 2048,
    SB_WORD_EXECUTE = 4096 /* what was prepared */
};

/* All of them that stand in the text. */
unsigned sb__words(const char *sql);

#endif
